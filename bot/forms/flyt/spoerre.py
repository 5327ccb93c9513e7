"""The messages that ask: each question with its buttons, its example, its reason and the check of all answers."""

from typing import Any

from bot.forms.flyt import oppgaver
from bot.forms.flyt.melding import Melding, Valg
from bot.forms.flyt.sporsmaal import FLYTER, SJEKK, SPORSMAAL, Sporsmal
from bot.forms.flyt.tilstand import Tilstand, fremdrift, rad, rader, ubesvart, ukas_plan, verdi

_JA_NEI = {"ja": True, "nei": False}


def knapp(name: str, nokkel: str = "") -> Valg:
    """«hopp over»; one that belongs to a single question names it, so that an old one can be told."""
    return Valg(f"{nokkel}:!{name}" if nokkel else f"!{name}", f"flyt_knapp_{name}")


def sporsmal_melding(tilstand: Tilstand) -> Melding:
    """The present question."""
    key = tilstand["sporsmal"]
    if key == SJEKK:
        return _sjekk(tilstand)
    about_other = SPORSMAAL[key].annen and verdi(tilstand, "hvem") in ("barn", "annen")
    done, number = fremdrift(tilstand)
    place = done - 1 if key == "oppgaver" else [row.nokkel for row in rader(tilstand)].index(key)
    values = {
        "flyt": tilstand["flyt"],
        # A question gone back to has its place among all; the others are what is left to answer.
        "nr": min((place if key in tilstand["svar"] else done) + 1, number),
        "antall": number,
        "rad": rad(tilstand, key).as_dict(),
    }
    return Melding(f"flyt_sp_{key}_annen" if about_other else f"flyt_sp_{key}", values, knapper(tilstand))


def knapper(tilstand: Tilstand) -> tuple[Valg, ...]:
    """The buttons of the present question."""
    key = tilstand["sporsmal"]
    if key == SJEKK:
        return _sjekk(tilstand).valg
    answered = key in tilstand["svar"]
    around = [knapp("behold", key)] if answered and SPORSMAAL[key].slag not in ("oppgaver", "flervalg") else []
    around += [] if SPORSMAAL[key].slag in ("fritekst", "oppgaver") else [knapp("vet_ikke", key)]
    around += [] if answered else [knapp("hopp_over", key)]
    around += [knapp("hvorfor")]
    around += [knapp("tilbake")] if tilstand["historikk"] or tilstand["retur"] else []
    return (*_svarknapper(tilstand, SPORSMAAL[key]), *around)


def _svarknapper(tilstand: Tilstand, sporsmal: Sporsmal) -> list[Valg]:
    key, kind = sporsmal.nokkel, sporsmal.slag
    if kind == "ja_nei":
        return [Valg(f"{key}:{value}", f"flyt_knapp_{value}") for value in _JA_NEI]
    if kind in ("timer_eller_nei", "kroner_eller_nei"):
        return [Valg(f"{key}:nei", "flyt_knapp_nei")]
    if kind == "varighet":
        return [Valg(f"{key}:varig", f"flyt_valg_{key}_varig")]
    if kind == "oppgaver":
        done = [knapp("ferdig", key)] if verdi(tilstand, key) else []
        return [*done, knapp("forslag", key)]
    chosen = verdi(tilstand, key) or [] if kind == "flervalg" else []
    left = [value for value in sporsmal.valg if value not in chosen and not (chosen and value == "ingen")]
    done = [knapp("ferdig", key)] if chosen else []
    return [*(Valg(f"{key}:{value}", f"flyt_valg_{key}_{value}") for value in left), *done]


def svar_av_knapp(sporsmal: Sporsmal, value: str) -> Any:
    """The answer that the button of a question gives; None when the question has no such button."""
    if sporsmal.slag == "ja_nei":
        return _JA_NEI.get(value)
    if sporsmal.slag == "varighet" and value == "varig":
        return {"varig": True}
    if sporsmal.slag == "timer_eller_nei" and value == "nei":
        return {"per_uke": "0", "til": None, "sagt": ""}
    if sporsmal.slag == "kroner_eller_nei" and value == "nei":
        return "0"
    return value if value in sporsmal.valg else None


def _sjekk(tilstand: Tilstand) -> Melding:
    rows, plan = rader(tilstand), ukas_plan(tilstand)
    values = {
        "flyt": tilstand["flyt"],
        "rader": [row.as_dict() for row in rows],
        "ubesvart": ubesvart(rows),
        "timeplan": oppgaver.som_data(plan) if plan is not None else None,
    }
    buttons = (Valg("sjekk:lag_dokument", "flyt_knapp_lag_dokument"), Valg("sjekk:endre", "flyt_knapp_endre"))
    return Melding("flyt_sjekk_svar", values, buttons)


def endre_hva(tilstand: Tilstand) -> Melding:
    """Which answer to change: a button for each."""
    keys = [row.nokkel for row in rader(tilstand)]
    return Melding("flyt_endre_hva", {}, tuple(Valg(f"endre:{key}", f"flyt_felt_{key}") for key in keys))


def bekreft(tilstand: Tilstand) -> Melding:
    """The question that is put before the present one: really stop? hours a day or a week?"""
    what = tilstand["bekreft"]
    if what == "timer_enhet":
        units = tuple(Valg(f"enhet:{unit}", f"flyt_valg_enhet_{unit}") for unit in ("dag", "uke", "maaned"))
        return Melding("flyt_enhet_timer", {key: tilstand["venter"][key] for key in ("tall", "til")}, units)
    if what == "endre_hva":
        return endre_hva(tilstand)
    yes_no = [Valg(f"{what}:{value}", f"flyt_knapp_{value}") for value in _JA_NEI]
    instead = [knapp("pause")] if what == "avbryt" else []
    return Melding(f"flyt_{what}_sikker", {"flyt": tilstand["flyt"]}, (*yes_no, *instead))


def spoer(tilstand: Tilstand) -> list[Melding]:
    """What is waited for now: the confirmation, or else the present question; nothing while paused or between flows."""
    if tilstand["flyt"] not in FLYTER or tilstand["pauset"]:
        return []
    return [bekreft(tilstand)] if tilstand["bekreft"] else [sporsmal_melding(tilstand)]


def sum_melding(tilstand: Tilstand) -> Melding | None:
    """The worksheet's totals; None without tasks."""
    plan = ukas_plan(tilstand)
    if plan is None:
        return None
    data = oppgaver.som_data(plan)
    values = {
        "timer": data["timer_per_uke"],
        "teller": data["teller_per_uke"],
        "teller_til": data["teller_til"],
        "faktureres": data["fakturerbart_per_maaned"],
        "antall": len(verdi(tilstand, "oppgaver")),
    }
    return Melding("flyt_oppgave_sum", values)
