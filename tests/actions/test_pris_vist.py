"""Prices beside the text: the table, the steps and the curve; every figure in them is the calculator's."""

import pytest

from actions.pris import PrisBeregn
from tests.actions.saying import say


def price(*facts, text="hva koster det", maalform="nb", intent="pris_inntekt"):
    return say(PrisBeregn(), intent, *facts, text=text, maalform=maalform)[0]


def hours(number, per="maaned"):
    return ("timer", {"tall": number, "til": None, "per": per})


def steps(message):
    (table,) = message["tabeller"]
    assert table["foldet"] and table["linjer"] == ""
    return dict(row["celler"] for row in table["rader"])


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setenv("BPA_DATO", "2026-11-21")


def test_the_price_list_is_a_table_in_the_place_of_its_lines():
    message = price(intent="pris_generelt")
    (table,) = message["tabeller"]
    assert table["linjer"] in message["text"] and table["linjer"].count("• ") == 4
    assert table["kolonner"] == ["Husstandens inntekt i året", "Per time", "Høyst i måneden"]
    assert [row["celler"][1:] for row in table["rader"]] == [
        ["220 kr", "220 kr i tabellen. Staten har et tak på 245 kr i 2026."],
        ["256 kr", "1 066 kr"],
        ["405 kr", "2 027 kr"],
        ["538 kr", "2 696 kr"],
    ]
    assert not any(row["payload"] for row in table["rader"])


def test_the_steps_lead_from_the_income_to_what_is_paid():
    said = steps(price(("inntekt", 400_000), hours("6"), text="6 timer vask i måneden"))
    assert said == {
        "Husstandens inntekt i året": "400 000 kr",
        "Grunnbeløpet (G) 1. januar 2026": "130 160 kr",
        "Inntekten delt på G": "3,07 G",
        "Trinnet i tabellen": "3–4 G (fra 390 480 kr til under 520 640 kr)",
        "Pris for en time": "405 kr",
        "Høyst i måneden etter tabellen": "2 027 kr",
        "Timer praktisk bistand i måneden": "6",
        "Dere betaler i måneden": "2 027 kr",
    }


def test_without_hours_nothing_is_said_to_be_paid():
    assert "Dere betaler i måneden" not in steps(price(("inntekt", 400_000)))


@pytest.mark.parametrize(("income", "capped"), [(260_319, True), (260_320, False)])
def test_the_states_cap_is_a_step_under_2_g_alone(income, capped):
    assert ("Statens tak i måneden i 2026" in steps(price(("inntekt", income)))) is capped


def test_the_curve_says_the_first_hour_the_maximum_and_the_households_own_hours():
    curve = price(("inntekt", 400_000), hours("3"), text="3 timer vask i måneden")["kurve"]
    assert curve["tekst"] == (
        "Én time praktisk bistand i måneden koster 405 kr. Fra 6 timer i måneden koster det 2 027 kr. "
        "Flere timer koster ikke mer. Med 3 timer koster det 1 215 kr."
    )
    assert curve["her"] == [3.0, 1215.0] and [3.0, 1215.0] in curve["punkter"]


def test_under_the_states_cap_it_costs_the_same_from_the_first_hour_in_nynorsk_too():
    curve = price(("inntekt", 200_000), maalform="nn")["kurve"]
    assert curve["tekst"].startswith("Det kostar 245 kr i månaden frå den første timen")
    assert max(kr for _, kr in curve["punkter"]) == 245


@pytest.mark.parametrize(("number", "shown"), [("9", True), ("10", False)])
def test_hours_beyond_the_picture_have_no_place_in_it(number, shown):
    curve = price(("inntekt", 400_000), hours(number), text=f"{number} timer vask i måneden")["kurve"]
    assert (curve["her"] is not None) is shown
