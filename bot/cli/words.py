"""The words of the commands, from `tekster.yml`, in Bokmål or Nynorsk.

A text says what is filled in and how it is written: «{inntekt:kr} er {i_g:g} (G = {g:kr} per {g_dato:dag}).»
"""

import re
from collections.abc import Callable, Iterator, Mapping
from decimal import ROUND_DOWN, Decimal
from functools import lru_cache
from pathlib import Path
from string import Formatter
from typing import Any

from bot import wording
from bot.calculator.result import Kilde

TEKSTER = Path(__file__).with_name("tekster.yml")
MAALFORMER = ("nb", "nn")
# Stands for the spaces inside a figure or a date until the lines are broken; `output.show` writes a space again.
GLUE = "\ue000"
_HOUR = 60  # minutes
Text = dict[str, str]


@lru_cache(maxsize=1)
def all_texts() -> dict[str, Text]:
    """Dotted key -> {nb, nn}."""
    from ruamel.yaml import YAML

    return dict(_flat(YAML(typ="safe").load(TEKSTER.read_text(encoding="utf-8"))))


def _flat(tree: Mapping[str, Any], path: str = "") -> Iterator[tuple[str, Text]]:
    for name, content in tree.items():
        if set(content) <= set(MAALFORMER):
            yield path + name, content
        else:
            yield from _flat(content, f"{path}{name}.")


class Words(Formatter):
    """`words("pris.hode", belop=Decimal(2027))` -> «2 027 kr i måneden». KeyError for a missing key or value."""

    def __init__(self, maalform: str) -> None:
        self.maalform = maalform

    def __call__(self, key: str, **values: Any) -> str:
        return self.vformat(all_texts()[key][self.maalform], (), values)

    def has(self, key: str) -> bool:
        return key in all_texts()

    def format_field(self, value: Any, format_spec: str) -> str:
        group = format_spec.removeprefix("ord.")
        if group != format_spec:
            return self(f"{group}.{value}")
        return _WRITTEN[format_spec](value, self) if format_spec else str(value)

    def source(self, kilde: Kilde) -> str:
        """A short name of a source: «folketrygdloven § 1-4», «Fredrikstad kommune»."""
        law = f"lov.{kilde.nokkel.split('_')[0]}"
        return _glued(f"{self(law)} {self.paragraph(kilde)}") if self.has(law) else kilde.tittel.split(":")[0]

    def paragraph(self, kilde: Kilde) -> str:
        """«§ 1-4», or the publisher of a page: «Fredrikstad kommune»."""
        paragraph = re.search(r"§+ [^(]*[^( ]", kilde.tittel)
        return _glued(paragraph.group()) if paragraph else kilde.tittel.split(":")[0]


@lru_cache(maxsize=2)
def words(maalform: str) -> Words:
    return Words(maalform)


def _glued(text: str) -> str:
    return text.replace(" ", GLUE)


def _cut(value: Any) -> Decimal:
    """Two places, never rounded up: 31,999 hours must not be read as 32."""
    return Decimal(value).quantize(Decimal("0.01"), ROUND_DOWN)


def _counted(unit: str) -> Callable[[Any, Words], str]:
    """«1 time», «4,5 timer»: anything but a whole number has the plural."""

    def write(value: Any, words: Words) -> str:
        if value == int(value):
            return _glued(wording.duration(int(value), unit, words.maalform))
        plural = wording.duration(0, unit, words.maalform).removeprefix("0")
        return _glued(wording.number(_cut(value), words.maalform) + plural)

    return write


def _own(one: str, many: str) -> Callable[[Any, Words], str]:
    """A unit of which Babel has another word («døgn», «månadar»)."""
    return lambda value, words: _glued(words(f"enhet.{one if value == 1 else many}", antall=value))


def _months(value: Any, words: Words) -> str:
    """Whole years as years: 24 -> «2 år»."""
    return _WRITTEN["maaneder"](value, words) if value % 12 else _WRITTEN["aar"](value // 12, words)


def _minutes(value: int, words: Words) -> str:
    hours, minutes = divmod(value, _HOUR)
    if hours and minutes:
        return words("enhet.timer_og_minutter", timer=hours, minutter=minutes)
    return _counted("hour")(hours, words) if hours else _counted("minute")(minutes, words)


_WRITTEN: dict[str, Callable[[Any, Words], str]] = {
    "kr": lambda value, words: _glued(wording.kroner(value, words.maalform)),
    "g": lambda value, words: _glued(f"{wording.g(value, words.maalform)} G"),
    "tall": lambda value, words: _glued(wording.number(_cut(value), words.maalform)),
    "dag": lambda value, words: _glued(wording.day(value, words.maalform)),
    "ukedag": lambda value, words: wording.weekday_and_day(value, words.maalform),
    "timer": _counted("hour"),
    "min": _counted("minute"),
    "uker": _counted("week"),
    "maaneder": _own("maaned", "maaneder"),
    "aar": _counted("year"),
    "dager": _own("dag", "dager"),
    "mnd": _months,
    "minutter": _minutes,
}
