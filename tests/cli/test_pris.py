"""`bpa pris`: the amount, the household, what-ifs, the chart."""

import re

import jsonschema
import pytest

from tests.cli.conftest import FORMER
from tests.cli.schemas import NASJONALT, PRIS


def test_400_000_kroner_and_6_hours_cost_2027_kroner_a_month_at_405_an_hour(as_json):
    price = as_json("pris", "--inntekt", "400000", "--timer", "6")
    assert (price["belop_per_maaned"], price["timepris"], price["makspris"]) == (2027, 405, 2027)
    assert price["trinn"]["fra_g"] == 3
    assert price["tabell_fra"] == "2023-01-01"
    assert price["enhet"]["timer"] == "timer praktisk bistand per måned"


@pytest.mark.parametrize(("inntekt", "belop"), [("222953", 220), ("222954", 1066)])
def test_222_953_and_222_954_kroner_fall_on_different_sides_of_2_g_in_june_2023(as_json, inntekt, belop):
    price = as_json("pris", "--inntekt", inntekt, "--timer", "6", "--dato", "2023-06-15")
    assert price["belop_per_maaned"] == belop


def test_under_2_g_in_2026_is_245_kroner_the_highest_reading_with_the_range_beside_it(as_json):
    price = as_json("pris", "--inntekt", "250000", "--timer", "40")
    assert (price["belop_per_maaned"], price["statlig_makspris"]) == (245, 245)
    assert {"kode": "to_lesemaater", "fra": 220, "til": 245} in price["usikkert"]


def test_a_month_price_above_the_states_maximum_is_never_shown_as_the_price(said):
    """Averøy prints 223 kr for income under 2 G in 2023, when the state's maximum was 220."""
    card = said("pris", "--inntekt", "200000", "--timer", "9", "--kommune", "averøy", "--dato", "2023-06-15")
    card = card[: card.index("Slik er det regnet")]
    assert "220 kr i måneden" in card
    assert "223" not in card


@pytest.mark.parametrize(
    "args",
    [
        ("--inntekt", "400000"),
        ("--inntekt", "400000", "--timer", "6"),
        ("--inntekt", "200000", "--timer", "0,5", "--kurve", "--hva-hvis", "timer=3", "--mot", "2022-06-15"),
        ("--inntekt", "400000", "--kurve", "--kommune", "luster"),
        ("--inntekt", "300000", "--ektefelle", "100000", "--barn", "5000", "--andre", "9", "--timer", "2,25"),
    ],
)
def test_the_json_object_follows_its_schema(as_json, args):
    jsonschema.validate(as_json("pris", *args), PRIS)


# The household ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("options", "inntekt"),
    [
        ((), 300000),
        (("--ektefelle", "250000"), 550000),
        (("--samboer", "250000"), 550000),
        (("--barn", "1000", "--barn", "2000"), 303000),
        (("--andre", "400000", "--andre", "100000"), 300000),
        (("--omsorgsstonad", "20000"), 280000),
        (("--hjelpestonad", "15000"), 300000),
        (("--ektefelle", "0"), 300000),
    ],
)
def test_who_and_what_counts_of_300_000_kroner(as_json, options, inntekt):
    assert as_json("pris", "--inntekt", "300000", "--timer", "6", *options)["inntekt"] == inntekt


def test_a_spouse_in_an_institution_counts_for_the_bracket_and_not_for_the_states_maximum(as_json):
    household = ("pris", "--inntekt", "200000", "--ektefelle", "200000", "--timer", "6")
    at_home, away = as_json(*household), as_json(*household, "--ektefelle-institusjon")
    assert (at_home["under_2g"], at_home["belop_per_maaned"]) == (False, 2027)
    assert (away["under_2g"], away["belop_per_maaned"]) == (True, 245)


def test_hours_of_single_visits_are_rounded_and_the_reading_is_said_to_be_open(as_json):
    """1.25 + 1.25 h: rounded per visit 1 + 1 or 1.5 + 1.5, as a month 2.5. The page does not say."""
    price = as_json("pris", "--inntekt", "400000", "--besok", "1,25", "--besok", "1,25")
    assert (price["timer"], price["timer_fakturert"]) == (2.5, 3)
    open_reading = next(item for item in price["usikkert"] if item["kode"] == "avrunding")
    assert (open_reading["timer_fra"], open_reading["timer_til"]) == (2, 3)


