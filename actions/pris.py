"""What it costs: for an income, for an income group, or in general."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from actions import pris_vist
from actions.base import BpaAction, Question
from actions.reply import Phrase, Reply, phrase
from bot import settings, wording
from bot.calculator.egenandel import EgenandelResult, beregn_egenandel
from bot.calculator.errors import RateNotFound, UgyldigInndata
from bot.calculator.oversikt import Prisoversikt, Prisrad, prisoversikt
from bot.calculator.ratetable import PRAKTISK_BISTAND
from bot.context import kommune, rates
from bot.forms.answers import UKER_PER_MAANED, hours_per_week
from bot.forms.places import other_place

_PRAKTISK_BISTAND = re.compile(
    r"praktisk|rengj|reingj|vask|renhold|reinhald|hjemmehj|heimehj|husarbeid|rydd|matlag|støvsug|klesv|klev|handl|innkjøp",
    re.IGNORECASE,
)


class PrisBeregn(BpaAction):
    """Answers pris_generelt, pris_inntekt and pris_makspris: the facts in the message decide how precisely."""

    def name(self) -> str:
        return "action_pris_beregn"

    def answer(self, question: Question) -> Iterator[Reply]:
        dato = asked_date(question, settings.today())
        incomes, groups = question.values("inntekt"), question.values("inntekt_i_g")
        elsewhere = other_place(question.text, kommune().navn)
        if elsewhere is not None:
            yield Reply("utter_pris_annet_sted", {"sted": elsewhere})
        try:
            if incomes:
                for income in incomes:
                    yield _for_income(Decimal(income), _hours_per_month(question), dato, question.maalform)
            elif groups:
                yield _for_groups(question.intent, groups, dato, question.maalform)
            elif question.intent == "pris_inntekt":
                yield Reply("utter_pris_hvilken_inntekt")
            else:
                yield _in_general(question.intent, dato, question.maalform)
        except RateNotFound:
            yield _without_table(dato, question.maalform)
        except UgyldigInndata:
            yield Reply("utter_pris_ugyldig_inntekt")


def price_for(income: Decimal | None, hours: Decimal | None, dato: date, form: str) -> Reply:
    """The price for an income (kr a year) and hours of praktisk bistand a month; the whole table without an income."""
    try:
        if income is None:
            return _in_general("pris_generelt", dato, form)
        return _for_income(income, hours, dato, form)
    except RateNotFound:
        return _without_table(dato, form)


def _without_table(dato: date, form: str) -> Reply:
    """No table of the municipality for that year: what holds in the whole country, and whom to ask."""
    known = rates().siste_makspris(dato.year)
    reply = Reply("utter_pris_ingen_tabell", {"aar": str(dato.year)})
    if known is not None and known.aar == dato.year:
        cap = {"tak": wording.kroner(known.kr, form), "grense": wording.g(known.under_g, form), "aar": str(known.aar)}
        reply.add("utter_pris_tak_for_aar", **cap).rest_on([known.kilde])
    return reply


def asked_date(question: Question, today: date) -> date:
    """The day the price is asked for: today, the end of a named year that has passed, the start of one to come."""
    year = question.first("aar")
    if year is None or year == today.year:
        return today
    return date(year, 12, 31) if year < today.year else date(year, 1, 1)


def _hours_per_month(question: Question) -> Decimal | None:
    """Hours of praktisk bistand a month, when the message says that they are, and how often.

    BPA hours are mostly personal care, which is free: they are never billed as if all were praktisk bistand (§ 8).
    """
    hours = question.first("timer")
    unclear = len(question.values("timer")) != 1 or not _PRAKTISK_BISTAND.search(question.text)
    if hours is None or unclear or hours["per"] is None or hours.get("tall_til"):
        return None
    number = Decimal(hours["tall"])
    per_week = hours_per_week(number, hours["per"])
    if hours["per"] == "maaned" or per_week is None:
        return number
    return (per_week * UKER_PER_MAANED).quantize(Decimal("0.1"))


def _for_income(income: Decimal, hours: Decimal | None, dato: date, form: str) -> Reply:
    result = beregn_egenandel(rates(), kommune().nummer, income, hours, dato)
    values = {
        "inntekt": wording.kroner(result.inntekt, form),
        "pris": _price(result, form),
        "trinn": _bracket(result.trinn, form),
        "inntekt_i_g": wording.g(result.inntekt_i_g, form),
        "g": wording.kroner(result.g, form),
        "g_dato": wording.day(result.g_dato, form),
    }
    known = result.siste_kjente_makspris
    if result.under_2g and result.statlig_makspris is not None and known is not None:
        # The cap is the answer; the table's price stands behind it.
        cap = {"tak": wording.kroner(result.statlig_makspris, form), "grense": wording.g(known.under_g, form)}
        reply = Reply("utter_pris_inntekt_under_tak", {**values, **cap, "aar": str(dato.year)})
    else:
        reply = Reply("utter_pris_inntekt", values)
        if result.under_2g and known is not None:
            grense = wording.g(known.under_g, form)
            reply.add("utter_pris_tak_ukjent", **_unknown_cap(result, form), grense=grense)
    reply.rest_on(result.kilder)
    _add_amount(reply, result, form)
    _add_other_bracket(reply, result, form)
    near = next((item for item in result.usikkert if item.kode == "naer_grense"), None)
    # At 2 G the law itself says which G counts (§ 10): no doubt for a household under it.
    if near is not None and result.tabellaar_trinn is None and not result.under_2g:
        reply.add("utter_pris_naer_grense", grense=wording.kroner(near.tall["grense_kr"], form))
    _add_table(reply, result, dato, form)
    reply.tables.append(pris_vist.steps(result, _bracket(result.trinn, form), form))
    reply.curve = pris_vist.curve(result, form)
    return reply


def _add_amount(reply: Reply, result: EgenandelResult, form: str) -> None:
    if result.timer is None or result.belop_per_maaned is None:
        return
    hours = wording.number(result.timer, form)
    two_readings = next((item for item in result.usikkert if item.kode == "to_lesemaater"), None)
    if two_readings is not None and two_readings.fra is not None and two_readings.til is not None:
        span = {"fra": wording.kroner(two_readings.fra, form), "til": wording.kroner(two_readings.til, form)}
        reply.add("utter_pris_for_timer_spenn", timer=hours, **span)
    else:
        reply.add("utter_pris_for_timer", timer=hours, belop=wording.kroner(result.belop_per_maaned, form))


def _unknown_cap(result: Any, form: str) -> dict[str, str]:
    known = result.siste_kjente_makspris
    return {"aar": str(result.dato.year), "kjent_aar": str(known.aar), "tak": wording.kroner(known.kr, form)}


def _add_other_bracket(reply: Reply, result: EgenandelResult, form: str) -> None:
    other = result.tabellaar_trinn
    if other is None:
        return
    values = {
        "tabellaar": str(result.tabell_fra.year),
        "g": wording.kroner(other.g, form),
        "trinn": _bracket(other.trinn, form),
        "aar": str(result.dato.year),
    }
    if result.under_2g:
        # A household under the cap is not told a price above it, not even one that does not count.
        reply.add("utter_pris_annet_trinn_under_tak", **values)
    else:
        reply.add("utter_pris_annet_trinn", **values, pris=_price(other, form))


def _add_table(reply: Reply, result: Any, dato: date, form: str) -> None:
    reply.values["tabelldato"] = result.tabell_fra.isoformat()
    table = {"tabell_fra": wording.day(result.tabell_fra, form), "tabellaar": str(result.tabell_fra.year)}
    if not result.tabell_nyeste:
        reply.add("utter_pris_tabell_historisk", **table)
    elif result.tabell_gammel:
        reply.add("utter_pris_tabell_gammel", **table, aar=str(dato.year))
    else:
        reply.add("utter_pris_tabell_gjeldende", **table)


def _in_general(intent: str, dato: date, form: str) -> Reply:
    overview = prisoversikt(rates(), kommune().nummer, dato)
    response = "utter_pris_makspris" if intent == "pris_makspris" else "utter_pris_oversikt"
    return _with_rows(intent, response, overview, overview.rader, dato, form)


def _for_groups(intent: str, groups: list[dict[str, str | None]], dato: date, form: str) -> Reply:
    overview = prisoversikt(rates(), kommune().nummer, dato)
    rows = [row for row in overview.rader if any(_covers(row, group) for group in groups)]
    return _with_rows(intent, "utter_pris_trinn", overview, rows or overview.rader, dato, form)


def _covers(row: Prisrad, group: dict[str, str | None]) -> bool:
    """Whether the row and the asked span of G have any income in common; a point lies in the row it begins."""
    low = Decimal(group["fra"] or 0)
    high = None if group["til"] is None else Decimal(group["til"])
    if high is not None and low == high:
        return row.fra_g <= low and (row.til_g is None or low < row.til_g)
    return (row.til_g is None or low < row.til_g) and (high is None or row.fra_g < high)


def _with_rows(
    intent: str, response: str, overview: Prisoversikt, rows: Sequence[Prisrad], dato: date, form: str
) -> Reply:
    lines = [_row(row, overview, form) for row in rows]
    values = {
        "rader": pris_vist.prices(rows, overview, [_bracket(row, form) for row in rows], lines, form) or lines,
        "g": wording.kroner(overview.g, form),
        "g_dato": wording.day(overview.g_dato, form),
    }
    reply = Reply(response, values).rest_on(overview.kilder)
    if intent == "pris_makspris":
        _add_stated_maximum(reply, rows, dato, form)
    _add_table(reply, overview, dato, form)
    return reply


def _add_stated_maximum(reply: Reply, rows: Sequence[Prisrad], dato: date, form: str) -> None:
    """The municipality's own text may state its maxima as so many hours, and its table contradict it."""
    table = rates().tabell(kommune().nummer, PRAKTISK_BISTAND, dato)
    shown = {row.fra_g for row in rows}
    stated = {
        hours
        for step in table.trinn
        if step.fra_g in shown and (hours := step.oppgitt_maks_timer) and step.timepris and step.maks_per_maaned
        if hours * step.timepris != step.maks_per_maaned
    }
    if stated:
        counts = [wording.number(count, form) for count in sorted(stated)]
        reply.add("utter_pris_oppgitt_maks", antall=wording.alternatives(counts, form))


