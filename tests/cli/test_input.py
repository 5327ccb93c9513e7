"""What is typed wrong: one clear line on stderr, exit code 2, and under --json one object on stdout."""

import json
from decimal import Decimal

import jsonschema
import pytest

from bot.cli.reading import WrongInput, kroner, number
from tests.cli.conftest import TABELL
from tests.cli.schemas import FEIL

PRIS = ("pris", "--inntekt", "400000")
WRONG = [
    (("pris",), "mangler_valg", "--inntekt mangler"),
    (("pris", "--inntekt"), "mangler_verdi", "--inntekt mangler en verdi"),
    (("pris", "--inntekt", "400", "000"), "for_mye", "«000»"),
    ((*PRIS, "--tmier", "6"), "ukjent_valg", "--tmier"),
    (("priss",), "ukjent_kommando", "priss"),
    (("satser", "sjekke"), "ukjent_kommando", "sjekke"),
    (("pris", "--inntekt", "abc"), "ikke_tall", "--inntekt: «abc»"),
    (("pris", "--inntekt", ""), "ikke_tall", "--inntekt: «»"),
    (("pris", "--inntekt", "NaN"), "ikke_tall", "«NaN»"),
    (("pris", "--inntekt", "inf"), "ikke_tall", "«inf»"),
    (("pris", "--inntekt", "1e9"), "ikke_tall", "«1e9»"),
    (("pris", "--inntekt", "400,000"), "ikke_tall", "«400,000»"),
    (("pris", "--inntekt", "-1"), "negativ", "inntekt: fant «-1»"),
    (("pris", "--inntekt", "1000000001"), "absurd", "inntekt: fant «1000000001»"),
    ((*PRIS, "--timer", "-2"), "negativ", "timer: fant «-2»"),
    ((*PRIS, "--timer", "744,5"), "absurd", "timer: fant «744.5»"),
    ((*PRIS, "--timer", ""), "ikke_tall", "--timer: «»"),
    ((*PRIS, "--besok", "to"), "ikke_tall", "--besok"),
    ((*PRIS, "--timer", "2", "--besok", "2"), "hoyst_ett", "--besok kan ikke brukes sammen med --timer"),
    ((*PRIS, "--ektefelle", "mye"), "ikke_tall", "--ektefelle"),
    ((*PRIS, "--ektefelle", ""), "ikke_tall", "--ektefelle"),
    ((*PRIS, "--ektefelle-institusjon"), "krever", "--ektefelle"),
    ((*PRIS, "--barn", "-5"), "negativ", "«-5»"),
    ((*PRIS, "--andre", "x"), "ikke_tall", "--andre"),
    ((*PRIS, "--omsorgsstonad", "x"), "ikke_tall", "--omsorgsstonad"),
    ((*PRIS, "--hjelpestonad", "-1"), "negativ", "hjelpestonad"),
    ((*PRIS, "--kommune", "atlantis"), "ukjent_kommune", "«atlantis»"),
    ((*PRIS, "--kommune", ""), "ukjent_kommune", "«»"),
    ((*PRIS, "--kommune", "fjell"), "sats_mangler", "Fjell ble en del av en annen kommune 2020-01-01"),
    ((*PRIS, "--dato", "2021-12-31"), "sats_mangler", "2021-12-31. Tabellene som er lagt inn, gjelder fra 2022-01-01"),
    ((*PRIS, "--dato", "2030-01-01"), "sats_mangler", "Grunnbeløpet for 2030-01-01"),
    ((*PRIS, "--dato", "2101-01-01"), "absurd_dato", "2101-01-01"),
    ((*PRIS, "--dato", "i morgen"), "ikke_dato", "«i morgen»"),
    ((*PRIS, "--dato", "2026-02-29"), "ikke_dato", "«2026-02-29»"),
    ((*PRIS, "--g-dato", "x"), "ikke_dato", "--g-dato"),
    ((*PRIS, "--mot", "før"), "ikke_dato", "--mot"),
    ((*PRIS, "--mot", "2018-01-01"), "sats_mangler", "2018-01-01"),
    ((*PRIS, "--hva-hvis", "timer"), "uten_likhetstegn", "inntekt=300000"),
    ((*PRIS, "--hva-hvis", "farge=blå"), "ukjent_verdi", "«farge»"),
    ((*PRIS, "--hva-hvis", "timer=mange"), "ikke_tall", "--hva-hvis timer"),
    ((*PRIS, "--hva-hvis", "inntekt=-1"), "negativ", "«-1»"),
    ((*PRIS, "--hva-hvis", "kommune=oslo"), "ukjent_kommune", "«oslo»"),
    ((*PRIS, "--maalform", "en"), "ukjent_verdi", "nb, nn"),
    ((*PRIS, "--nasjonalt", "--timer", "6"), "hoyst_ett", "--timer"),
    ((*PRIS, "--nasjonalt", "--kurve"), "hoyst_ett", "--kurve"),
    (
        ("pris", "--inntekt", "900000", "--kommune", "nissedal", "--dato", "2018-06-01"),
        "sats_mangler",
        "Tabellen til Nissedal har ingen pris for 900000 kr",
    ),
    (("rett", "--alder", "-1"), "negativ", "alder: fant «-1»"),
    (("rett", "--alder", "121"), "absurd", "alder: fant «121»"),
    (("rett", "--timer", "mange"), "ikke_tall", "--timer"),
    (("rett", "--timer", "337"), "absurd", "timer_per_uke"),
    (("rett", "--timer", "10", "--natt", "10,5"), "rekkefolge", "10 timer"),
    (("rett", "--varighet-mnd", "-1"), "negativ", "varighet_mnd"),
    (("rett", "--arbeidsleder", "meg"), "ukjent_verdi", "selv, andre, ingen"),
    (("rett", "--dato", "2014-12-31"), "sats_mangler", "2014-12-31"),
    (("klagefrist",), "mangler_valg", "DATO mangler"),
    (("klagefrist", "i går"), "ikke_dato", "«i går»"),
    (("klagefrist", "2011-12-31"), "sats_mangler", "2011-12-31"),
    (("klagefrist", "9999-12-31"), "absurd_dato", "9999-12-31"),
    (("klagefrist", "2026-11-02", "--i-dag", "nå"), "ikke_dato", "--i-dag"),
    (("klagefrist", "2026-11-02", "--vedtak-dato", "2026-11-03"), "rekkefolge", "2026-11-03"),
    (("klagefrist", "2026-11-02", "--slag", "anke"), "ukjent_verdi", "klage, forelopig_svar, kostnader"),
    (
        ("klagefrist", "2026-11-02", "--slag", "kostnader", "--vedtak-dato", "2026-11-01"),
        "hoyst_ett",
        "--vedtak-dato",
    ),
    (("satser", "--dato", "x"), "ikke_dato", "--dato"),
    (("satser", "sjekk", "finnes/ikke"), "feil_i_satsfil", "finnes/ikke"),
    (("temaer", "finnes_ikke.txt"), "uleselig_fil", "finnes_ikke.txt"),
    (("temaer",), "ingen_maalinger", "/metrics"),
    (("temaer", "README.md"), "ingen_maalinger", "README.md"),
    (("timeplan", "finnes_ikke.yml"), "feil_i_satsfil", "finnes_ikke.yml"),
]


