"""What a typed message is, seen from where the flow stands: a command, a correction, an answer, other facts, or nothing read."""

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from bot.forms.answers import is_only_facts, read_facts
from bot.forms.flyt import kommandoer
from bot.forms.flyt.funn import EGNE, funn_i, som_svar
from bot.forms.flyt.lesing import les, sier_inntekt
from bot.forms.flyt.oppgaver import Ark
from bot.forms.flyt.sporsmaal import SJEKK, SPORSMAAL, Sporsmal, gjeldende
from bot.forms.flyt.tilstand import SVART, Tilstand, verdi

Hva = Literal["kommando", "endring", "svar", "oppgaver", "funn", "uklart"]
# Commands that mean something only at some kinds of question.
_BARE_VED = {
    "ferdig": {"oppgaver", "flervalg", "fritekst", SJEKK},
    "forslag": {"oppgaver"},
    "liste": {"oppgaver"},
    "lag_dokument": {SJEKK},
}
_NEI_ER_SVAR = {"ja_nei", "timer_eller_nei", "kroner_eller_nei", "valg", "flervalg", "oppgaver"}
_LONGEST_WHO = 6  # words of who it is about, with the age
_NO_DAY = date(1, 1, 1)
_AGE_OR_SPAN = re.compile(r"\w+ år", re.IGNORECASE)
_FEW = 2  # words: «nei, jeg mente alltid» is no free text
_LONGEST_CHANGE = 12  # words of a correction while a free text is asked for


@dataclass(frozen=True)
class Tolkning:
    """`navn` is the command or the key changed; `verdi` the value read; `andre` other answers told: key -> value."""

    hva: Hva
    navn: str = ""
    verdi: Any = None
    andre: dict[str, Any] = field(default_factory=dict)


def tolk(tilstand: Tilstand, text: str, i_dag: date) -> Tolkning:
    """The message's meaning for the running flow. Never raises."""
    key = tilstand["sporsmal"]
    kind = SJEKK if key == SJEKK else SPORSMAAL[key].slag
    command = kommandoer.kommando(text)
    if command is not None and kind in _BARE_VED.get(command, {kind}):
        return Tolkning("kommando", command)
    change = _endring(tilstand, text, i_dag, kind)
    if change is not None:
        return change
    if kind == SJEKK:
        return _ved_sjekk(tilstand, text)
    if kind == "oppgaver":
        return _ved_oppgaver(tilstand, text)
    sporsmal = sporsmal_for(tilstand, key)
    value = les(sporsmal, text, i_dag)
    others = {} if kind in ("fritekst", "dato") else _andre(tilstand, sporsmal, text, value)
    if value is not None:
        return Tolkning("svar", key, value, others)
    if others:
        return Tolkning("funn", "", None, others)
    return _paa_nytt(tilstand, text, i_dag, kind) or Tolkning("uklart")


def _paa_nytt(tilstand: Tilstand, text: str, i_dag: date, kind: str) -> Tolkning | None:
    """«50 år» to another question, when the age is known: it is told anew, if only one answer can be meant."""
    facts = {fact.kind for fact in read_facts(text)} if is_only_facts(text) else set()
    meant = [key for key in _latest_first(tilstand) if EGNE.get(SPORSMAAL[key].slag, set()) & facts]
    return _rettet(tilstand, text, True, i_dag, kind) if len(meant) == 1 else None


def _ved_sjekk(tilstand: Tilstand, text: str) -> Tolkning:
    named = kommandoer.felt(text, tilstand["flyt"])
    if named is not None:
        return Tolkning("endring", named)
    yes = kommandoer.ja_eller_nei(text)
    if yes is not None:
        return Tolkning("kommando", "lag_dokument" if yes else "endre")
    return Tolkning("uklart")


def _ved_oppgaver(tilstand: Tilstand, text: str) -> Tolkning:
    if kommandoer.ja_eller_nei(text) is False and len(text.split()) <= 3 and kommandoer.rettelse(text) is None:
        return Tolkning("kommando", "ferdig")
    return Tolkning("oppgaver") if ark(tilstand).si(text) else Tolkning("uklart")


def ark(tilstand: Tilstand) -> Ark:
    """The worksheet as it stands."""
    waiting = tilstand["venter"] if isinstance(tilstand["venter"], dict) else {}
    return Ark([dict(task) for task in verdi(tilstand, "oppgaver") or []], list(waiting.get("mangler", [])))


# --- Facts beside the answer ---


def _andre(tilstand: Tilstand, sporsmal: Sporsmal, text: str, value: Any) -> dict[str, Any]:
    """Answers to other questions of the flow that the message tells. Those given before are not touched."""
    found = funn_i(text)
    own = EGNE.get(sporsmal.slag, set())
    if sporsmal.slag == "tall" and not own & set(found):  # «6 år, 60 timer i måneden»
        found |= {kind: fact for kind, fact in funn_i(f"jeg er {text}").items() if kind in own and fact == value}
    # «20 år» after how long the need lasts is no age: a number read only because it was asked for is nothing else.
    if sporsmal.bare_svaret or (value is not None and own and not own & set(found)):
        return {}
    if sporsmal.slag in ("timer", "timer_eller_nei"):
        found.pop("timer", None)
    if sporsmal.slag == "kroner_eller_nei":  # an amount of care benefit is no income
        found = {kind: fact for kind, fact in found.items() if kind not in own}
    if sporsmal.nokkel == "hvem" and value is not None and len(text.split()) <= _LONGEST_WHO:
        age = les(SPORSMAAL["alder"], text, _NO_DAY)  # «barn, 6 år»
        found |= {} if age is None else {"alder": age}
    asked = {sp.nokkel for sp in gjeldende(tilstand["flyt"], tilstand["svar"])}
    told = som_svar(found, tilstand["flyt"])
    told.pop(sporsmal.nokkel, None)
    return {key: new for key, new in told.items() if key in asked and not _is_answered(tilstand, key)}


