"""The price against the hours: every whole hour, and where more hours stop costing more."""

from datetime import date
from decimal import Decimal

import pytest

from bot.calculator import Sporsmal, load_rates
from bot.calculator.kurve import timekurve

RATES = load_rates()
TODAY = date(2026, 11, 21)


def asked(income: int, dato: date = TODAY) -> Sporsmal:
    return Sporsmal("fredrikstad", Decimal(income), None, dato)


@pytest.mark.parametrize(
    ("income", "first", "flat", "highest", "end"),
    [
        (400_000, 405, 6, 2027, 9),  # 5 hours are 2 025 kr, 2 kr under the maximum
        (300_000, 256, 5, 1066, 8),
        (600_000, 538, 6, 2696, 9),
        (200_000, 245, 1, 245, 6),  # the state's cap of 2026, reached in the first hour
    ],
)
def test_it_rises_by_the_hourly_price_to_the_maximum_and_is_shown_half_as_far_again(income, first, flat, highest, end):
    curve = timekurve(RATES, asked(income))
    assert [point.timer for point in curve.punkter] == list(range(end + 1))
    assert curve.punkter[0].belop_per_maaned == 0
    assert curve.punkter[1].belop_per_maaned == first
    assert (curve.flat_fra.timer, curve.flat_fra.belop_per_maaned) == (flat, highest)
    assert curve.punkter[flat - 1].belop_per_maaned < highest == curve.punkter[-1].belop_per_maaned


def test_every_point_is_what_the_calculator_says():
    for point in timekurve(RATES, asked(400_000)).punkter:
        result = Sporsmal("fredrikstad", 400_000, point.timer, TODAY).beregn(RATES)
        assert point.belop_per_maaned == result.belop_per_maaned


def test_a_table_without_a_maximum_has_no_flat_part_and_is_shown_to_60_hours():
    open_ended = [curve for kommune in RATES.kommuner() for curve in _curves(kommune.nummer) if curve.flat_fra is None]
    assert open_ended and {curve.punkter[-1].timer for curve in open_ended} == {60}


def _curves(kommune: str):
    for income in (300_000, 900_000):
        try:
            yield timekurve(RATES, Sporsmal(kommune, Decimal(income), None, TODAY))
        except Exception as error:
            assert type(error).__name__ == "RateNotFound"
