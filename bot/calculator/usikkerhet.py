"""What is uncertain about a price, and what would change it."""

from __future__ import annotations

from decimal import Decimal

from .grunnbelop import naboer
from .pris import Maanedspris, timer_til_maks
from .result import Endring, Usikkert
from .sak import Sak

ORE = Decimal("0.01")


def finn_usikkert(sak: Sak, pris: Maanedspris | None) -> tuple[Usikkert, ...]:
    """Every reason why the amount may differ, the table's own readings first. Kr per month."""
    tabellaar, aar = sak.tabell.fra.year, sak.dato.year
    belop = pris.belop if pris else None
    funn = []
    if pris and pris.lavest != pris.belop:
        funn.append(Usikkert("to_lesemaater", pris.lavest, pris.belop))
    if sak.timer and sak.timer.apent:
        timer = {"timer_fra": sak.timer.lav, "timer_til": sak.timer.hoy}
        midt_imellom = sak.timer.lav != sak.timer.hoy  # else only the unit, visit or month, is unknown
        fra = sak.belop(sak.trinn, timer=sak.timer.lav) if midt_imellom else None
        funn.append(Usikkert("avrunding", fra, belop if midt_imellom else None, timer))
    funn += _naer_grense(sak, belop)
    if tabellaar < aar:
        funn.append(Usikkert("tabell_eldre", tall={"tabellaar": tabellaar}))
    if sak.under_2g and sak.tak is None:
        funn.append(Usikkert("statlig_makspris_ikke_fastsatt", belop, None, {"aar": aar}))
    if _tak_hevet_siden_tabellen(sak, belop):
        funn.append(Usikkert("statlig_makspris_hevet", belop, sak.tak, {"aar": aar, "tabellaar": tabellaar}))
    if sak.trinn.maks_ukjent:
        funn.append(Usikkert("maks_ikke_oppgitt", None, belop))
    if sak.tabell.aar_antatt:
        funn.append(Usikkert("tabellaar_antatt", tall={"tabellaar": tabellaar}))
    if sak.kommune.historisk:
        funn.append(Usikkert("historisk_kommune", tall={"opphort": sak.kommune.opphort}))
    return tuple(funn)


def finn_endringer(sak: Sak, pris: Maanedspris | None) -> tuple[Endring, ...]:
    """The nearest income limit on each side, and whether more hours would cost more."""
    inntekt = sak.grunnlag.inntekt
    grenser = {trinn.fra_g * sak.g for trinn in sak.tabell.trinn} | {sak.tak_grense}
    under = max((kr for kr in grenser if 0 < kr <= inntekt), default=None)
    over = min((kr for kr in grenser if kr > inntekt), default=None)
    funn = []
    if under is not None:
        funn.append(Endring("lavere_inntekt", under, _belop_ved(sak, under - ORE)))
    if over is not None:
        funn.append(Endring("hoyere_inntekt", over, _belop_ved(sak, over)))
    maks = min((kr for kr in (sak.trinn.makspris, sak.tak if sak.under_2g else None) if kr is not None), default=None)
    if pris and sak.timer and maks is not None:
        if pris.belop >= maks:
            funn.append(Endring("maks_naadd", sak.timer.hoy, pris.belop))
        elif sak.trinn.timepris and sak.trinn.abonnement_fra_timer is None:
            funn.append(
                Endring("flere_timer", timer_til_maks(maks, sak.trinn.timepris, sak.tabell.avrunding.til_timer), maks)
            )
    return tuple(funn)


def _naer_grense(sak: Sak, belop: Decimal | None) -> list[Usikkert]:
    """The amount would be another with the G of the year before or after."""
    funn = []
    for annen_g in naboer(sak.rates, sak.g_dato):
        trinn = sak.finn_trinn(sak.grunnlag.inntekt, annen_g)
        if trinn is None or trinn == sak.trinn:
            continue
        belopene = {kr for kr in (belop, sak.belop(trinn)) if kr is not None}
        if len(belopene) != 1:  # none: no hours given; one: the same amount either way
            grense = max(trinn.fra_g, sak.trinn.fra_g)
            tall = {"grense_g": grense, "grense_kr": grense * sak.g, "annen_g": annen_g}
            funn.append(Usikkert("naer_grense", min(belopene, default=None), max(belopene, default=None), tall))
    return funn


def _tak_hevet_siden_tabellen(sak: Sak, belop: Decimal | None) -> bool:
    """The row prints its own year's state maximum, and the state has raised it since: the municipality may follow."""
    da = sak.rates.siste_makspris(sak.tabell.fra.year)
    if not sak.under_2g or sak.tak is None or belop is None or da is None or da.aar != sak.tabell.fra.year:
        return False
    return belop == sak.trinn.makspris == da.kr < sak.tak


def _belop_ved(sak: Sak, inntekt: Decimal) -> Decimal | None:
    return sak.belop(sak.finn_trinn(inntekt, sak.g), under_2g=inntekt < sak.tak_grense)
