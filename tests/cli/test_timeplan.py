"""`bpa timeplan`: a week from a YAML file, to the minute."""

import jsonschema
import pytest

from tests.cli.schemas import TIMEPLAN

UKE = """\
natt_kontinuerlig: false
oppgaver:
  - {navn: Rengjøring, slag: praktisk_bistand, minutter: 90, ukedager: [mandag, Torsdag]}
  - {navn: Stå opp, slag: personlig_stell, minutter: 45, per: dag}
  - {navn: Tur, slag: stottekontakt, minutter: 50, ganger: 2}
  - {navn: Dusj, slag: personlig_stell, minutter: 30, ukedager: [laurdag], hjelpere: 2}
  - {navn: Snu, slag: personlig_stell, minutter: 10, per: dag, natt: true}
"""


@pytest.fixture
def fil(tmp_path):
    def write(content):
        path = tmp_path / "uke.yml"
        path.write_text(content, encoding="utf-8")
        return str(path)

    return write


def test_a_week_is_summed_to_the_minute(as_json, fil):
    week = as_json("timeplan", fil(UKE))
    jsonschema.validate(week, TIMEPLAN)
    assert week["minutter_per_uke"] == 180 + 315 + 100 + 60 + 70
    assert week["per_ukedag"] == [145, 55, 55, 145, 55, 115, 55]
    assert week["uten_fast_dag"] == 100
    assert week["fakturerbart_per_uke"] == 180
    assert week["fakturerbare_timer_per_maaned"] == 13  # 3 h x 52 / 12


def test_what_counts_toward_the_right_leaves_sporadic_nights_out_and_two_helpers_open(as_json, fil):
    """725 minutes, 70 of them by night, and 60 with two helpers: the file does not say how constant that need is."""
    counts = as_json("timeplan", fil(UKE))["timer_som_teller"]
    assert round(counts["fra"] * 60) == 725 - 70 - 60
    assert round(counts["til"] * 60) == 725 - 70


def test_the_readable_week_has_every_task_the_days_and_the_sums(said, fil):
    shown = said("timeplan", fil(UKE))
    assert "I alt" in shown
    assert "12 timer og 5 minutter" in shown
    assert "lørdag: 1 time og 55 minutter" in shown
    assert "3 timer i uka er praktisk bistand. Det blir 13 timer i måneden" in shown
    assert "Fra 9 timer og 55 minutter til 10 timer og 55 minutter i uka" in shown
    shown = said("timeplan", fil(UKE), "--maalform", "nn")
    assert "laurdag: 1 time og 55 minutt" in shown
    assert "12 timar og 5 minutt" in shown


def test_with_all_three_facts_there_is_no_range(said, fil):
    shown = said("timeplan", fil(UKE + "to_hjelpere_kontinuerlig: true\nforeldreansvar: false\n"))
    assert "10 timer og 55 minutter i uka teller for retten til BPA." in shown


@pytest.mark.parametrize(
    ("content", "named"),
    [
        ("oppgaver: []\n", "oppgaver"),
        ("oppgaver:\n  - {navn: A, slag: praktisk_bistand}\n", "oppgaver[0].minutter"),
        ("oppgaver:\n  - {navn: A, slag: hagearbeid, minutter: 5}\n", "oppgaver[0].slag"),
        ("oppgaver:\n  - {navn: A, minutter: 5}\n", "oppgaver[0].slag"),
        ("oppgaver:\n  - {navn: A, slag: helse, minutter: 5, per: time}\n", "oppgaver[0].per"),
        ("oppgaver:\n  - {navn: A, slag: helse, minutter: 5, ukedager: [manday]}\n", "oppgaver[0].ukedager"),
        ("oppgaver:\n  - {navn: A, slag: helse, minutter: 0}\n", "oppgaver[0].minutter"),
        ("oppgaver:\n  - {navn: A, slag: helse, minutter: 5, hjelpere: 9}\n", "hjelpere"),
        ("oppgaver:\n  - {navn: A, slag: helse, minutter: 5, ukdager: [mandag]}\n", "oppgaver[0].ukdager"),
        ("oppgaver:\n  - {navn: A, slag: helse, minutter: 5}\nnatt: true\n", "natt"),
        ("oppgaver:\n  - {navn: A, navn: B, slag: helse, minutter: 5}\n", "navn"),
        ("oppgaver: [\n", "uke.yml"),
    ],
)
def test_a_wrong_file_is_one_line_naming_the_key(bpa, fil, content, named):
    result = bpa("timeplan", fil(content))
    assert result.exit_code == 2
    assert named in result.stderr
    assert result.stderr.strip().count("\n") == 0
    assert result.stdout == ""
