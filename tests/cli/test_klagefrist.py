"""`bpa klagefrist`: the last day, and what it means. Today is Saturday 21 November 2026."""

import jsonschema
import pytest

from tests.cli.schemas import FRIST


def test_a_vedtak_received_on_2_november_2026_can_be_complained_on_until_monday_30_november(as_json):
    deadline = as_json("klagefrist", "2026-11-02")
    jsonschema.validate(deadline, FRIST)
    assert (deadline["siste_dag"], deadline["ukedag"], deadline["dager_igjen"]) == ("2026-11-30", "mandag", 9)


@pytest.mark.parametrize(
    ("slag", "siste_dag"), [("klage", "2026-11-30"), ("forelopig_svar", "2026-12-02"), ("kostnader", "2026-11-23")]
)
def test_four_weeks_one_month_three_weeks_from_2_november(as_json, slag, siste_dag):
    deadline = as_json("klagefrist", "2026-11-02", "--slag", slag)
    jsonschema.validate(deadline, FRIST)
    assert deadline["siste_dag"] == siste_dag


@pytest.mark.parametrize(
    ("i_dag", "igjen", "sentence"),
    [
        ("2026-11-29", 1, "Det er 1 dag igjen."),
        ("2026-11-30", 0, "Det er i dag."),
        ("2026-12-01", -1, "Siste dag for å klage var mandag 30. november 2026."),
        ("2026-12-02", -2, "Det er 2 dager siden."),
    ],
)
def test_the_day_before_the_last_day_and_the_days_after(said, as_json, i_dag, igjen, sentence):
    args = ("klagefrist", "2026-11-02", "--i-dag", i_dag)
    assert as_json(*args)["dager_igjen"] == igjen
    assert sentence in said(*args)


def test_a_last_day_on_a_saturday_is_not_moved_and_earlier_delivery_is_advised(said, as_json):
    assert as_json("klagefrist", "2026-10-31")["siste_dag"] == "2026-11-28"
    shown = said("klagefrist", "2026-10-31")
    assert "Siste dag for å klage er lørdag 28. november 2026." in shown
    assert "lever eller post klagen" in shown
    assert "fredag 27. november 2026" in shown


def test_a_last_day_on_christmas_day_says_holiday_and_not_weekend(said):
    shown = said("klagefrist", "2026-11-27")
    assert "Siste dag er en helligdag." in shown
    assert "torsdag 24. desember 2026" in shown


def test_a_passed_deadline_says_what_can_still_be_done_and_not_when_to_deliver(said):
    shown = said("klagefrist", "2026-10-03")
    assert "Klag likevel, og skriv hvorfor klagen kommer sent." in shown
    assert "--vedtak-dato" in shown
    assert "Siste dag er i en helg" not in shown


@pytest.mark.parametrize(("i_dag", "possible"), [("2027-09-28", True), ("2027-09-29", False)])
def test_a_late_complaint_is_possible_until_a_year_after_the_vedtak_was_made(said, i_dag, possible):
    shown = said("klagefrist", "2026-10-03", "--vedtak-dato", "2026-09-28", "--i-dag", i_dag)
    assert ("Klag likevel" in shown) is possible
    assert ("Men du kan søke på nytt" in shown) is not possible


def test_a_letter_that_has_not_come_yet_is_counted_and_said_to_be_ahead(said):
    assert "er fram i tid" in said("klagefrist", "2026-11-30")


def test_the_same_in_nynorsk(said):
    shown = said("klagefrist", "2026-10-31", "--maalform", "nn")
    assert "laurdag 28. november 2026" in shown
    assert "Det er 7 dagar att." in shown
    assert "Kjelder" in shown
