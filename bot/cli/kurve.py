"""The price against hours and against income, as bars for the terminal."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from rich.bar import Bar
from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from bot.calculator import EgenandelResult
from bot.calculator.kurve import Kurve, VedInntekt
from bot.cli.output import heading
from bot.cli.words import Words


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