@pytest.mark.parametrize(("args", "kode", "named"), WRONG, ids=lambda value: " ".join(value) if value else "")
def test_wrong_input_is_one_clear_line_naming_the_matter_and_exit_code_2(bpa, args, kode, named):
    result = bpa(*args)
    assert (result.exit_code, result.stdout) == (2, "")
    assert named in result.stderr
    assert result.stderr.strip().count("\n") == 0
    assert "Decimal" not in result.stderr


@pytest.mark.parametrize(("args", "kode", "named"), WRONG, ids=lambda value: " ".join(value) if value else "")
def test_wrong_input_under_json_is_one_json_object_with_the_same_line(bpa, args, kode, named):
    result = bpa(*args, "--json") if args[-1] != "--inntekt" else bpa(args[0], "--json", *args[1:])
    assert (result.exit_code, result.stderr) == (2, "")
    answer = json.loads(result.stdout)
    jsonschema.validate(answer, FEIL)
    assert answer["feil"]["kode"] == kode
    assert named in answer["feil"]["melding"]


def test_the_line_is_in_nynorsk_when_asked_for(bpa):
    assert "er ikkje eit tal" in bpa("pris", "--inntekt", "abc", "--maalform", "nn").stderr
    assert "har ingen tabell for 2018-01-01. Tabellane" in bpa(*PRIS, "--dato", "2018-01-01", "--maalform", "nn").stderr


