"""The price against hours and against income: the figures, and bars for the terminal."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_CEILING, Decimal
from typing import Any

from rich.bar import Bar
from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from bot.calculator import EgenandelResult, RateNotFound, Rates, Sporsmal, prisoversikt
from bot.calculator.money import MAKS_TIMER_MAANED
from bot.calculator.result import JsonMixin
from bot.cli.output import heading
from bot.cli.words import Words

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


def draw_up(rates: Rates, question: Sporsmal, asked: EgenandelResult) -> Kurve:
    """Both series for the asked household. The price is the same between two income limits, so those are the points."""
    return Kurve(
        tuple(VedTimer(timer, _amount(rates, question, timer)) for timer in _hours(rates, question, asked.timer)),
        tuple(_by_income(rates, question)) if asked.timer is not None else (),
    )


def _amount(rates: Rates, question: Sporsmal, timer: Decimal) -> Decimal:
    amount = replace(question, timer=timer).beregn(rates).belop_per_maaned
    assert amount is not None  # hours were given
    return amount


def _hours(rates: Rates, question: Sporsmal, asked: Decimal | None) -> list[Decimal]:
    """Even steps from 0 to half as far again as the asked hours and as the place where more hours stop costing more."""
    amounts = [_amount(rates, question, timer) for timer in map(Decimal, range(_LONGEST + 1))]
    level = next(timer for timer in range(_LONGEST + 1) if amounts[timer] == amounts[-1])
    shown = (asked or 0, level if level < _LONGEST else 0)
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


def chart(curve: Kurve, asked: EgenandelResult, words: Words) -> list[RenderableType]:
    """Bars, one under the other, the asked household marked."""
    parts: list[RenderableType] = [
        heading(words("kurve.timer", inntekt=asked.inntekt)),
        _bars(
            [
                (words("verdi.timer", timer=point.timer), point.belop_per_maaned, point.timer == asked.timer)
                for point in curve.timer
            ],
            words,
        ),
    ]
    if curve.inntekt:
        rows = [
            (words("kurve.fra_kr", fra_kr=point.fra_kr), point.belop_per_maaned, _holds(point, asked.inntekt))
            for point in curve.inntekt
        ]
        parts += [heading(words("kurve.inntekt", timer=asked.timer)), _bars(rows, words)]
    return parts


def _holds(point: VedInntekt, inntekt: Decimal) -> bool:
    return point.fra_kr <= inntekt and (point.til_kr is None or inntekt < point.til_kr)


def _bars(rows: Sequence[tuple[str, Any, bool]], words: Words) -> RenderableType:
    highest = float(max((amount for _, amount, _ in rows if amount), default=1))
    table = Table(box=None, show_header=False, padding=(0, 1), expand=True)
    table.add_column(justify="right", no_wrap=True)
    table.add_column(ratio=1)
    table.add_column(justify="right", no_wrap=True)
    table.add_column(no_wrap=True)
    for label, amount, here in rows:
        written = words("kurve.mangler") if amount is None else words("verdi.kr", kr=amount)
        bar = Bar(highest, 0, float(amount or 0), color="green" if here else "blue")
        mark = Text(words("kurve.her") if here else "", style="bold green")
        table.add_row(Text(label), bar, Text(written), mark, style="bold" if here else "")
    return Padding(table, (0, 0, 0, 1))
