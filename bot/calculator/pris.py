"""What a month costs in one bracket for so many hours, and how hours are rounded before they are billed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from .money import MAKS_TIMER_MAANED, rund_til, som_tall
from .result import Steg
from .tabell import Avrunding, Trinn


@dataclass(frozen=True)
class Timer:
    """Billable hours in the month. `lav` and `hoy` differ where the page leaves the rounding open; `hoy` counts."""

    oppgitt: Decimal
    lav: Decimal
    hoy: Decimal
    apent: bool  # the page's silence may change the hours


@dataclass(frozen=True)
class Maanedspris:
    """Kr for the month: `belop` is the highest reading of the table, `lavest` the lowest."""

    belop: Decimal
    lavest: Decimal
    steg: tuple[Steg, ...]
    tak_brukt: bool


def rund_timer(timer: object, avrunding: Avrunding) -> Timer:
    """From hours in the month, or from the hours of each visit, to billable hours (forskriften § 9, nearest half hour).

    Hours given as one number count as the month's sum, unless the page rounds per visit: then they are rounded already.
    """
    besok = timer if isinstance(timer, Sequence) and not isinstance(timer, str) else None
    deler = [
        som_tall(del_, "timer", MAKS_TIMER_MAANED, "timer per måned")
        for del_ in (besok if besok is not None else [timer])
    ]
    oppgitt = som_tall(sum(deler, Decimal(0)), "timer", MAKS_TIMER_MAANED, "timer per måned")
    retninger = (avrunding.ved_likt,) if avrunding.ved_likt else ("ned", "opp")
    lesninger = []
    for retning in retninger:
        if avrunding.per != "maaned" and besok is not None:
            lesninger.append(sum((rund_til(del_, avrunding.til_timer, retning) for del_ in deler), Decimal(0)))
        if avrunding.per == "besok" and besok is None:
            lesninger.append(oppgitt)
        elif avrunding.per != "besok":
            lesninger.append(rund_til(oppgitt, avrunding.til_timer, retning))
    lav, hoy = min(lesninger), max(lesninger)
    ujevnt = rund_til(oppgitt, avrunding.til_timer, "opp") != oppgitt
    return Timer(oppgitt, lav, hoy, apent=lav != hoy or (ujevnt and avrunding.per is None))


def maanedspris(
    trinn: Trinn, timer: Decimal, selvkost: Decimal | None = None, tak: Decimal | None = None
) -> Maanedspris:
    """The month's price in kr. `selvkost`: the municipality's cost per hour; `tak`: the state's maximum, if it applies.

    The published maximum counts, never N x hour. The state's maximum comes last (§ 10), self-cost before it (§ 9).
    """
    steg = [_etter_tabellen(trinn, timer)]
    belop: Decimal = steg[0].tall["kr"]
    if selvkost is not None and timer * selvkost < belop:
        belop = timer * selvkost
        steg.append(
            Steg("pris.selvkost", {"selvkost_per_time": selvkost, "timer": timer, "kr": belop}, ("forskrift_9",))
        )
    if tak is None:
        return Maanedspris(belop, belop, tuple(steg), tak_brukt=False)
    tak_brukt = belop > tak
    lavest = belop = min(belop, tak)
    steg.append(Steg("statlig.makspris", {"tak": tak, "kr": belop}, ("forskrift_10",)))
    if trinn.alltid_statlig_makspris and timer:
        alltid = tak if selvkost is None else min(tak, timer * selvkost)
        if alltid > belop:
            belop = alltid
            steg.append(Steg("pris.lesemaate", {"fra": lavest, "til": belop, "kr": belop}))
    return Maanedspris(belop, lavest, tuple(steg), tak_brukt)


def timer_til_maks(maks: Decimal, timepris: Decimal, steg: Decimal) -> Decimal:
    """The first billable time, in hours, at which the month costs the maximum."""
    return (maks / timepris / steg).to_integral_value(ROUND_CEILING) * steg


def _etter_tabellen(trinn: Trinn, timer: Decimal) -> Steg:
    """The bracket's own rule, before self-cost and the state's maximum. Without hours there is nothing to bill."""
    maks = trinn.makspris
    if trinn.form == "gratis":
        return Steg("pris.gratis", {"kr": Decimal(0)})
    if trinn.bolker:
        kr = [bolk.kr for bolk in trinn.bolker if timer > bolk.over_timer]
        return Steg("pris.bolk", {"timer": timer, "kr": kr[-1] if kr else Decimal(0)})
    if trinn.timepris is None:
        return Steg("pris.abonnement", {"abonnement": maks, "kr": maks if timer else Decimal(0)})
    per_time = timer * trinn.timepris
    tall = {"timer": timer, "timepris": trinn.timepris, "makspris": maks}
    if trinn.abonnement_fra_timer is not None:
        over = timer >= trinn.abonnement_fra_timer
        return Steg("pris.terskel", tall | {"fra_timer": trinn.abonnement_fra_timer, "kr": maks if over else per_time})
    if maks is None:
        return Steg("pris.time", tall | {"kr": per_time})
    regel = "pris.billigste" if trinn.form == "billigste" else "pris.maks" if per_time > maks else "pris.time"
    return Steg(regel, tall | {"kr": min(per_time, maks)})
