"""Reading a municipal table from its file. Raises RateFileError for anything missing, unknown or contradictory."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, time
from decimal import Decimal

from .ratefile import Node
from .result import Kilde
from .tabell import FORMER, Avbestilling, Avrunding, Bolk, Tabell, Trinn

KLOKKESLETT = re.compile(r"([01]\d|2[0-3]):([0-5]\d)")
UTEN_FELLES_TIMEPRIS = {"gratis", "ikke_publisert", "bolker"}


def les_tabell(node: Node, kommune: str, tjeneste: str, fra: date) -> Tabell:
    """The table in the file, in force from `fra` (the date in the file's name)."""
    felles_timepris = node.tall("timepris")
    node.tekst("merknad")
    rader = node.rader("trinn")
    tabell = Tabell(
        kommune=kommune,
        tjeneste=tjeneste,
        fra=fra,
        trinn=(),
        kilde=_les_kilde(node.krev_gruppe("kilde")),
        g_dato=node.valg("g_dato", ("1_januar", "dagen")) or "1_januar",
        avrunding=_les_avrunding(node.gruppe("avrunding")),
        avbestilling=_les_avbestilling(node.gruppe("avbestilling")),
        selvkost_per_time=node.tall("selvkost_per_time"),
        enkelttime=node.tall("enkelttime"),
        aar_antatt=node.ja_nei("aar_antatt"),
    )
    node.ferdig()
    trinn = [_les_trinn(rad, felles_timepris) for rad in rader]
    for nummer, neste in enumerate(trinn[1:]):
        if neste.fra_g <= trinn[nummer].fra_g:
            raise rader[nummer + 1].feil("fra_g", f"«{neste.fra_g}» etter «{trinn[nummer].fra_g}»", "stigende grenser")
        trinn[nummer] = replace(trinn[nummer], til_g=neste.fra_g)
    return replace(tabell, trinn=tuple(trinn))


def _les_trinn(rad: Node, felles_timepris: Decimal | None) -> Trinn:
    nokler = {nokkel for former in FORMER for nokkel in former if rad.har(nokkel)}
    timepris = rad.tall("timepris")
    if timepris is None and felles_timepris is not None and not nokler & UTEN_FELLES_TIMEPRIS:
        timepris = felles_timepris
        nokler.add("timepris")
    for flagg in ("billigste", "gratis", "ikke_publisert"):
        if rad.har(flagg) and not rad.ja_nei(flagg):
            raise rad.feil(flagg, "«false»", "true, eller ingen slik nøkkel")
        rad.tillat(flagg)
    trinn = Trinn(
        fra_g=rad.krev_tall("fra_g"),
        form=FORMER.get(frozenset(nokler), ""),
        timepris=timepris,
        maks_per_maaned=rad.tall("maks_per_maaned"),
        maks_timer=rad.tall("maks_timer"),
        abonnement=rad.tall("abonnement"),
        abonnement_fra_timer=rad.tall("abonnement_fra_timer"),
        bolker=_les_bolker(rad) if rad.har("bolker") else (),
        maks_ukjent=rad.ja_nei("maks_ukjent"),
        alltid_statlig_makspris=rad.ja_nei("alltid_statlig_makspris"),
        oppgitt_maks_timer=rad.tall("oppgitt_maks_timer"),
    )
    rad.tillat("bolker")
    rad.ferdig()
    if not trinn.form:
        tillatt = "; ".join(" + ".join(sorted(former)) for former in FORMER)
        raise rad.feil("", " + ".join(sorted(nokler)) or "ingen pris", f"én av disse: {tillatt}")
    return trinn


def _les_bolker(rad: Node) -> tuple[Bolk, ...]:
    rader = rad.rader("bolker")
    bolker = tuple(Bolk(bolk.krev_tall("over_timer"), bolk.krev_tall("kr")) for bolk in rader)
    for bolk in rader:
        bolk.ferdig()
    grenser = [bolk.over_timer for bolk in bolker]
    if grenser[0] != 0 or grenser != sorted(set(grenser)):
        raise rad.feil("bolker", f"over_timer {', '.join(map(str, grenser))}", "stigende over_timer, den første 0")
    return bolker


def _les_kilde(node: Node) -> Kilde:
    url = node.nettadresse("url")
    kilde = Kilde(node.fil.removesuffix(".yml"), node.krev_tekst("tittel"), url, node.krev_dato("lest"))
    node.ferdig()
    return kilde


def _les_avrunding(node: Node | None) -> Avrunding:
    if node is None:
        return Avrunding()
    til_timer, ved_likt = node.tall("til_timer"), node.valg("ved_likt", ("opp", "ned"))
    per = node.valg("per", ("besok", "maaned"))
    node.ferdig()
    if til_timer == 0:
        raise node.feil("til_timer", "«0»", "et tall over 0, som 0.5")
    return Avrunding(til_timer or Avrunding.til_timer, ved_likt, per)


def _les_avbestilling(node: Node | None) -> Avbestilling | None:
    if node is None:
        return None
    timer, klokke, dager = node.tall("timer_foer"), node.tekst("klokkeslett"), node.tall("dager_foer")
    node.ferdig()
    if (timer is None) == (klokke is None) or (timer is not None and dager is not None):
        raise node.feil("", " + ".join(node.nokler()), "timer_foer, eller klokkeslett + dager_foer")
    if klokke is None:
        return Avbestilling(timer_foer=timer)
    treff = KLOKKESLETT.fullmatch(klokke)
    if treff is None:
        raise node.feil("klokkeslett", f"«{klokke}»", 'et klokkeslett som "15:00"')
    return Avbestilling(klokkeslett=time(int(treff[1]), int(treff[2])), dager_foer=1 if dager is None else int(dager))
