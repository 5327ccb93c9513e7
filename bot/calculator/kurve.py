"""The price against hours and against income, as figures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_CEILING, Decimal

from .egenandel import EgenandelResult
from .errors import RateNotFound
from .money import MAKS_TIMER_MAANED
from .oversikt import prisoversikt
from .ratetable import Rates
from .result import JsonMixin
from .sak import Sak
from .sammenligning import Sporsmal

_STEPS = tuple(map(Decimal, ("0.5", "1", "2", "5", "10", "20", "50", "100")))
_ROWS = 12
_SHORTEST = Decimal(6)  # hours: a chart that ends sooner shows too little
_LONGEST = 60  # hours: a price that still rises there has no maximum


@dataclass(frozen=True)
class VedTimer(JsonMixin):
    """Kr per month for so many hours."""

    timer: Decimal
    belop_per_maaned: Decimal


@dataclass(frozen=True)
class VedInntekt(JsonMixin):
    """Kr per month for an income from `fra_kr` up to `til_kr` (None: open); None where the table has no price."""

    fra_kr: Decimal
    til_kr: Decimal | None
    belop_per_maaned: Decimal | None


@dataclass(frozen=True)
class Kurve(JsonMixin):
    """`inntekt` is empty when no hours were asked about."""

    timer: tuple[VedTimer, ...]
    inntekt: tuple[VedInntekt, ...]


@dataclass(frozen=True)
class Timekurve:
    """Every whole hour from 0 on. From `flat_fra` hours more hours cost no more; None: the price has no maximum."""

    punkter: tuple[VedTimer, ...]
    flat_fra: VedTimer | None


def timekurve(rates: Rates, question: Sporsmal) -> Timekurve:
    """Half as far again as the hours where more stop costing more, at least 6 hours. Raises as `beregn_egenandel`."""
    amounts = _whole_hours(rates, question)
    level = _level(amounts)
    end = _LONGEST if level is None else max(int(_SHORTEST), -(-level * 3 // 2))
    points = tuple(VedTimer(Decimal(hour), amounts[hour]) for hour in range(end + 1))
    return Timekurve(points, None if level is None else points[level])


def draw_up(rates: Rates, question: Sporsmal, asked: EgenandelResult) -> Kurve:
    """Both series for the asked household. The price is the same between two income limits, so those are the points."""
    return Kurve(
        tuple(VedTimer(timer, _amount(rates, question, timer)) for timer in _hours(rates, question, asked.timer)),
        tuple(_by_income(rates, question)) if asked.timer is not None else (),
    )


def _amount(rates: Rates, question: Sporsmal, timer: Decimal) -> Decimal:
    q = question
    sak = Sak(rates, q.kommune, q.grunnlag, timer, q.dato, q.tjeneste, q.g, q.g_dato)
    price = sak.pris(sak.trinn)
    assert price is not None  # hours were given
    return price.belop


def _whole_hours(rates: Rates, question: Sporsmal) -> list[Decimal]:
    return [_amount(rates, question, Decimal(hours)) for hours in range(_LONGEST + 1)]


def _level(amounts: list[Decimal]) -> int | None:
    """The hours from which more cost no more; None when the price still rises at the end."""
    level = next(hours for hours in range(_LONGEST + 1) if amounts[hours] == amounts[-1])
    return level if level < _LONGEST else None


def _hours(rates: Rates, question: Sporsmal, asked: Decimal | None) -> list[Decimal]:
    """Even steps from 0 to half as far again as the asked hours and as the place where more hours stop costing more."""
    shown = (asked or 0, _level(_whole_hours(rates, question)) or 0)
    end = max(_SHORTEST, *(Decimal(timer) * 3 / 2 for timer in shown))
    step = next((step for step in _STEPS if end <= step * _ROWS), _STEPS[-1])
    count = int((end / step).to_integral_value(ROUND_CEILING))
    points = {step * number for number in range(count + 1)} | ({asked} if asked is not None else set())
    return sorted(point for point in points if point <= MAKS_TIMER_MAANED)


def _by_income(rates: Rates, question: Sporsmal) -> Iterator[VedInntekt]:
    overview = prisoversikt(rates, question.kommune, question.dato, g=question.g, g_dato=question.g_dato)
    state = rates.grense_for_makspris() * rates.grunnbelop(date(question.dato.year, 1, 1)).kr
    limits = sorted({Decimal(0), state, *(rad.fra_kr for rad in overview.rader)})
    for fra_kr, til_kr in zip(limits, (*limits[1:], None), strict=True):
        try:
            amount = replace(question, grunnlag=fra_kr).beregn(rates).belop_per_maaned
        except RateNotFound:
            amount = None
        yield VedInntekt(fra_kr, til_kr, amount)
