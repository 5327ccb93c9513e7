"""The engine's messages put into phrases: each value of `bot/forms/flyt` as words and figures in the citizen's form."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from actions.flyt_steg import step
from actions.reply import Button, Phrase, Reply, Row, listing, phrase, table
from bot import wording
from bot.forms.flyt.flyt import Melding, Valg
from bot.forms.flyt.oppgave_lesing import SJELDEN
from bot.forms.flyt.oppgaver import timeplan

SVAR_INTENT = "flyt_svar"
_FLOWS = ("flyt", "fra", "til")
_IN_MANY_WORDS = ("fritekst", "oppgaver")
_WITH_DOCUMENT = ("soknad", "klage")
_MONTHS_PER_YEAR = 12
_PERIODS = ("dag", "uke", "maaned", "aar")


def to_reply(message: Melding, form: str) -> Reply:
    """One message of the engine as a reply, with its buttons and how far the citizen has come."""
    values = {key: _value(key, value, form) for key, value in message.verdier.items()}
    spread = message.kode == "flyt_oppgave_sum" and values.get("teller_til")
    reply = Reply("utter_flyt_oppgave_sum_spenn" if spread else f"utter_{message.kode}", values)
    if message.kode == "flyt_oppgave_sum" and Decimal(message.verdier["faktureres"]):
        reply.add("utter_flyt_oppgave_faktureres", faktureres=values["faktureres"])
    if message.kode == "flyt_oppgave_liste":
        tasks = message.verdier["oppgaver"]
        reply.values["rader"] = worksheet(tasks, form, rows_of_tasks(tasks, form))
    if message.kode == "flyt_sjekk_svar":
        reply.values["rader"] = _check_table(message.verdier["rader"], values["rader"], form)
    if "tid" not in values and (task := message.verdier.get("oppgave")):
        values["tid"] = _how_often(task, form)
    if message.verdier.get("rad"):
        values["verdi"] = in_words(message.verdier["rad"], form)
    # Only a document has rows that stay open on paper.
    if message.verdier.get("ubesvart") and message.verdier.get("flyt") in _WITH_DOCUMENT:
        unanswered = [phrase("utter_flyt_rad_ubesvart", felt=_label(key)) for key in message.verdier["ubesvart"]]
        reply.add("utter_flyt_ubesvart", ubesvart=unanswered)
    reply.buttons = [to_button(choice) for choice in message.valg]
    if "nr" in message.verdier and "antall" in message.verdier:
        reply.extra["fremdrift"] = {"nr": message.verdier["nr"], "antall": message.verdier["antall"]}
    if counted := step(message):
        reply.extra["flytsteg"] = counted
    if message.verdier.get("rad", {}) and message.verdier["rad"]["slag"] in _IN_MANY_WORDS:
        reply.extra["fritekst"] = True
    return reply


def to_button(choice: Valg) -> Button:
    return {"response": f"utter_{choice.kode}", "payload": _choice(choice.id)}


def _choice(choice: str) -> str:
    return f"/{SVAR_INTENT}{json.dumps({'valg': choice}, ensure_ascii=False)}"


def _check_table(items: Sequence[Mapping[str, Any]], lines: Sequence[Phrase], form: str) -> dict[str, Any]:
    """All answers, each with the button that changes it."""
    rows = [Row((_label(item["nokkel"]), in_words(item, form)), _choice(f"endre:{item['nokkel']}")) for item in items]
    return table("sjekk", rows, lines)


def worksheet(tasks: Sequence[Mapping[str, Any]], form: str, lines: Sequence[Phrase] = ()) -> dict[str, Any]:
    """The week's tasks as a table; `lines` is the text it stands for."""
    plain = [{key: value for key, value in task.items() if key != "minutter_per_uke"} for task in tasks]
    minutes = [timeplan([task]).minutter_per_uke for task in plain]
    return table(
        "oppgaver",
        [
            Row((task["navn"], _how_often(task, form), duration(minutes_a_week, form)))
            for task, minutes_a_week in zip(tasks, minutes, strict=True)
        ],
        lines,
    )


def _value(key: str, value: Any, form: str) -> Any:
    """A value of the engine as what a phrase can hold."""
    if key in _FLOWS and value in ("rett", "egenandel", "soknad", "klage"):
        return phrase(f"utter_flyt_navn_{value}")
    if key == "felt":
        return _label(value)
    if key in ("rad", "oppgaver"):  # put into words with the message that has them
        return ""
    if key in ("rader", "fylt"):
        return [row(item, form) for item in value]
    if key == "slag":
        return phrase(f"utter_flyt_verdi_slag_{value}")
    if key in ("sum", "timer", "teller", "teller_til", "faktureres") and value is not None:
        return hours(Decimal(value), form)
    if key in ("tall", "til") and value is not None:
        return wording.number(Decimal(value), form)
    return "" if value is None else str(value)


def rows_of_tasks(tasks: Sequence[Mapping[str, Any]], form: str) -> list[Phrase]:
    """The worksheet, one line per task."""
    return [
        phrase(
            "utter_flyt_oppgave_rad",
            navn=task["navn"],
            tid=_how_often(task, form),
            sum=duration(int(task.get("minutter_per_uke") or 0), form),
        )
        for task in tasks
    ]


def row(item: Mapping[str, Any], form: str) -> Phrase:
    """«• Alder: 40 år»."""
    return phrase("utter_flyt_rad", felt=_label(item["nokkel"]), verdi=in_words(item, form))


def _label(key: str) -> Phrase:
    return phrase(f"utter_flyt_felt_{key}")


