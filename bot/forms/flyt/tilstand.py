"""The state of the guided flows: one JSON-able dict, and what can be told from it.

{"versjon": 1, "flyt", "sporsmal": what is asked now, "svar": {key: {"verdi", "status"}}, "forsok": misread answers to the
question asked, "pauset", "stabel": flows left for another, "bekreft": what else is waited for (avbryt, paa_nytt,
timer_enhet, endre_hva), "venter": what that needs, "historikk": questions gone through, "retur": the question to come
back to after a change, "foreslaatt": areas suggested, "ferdig": flows finished}
"""

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from bot.calculator import TimeplanResult
from bot.forms.flyt import oppgaver
from bot.forms.flyt.melding import Rad
from bot.forms.flyt.sporsmaal import FLYTER, MED_SJEKK, SJEKK, SPORSMAAL, FlytNavn, gjeldende

Tilstand = dict[str, Any]

VERSJON = 1
SVART, VET_IKKE, HOPPET_OVER, IKKE_FORSTATT, IKKE_SVART = (
    "svart",
    "vet_ikke",
    "hoppet_over",
    "ikke_forstatt",
    "ikke_svart",
)
# Parts of the hours in all.
_DELER = ("timer_helse", "timer_iblant")


def ny() -> Tilstand:
    """The state before anything has been asked."""
    return {
        "versjon": VERSJON, "flyt": None, "sporsmal": None, "svar": {}, "forsok": 0, "pauset": False, "stabel": [],
        "bekreft": None, "venter": None, "historikk": [], "retur": None, "foreslaatt": [], "ferdig": [],
    }  # fmt: skip


def kopi(tilstand: Mapping[str, Any] | None) -> Tilstand:
    """A copy to work on; a new state for None or for another version's."""
    if not tilstand or tilstand.get("versjon") != VERSJON:
        return ny()
    copied: Tilstand = {**ny(), **json.loads(json.dumps(tilstand))}
    return copied


def verdi(tilstand: Mapping[str, Any], nokkel: str) -> Any:
    """The answer's value; None when it was not answered."""
    answer = tilstand["svar"].get(nokkel)
    return answer["verdi"] if answer is not None and answer["status"] == SVART else None


def rad(tilstand: Mapping[str, Any], nokkel: str) -> Rad:
    """The row of one answer."""
    answer = tilstand["svar"].get(nokkel, {"verdi": None, "status": IKKE_SVART})
    return Rad(nokkel, SPORSMAAL[nokkel].slag, answer["status"], answer["verdi"])


def rader(tilstand: Mapping[str, Any], flyt: FlytNavn | None = None) -> list[Rad]:
    """Every question that applies in the flow (the running one, else the one finished last), in order."""
    name: Any = flyt or tilstand["flyt"] or next(reversed(tilstand["ferdig"]), None)
    if name not in FLYTER:
        return []
    return [rad(tilstand, sp.nokkel) for sp in gjeldende(name, tilstand["svar"])]


def ubesvart(rows: list[Rad]) -> list[str]:
    """The keys of the rows without an answer."""
    return [row.nokkel for row in rows if row.status != SVART]


def neste(tilstand: Mapping[str, Any]) -> str | None:
    """The first question of the running flow that has not been dealt with; sjekk, or None, when all have."""
    flyt = tilstand["flyt"]
    open_ = (sp.nokkel for sp in gjeldende(flyt, tilstand["svar"]) if sp.nokkel not in tilstand["svar"])
    return next(open_, SJEKK if flyt in MED_SJEKK else None)


def fremdrift(tilstand: Mapping[str, Any]) -> tuple[int, int]:
    """How many of the running flow's questions have been dealt with, and how many there are with what is known."""
    if tilstand["flyt"] not in FLYTER:
        return 0, 0
    asked = gjeldende(tilstand["flyt"], tilstand["svar"])
    return sum(sp.nokkel in tilstand["svar"] for sp in asked), len(asked)


def ukas_plan(tilstand: Mapping[str, Any]) -> TimeplanResult | None:
    """The totals of the tasks told, with what the other answers say about what counts; None without tasks."""
    tasks = verdi(tilstand, "oppgaver")
    if not tasks:
        return None
    child = verdi(tilstand, "hvem") == "barn"
    return oppgaver.timeplan(
        tasks,
        natt=verdi(tilstand, "natt"),
        to=verdi(tilstand, "to_hjelpere"),
        foreldre=verdi(tilstand, "foreldreansvar") if child else False if verdi(tilstand, "hvem") else None,
    )


def fra_oppgavene(tilstand: Tilstand) -> None:
    """Fill the hours that the week's tasks tell, unless they were answered by themselves."""
    plan = ukas_plan(tilstand)
    if plan is None:
        return
    fakta, none = plan.fakta, Decimal(0)
    hours: dict[str, Decimal] = {
        "timer": Decimal(str(fakta.timer_per_uke or 0))
        + Decimal(str(fakta.timer_avlastning or 0)) * (fakta.foreldreansvar is True),
        "timer_helse": Decimal(str(fakta.timer_helse or 0)),
        "timer_praktisk": Decimal(plan.fakturerbart_per_uke) / 60,
    }
    if fakta.natt_kontinuerlig is not None and fakta.to_hjelpere_kontinuerlig is not None:
        night = none if fakta.natt_kontinuerlig else Decimal(str(fakta.timer_natt or 0))
        two = none if fakta.to_hjelpere_kontinuerlig else Decimal(str(fakta.timer_to_hjelpere or 0))
        hours["timer_iblant"] = night + two
    for key, told in hours.items():
        before = tilstand["svar"].get(key)
        if before is None or before["status"] != SVART or before["verdi"].get("fra") == "oppgaver":
            value = {"per_uke": oppgaver.timer(told), "til": None, "sagt": "", "fra": "oppgaver"}
            tilstand["svar"][key] = {"verdi": value, "status": SVART}


def deler_for_store(tilstand: Mapping[str, Any]) -> bool:
    """Whether more hours of health care and of now and then were told than hours in all."""
    whole = verdi(tilstand, "timer")
    parts = [Decimal(value["per_uke"]) for key in _DELER if (value := verdi(tilstand, key)) is not None]
    return whole is not None and sum(parts) > Decimal(whole["til"] or whole["per_uke"])
