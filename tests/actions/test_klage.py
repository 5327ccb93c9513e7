"""The complaint deadline in words. Today is Saturday 21 November 2026."""

import pytest

from actions.klage import KlageAvslag, KlageFrist
from tests.actions.saying import text


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ("jeg fikk brevet 2. november", "mandag 30. november 2026. Du har 9 dager igjen"),
        ("vedtaket kom 24. oktober", "i dag, lørdag 21. november 2026"),
        ("vedtaket kom 25. oktober", "Du har én dag igjen"),
        ("vedtaket kom 23. oktober", "gikk klagefristen ut fredag 20. november 2026"),
        ("vedtaket kom 7. november", "fredag 4. desember 2026"),  # the last day is a Saturday: deliver before
    ],
)
def test_the_last_day_is_four_weeks_later_on_the_same_weekday(message, said):
    assert said in text(KlageFrist(), "klage_frist", text=message)


@pytest.mark.parametrize(
    "message", ["klagefrist", "jeg får brevet 3. desember 2026", "fikk brev 2. november og 5. november"]
)
def test_without_one_day_that_has_been_the_rule_itself_is_told(message):
    assert "Klagefristen er 4 uker" in text(KlageFrist(), "klage_frist", text=message)


def test_a_deadline_that_has_passed_is_not_the_end():
    assert "Klag likevel" in text(KlageFrist(), "klage_frist", text="jeg fikk vedtaket 1. september")


def test_more_than_a_year_after_the_vedtak_came_the_way_is_a_new_application():
    said = text(KlageFrist(), "klage_frist", text="jeg fikk avslag 1. februar 2025")
    assert "søke på nytt" in said
    assert "Klag likevel" not in said


def test_a_refusal_with_a_date_gets_the_last_day_first_and_then_how_to_complain():
    said = text(KlageAvslag(), "klage_avslag", text="fikk avslag 30. oktober, hva gjør jeg")
    assert said.startswith("Fikk du vedtaket 30. oktober 2026, er siste dag for å klage fredag 27. november 2026")
    assert "Send klagen til Fredrikstad kommune" in said


def test_the_last_day_in_english():
    said = text(KlageFrist(), "klage_frist", text="I got the decision on 2 November 2026", maalform="en")
    assert "on 2 November 2026, the last day to complain is Monday 30 November 2026. You have 9 days left." in said
    assert "4 weeks" in said
