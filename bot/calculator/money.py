"""Kroner, hours and G as exact decimals: reading them, rounding them, writing them as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import ROUND_DOWN, ROUND_HALF_DOWN, ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any

from .errors import UgyldigInndata

Tall = int | float | Decimal
HALVTIME = Decimal("0.5")

# Beyond these an answer would be nonsense, so they are taken for slips of the keyboard.
MAKS_INNTEKT = Decimal(1_000_000_000)  # kr per year
MAKS_TIMER_MAANED = Decimal(744)  # 31 days of 24 hours
MAKS_TIMER_UKE = Decimal(336)  # two helpers round the clock


def som_tall(verdi: object, felt: str, maks: Decimal, enhet: str, minst: Decimal = Decimal(0)) -> Decimal:
    """The value as Decimal, or UgyldigInndata(felt) when it is text, bool, NaN, below `minst` or above `maks`.

    A float is read by its printed digits: 0.1 is one tenth.
    """
    tillatt = f"et tall fra {minst} til {maks} ({enhet})"
    if isinstance(verdi, bool) or not isinstance(verdi, int | float | Decimal):
        raise UgyldigInndata(felt, verdi, tillatt, "ikke_tall")
    try:
        tall = Decimal(str(verdi))
    except InvalidOperation:  # pragma: no cover - Decimal(str(float)) always parses
        raise UgyldigInndata(felt, verdi, tillatt, "ikke_tall") from None
    if tall.is_nan():
        raise UgyldigInndata(felt, verdi, tillatt, "ikke_tall")
    if tall < minst:
        raise UgyldigInndata(felt, verdi, tillatt, "negativ")
    if tall > maks:
        raise UgyldigInndata(felt, verdi, tillatt, "absurd")
    return tall


def som_inntekt(verdi: object, felt: str = "inntekt") -> Decimal:
    """Kroner per year, 0 or more."""
    return som_tall(verdi, felt, MAKS_INNTEKT, "kr per år")


def som_dato(verdi: object, felt: str = "dato") -> date:
    """A calendar date; a datetime loses its clock."""
    if isinstance(verdi, datetime):
        return verdi.date()
    if isinstance(verdi, date):
        return verdi
    raise UgyldigInndata(felt, verdi, "en dato", "ikke_dato")


def rund_til(timer: Decimal, steg: Decimal, ved_likt: str) -> Decimal:
    """Hours to the nearest multiple of `steg`; `ved_likt` ("opp" or "ned") settles what lies exactly between two."""
    antall = timer / steg
    return antall.quantize(Decimal(1), ROUND_HALF_UP if ved_likt == "opp" else ROUND_HALF_DOWN) * steg


def rund_ned(verdi: Decimal, siffer: str = "0.01") -> Decimal:
    """Cut, never rounded up: 1.9999 G must not be shown as 2 G."""
    return verdi.quantize(Decimal(siffer), ROUND_DOWN)


def som_json(verdi: Any) -> Any:
    """Plain data: whole Decimals as int, others as float, dates as ISO text, tuples as lists, recursively."""
    if isinstance(verdi, Decimal):
        return int(verdi) if verdi == verdi.to_integral_value() else float(verdi)
    if isinstance(verdi, date):
        return verdi.isoformat()
    if isinstance(verdi, Mapping):
        return {str(nokkel): som_json(innhold) for nokkel, innhold in verdi.items()}
    if isinstance(verdi, list | tuple):
        return [som_json(innhold) for innhold in verdi]
    if hasattr(verdi, "as_dict"):
        return verdi.as_dict()
    return verdi
