"""The right to BPA in words. Today is 21 November 2026."""

import pytest

from actions.rett import RettVurder
from tests.actions.saying import text


def rett(intent="rett_hvem", alder=None, timer=None, varighet=None, maalform="nb", **told):
    facts = []
    if alder is not None:
        facts.append(("alder", alder))
    if timer is not None:
        facts.append(("timer", {"tall": timer, "per": "uke", "per_uke": timer}))
    if varighet is not None:
        facts.append(("varighet", varighet))
    return text(RettVurder(), intent, *facts, maalform=maalform, **told)


@pytest.mark.parametrize(
    ("timer", "said"),
    [
        ("24.9", "kommunen må ha BPA som tilbud"),
        ("25", "hvis ikke kommunen kan dokumentere"),
        ("31.9", "hvis ikke kommunen kan dokumentere"),
        ("32", "har du rett"),
    ],
)
def test_both_sides_of_25_and_32_hours_at_40_years_and_36_months(timer, said):
    assert said.lower() in rett(alder=40, timer=timer, varighet=36).lower()


@pytest.mark.parametrize(("mnd", "right"), [(24, False), (25, True)])
def test_the_need_must_last_more_than_24_months(mnd, right):
    said = rett(alder=40, timer="35", varighet=mnd)
    assert said.startswith("Ja") is right


@pytest.mark.parametrize(("alder", "right"), [(66, True), (67, False)])
def test_66_has_the_right_and_67_only_when_bpa_was_granted_before(alder, right):
    assert rett(alder=alder, timer="35", varighet=36).startswith("Ja") is right


@pytest.mark.parametrize(
    ("timer", "said"),
    [
        ("24.9", "gives no right to it by law"),
        ("25", "unless the municipality can document"),
        ("31.9", "unless the municipality can document"),
        ("32", "Yes, from what you write you have a right"),
    ],
)
def test_both_sides_of_25_and_32_hours_in_english(timer, said):
    answer = rett(alder=40, timer=timer, varighet=36, maalform="en")
    assert said in answer
    assert f"• {timer} hours a week" in answer


def test_28_hours_alone_is_neither_yes_nor_no():
    said = rett("rett_timer", timer="28")
    assert "vesentlig økt kostnad" in said
    assert not said.startswith(("Ja", "Nei"))


def test_a_later_message_keeps_the_age_told_before_unless_it_is_about_somebody_else():
    hours = {"tall": "25", "per": "uke", "per_uke": "25"}
    assert "Alder 49" in text(RettVurder(), "rett_timer", ("timer", hours), alder=49)
    assert "Alder 49" not in text(
        RettVurder(), "rett_timer", ("timer", hours), alder=49, text="hva med mor, 25 timer i uka"
    )


def test_two_ages_or_hours_of_several_kinds_are_never_settled_by_the_first():
    ages = text(RettVurder(), "rett_hvem", ("alder", 45), ("alder", 82), ("varighet", 60))
    assert "flere aldre" in ages
    assert "Alder 45" not in ages
    twelve, twentyeight = ({"tall": n, "per": "uke", "per_uke": n} for n in ("12", "28"))
    hours = text(RettVurder(), "rett_timer", ("timer", twelve), ("timer", twentyeight), ("alder", 30), ("varighet", 60))
    assert "gir ikke" not in hours
    assert "Helsehjelp teller ikke med" in hours
    night = text(
        RettVurder(),
        "rett_timer",
        ("timer", {"tall": "35", "per": "uke", "per_uke": "35"}),
        ("alder", 30),
        ("varighet", 60),
        text="35 timer hvorav 10 er nattevakt",
    )
    assert not night.startswith("Ja")


def test_24_hours_without_a_period_are_asked_about_and_not_taken_as_a_week():
    assert "timer i døgnet" in text(RettVurder(), "rett_timer", ("timer", {"tall": "24", "per": None, "per_uke": None}))


def test_at_67_the_one_fact_that_decides_is_asked_for():
    facts = (("alder", 67), ("timer", {"tall": "40", "per": "uke", "per_uke": "40"}), ("varighet", 60))
    assert "Hadde du BPA som rettighet før du fylte 67" in text(RettVurder(), "rett_hvem", *facts)
    assert "har du rett" in text(RettVurder(), "rett_hvem", *facts, ("bpa_for_67", True))
    assert "Du kan søke" in text(RettVurder(), "rett_hvem", *facts, ("bpa_for_67", False))


def test_without_facts_the_question_gets_the_rule_itself():
    assert "67" in rett("rett_hvem")
    assert "25" in rett("rett_timer")


def test_hours_without_a_period_are_taken_as_hours_a_week_and_the_answer_says_so():
    said = text(RettVurder(), "rett_timer", ("timer", {"tall": "28", "per": None, "per_uke": None}))
    assert "gått ut fra at du mener 28 timer i uka" in said


@pytest.mark.parametrize("maalform", ["nb", "nn", "en"])
@pytest.mark.parametrize("alder", [None, 5, 66, 67, 90])
@pytest.mark.parametrize("timer", [None, "0", "24", "28", "40"])
@pytest.mark.parametrize("varighet", [None, 12, 24, 36])
def test_no_combination_leaves_a_hole_or_tells_anyone_not_to_apply(alder, timer, varighet, maalform):
    said = rett(alder=alder, timer=timer, varighet=varighet, maalform=maalform)
    assert said
    assert "{" not in said
    assert "None" not in said


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        ("20", "24", ["under 25"]),
        ("26", "31", ["fra 25 til under 32"]),
        ("20", "30", ["20 timer i uka", "30 timer i uka"]),
        ("30", "40", ["30 timer i uka", "40 timer i uka"]),
    ],
)
def test_a_range_of_hours_is_never_answered_by_one_end_alone(low, high, said):
    hours = {"tall": low, "tall_til": high, "per": "uke", "per_uke": low, "per_uke_til": high}
    answer = text(RettVurder(), "rett_timer", ("timer", hours), ("alder", 40), ("varighet", 36))
    assert all(part in answer for part in said)
    assert not answer.startswith("Ja")


def test_a_need_that_is_permanent_lasts_more_than_two_years():
    answer = text(
        RettVurder(),
        "rett_hvem",
        ("alder", 58),
        ("timer", {"tall": "40", "per": "uke", "per_uke": "40"}),
        ("varig", True),
    )
    assert answer.startswith("Ja")
    assert "varig" in answer