def test_the_g_of_another_day_may_be_used(as_json):
    """3 G is 390 480 kr with G of 1 January 2026, 409 647 kr with G of 1 May 2026."""
    assert as_json("pris", "--inntekt", "400000")["trinn"]["fra_g"] == 3
    assert as_json("pris", "--inntekt", "400000", "--g-dato", "2026-05-01")["trinn"]["fra_g"] == 2


def test_another_municipality_is_found_by_name_and_by_number(as_json):
    by_name, by_number = (as_json("pris", "--inntekt", "400000", "--kommune", key) for key in ("Målselv", "5524"))
    assert by_name == by_number
    assert by_name["kommune"] == "Målselv"


# What if ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "belop", "differanse"),
    [
        ("inntekt=300000", 1066, -961),
        ("inntekt=390 479", 1066, -961),
        ("inntekt=390480", 2027, 0),
        ("timer=4", 1620, -407),
        ("timer=4,5", 1822.5, -204.5),
        ("ektefelle=200000", 2696, 669),
        ("omsorgsstonad=10000", 1066, -961),
        ("dato=2022-06-15", 1955, -72),
        ("g-dato=2026-05-01", 1066, -961),
        ("kommune=flaa", 1782, -245),
    ],
)
def test_one_fact_changed_stands_beside_400_000_kroner_and_6_hours(as_json, change, belop, differanse):
    price = as_json("pris", "--inntekt", "400000", "--timer", "6", "--hva-hvis", change)
    assert price["belop_per_maaned"] == 2027
    (beside,) = price["sammenligninger"]
    assert beside["slag"] == "hva_hvis"
    assert (beside["resultat"]["belop_per_maaned"], beside["differanse"]) == (belop, differanse)


def test_hours_in_a_what_if_replace_the_visits(as_json):
    price = as_json("pris", "--inntekt", "400000", "--besok", "1,5", "--hva-hvis", "timer=10")
    assert price["sammenligninger"][0]["resultat"]["timer"] == 10


def test_the_same_household_in_2022_and_now(as_json):
    price = as_json("pris", "--inntekt", "400000", "--timer", "6", "--mot", "2022-06-15", "--mot", "2023-06-15")
    then = [beside["resultat"] for beside in price["sammenligninger"]]
    assert [result["tabell_fra"] for result in then] == ["2022-01-01", "2023-01-01"]
    assert [result["belop_per_maaned"] for result in then] == [1955, 2027]


def test_without_a_what_if_there_is_nothing_beside(as_json):
    assert "sammenligninger" not in as_json("pris", "--inntekt", "400000")


def test_side_by_side_has_one_column_for_each_and_says_which_column_is_uncertain(bpa):
    shown = bpa("pris", "--inntekt", "250000", "--timer", "6", "--hva-hvis", "kommune=luster").stdout
    assert re.search(r"Pris i måneden +245 kr +210 kr", shown)
    assert re.search(r"Forskjell +– +−35 kr", shown)
    assert "Luster: Tabellen bruker statens tak for 2019" in shown


# The chart ----------------------------------------------------------------------------------------------------------


def test_the_chart_rises_with_hours_to_the_maximum_and_holds_the_asked_hours(as_json):
    chart = as_json("pris", "--inntekt", "400000", "--timer", "4,5", "--kurve")["kurve"]
    prices = {point["timer"]: point["belop_per_maaned"] for point in chart["timer"]}
    assert (prices[0], prices[4], prices[4.5], prices[5], prices[6]) == (0, 1620, 1822.5, 2025, 2027)
    assert list(prices.values()) == sorted(prices.values())


def test_the_chart_has_a_point_at_every_income_limit(as_json):
    chart = as_json("pris", "--inntekt", "400000", "--timer", "6", "--kurve")["kurve"]["inntekt"]
    assert [(point["fra_kr"], point["til_kr"], point["belop_per_maaned"]) for point in chart] == [
        (0, 260320, 245),
        (260320, 390480, 1066),
        (390480, 520640, 2027),
        (520640, None, 2696),
    ]


