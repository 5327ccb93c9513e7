"""One published municipal table as data: its brackets and what the page says around them. Kroner, hours and G.

A bracket (`Trinn`) prices a month in one form, told by which of these keys its row has:

    time            timepris                                        hours x price
    time_maks       timepris + maks_per_maaned | maks_timer         never above the month's maximum
    abonnement      abonnement                                      a fixed price per month
    billigste       timepris + abonnement + billigste               the cheaper of the two
    terskel         timepris + abonnement + abonnement_fra_timer    by the hour below so many hours, then fixed
    bolker          bolker                                          a fixed price per band of hours
    gratis          gratis                                          nothing
    ikke_publisert  ikke_publisert                                  a hole: the page has no row, so there is no answer
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal

from .errors import RateNotFound
from .result import Kilde

FORMER = {
    frozenset({"timepris"}): "time",
    frozenset({"timepris", "maks_per_maaned"}): "time_maks",
    frozenset({"timepris", "maks_timer"}): "time_maks",
    frozenset({"abonnement"}): "abonnement",
    frozenset({"timepris", "abonnement", "billigste"}): "billigste",
    frozenset({"timepris", "abonnement", "abonnement_fra_timer"}): "terskel",
    frozenset({"bolker"}): "bolker",
    frozenset({"gratis"}): "gratis",
    frozenset({"ikke_publisert"}): "ikke_publisert",
}


@dataclass(frozen=True)
class Bolk:
    """A fixed price per month, `kr`, for more than `over_timer` hours."""

    over_timer: Decimal
    kr: Decimal


@dataclass(frozen=True)
class Trinn:
    """One bracket, from and including `fra_g` (in G), up to the next."""

    fra_g: Decimal
    form: str
    til_g: Decimal | None = None
    timepris: Decimal | None = None
    maks_per_maaned: Decimal | None = None
    maks_timer: Decimal | None = None
    abonnement: Decimal | None = None
    abonnement_fra_timer: Decimal | None = None
    bolker: tuple[Bolk, ...] = ()
    maks_ukjent: bool = False  # a maximum may exist, but the page does not print it
    alltid_statlig_makspris: bool = False  # the page says: always the state's month maximum
    oppgitt_maks_timer: Decimal | None = None  # "N x hour" in the page's text: only checked against the table

    @property
    def makspris(self) -> Decimal | None:
        """The most that a month costs by the table, in kr; None when it has no such limit."""
        if self.form == "gratis":
            return Decimal(0)
        if self.bolker:
            return max(bolk.kr for bolk in self.bolker)
        if self.maks_timer is not None and self.timepris is not None:
            return self.maks_timer * self.timepris
        return self.abonnement if self.maks_per_maaned is None else self.maks_per_maaned


@dataclass(frozen=True)
class Avrunding:
    """How time is rounded. None: the page does not say."""

    til_timer: Decimal = Decimal("0.5")  # forskriften § 9: nearest half hour
    ved_likt: str | None = None  # "opp" | "ned": what lies exactly between two
    per: str | None = None  # "besok" | "maaned"


@dataclass(frozen=True)
class Avbestilling:
    """A visit must be cancelled this long before, or it is billed: hours, or a clock time so many days before."""

    timer_foer: Decimal | None = None
    klokkeslett: time | None = None
    dager_foer: int = 1


@dataclass(frozen=True)
class Tabell:
    """A whole published table, in force from `fra` until the next one. Brackets by rising `fra_g`."""

    kommune: str
    tjeneste: str
    fra: date
    trinn: tuple[Trinn, ...]
    kilde: Kilde
    g_dato: str = "1_januar"  # whose G the brackets are counted with: "1_januar" of the year, or "dagen"
    avrunding: Avrunding = Avrunding()
    avbestilling: Avbestilling | None = None
    selvkost_per_time: Decimal | None = None
    enkelttime: Decimal | None = None  # price of a single hour outside the subscription: shown, never summed
    aar_antatt: bool = False  # the page has no year; it is inferred from the state maximum it prints

    def trinn_for(self, inntekt: Decimal, g: Decimal) -> Trinn:
        """The bracket of an income (kr per year) at that G (kr). RateNotFound in a hole."""
        for trinn in reversed(self.trinn):
            if inntekt >= trinn.fra_g * g:
                if trinn.form == "ikke_publisert":
                    break
                return trinn
        publisert = tuple(trinn.fra_g for trinn in self.trinn if trinn.form != "ikke_publisert")
        raise RateNotFound("trinn", f"{inntekt} kr ({self.tjeneste} fra {self.fra})", publisert, self.kommune)
