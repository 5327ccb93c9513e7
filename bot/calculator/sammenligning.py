"""What if: the same household with one fact changed, or under several tables, side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from decimal import Decimal
from typing import Any

from .egenandel import EgenandelResult, beregn_egenandel
from .errors import UgyldigInndata
from .husstand import Husstand
from .money import Tall, som_json
from .ratetable import PRAKTISK_BISTAND, Rates
from .sak import Timetall


@dataclass(frozen=True)
class Sporsmal:
    """Everything a price depends on; the arguments of `beregn_egenandel`."""

    kommune: str
    grunnlag: Tall | Husstand
    timer: Timetall
    dato: date
    tjeneste: str = PRAKTISK_BISTAND
    g: Tall | None = None
    g_dato: date | None = None

    def beregn(self, rates: Rates) -> EgenandelResult:
        return beregn_egenandel(
            rates,
            self.kommune,
            self.grunnlag,
            self.timer,
            self.dato,
            tjeneste=self.tjeneste,
            g=self.g,
            g_dato=self.g_dato,
        )


@dataclass(frozen=True)
class Sammenligning:
    """`differanse` is kr per month, after minus before; None when either has no amount."""

    for_: EgenandelResult
    etter: EgenandelResult
    endret: tuple[str, ...]
    differanse: Decimal | None

    def as_dict(self) -> dict[str, Any]:
        return {
            "for": self.for_.as_dict(),
            "etter": self.etter.as_dict(),
            "endret": list(self.endret),
            "differanse": som_json(self.differanse),
        }


def sammenlign(rates: Rates, sporsmal: Sporsmal, **endret: Any) -> Sammenligning:
    """The question as asked, and with the named fields changed.

    Raises what `beregn_egenandel` raises, and UgyldigInndata for a field that does not exist.
    """
    kjente = {felt.name for felt in fields(Sporsmal)}
    for navn in endret:
        if navn not in kjente:
            raise UgyldigInndata("endret", navn, ", ".join(sorted(kjente)), "ukjent_verdi")
    for_, etter = sporsmal.beregn(rates), replace(sporsmal, **endret).beregn(rates)
    differanse = None
    if for_.belop_per_maaned is not None and etter.belop_per_maaned is not None:
        differanse = etter.belop_per_maaned - for_.belop_per_maaned
    return Sammenligning(for_, etter, tuple(endret), differanse)


def sammenlign_tabeller(rates: Rates, sporsmal: Sporsmal, datoer: Sequence[date]) -> tuple[EgenandelResult, ...]:
    """The same household on each date: what did it cost then, what now. Raises as `beregn_egenandel`."""
    return tuple(replace(sporsmal, dato=dato).beregn(rates) for dato in datoer)
