"""Figures and dates as people read them: «2 027 kr», «3,07», «1. januar 2023». Babel does the work.

`maalform` is nb, nn or en. Ordinary spaces group the thousands; keeping a number on one line is the page's matter.
"""

from collections.abc import Sequence
from datetime import date
from decimal import ROUND_DOWN, Decimal

from babel.dates import format_date, get_day_names
from babel.lists import format_list
from babel.numbers import format_decimal
from babel.units import format_unit

_LOCALES = {"nb": "nb_NO", "nn": "nn_NO", "en": "en_GB"}
Figure = int | Decimal


def _locale(maalform: str | None) -> str:
    return _LOCALES.get(maalform or "nb", _LOCALES["nb"])


def number(value: Figure, maalform: str | None = "nb", decimals: int = 2) -> str:
    """«1 066», «4,5»: at most `decimals` places, none when they are zero."""
    pattern = "#,##0." + "#" * decimals if decimals else "#,##0"
    return _plain_spaces(format_decimal(value, format=pattern, locale=_locale(maalform)))


def kroner(value: Figure, maalform: str | None = "nb") -> str:
    """«2 027 kr»; øre only when there are any («110,50 kr»)."""
    if Decimal(value) == int(value):
        return f"{number(value, maalform)} kr"
    return _plain_spaces(format_decimal(value, format="#,##0.00", locale=_locale(maalform))) + " kr"


def g(value: Figure, maalform: str | None = "nb") -> str:
    """Income in G with two places, cut and not rounded: 1,999 G must never be read as 2 G."""
    return number(Decimal(value).quantize(Decimal("0.01"), rounding=ROUND_DOWN), maalform)


def day(value: date, maalform: str | None = "nb") -> str:
    """«1. januar 2023»."""
    return format_date(value, format="d. MMMM y" if maalform != "en" else "d MMMM y", locale=_locale(maalform))


def weekday_and_day(value: date, maalform: str | None = "nb") -> str:
    """«mandag 30. november 2026»."""
    return format_date(
        value, format="EEEE d. MMMM y" if maalform != "en" else "EEEE d MMMM y", locale=_locale(maalform)
    )


def duration(count: int, unit: str, maalform: str | None = "nb") -> str:
    """«4 uker», «1 måned», «1 år»; `unit` is "week", "month" or "year"."""
    said = format_unit(count, f"duration-{unit}", length="long", locale=_locale(maalform))
    # «månad» takes -er in Nynorsk; Babel's data has -ar.
    return _plain_spaces(said).replace("månadar", "månader")


def alternatives(items: Sequence[str], maalform: str | None = "nb") -> str:
    """«4 eller 5»."""
    return format_list(items, style="or", locale=_locale(maalform))


def enumeration(items: Sequence[str], maalform: str | None = "nb") -> str:
    """«mandag, tirsdag og fredag»."""
    return format_list(items, style="standard", locale=_locale(maalform))


def weekday(number: int, maalform: str | None = "nb") -> str:
    """«mandag» for 0."""
    return str(get_day_names("wide", context="format", locale=_locale(maalform))[number])


def _plain_spaces(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")
