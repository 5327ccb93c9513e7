"""What a finished flow gives: the right, condition by condition; the price; the application or complaint as a document."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from actions.flyt_ord import hours
from actions.klage import deadline
from actions.pris import price_for
from actions.reply import Phrase, Reply, phrase
from bot import settings, wording
from bot.calculator.bpa_rett import RettResult, Vilkar, vurder_spenn
from bot.calculator.errors import RateNotFound
from bot.context import kommune, rates
from bot.documents.fra_flyt import datasett
from bot.forms.answers import UKER_PER_MAANED
from bot.forms.flyt import tilstand as ts
from bot.forms.flyt.fakta import fakta, husstandens_inntekt

_ARBEIDSLEDER = {"arbeidsleder_selv": "selv", "arbeidsleder_andre": "andre", "ingen_arbeidsleder": "ingen"}


def results(flyt: str, tilstand: Mapping[str, Any], form: str) -> Iterator[Reply]:
    """The replies that follow «ferdig»."""
    yield from _RESULTS[flyt](tilstand, form)


def _rett(tilstand: Mapping[str, Any], form: str) -> Iterator[Reply]:
    outcome = vurder_spenn(rates(), *fakta(tilstand), settings.today())
    code = "uavklart_bpa_for_67" if outcome.avgjorende == ("bpa_for_67",) else outcome.utfall
    reply = Reply(f"utter_flyt_rett_{code}", {"vilkar": list(_conditions(outcome, tilstand, form))})
    yield reply.rest_on(outcome.kilder)


def _conditions(result: RettResult, tilstand: Mapping[str, Any], form: str) -> Iterator[Phrase]:
    by_id = {one.id: one for one in (*result.vilkar, *result.forutsetninger)}
    yield _line(by_id["alder"], "alder", alder=str(ts.verdi(tilstand, "alder")))
    counted = result.timer_som_teller
    said: Any = ""
    if counted is not None:
        ends = [wording.number(end, form) for end in (counted.fra, counted.til)]
        said = ends[0] if counted.fra == counted.til else "–".join(ends)
    hours_line = f"utter_flyt_vilkar_timer_{_hours_code(by_id)}"
    yield phrase(hours_line, timer=said, paragraf=by_id["timer_minst_25"].hjemmel.paragraf)
    yield _line(by_id["varighet"], "varighet")
    leader = by_id["arbeidsleder"]
    code = _ARBEIDSLEDER.get(leader.grunn, "ukjent")
    yield phrase(f"utter_flyt_vilkar_arbeidsleder_{code}", paragraf=leader.hjemmel.paragraf)


def _line(condition: Vilkar, kind: str, **values: str) -> Phrase:
    reason = f"{kind}_ukjent" if condition.grunn == "ikke_oppgitt" else condition.grunn
    return phrase(f"utter_flyt_vilkar_{reason}", paragraf=condition.hjemmel.paragraf, **values)


def _hours_code(by_id: Mapping[str, Vilkar]) -> str:
    low, high = by_id["timer_minst_25"].status, by_id["timer_minst_32"].status
    if high == "oppfylt":
        return "minst_32"
    if low == "ikke_oppfylt":
        return "under_25"
    return "mellom" if (low, high) == ("oppfylt", "ikke_oppfylt") else "ukjent"


def _egenandel(tilstand: Mapping[str, Any], form: str) -> Iterator[Reply]:
    today = settings.today()
    try:
        g = rates().grunnbelop(date(today.year, 1, 1)).kr
        income = husstandens_inntekt(tilstand, g)
        if income is None:
            yield price_for(None, None, today, form)
            return
        yield price_for(income, _billed_hours(tilstand), today, form)
    except RateNotFound:
        yield price_for(None, None, today, form)


def _billed_hours(tilstand: Mapping[str, Any]) -> Decimal | None:
    """Hours of praktisk bistand a month; the higher end of a span, so that no bill comes as a surprise."""
    told = ts.verdi(tilstand, "timer_praktisk")
    if told is None:
        return None
    plan = ts.ukas_plan(tilstand) if told.get("fra") == "oppgaver" else None
    if plan is not None:
        return plan.fakturerbare_timer_per_maaned.quantize(Decimal("0.01"))
    if told.get("per") == "maaned" and told.get("tall") and not told.get("til"):
        return Decimal(told["tall"])  # by way of the week it would come back as 5,99
    return (Decimal(told.get("til") or told["per_uke"]) * UKER_PER_MAANED).quantize(Decimal("0.1"))


def _soknad(tilstand: Mapping[str, Any], form: str) -> Iterator[Reply]:
    plan = ts.ukas_plan(tilstand)
    code = "utter_flyt_soknad_dokument" if plan is None else "utter_flyt_soknad_dokument_timer"
    total = {} if plan is None else {"timer": hours(Decimal(plan.minutter_per_uke) / 60, form)}
    reply = Reply(code, total)
    reply.extra["dokument"] = datasett(tilstand, "soknad", form, settings.today(), rates(), kommune())
    yield reply


def _klage(tilstand: Mapping[str, Any], form: str) -> Iterator[Reply]:
    received = ts.verdi(tilstand, "mottatt")
    if received is not None:
        yield deadline(date.fromisoformat(received), form)
    reply = Reply("utter_flyt_klage_dokument")
    reply.extra["dokument"] = datasett(tilstand, "klage", form, settings.today(), rates(), kommune())
    yield reply


_RESULTS = {"rett": _rett, "egenandel": _egenandel, "soknad": _soknad, "klage": _klage}