def _row(row: Prisrad, overview: Prisoversikt, form: str) -> Phrase:
    values: dict[str, Any] = {"trinn": _bracket(row, form), "pris": _price(row, form)}
    known = overview.siste_kjente_makspris
    capped = known is not None and row.til_g is not None and row.til_g <= known.under_g
    if not capped or not overview.tabell_gammel:
        return phrase("utter_pris_rad", **values)
    if overview.statlig_makspris is None:
        return phrase("utter_pris_rad_tak_ukjent", **values, **_unknown_cap(overview, form))
    tak = wording.kroner(overview.statlig_makspris, form)
    return phrase("utter_pris_rad_tak", **values, tak=tak, aar=str(overview.dato.year))


def _bracket(trinn: Any, form: str) -> Phrase:
    """The bracket's name: from and to in G and kroner."""
    fra, til = wording.number(trinn.fra_g, form), trinn.til_g and wording.number(trinn.til_g, form)
    fra_kr, til_kr = wording.kroner(trinn.fra_kr, form), trinn.til_kr and wording.kroner(trinn.til_kr, form)
    if til is None:
        return phrase("utter_pris_trinn_over", fra=fra, fra_kr=fra_kr)
    if not trinn.fra_g:
        return phrase("utter_pris_trinn_under", til=til, til_kr=til_kr)
    return phrase("utter_pris_trinn_mellom", fra=fra, til=til, fra_kr=fra_kr, til_kr=til_kr)


def _price(row: Any, form: str) -> Phrase:
    """What a bracket costs, in the shape its row has."""
    timepris, makspris = row.timepris, row.makspris
    abonnement = getattr(row, "abonnement", None)
    if getattr(row, "gratis", False) or getattr(row, "form", None) == "gratis":
        return phrase("utter_pris_sats_gratis")
    if timepris is not None and makspris is not None:
        values = {"timepris": wording.kroner(timepris, form), "makspris": wording.kroner(makspris, form)}
        return phrase("utter_pris_sats_time_maks", **values)
    if abonnement is not None:
        return phrase("utter_pris_sats_abonnement", abonnement=wording.kroner(abonnement, form))
    if timepris is not None:
        return phrase("utter_pris_sats_time", timepris=wording.kroner(timepris, form))
    if makspris is not None:
        return phrase("utter_pris_sats_maks", makspris=wording.kroner(makspris, form))
    return phrase("utter_pris_sats_mangler")
