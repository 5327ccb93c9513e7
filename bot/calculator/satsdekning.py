"""Which tables exist: municipality by service, with the age of the newest."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .money import som_dato
from .ratetable import TJENESTER, Rates
from .result import JsonMixin


@dataclass(frozen=True)
class Dekning(JsonMixin):
    """`alder_aar` is whole calendar years from the newest table's year to the asked date's."""

    kommune: str
    nummer: str
    tjeneste: str
    nyeste: date | None
    alder_aar: int | None
    antall: int
    historisk: bool


def dekning(rates: Rates, dato: date) -> tuple[Dekning, ...]:
    """One row per municipality and service, today's municipalities first. Reads no table, only what is there."""
    dato = som_dato(dato)
    rader = []
    for kommune in rates.kommuner(historiske=True):
        for tjeneste in TJENESTER:
            datoer = rates.tabeller(kommune.nummer, tjeneste)
            nyeste = datoer[-1] if datoer else None
            alder = dato.year - nyeste.year if nyeste else None
            rader.append(Dekning(kommune.navn, kommune.nummer, tjeneste, nyeste, alder, len(datoer), kommune.historisk))
    return tuple(sorted(rader, key=lambda rad: (rad.historisk, rad.kommune, rad.tjeneste)))
