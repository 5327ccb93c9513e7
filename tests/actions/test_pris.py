"""The price in words: the right amounts, which table they come from, and what is uncertain. Today is 21 November 2026."""

import pytest

from actions.base import Question
from actions.pris import PrisBeregn, asked_date
from bot.settings import today
from tests.actions.saying import say, text


def inntekt(kr: int, *more: "tuple[str, object]", maalform: str = "nb") -> str:
    return text(PrisBeregn(), "pris_inntekt", ("inntekt", str(kr)), *more, maalform=maalform)


@pytest.mark.parametrize(
    ("kr", "said"),
    [
        (260_319, "220 kr per time"),
        (260_320, "256 kr per time, høyst 1 066 kr i måneden"),
        (390_479, "256 kr per time, høyst 1 066 kr i måneden"),
        (390_480, "405 kr per time, høyst 2 027 kr i måneden"),
        (520_639, "405 kr per time, høyst 2 027 kr i måneden"),
        (520_640, "538 kr per time, høyst 2 696 kr i måneden"),
    ],
)
def test_both_sides_of_2_3_and_4_g_of_1_january_2026(kr, said):
    assert said in inntekt(kr)


def test_400_000_kroner_names_the_table_of_2023_as_the_newest_known():
    said = inntekt(400_000)
    assert "2023" in said
    assert "nyeste jeg kjenner" in said
    assert "{" not in said


def test_under_2_g_the_cap_of_2026_is_named_and_no_higher_price_is():
    said = inntekt(250_000)
    assert "245 kr" in said
    assert "1 066" not in said  # the bracket of the table's own year would say so
    assert "2023" in said


def test_under_2_g_in_2027_the_cap_is_not_fixed_and_last_years_is_only_information():
    said = inntekt(250_000, ("aar", 2027))
    assert "ikke fastsatt" in said
    assert "2026" in said


def test_222_953_and_222_954_kroner_fall_on_different_sides_of_2_g_in_2023():
    assert "220 kr per time" in inntekt(222_953, ("aar", 2023))
    assert "256 kr per time" in inntekt(222_954, ("aar", 2023))


def test_450_000_kroner_is_in_another_bracket_by_the_g_of_2023_and_the_answer_shows_both():
    said = inntekt(450_000)
    assert "405 kr per time" in said
    assert "538 kr per time" in said


def test_hours_in_the_month_give_an_amount_never_above_the_tables_own_maximum():
    hours = ("timer", {"tall": "6", "per": "maaned", "per_uke": "1.38"})
    income = ("inntekt", "400000")
    said = text(
        PrisBeregn(), "pris_inntekt", income, hours, text="6 timer praktisk bistand i måneden, vi tjener 400 000"
    )
    assert "6 timer praktisk bistand i måneden koster 2 027 kr" in said
    assert "2 430" not in said


def test_bpa_hours_are_not_billed_as_if_all_were_praktisk_bistand():
    hours = ("timer", {"tall": "30", "per": "uke", "per_uke": "30"})
    said = text(
        PrisBeregn(),
        "pris_inntekt",
        ("inntekt", "600000"),
        hours,
        text="jeg får 30 timer bpa i uka og vi tjener 600 000",
    )
    assert "130 timer" not in said
    assert "538 kr per time" in said


def test_a_question_about_another_municipality_is_told_whose_prices_these_are():
    said = text(PrisBeregn(), "pris_inntekt", ("inntekt", "400000"), text="hva er prisen i Oslo når vi tjener 400 000")
    assert said.startswith("Jeg svarer for Fredrikstad kommune. I Oslo")


def test_a_year_without_a_municipal_table_still_gets_the_states_cap_of_that_year():
    said = text(PrisBeregn(), "pris_makspris", ("aar", 2021))
    assert "210 kr" in said
    assert "kr per time" not in said


def test_an_english_speaker_gets_english_figures_in_english_words():
    overview = text(PrisBeregn(), "pris_generelt", maalform="en")
    assert "2–3 G (from 260,320 kr to below 390,480 kr): 256 kr per hour, at most 1,066 kr a month" in overview
    under_the_cap = inntekt(250_000, maalform="en")
    assert "you pay at most 245 kr a month in 2026" in under_the_cap


def test_two_households_get_two_answers():
    messages = say(PrisBeregn(), "pris_inntekt", ("inntekt", "300000"), ("inntekt", "600000"))
    assert len(messages) == 2


def test_a_price_without_an_income_asks_for_it():
    assert "Skriv hva husstanden" in text(PrisBeregn(), "pris_inntekt")


def test_the_overview_shows_the_published_maxima_and_never_hours_times_price():
    said = text(PrisBeregn(), "pris_generelt")
    assert all(
        amount in said
        for amount in ("220 kr", "245 kr", "256 kr", "1 066 kr", "405 kr", "2 027 kr", "538 kr", "2 696 kr")
    )
    assert not any(amount in said for amount in ("1 024", "2 025", "2 690"))


@pytest.mark.parametrize(
    ("group", "inside", "outside"),
    [
        ({"fra": None, "til": "2"}, "220 kr per time", "256 kr"),
        ({"fra": "2", "til": "3"}, "256 kr per time", "405 kr"),
        ({"fra": "4", "til": None}, "538 kr per time", "405 kr"),
        ({"fra": "2", "til": "2"}, "256 kr per time", "220 kr"),
    ],
)
def test_an_income_group_in_g_gets_its_own_row(group, inside, outside):
    said = text(PrisBeregn(), "pris_makspris", ("inntekt_i_g", group))
    assert inside in said
    assert outside not in said


def test_the_answer_in_nynorsk_is_nynorsk():
    said = inntekt(400_000, maalform="nn")
    assert "høgst 2 027 kr i månaden" in said
    assert " ikke " not in said


def test_before_the_first_table_nothing_is_guessed():
    said = inntekt(300_000, ("aar", 2018))
    assert "2018" in said
    assert "kr per time" not in said


def test_an_absurd_income_is_answered_kindly():
    assert "kan jeg ikke regne med" in inntekt(10**12)


def test_every_price_answer_names_its_sources_with_the_table_first():
    message = say(PrisBeregn(), "pris_inntekt", ("inntekt", "400000"))[0]
    assert "1. januar 2023" in message["kilder"][0]["tittel"]
    assert any("§ 10" in kilde["tittel"] for kilde in message["kilder"])


def test_a_named_year_is_asked_about_at_its_end_when_past_and_its_start_when_to_come():
    def on(year: int) -> str:
        return asked_date(Question("pris_inntekt", "nb", (("aar", year),)), today()).isoformat()

    assert [on(2023), on(2026), on(2027)] == ["2023-12-31", "2026-11-21", "2027-01-01"]
