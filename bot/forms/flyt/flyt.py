"""The guided flows: start one, answer, ask again, see where it stands. The engine's only door.

The state is a JSON-able dict (`tilstand.py`), the replies are codes and plain data (`melding.py`); nothing here knows a
word that citizens read, the clock or the dialogue engine.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from bot.forms.answers import is_only_facts
from bot.forms.dates import names_a_day
from bot.forms.flyt import kommandoer, spoerre
from bot.forms.flyt import tilstand as ts
from bot.forms.flyt.funn import funn_i, som_svar
from bot.forms.flyt.lesing import les_enhet
from bot.forms.flyt.melding import Innspill, Melding, Rad, Utfall, Valg
from bot.forms.flyt.sporsmaal import FLYTER, SJEKK, SPORSMAAL, FlytNavn, gjeldende
from bot.forms.flyt.tilstand import fremdrift, ny, rader
from bot.forms.flyt.tolkning import ark, rettet_etterpaa, tolk
from bot.forms.flyt.tur import Tur

__all__ = [
    "FLYTER", "Innspill", "Melding", "Rad", "Utfall", "Valg", "fremdrift", "funn_i", "gjelder_flyten", "gjenta", "ny",
    "rader", "start", "svar",
]  # fmt: skip

_LENGST = 20_000  # characters of a message looked at
# A cry for help, and a wish for another written form, are heard even where everything is the answer.
_ALDRI_SVAR = {"felles_krise", "felles_sprak"}
_LONGEST_BARE = 2  # words
_SOME_DAY = date(2000, 1, 1)
_ANYWHERE = {"hvorfor", "tilbake", "pause", "fortsett", "avbryt", "hvor_langt"}
_OF_QUESTION = {"vet_ikke", "hopp_over", "behold", "ferdig", "forslag"}
_UNITS = {"dag": "dag", "uke": "uke", "maaned": "maaned"}


def start(
    tilstand: "Mapping[str, Any] | None", flyt: FlytNavn, funn: "Mapping[str, Any] | None", i_dag: date
) -> Utfall:
    """Begin a flow, or go on with it. `funn`: facts known already, by kind, as `funn_i` and the entities give them.

    Another flow that runs is kept and comes back when this one ends. Raises KeyError for an unknown flow.
    """
    tur = Tur(ts.kopi(tilstand), i_dag)
    t, running = tur.t, tur.t["flyt"]
    told = som_svar(funn or {}, flyt)
    FLYTER[flyt]
    if running == flyt:
        t |= {"pauset": False, "bekreft": None}
        tur.si("flyt_fortsetter", flyt=flyt)
        tur.fyll(_ubesvarte(t, told))
        tur.gjenoppta(t["sporsmal"])
        return tur.utfall()
    if running is not None:
        t["stabel"] = [*t["stabel"], {"flyt": running, "sporsmal": t["sporsmal"], "historikk": t["historikk"]}]
        tur.si("flyt_bytter", fra=running, til=flyt)
    left = next((one for one in t["stabel"] if one["flyt"] == flyt), None)
    t["stabel"] = [one for one in t["stabel"] if one["flyt"] != flyt]
    t |= {
        "flyt": flyt, "sporsmal": None, "pauset": False, "bekreft": None, "venter": None, "retur": None, "forsok": 0,
        "historikk": left.get("historikk", []) if left else [],
    }  # fmt: skip
    filled = _ubesvarte(t, told)
    for key, value in filled.items():
        t["svar"][key] = {"verdi": value, "status": ts.SVART}
    ts.fra_oppgavene(t)
    if left is None:
        tur.si(f"flyt_{flyt}_start", flyt=flyt, antall=fremdrift(t)[1])
    else:
        tur.si("flyt_tilbake_til", flyt=flyt)
    shown = [row.as_dict() for row in rader(t) if row.status == ts.SVART and (row.nokkel in filled or left is None)]
    if shown:
        tur.si("flyt_kvittering", fylt=shown)
    tur.gjenoppta(left["sporsmal"] if left else None)
    return tur.utfall()


def _ubesvarte(t: ts.Tilstand, told: "dict[str, Any]") -> "dict[str, Any]":
    return {key: value for key, value in told.items() if t["svar"].get(key, {}).get("status") != ts.SVART}


def svar(tilstand: "Mapping[str, Any] | None", innspill: Innspill, i_dag: date) -> Utfall:
    """What the citizen wrote or pressed -> the new state and what to say. Never raises, whatever was written."""
    tur = Tur(ts.kopi(tilstand), i_dag)
    if innspill.valg is not None:
        if not _knapp(tur, innspill.valg):
            tur.si("flyt_gammel_knapp")
            tur.spoer()
        return tur.utfall()
    text = innspill.tekst.encode("utf-8", "ignore").decode().replace("\0", " ")[:_LENGST]
    if tur.t["flyt"] not in FLYTER:
        _etterpaa(tur, text)
    elif (flyt := _bytte(tur.t, text)) is not None:
        return start(tur.t, flyt, None, i_dag)
    elif tur.t["pauset"]:
        _pauset(tur, text)
    else:
        tur.tekst(text)
    return tur.utfall()


def gjenta(tilstand: "Mapping[str, Any] | None") -> Utfall:
    """The present question again, after a side question; no message while paused or when nothing runs."""
    tur = Tur(ts.kopi(tilstand), _SOME_DAY)
    tur.spoer()
    return tur.utfall()


def gjelder_flyten(tilstand: "Mapping[str, Any] | None", tekst: str, intent: str, sikker: bool) -> bool:
    """Whether the message is for the flow: an answer, a correction or a command; False for a side question.

    `intent` is what the classifier took it for, `sikker` whether it was sure of that. Words that only might be a cry for
    help («bare meg») are an answer like any other.
    """
    t, text = ts.kopi(tilstand), tekst.encode("utf-8", "ignore").decode()[:_LENGST]
    if intent in _ALDRI_SVAR and sikker:
        return False
    if t["flyt"] not in FLYTER:
        return _vil_endre_etterpaa(t, text) or _rettelse_etterpaa(t, text, _SOME_DAY) is not None
    command = kommandoer.kommando(text)
    if t["pauset"]:
        return command in ("fortsett", "avbryt", "hvor_langt", "svarene", "pause") or _bytte(t, text) is not None
    if t["bekreft"] and _svarer_bekreft(t, text):
        return True
    asks = kommandoer.er_spoersmaal(text)
    told = tolk(t, text, _SOME_DAY)
    if told.hva in ("kommando", "endring") or _sier_bare_ja_nei_eller_tall(text):
        return True
    kind = None if t["sporsmal"] == SJEKK else SPORSMAAL[t["sporsmal"]].slag
    if asks and (sikker or (kind == "fritekst" and kommandoer.er_kort_spoersmaal(text))):
        return False
    if told.hva != "uklart" or (kind == "dato" and (names_a_day(text) or names_a_day(f"kom {text}"))):
        return True
    return is_only_facts(text) or (not sikker and not asks)


def _sier_bare_ja_nei_eller_tall(text: str) -> bool:
    """«ingen», «nei takk», «40»: too little to be about anything else than what was just asked."""
    if "?" in text or len(text.split()) > _LONGEST_BARE:
        return False
    only_number = any(char.isdigit() for char in text) and not any(char.isalpha() for char in text)
    return only_number or kommandoer.ja_eller_nei(text) is not None


def _svarer_bekreft(t: ts.Tilstand, text: str) -> bool:
    """Whether the message answers what stands before the question: «i uka», «alderen», «ja»."""
    if t["bekreft"] == "timer_enhet":
        return les_enhet(t["venter"], text) is not None
    if t["bekreft"] == "endre_hva":
        return kommandoer.felt(text, t["flyt"]) is not None
    return kommandoer.ja_eller_nei(text) is not None


# --- Between flows and while paused ---


def _bytte(t: ts.Tilstand, text: str) -> FlytNavn | None:
    """The other flow that the whole message asks for: «jeg vil klage i stedet»."""
    command = kommandoer.kommando(text) or ""
    name = command.removeprefix("til_")
    return name if command.startswith("til_") and name != t["flyt"] and name in FLYTER else None  # type: ignore[return-value]


def _pauset(tur: Tur, text: str) -> None:
    command = kommandoer.kommando(text)
    if command == "fortsett":
        _fortsett(tur)
    elif command == "avbryt":
        tur.t["pauset"] = False
        tur.kommando("avbryt")
    else:
        if command in ("hvor_langt", "svarene"):
            tur.kommando(command)
        tur.kommando("pause")


def _fortsett(tur: Tur) -> None:
    tur.t["pauset"] = False
    tur.si("flyt_fortsetter", flyt=tur.t["flyt"])
    tur.spoer()


def _rettelse_etterpaa(t: ts.Tilstand, text: str, i_dag: date) -> Any:
    """A correction of the flow finished last."""
    if not t["ferdig"] or t["ferdig"][-1] not in FLYTER:
        return None
    strong = kommandoer.rettelse(text)
    command = kommandoer.endring(text, t["ferdig"][-1]) or kommandoer.hva_om(text)
    if command is None and not (strong and (strong[1] or any(char.isdigit() for char in text))):
        return None
    return rettet_etterpaa({**t, "flyt": t["ferdig"][-1], "sporsmal": SJEKK}, text, i_dag)


def _vil_endre_etterpaa(t: ts.Tilstand, text: str) -> bool:
    return bool(t["ferdig"]) and t["ferdig"][-1] in FLYTER and kommandoer.vil_endre(text)


def _etterpaa(tur: Tur, text: str) -> None:
    if _vil_endre_etterpaa(tur.t, text):
        _gjenaapne(tur, tur.t["ferdig"][-1])
        tur.kommando("endre")
        return
    found = _rettelse_etterpaa(tur.t, text, tur.i_dag)
    if found is None:
        tur.si("flyt_ingen")
        return
    _gjenaapne(tur, tur.t["ferdig"][-1])
    tur.endre(found.navn, found.verdi)


def _gjenaapne(tur: Tur, flyt: str) -> None:
    asked = [sp.nokkel for sp in gjeldende(flyt, tur.t["svar"])]  # type: ignore[arg-type]
    tur.t |= {"flyt": flyt, "sporsmal": SJEKK, "historikk": asked, "retur": None}


# --- Buttons ---


def _knapp(tur: Tur, ident: str) -> bool:
    """Do what the button says; False for one that is not on offer now."""
    t = tur.t
    head, _, tail = str(ident)[:80].partition(":")
    if head == "flyt" and tail.startswith("endre:") and t["flyt"] is None and tail[6:] in t["ferdig"]:
        _gjenaapne(tur, tail[6:])
        tur.kommando("endre")
        return True
    if t["flyt"] not in FLYTER:
        return False
    if not tail and head.startswith("!") and head[1:] in _ANYWHERE:
        if t["pauset"]:
            _pauset(tur, head[1:])
        else:
            tur.kommando(head[1:])
        return True
    if t["pauset"]:
        return False
    if head == t["bekreft"] and head in ("avbryt", "paa_nytt") and tail in ("ja", "nei"):
        tur.bekreftet(head, tail == "ja")
        return True
    if head == "enhet" and t["bekreft"] == "timer_enhet" and tail in _UNITS:
        tur.tekst(tail)
        return True
    if (
        head == "endre"
        and tail in {row.nokkel for row in rader(t)}
        and (t["bekreft"] == "endre_hva" or t["sporsmal"] == SJEKK)
    ):
        tur.endre(tail, None)
        return True
    return head == t["sporsmal"] and _ved_sporsmalet(tur, head, tail)


def _ved_sporsmalet(tur: Tur, key: str, tail: str) -> bool:
    if key == SJEKK:
        if tail in ("lag_dokument", "endre"):
            tur.kommando(tail)
        return tail in ("lag_dokument", "endre")
    on_offer = {button.id for button in spoerre.knapper(tur.t)}
    if tail.startswith("!"):
        known = tail[1:] in _OF_QUESTION and f"{key}:{tail}" in on_offer
        if known:
            tur.kommando(tail[1:])
        return known
    sporsmal = SPORSMAAL[key]
    if sporsmal.slag == "oppgaver":
        parts = tail.split(":")
        sheet = ark(tur.t)
        if len(parts) == 3 and parts[0] == "slag" and parts[1].isdecimal() and sheet.sett_slag(int(parts[1]), parts[2]):
            tur.lagre_ark(sheet)
            return True
        return False
    value = spoerre.svar_av_knapp(sporsmal, tail)
    if value is None or f"{key}:{tail}" not in on_offer:
        return False
    if sporsmal.slag == "flervalg" and value != "ingen":
        tur.t["svar"][key] = {"verdi": [*(ts.verdi(tur.t, key) or []), value], "status": ts.SVART}
        tur.spoer()
        return True
    tur.svart(key, [value] if sporsmal.slag == "flervalg" else value)
    return True