def test_the_chart_leaves_a_hole_where_the_table_has_no_price(as_json):
    args = ("--inntekt", "300000", "--timer", "2", "--kommune", "nissedal", "--dato", "2018-06-01", "--kurve")
    assert as_json("pris", *args)["kurve"]["inntekt"][-1]["belop_per_maaned"] is None


def test_the_chart_marks_the_asked_household_once_in_each_part(bpa):
    shown = bpa("pris", "--inntekt", "400000", "--timer", "6", "--kurve").stdout
    marked = [re.sub("[ █▉▊▋▌▍▎▏]+", " ", line).strip() for line in shown.splitlines() if "◄" in line]
    assert marked == ["6 timer 2 027 kr ◄ her", "fra 390 480 kr 2 027 kr ◄ her"]


@pytest.mark.parametrize("timer", ["0", "744"])
def test_the_chart_can_be_drawn_for_no_hours_and_for_all_hours_of_a_month(as_json, timer):
    points = as_json("pris", "--inntekt", "400000", "--timer", timer, "--kurve")["kurve"]["timer"]
    assert float(timer) in [point["timer"] for point in points]


def test_the_chart_goes_on_until_more_hours_cost_no_more(as_json, satser):
    """Kvæfjord has a fixed price per band of hours; its last band begins above 12 hours."""
    satser(FORMER)
    args = ("--inntekt", "420000", "--timer", "3", "--kommune", "kvaefjord", "--dato", "2024-05-05", "--kurve")
    assert as_json("pris", *args)["kurve"]["timer"][-1]["belop_per_maaned"] == 1720


def test_without_hours_there_is_a_chart_against_hours_only(as_json):
    chart = as_json("pris", "--inntekt", "400000", "--kurve")["kurve"]
    assert chart["timer"]
    assert chart["inntekt"] == []


# Only the state -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("inntekt", "under"), [("260319", True), ("260320", False)])
def test_what_the_state_alone_decides_on_both_sides_of_2_g_in_2026(as_json, inntekt, under):
    national = as_json("pris", "--inntekt", inntekt, "--nasjonalt")
    jsonschema.validate(national, NASJONALT)
    assert (national["under_2g"], national["statlig_makspris"]) == (under, 245)


def test_next_years_maximum_is_not_known(said):
    shown = said("pris", "--inntekt", "200000", "--nasjonalt", "--dato", "2027-02-01")
    assert "ikke fastsatt for 2027" in shown
    assert "245" not in shown


# Readable -----------------------------------------------------------------------------------------------------------


def test_every_step_is_a_sentence_and_the_right_to_a_reduction_comes_last(said):
    shown = said("pris", "--inntekt", "400000", "--timer", "6")
    steps = shown[shown.index("Slik er det regnet") : shown.index("Usikkert")]
    for sentence in (
        "400 000 kr er 3,07 G (G = 130 160 kr per 1. januar 2026). [folketrygdloven § 1-4]",
        "Trinn 3–4 G i tabellen fra 1. januar 2023: fra 390 480 kr til under 520 640 kr.",
        "6 timer × 405 kr = 2 430 kr. Kommunens makspris er 2 027 kr, så prisen blir 2 027 kr.",
    ):
        assert sentence in steps
    assert "5. Du kan be om at prisen settes ned." in steps
    assert steps.strip().endswith("[egenandelsforskriften § 9]")


def test_the_same_in_nynorsk(said):
    shown = said("pris", "--inntekt", "400000", "--timer", "6", "--maalform", "nn")
    assert "Maksprisen til kommunen er 2 027 kr, så prisen blir 2 027 kr." in shown
    assert "Du kan be om at prisen blir sett ned." in shown
    assert "for 6 timar praktisk bistand" in shown


def test_the_municipality_that_is_served_decides_the_written_form(said, monkeypatch, satser):
    monkeypatch.setenv("BPA_KOMMUNE", "luster")
    satser(FORMER)
    assert "Slik er det rekna" in said("pris", "--inntekt", "400000")
    assert "Slik er det regnet" in said("pris", "--inntekt", "400000", "--maalform", "nb")
