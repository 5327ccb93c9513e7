"""Figures and dates as people read them, in both written forms."""

from datetime import date
from decimal import Decimal

import pytest

from bot import wording


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (0, "0 kr"),
        (245, "245 kr"),
        (2027, "2 027 kr"),
        (130160, "130 160 kr"),
        (Decimal("110.5"), "110,50 kr"),
        (1234567, "1 234 567 kr"),
    ],
)
def test_kroner_are_grouped_and_show_oere_only_when_there_are_any(value, said):
    assert wording.kroner(value) == said


@pytest.mark.parametrize(("value", "said"), [("1.9999", "1,99"), ("2", "2"), ("3.0731", "3,07"), ("2.5", "2,5")])
def test_income_in_g_is_cut_and_never_rounded_up_to_the_next_limit(value, said):
    assert wording.g(Decimal(value)) == said


def test_days_and_durations_follow_the_written_form():
    monday = date(2026, 11, 30)
    assert wording.day(monday) == "30. november 2026"
    assert wording.weekday_and_day(monday, "nb") == "mandag 30. november 2026"
    assert wording.weekday_and_day(monday, "nn") == "måndag 30. november 2026"
    assert (wording.duration(4, "week", "nb"), wording.duration(4, "week", "nn")) == ("4 uker", "4 veker")
    assert (wording.duration(1, "month", "nb"), wording.duration(1, "month", "nn")) == ("1 måned", "1 månad")
    assert (wording.duration(3, "month", "nb"), wording.duration(3, "month", "nn")) == ("3 måneder", "3 månader")
    assert wording.alternatives(["4", "5"], "nn") == "4 eller 5"


def test_no_figure_holds_a_special_space():
    said = wording.kroner(1234567) + wording.number(Decimal("1066.25")) + wording.duration(12, "week")
    assert "\u00a0" not in said
    assert "\u202f" not in said