# Settings -----------------------------------------------------------------------------------------------------------


def test_a_today_that_is_no_date_is_named(bpa, monkeypatch):
    monkeypatch.setenv("BPA_DATO", "i dag")
    result = bpa(*PRIS)
    assert result.exit_code == 2
    assert "BPA_DATO='i dag'" in result.stderr


def test_a_served_municipality_that_does_not_exist_is_named(bpa, monkeypatch, satser, tmp_path):
    monkeypatch.setenv("BPA_KOMMUNE", "atlantis")
    satser(tmp_path)
    result = bpa(*PRIS)
    assert result.exit_code == 2
    assert "«atlantis»" in result.stderr


def test_a_folder_of_rates_that_does_not_exist_is_named(bpa, satser, tmp_path):
    satser(tmp_path / "borte")
    result = bpa(*PRIS)
    assert result.exit_code == 2
    assert "borte" in result.stderr


@pytest.mark.parametrize(
    ("tabell", "named"),
    [
        (TABELL.replace("trinn:", "trinn: ["), "YAML som ikke kan leses"),
        (TABELL + "trinn: []\n", "trinn: fant samme nøkkel to ganger"),
        (TABELL.replace("timepris: 100, ", "timepris: 100, timepris: 101, "), "timepris: fant samme nøkkel to ganger"),
        (TABELL.replace("800", "åtte"), "trinn[1].maks_per_maaned"),
    ],
)
def test_a_broken_table_in_bpa_satser_is_named_with_file_and_key(bpa, satser, mappe, tabell, named):
    satser(mappe(tabell))
    for extra, stream in (((), "stderr"), (("--json",), "stdout")):
        result = bpa("pris", "--kommune", "9901", "--inntekt", "400000", *extra)
        assert result.exit_code == 2
        assert "9901-prove/praktisk_bistand/2024-01-01.yml" in getattr(result, stream)
        assert named in getattr(result, stream)


def test_a_broken_table_of_another_municipality_does_not_matter(as_json, satser, mappe):
    satser(mappe("trinn: ["))
    assert as_json(*PRIS, "--timer", "6")["belop_per_maaned"] == 2027


# Numbers ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("400000", 400000),
        ("400 000", 400000),
        ("400\u00a0000", 400000),
        ("400.000", 400000),
        ("1.234.567,50", Decimal("1234567.50")),
        ("400000,5", Decimal("400000.5")),
        ("400000.50", Decimal("400000.50")),
        ("+5", 5),
        ("-5", -5),
        ("0", 0),
    ],
)
def test_kroner_may_be_written_as_norwegians_write_them(typed, read):
    assert kroner(typed, "--inntekt") == read


@pytest.mark.parametrize(
    "typed", ["400,000", "400000,000", "0.125", "4_000", "４００", "1e5", "40k", "-", ",", "4,", "١"]
)
def test_kroner_that_could_mean_two_things_or_nothing_are_refused(typed):
    with pytest.raises(WrongInput):
        kroner(typed, "--inntekt")


@pytest.mark.parametrize(("typed", "read"), [("4,5", "4.5"), ("4.5", "4.5"), ("0,125", "0.125"), ("1 200", "1200")])
def test_hours_may_have_decimals_after_comma_or_point(typed, read):
    assert number(typed, "--timer") == Decimal(read)
