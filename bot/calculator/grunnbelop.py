"""Which G counts on a date, and the G before and after it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from .money import som_dato, som_tall
from .ratetable import Rates

MAKS_G = Decimal(10_000_000)  # kr; far above any G there will be


def forste_januar(dato: date) -> date:
    """The day whose G counts for the state's maximum that year (forskriften § 10, second paragraph)."""
    return date(dato.year, 1, 1)


def velg_g(rates: Rates, regel: str, dato: date, g: object = None, g_dato: date | None = None) -> tuple[Decimal, date]:
    """G in kr and the date it is taken from.

    The caller's `g` and `g_dato` win; else the table's rule: "1_januar" of the asked year, or "dagen" (the asked date).
    Raises RateNotFound when no G is known for that date, UgyldigInndata for an impossible `g`.
    """
    valgt = som_dato(g_dato, "g_dato") if g_dato else dato if regel == "dagen" else forste_januar(dato)
    if g is not None:
        return som_tall(g, "g", MAKS_G, "kr", minst=Decimal(1)), valgt
    return rates.grunnbelop(valgt).kr, valgt


def naboer(rates: Rates, g_dato: date) -> tuple[Decimal, ...]:
    """The known G values (kr) just before and just after the one in force on the date."""
    verdier = rates.alle_grunnbelop()
    plass = sum(verdi.fra <= g_dato for verdi in verdier) - 1
    return tuple(verdier[nabo].kr for nabo in (plass - 1, plass + 1) if 0 <= nabo < len(verdier))
