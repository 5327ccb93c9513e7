"""Prices without a household: all rows of a table, and what the state alone decides where no table is known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from .grunnbelop import forste_januar, velg_g
from .husstand import Husstand, finn_grunnlag
from .money import Tall, rund_ned, som_dato
from .nasjonalt import StatligMakspris
from .ratetable import PRAKTISK_BISTAND, Rates
from .result import JsonMixin, Kilde, Steg


@dataclass(frozen=True)
class Prisrad(JsonMixin):
    """One row as published. `mangler`: the page has no price for this income."""

    fra_g: Decimal
    til_g: Decimal | None
    fra_kr: Decimal
    til_kr: Decimal | None
    form: str
    timepris: Decimal | None
    makspris: Decimal | None
    abonnement: Decimal | None
    abonnement_fra_timer: Decimal | None
    gratis: bool
    mangler: bool


@dataclass(frozen=True)
class Prisoversikt(JsonMixin):
    """The table in force on `dato`. `statlig_makspris` is None in a year that has none."""

    kommune: str
    dato: date
    tabell_fra: date
    tabell_nyeste: bool
    tabell_gammel: bool
    g: Decimal
    g_dato: date
    statlig_makspris: Decimal | None
    siste_kjente_makspris: StatligMakspris | None
    selvkost_per_time: Decimal | None
    enkelttime: Decimal | None
    rader: tuple[Prisrad, ...]
    kilder: tuple[Kilde, ...]


@dataclass(frozen=True)
class NasjonaltResult(JsonMixin):
    """What holds in every municipality: the state's maximum for household income strictly under 2 G."""

    inntekt: Decimal
    inntekt_i_g: Decimal
    g: Decimal
    g_dato: date
    grense_2g_kr: Decimal
    under_2g: bool
    statlig_makspris: Decimal | None
    siste_kjente_makspris: StatligMakspris | None
    steg: tuple[Steg, ...]
    kilder: tuple[Kilde, ...]


def _makspris(rates: Rates, dato: date) -> tuple[Decimal | None, StatligMakspris | None]:
    """This year's maximum, and the last one known."""
    siste = rates.siste_makspris(dato.year)
    return (siste.kr if siste and siste.aar == dato.year else None), siste


def prisoversikt(
    rates: Rates,
    kommune: str,
    dato: date,
    *,
    tjeneste: str = PRAKTISK_BISTAND,
    g: Tall | None = None,
    g_dato: date | None = None,
) -> Prisoversikt:
    """Every row of the table in force on the date, with limits in kr at the G that counts.

    Raises UnknownKommune, RateNotFound, UgyldigInndata, RateFileError.
    """
    dato = som_dato(dato)
    tabell = rates.tabell(kommune, tjeneste, dato)
    g_kr, g_fra = velg_g(rates, tabell.g_dato, dato, g, g_dato)
    makspris, siste = _makspris(rates, dato)
    rader = tuple(
        Prisrad(
            trinn.fra_g,
            trinn.til_g,
            trinn.fra_g * g_kr,
            None if trinn.til_g is None else trinn.til_g * g_kr,
            trinn.form,
            trinn.timepris,
            trinn.makspris,
            trinn.abonnement,
            trinn.abonnement_fra_timer,
            trinn.form == "gratis",
            trinn.form == "ikke_publisert",
        )
        for trinn in tabell.trinn
    )
    return Prisoversikt(
        tabell.kommune,
        dato,
        tabell.fra,
        rates.tabeller(kommune, tjeneste)[-1] == tabell.fra,
        tabell.fra.year < dato.year,
        g_kr,
        g_fra,
        makspris,
        siste,
        tabell.selvkost_per_time,
        tabell.enkelttime,
        rader,
        (tabell.kilde, rates.kilde("forskrift_10"), rates.kilde("ftrl_1_4")),
    )


def beregn_nasjonalt(rates: Rates, grunnlag: Tall | Husstand, dato: date) -> NasjonaltResult:
    """For a household in a municipality without a table: is it under 2 G, and what is the state's maximum that year?

    Kr per year in, kr per month out. Raises RateNotFound when no G is known, UgyldigInndata.
    """
    dato = som_dato(dato)
    funnet = finn_grunnlag(grunnlag)
    g_dato = forste_januar(dato)
    g = rates.grunnbelop(g_dato).kr
    grense = rates.grense_for_makspris() * g
    under = funnet.inntekt_makspris < grense
    makspris, siste = _makspris(rates, dato)
    steg = (
        *funnet.steg,
        Steg(
            "inntekt.i_g",
            {"inntekt": funnet.inntekt, "g": g, "g_dato": g_dato, "i_g": rund_ned(funnet.inntekt / g)},
            ("ftrl_1_4",),
        ),
        Steg(
            "statlig.under_2g" if under else "statlig.ikke_under_2g",
            {"grense_kr": grense, "tak": makspris if under else None},
            ("forskrift_10",),
        ),
        Steg("forskrift.reduksjon", {}, ("forskrift_9",)),
    )
    return NasjonaltResult(
        funnet.inntekt,
        rund_ned(funnet.inntekt / g),
        g,
        g_dato,
        grense,
        under,
        makspris,
        siste,
        steg,
        (rates.kilde("forskrift_10"), rates.kilde("ftrl_1_4")),
    )