def _is_answered(tilstand: Tilstand, key: str) -> bool:
    return bool(tilstand["svar"].get(key, {}).get("status") == SVART)


def sporsmal_for(tilstand: Tilstand, nokkel: str) -> Sporsmal:
    """The question as it is read now: asked about somebody else, «jeg» is another than the one who needs help."""
    asked = SPORSMAAL[nokkel]
    return asked.om_andre() if verdi(tilstand, "hvem") in ("barn", "annen") else asked


# --- Corrections ---


def _endring(tilstand: Tilstand, text: str, i_dag: date, kind: str) -> Tolkning | None:
    if kind == "fritekst" and len(text.split()) > _LONGEST_CHANGE:
        return None
    command = kommandoer.endring(text, tilstand["flyt"])
    if command is not None and (kind != "oppgaver" or command.nokkel != "oppgaver"):
        value = les(sporsmal_for(tilstand, command.nokkel), command.verdi, i_dag) if command.verdi else None
        read = value is not None or not command.verdi
        return Tolkning("endring", command.nokkel, value) if read or kind not in ("fritekst", "oppgaver") else None
    corrected = kommandoer.rettelse(text)
    if corrected is None or not corrected[0] or kind == "oppgaver":
        return None
    rest, strong = corrected
    told = is_only_facts(rest) or read_facts(rest) or len(rest.split()) <= _FEW
    if kind == "fritekst" and not (strong and told):
        return None
    found = _rettet(tilstand, rest, strong, i_dag, kind)
    if found is not None:
        return found
    return (
        Tolkning("kommando", "endre")
        if strong and kind not in ("fritekst", "oppgaver") and _own(tilstand, rest, i_dag) is None
        else None
    )


def _own(tilstand: Tilstand, text: str, i_dag: date) -> Any:
    key = tilstand["sporsmal"]
    return None if key == SJEKK else les(sporsmal_for(tilstand, key), text, i_dag)


def rettet_etterpaa(tilstand: Tilstand, text: str, i_dag: date) -> Tolkning | None:
    """A correction of an answer in a flow that is finished; the state is as if that flow ran.

    After the price «hva om jeg har 6 timer i uka?» is one too: the price is reckoned again.
    """
    found = _endring(tilstand, text, i_dag, SJEKK)
    supposed = kommandoer.hva_om(text) if tilstand["flyt"] == "egenandel" else None
    if found is None and supposed:
        found = _rettet(tilstand, supposed, True, i_dag, SJEKK)
    return (
        found if found is not None and found.hva == "endring" and (found.verdi is not None or not found.andre) else None
    )


def _rettet(tilstand: Tilstand, rest: str, strong: bool, i_dag: date, kind: str) -> Tolkning | None:
    """Which earlier answer «30 timer» corrects: the latest whose kind reads it."""
    facts = {fact.kind for fact in read_facts(rest)}
    answered = _latest_first(tilstand)
    if kind == SJEKK and {"alder", "varighet"} <= set(answered) and _AGE_OR_SPAN.fullmatch(rest.strip()):
        return Tolkning("kommando", "endre")  # «7 år» could be either, and neither was asked for just now
    if sier_inntekt(rest):
        answered = [key for key in answered if SPORSMAAL[key].slag != "kroner_eller_nei"]
    if not strong and not facts and kind in _NEI_ER_SVAR | {SJEKK}:
        return None
    for key in answered:
        if EGNE.get(SPORSMAAL[key].slag, set()) & facts:
            value = les(sporsmal_for(tilstand, key), rest, i_dag)
            if value is not None and not _too_large(tilstand, key, value):
                return Tolkning("endring", key, value)
    if facts:
        return None
    last = [key for key in answered[: 1 if not strong else None] if SPORSMAAL[key].slag not in ("fritekst", "oppgaver")]
    for key in last:
        value = les(sporsmal_for(tilstand, key), rest, i_dag)
        if value is not None:
            return Tolkning("endring", key, value)
    return None


def _too_large(tilstand: Tilstand, key: str, value: Any) -> bool:
    """More hours of a part than in all: then it is the whole that was meant."""
    whole = verdi(tilstand, "timer")
    if key not in ("timer_helse", "timer_iblant") or whole is None or "per_uke" not in value:
        return False
    return float(value["per_uke"]) > float(whole["til"] or whole["per_uke"])


def _latest_first(tilstand: Tilstand) -> list[str]:
    asked = [sp.nokkel for sp in gjeldende(tilstand["flyt"], tilstand["svar"])]
    known = [key for key in asked if key in tilstand["svar"]]
    gone = [key for key in reversed(tilstand["historikk"]) if key in known]
    return list(dict.fromkeys([*gone, *reversed(known)]))
