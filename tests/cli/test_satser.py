"""`bpa satser` and `bpa satser sjekk`."""

import json
import shutil

import jsonschema

from bot.calculator.ratetable import STANDARDMAPPE
from tests.cli.conftest import TABELL
from tests.cli.schemas import SATSER, SJEKK

# What there is ------------------------------------------------------------------------------------------------------


def test_fredrikstads_newest_table_is_from_2023_and_3_years_old(as_json):
    covered = as_json("satser")
    jsonschema.validate(covered, SATSER)
    row = next(row for row in covered["dekning"] if row["kommune"] == "Fredrikstad")
    assert (row["nyeste"], row["alder_aar"], row["antall"], row["historisk"]) == ("2023-01-01", 3, 2, False)
    assert covered["nasjonalt"]["makspris"] == {"aar": 2026, "kr": 245}


def test_at_least_15_municipalities_and_years_and_the_ceased_ones_last(as_json):
    rows = as_json("satser")["dekning"]
    assert sum(row["antall"] for row in rows) >= 15
    assert [row["historisk"] for row in rows] == sorted(row["historisk"] for row in rows)


def test_the_age_is_counted_from_the_asked_day(as_json):
    rows = as_json("satser", "--dato", "2023-12-31")["dekning"]
    assert next(row["alder_aar"] for row in rows if row["kommune"] == "Fredrikstad") == 0


def test_the_list_names_municipality_service_date_and_age(bpa):
    lines = [" ".join(line.split()) for line in bpa("satser").stdout.splitlines()]
    assert "Fredrikstad 3107 praktisk bistand 2023-01-01 3 år 2" in lines
    assert "Flå 3320 praktisk bistand 2026-01-01 fra i år 1" in lines
    assert "Agdenes (slått sammen) 5016 praktisk bistand 2018-01-01 8 år 1" in lines


def test_a_table_that_begins_later_says_so(said):
    assert "Fredrikstad 3107 praktisk bistand 2023-01-01 senere 2" in said("satser", "--dato", "2022-06-01")


def test_bpa_satser_adds_a_folder_of_municipalities(bpa, as_json, satser, mappe):
    satser(mappe())
    assert "Prøve" in [row["kommune"] for row in as_json("satser")["dekning"]]
    assert as_json("pris", "--kommune", "9901", "--inntekt", "400000", "--timer", "3")["belop_per_maaned"] == 600


def test_a_municipality_without_a_table_is_listed_with_none(said, satser, mappe):
    folder = mappe()
    (folder / "9901-prove" / "praktisk_bistand" / "2024-01-01.yml").unlink()
    satser(folder)
    assert "Prøve 9901 praktisk bistand ingen – 0" in said("satser")


# What is wrong in it ------------------------------------------------------------------------------------------------


def test_the_repositorys_own_rates_have_warnings_and_no_error(bpa, as_json):
    checked = as_json("satser", "sjekk")
    jsonschema.validate(checked, SJEKK)
    assert checked["antall_feil"] == 0
    assert checked["antall_advarsler"] == len(checked["funn"]) > 0
    result = bpa("satser", "sjekk")
    assert result.exit_code == 0
    shown = " ".join(result.stdout.split())
    assert "3107-fredrikstad/praktisk_bistand/2023-01-01.yml" in shown
    assert "trinn[1].maks_per_maaned: teksten på siden sier noe annet enn tabellen. Fant 1066 kr." in shown
    assert "4 x 256 = 1024 kr" in shown


def test_a_sound_folder_is_in_order(bpa, mappe):
    result = bpa("satser", "sjekk", str(mappe()))
    assert result.exit_code == 0
    assert "Alt er i orden." in result.stdout


def test_an_error_names_file_key_found_and_allowed_and_ends_with_2(bpa, mappe):
    folder = mappe(TABELL.replace("200", '"256 kr"'))
    result = bpa("satser", "sjekk", str(folder))
    assert result.exit_code == 2
    shown = " ".join(result.stdout.split())
    assert "9901-prove/praktisk_bistand/2024-01-01.yml" in shown
    assert "trinn[1].timepris: noe i filen er ugyldig. Fant «256 kr» (tekst). Tillatt: et tall fra 0 og opp" in shown
    assert "Feil: 1. Advarsler: 0." in shown


def test_errors_come_before_warnings_and_are_counted_apart(bpa, mappe):
    mappe(TABELL.replace("timepris: 200", "timepriis: 200"))
    folder = mappe(TABELL.replace("timepris: 200", "timepris: 90"), fra="2023-01-01")  # 230 is over 220, 90 under 100
    result = bpa("satser", "sjekk", str(folder), "--json")
    assert result.exit_code == 2
    checked = json.loads(result.stdout)
    jsonschema.validate(checked, SJEKK)
    assert (checked["antall_feil"], checked["antall_advarsler"]) == (1, 2)
    assert [funn["niva"] for funn in checked["funn"]] == ["feil", "advarsel", "advarsel"]
    shown = bpa("satser", "sjekk", str(folder)).stdout
    assert shown.index("Feil\n") < shown.index("Advarsler\n")


def test_without_a_folder_bpa_satser_is_checked_too(as_json, satser, mappe):
    folder = mappe()
    satser(folder)
    assert as_json("satser", "sjekk")["mapper"] == [str(STANDARDMAPPE), str(folder)]


def test_a_broken_file_can_be_checked_even_when_it_is_the_served_municipality(bpa, monkeypatch, satser, mappe):
    folder = mappe(kommune="navn: [\n")
    monkeypatch.setenv("BPA_KOMMUNE", "9901")
    satser(folder)
    result = bpa("satser", "sjekk", str(folder))
    assert result.exit_code == 2
    assert "9901-prove/kommune.yml" in result.stdout


def test_a_copy_of_the_repositorys_rates_can_be_checked_with_its_national_files(bpa, tmp_path):
    shutil.copytree(STANDARDMAPPE, tmp_path / "satser")
    (tmp_path / "satser" / "nasjonalt" / "statlig_makspris.yml").write_text("kilde: forskrift_10\n", encoding="utf-8")
    result = bpa("satser", "sjekk", str(tmp_path / "satser"))
    assert result.exit_code == 2
    assert "nasjonalt/statlig_makspris.yml" in result.stdout


def test_the_same_in_nynorsk(said):
    assert "Åtvaringar" in said("satser", "sjekk", "--maalform", "nn")
    assert "Nyaste" in said("satser", "--maalform", "nn")
