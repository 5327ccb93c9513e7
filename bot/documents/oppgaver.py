"""The tasks as rows of a table: what, when, how often, how long."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from bot.forms.flyt.oppgave_lesing import SJELDEN

from .datasett import timeplan
from .ord import Ord

Oppgavedata = Mapping[str, Any]


def rad(ord_: Ord, oppgave: Oppgavedata) -> list[str]:
    """Name and kind, part of day, how often, minutes each time, hours per week."""
    minutter = oppgave["minutter"]
    mangler = ord_("oppgave.tid_mangler")
    return [
        f"{oppgave['navn']} ({ord_('oppgave.slag.' + oppgave['slag'])})",
        _naar(ord_, oppgave),
        _hvor_ofte(ord_, oppgave),
        ord_.minutter(minutter) if minutter else mangler,
        ord_.tall(Decimal(timeplan([oppgave]).minutter_per_uke) / 60) if minutter else mangler,
    ]


def _naar(ord_: Ord, oppgave: Oppgavedata) -> str:
    del_av_dagen = ord_(f"oppgave.naar.{oppgave.get('naar') or 'uten_tid'}")
    natt = oppgave.get("natt") and oppgave.get("naar") != "natt"
    if natt:
        om_natta = ord_("oppgave.om_natta")
        return f"{del_av_dagen}, {om_natta}" if oppgave.get("naar") else om_natta
    return del_av_dagen


def _hvor_ofte(ord_: Ord, oppgave: Oppgavedata) -> str:
    antall, per = oppgave["ganger"], oppgave["per"]
    ganger = ord_("oppgave.gang" if antall == 1 else "oppgave.ganger", antall=antall)
    dager = ord_.liste([ord_.ukedager()[dag] for dag in sorted(oppgave.get("ukedager") or ())])
    if dager:
        tekst = dager if antall == 1 else ord_("oppgave.per_ukedag", dager=dager, ganger=ganger)
    elif per == "dag" and antall == 1:
        tekst = ord_("oppgave.hver_dag")
    elif per == "aar" and antall in SJELDEN:
        tekst = ord_(f"oppgave.{SJELDEN[antall]}")
    else:
        tekst = ord_(f"oppgave.per_{per}", ganger=ganger)
    hjelpere = oppgave.get("hjelpere", 1)
    return tekst if hjelpere == 1 else f"{tekst}, {ord_('oppgave.hjelpere', antall=hjelpere)}"
