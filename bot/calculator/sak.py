"""One price question with everything it rests on looked up once: table, bracket, G, hours, the state's maximum."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from .errors import RateNotFound
from .grunnbelop import forste_januar, velg_g
from .husstand import Husstand, finn_grunnlag
from .money import Tall, som_dato
from .pris import Maanedspris, Timer, maanedspris, rund_timer
from .ratetable import Rates
from .result import TrinnGrense
from .tabell import Tabell, Trinn

Timetall = Tall | Sequence[Tall] | None


class Sak:
    """`under_2g`: strictly under the state's limit by G on 1 January of the asked year. `tak`: its maximum, or None."""

    def __init__(
        self,
        rates: Rates,
        kommune: str,
        grunnlag: Tall | Husstand,
        timer: Timetall,
        dato: date,
        tjeneste: str,
        g: Tall | None,
        g_dato: date | None,
    ) -> None:
        self.rates, self.dato = rates, som_dato(dato)
        self.grunnlag = finn_grunnlag(grunnlag)
        self.kommune = rates.kommune(kommune)
        self.tabell: Tabell = rates.tabell(kommune, tjeneste, self.dato)
        self.er_nyeste = rates.tabeller(kommune, tjeneste)[-1] == self.tabell.fra
        self.g, self.g_dato = velg_g(rates, self.tabell.g_dato, self.dato, g, g_dato)
        self.timer: Timer | None = None if timer is None else rund_timer(timer, self.tabell.avrunding)
        self.siste_makspris = rates.siste_makspris(self.dato.year)
        i_aar = self.siste_makspris is not None and self.siste_makspris.aar == self.dato.year
        self.tak: Decimal | None = self.siste_makspris.kr if self.siste_makspris and i_aar else None
        self.tak_grense = rates.grense_for_makspris() * rates.grunnbelop(forste_januar(self.dato)).kr
        self.under_2g = self.grunnlag.inntekt_makspris < self.tak_grense
        self.trinn = self.tabell.trinn_for(self.grunnlag.inntekt, self.g)

    def finn_trinn(self, inntekt: Decimal, g: Decimal) -> Trinn | None:
        """The bracket at another income or G; None in a hole of the table."""
        try:
            return self.tabell.trinn_for(inntekt, g)
        except RateNotFound:
            return None

    def pris(self, trinn: Trinn, *, under_2g: bool | None = None, timer: Decimal | None = None) -> Maanedspris | None:
        """The month in that bracket, for this household unless told otherwise; None when no hours were given."""
        if self.timer is None:
            return None
        tak = self.tak if (self.under_2g if under_2g is None else under_2g) else None
        return maanedspris(trinn, self.timer.hoy if timer is None else timer, self.tabell.selvkost_per_time, tak)

    def belop(
        self, trinn: Trinn | None, *, under_2g: bool | None = None, timer: Decimal | None = None
    ) -> Decimal | None:
        """Only the amount of `pris`, kr per month."""
        pris = self.pris(trinn, under_2g=under_2g, timer=timer) if trinn else None
        return pris.belop if pris else None


def grense(trinn: Trinn, g: Decimal) -> TrinnGrense:
    """The bracket's limits in G and in kr at that G."""
    return TrinnGrense(trinn.fra_g, trinn.til_g, trinn.fra_g * g, None if trinn.til_g is None else trinn.til_g * g)