def in_words(item: Mapping[str, Any], form: str) -> Any:
    """An answer as people read it: phrases for choices, figures by Babel, free text as it was written."""
    key, kind, value = item["nokkel"], item["slag"], item["verdi"]
    if item["status"] != "svart":
        return phrase(f"utter_flyt_verdi_{item['status']}")
    if kind in ("valg", "ja_nei"):
        said = {True: "ja", False: "nei"}.get(value, value)
        return phrase(f"utter_flyt_verdi_{key}_{said}")
    if kind == "flervalg":
        return listing([phrase(f"utter_flyt_verdi_{key}_{one}") for one in value])
    if kind == "tall":
        return phrase("utter_flyt_verdi_alder", tall=str(value))
    if kind in ("timer", "timer_eller_nei"):
        return _hours_a_week(key, kind, value, form)
    if kind == "varighet":
        return phrase("utter_flyt_verdi_varighet_varig") if value.get("varig") else _span(int(value["mnd"]), form)
    if kind in ("inntekt", "kroner_eller_nei"):
        return _income(key, value, form)
    if kind == "dato":
        return wording.day(date.fromisoformat(value), form)
    if kind == "oppgaver":
        tasks = [phrase("utter_flyt_verdi_oppgave", navn=task["navn"], tid=_how_often(task, form)) for task in value]
        total = hours(Decimal(timeplan(value).minutter_per_uke) / 60, form)
        return phrase("utter_flyt_verdi_oppgaver", oppgaver=listing(tasks), timer=total)
    return str(value)


def _hours_a_week(key: str, kind: str, value: Mapping[str, Any], form: str) -> Phrase:
    low, high = Decimal(value["per_uke"]), value.get("til")
    if kind == "timer_eller_nei" and not low and not high:
        return phrase(f"utter_flyt_verdi_{key}_nei")
    if high:
        fra, til = wording.number(low, form), hours(Decimal(high), form)
        return phrase("utter_flyt_verdi_timer_per_uke_spenn", fra=fra, til=til)
    return phrase("utter_flyt_verdi_timer_per_uke", timer=hours(low, form))


def _income(key: str, value: Any, form: str) -> Any:
    if isinstance(value, str):
        if Decimal(value) == 0 and key != "inntekt":
            return phrase(f"utter_flyt_verdi_{key}_nei")
        return phrase("utter_flyt_verdi_beloep_aar", belop=wording.kroner(Decimal(value), form))
    if "g" in value:
        return phrase("utter_flyt_verdi_inntekt_g", tall=wording.number(Decimal(value["g"]), form))
    amounts = value.get("medlemmer") or [value["kr"]]
    said = " + ".join(wording.kroner(Decimal(amount), form) for amount in amounts)
    return phrase("utter_flyt_verdi_beloep_aar", belop=said)


def _span(months: int, form: str) -> str:
    years, rest = divmod(months, _MONTHS_PER_YEAR)
    return wording.duration(years, "year", form) if years and not rest else wording.duration(months, "month", form)


def hours(number: Decimal, form: str) -> Phrase:
    """«40,5 timer»; what is no half hour in minutes: «17 timer og 45 minutter»."""
    if number == 1:
        return phrase("utter_flyt_tid_time")
    if number * 2 != int(number * 2):
        return duration(round(number * 60), form)
    return phrase("utter_flyt_tid_timer", tall=wording.number(number, form))


def duration(minutes: int, form: str) -> Phrase:
    """«2 timer og 20 minutter»."""
    whole, rest = divmod(minutes, 60)
    left = phrase("utter_flyt_tid_minutt") if rest == 1 else phrase("utter_flyt_tid_minutter", tall=str(rest))
    if not whole:
        return left
    return (
        hours(Decimal(whole), form)
        if not rest
        else phrase("utter_flyt_tid_og", timer=hours(Decimal(whole), form), minutter=left)
    )


def _how_often(task: Mapping[str, Any], form: str) -> Phrase:
    """«30 minutter hver dag»; the length alone while the rest is not told."""
    minutes, times, days = task.get("minutter"), int(task.get("ganger") or 1), task.get("ukedager") or []
    length = duration(int(minutes), form) if minutes else ""
    if days:
        named = wording.enumeration([wording.weekday(day, form) for day in days], form)
        often = (
            phrase("utter_flyt_ofte_ukedager_ganger", dager=named, ganger=str(times))
            if times > 1
            else phrase("utter_flyt_ofte_ukedager", dager=named)
        )
    elif task.get("per") == "aar" and times in SJELDEN:
        often = phrase(f"utter_flyt_ofte_{SJELDEN[times]}")
    elif task.get("per") in _PERIODS:
        nightly = task["per"] == "dag" and task.get("natt")
        code = f"utter_flyt_ofte_{'hver_natt' if nightly else task['per']}"
        often = phrase(f"{code}_ganger", ganger=str(times)) if times > 1 else phrase(code)
    else:
        return phrase("utter_flyt_ofte", lengde=length, hyppighet="")
    if task.get("natt") and (days or task["per"] != "dag"):
        often = phrase("utter_flyt_ofte_med", hyppighet=often, tillegg=phrase("utter_flyt_ofte_natt"))
    if int(task.get("hjelpere") or 1) > 1:
        helpers = phrase("utter_flyt_ofte_hjelpere", hjelpere=str(task["hjelpere"]))
        often = phrase("utter_flyt_ofte_med", hyppighet=often, tillegg=helpers)
    return phrase("utter_flyt_ofte", lengde=length, hyppighet=often)
