"""The complaint deadline in words. Today is Saturday 21 November 2026."""

import pytest

from actions.klage import KlageFrist
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


@pytest.mark.parametrize("message", ["klagefrist", "jeg får brevet 3. desember 2026", "fikk brev 2. november og 5. november"])
def test_without_one_day_that_has_been_the_rule_itself_is_told(message):
    assert "Klagefristen er 4 uker" in text(KlageFrist(), "klage_frist", text=message)


def test_a_deadline_that_has_passed_is_not_the_end():
    assert "Klag likevel" in text(KlageFrist(), "klage_frist", text="jeg fikk vedtaket 1. september")
