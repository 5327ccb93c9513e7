"""Who has a right to BPA: the rule itself, or the rule held against what the citizen has told."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any, Dict, List, Optional, Tuple

from actions.base import BpaAction, Question
from actions.reply import Phrase, Reply, phrase
from bot import settings, wording
from bot.calculator.bpa_rett import Fakta, RettResult, vurder_rett
from bot.context import rates

HOURS_IN_A_WEEK = 168
TOLD = ("alder", "timer", "varighet", "varig")
EKSEMPEL = {"alder": "40", "timer": "28", "aar": "3"}
# The calculator's status of the two hour conditions, (minst 25, minst 32) -> the one line that tells both.
_HOUR_LINES = {
    ("oppfylt", "oppfylt"): "timer_minst_32",
    ("oppfylt", "ikke_oppfylt"): "timer_mellom",
    ("ikke_oppfylt", "ikke_oppfylt"): "timer_under_25",
}


class RettVurder(BpaAction):
    """Answers rett_hvem and rett_timer. Never tells anyone not to apply."""

    def name(self) -> str:
        return "action_rett_vurder"

    def answer(self, question: Question) -> Iterator[Reply]:
        if not any(question.values(kind) for kind in TOLD):
            yield Reply(f"utter_{question.intent}")
            return
        form, hours = question.maalform, question.told("timer")
        low, high = _hours_per_week(hours)
        results = [vurder_rett(rates(), _facts(question, bound), settings.today()) for bound in (low, high)]
        # «20 til 30 timer»: where the two ends fall apart, the hours decide nothing yet, and both lines are shown.
        result = results[0]
        if results[0].utfall != results[1].utfall:
            result = vurder_rett(rates(), _facts(question, None), settings.today())
        values = {
            "vilkar": _lines(question, results, form),
            "eksempel": phrase("utter_rett_eksempel", **EKSEMPEL),
        }
        reply = Reply(f"utter_rett_utfall_{result.utfall}", values).rest_on(result.kilder)
        if hours is not None and hours["per"] is None and low is not None:
            reply.add("utter_rett_vilkar_timer_uten_periode", timer=wording.number(low, form))
        yield reply


def _facts(question: Question, hours: Optional[Decimal]) -> Fakta:
    """This message's facts and those told earlier: «og om det var 25?» keeps the age."""
    fakta = Fakta(alder=question.told("alder"), varighet_mnd=question.told("varighet"), varig=question.told("varig"))
    return replace(fakta, timer_per_uke=hours)


def _hours_per_week(hours: Optional[Dict[str, Any]]) -> Tuple[Optional[Decimal], Optional[Decimal]]:
    """Both ends of the hours told, the same twice when one number was.

    Hours said without a period are taken as hours a week, as the law counts; the reply says so.
    """
    if hours is None:
        return None, None
    low = Decimal(hours["per_uke"] or hours["tall"])
    high = Decimal(hours.get("per_uke_til") or hours.get("tall_til") or low)
    return (low, high) if high <= HOURS_IN_A_WEEK else (None, None)


def _lines(question: Question, results: List[RettResult], form: str) -> List[Phrase]:
    """One line per condition; what is known first. The hours get a line for each end that says something else."""
    age = {vilkar.id: vilkar for vilkar in results[0].vilkar}["alder"]
    duration = {vilkar.id: vilkar for vilkar in results[0].vilkar}["varighet"]
    lines = [
        (line["response"].endswith("ukjent"), line)
        for line in _hour_lines(results, _hours_per_week(question.told("timer")), form)
    ]
    alder = question.told("alder")
    code = "alder_ukjent" if alder is None else age.grunn
    lines.append((alder is None, phrase(f"utter_rett_vilkar_{code}", alder=str(alder))))
    lasting = question.told("varighet") is not None or question.told("varig")
    code = duration.grunn if lasting else "varighet_ukjent"
    lines.append((not lasting, phrase(f"utter_rett_vilkar_{code}")))
    return [line for _, line in sorted(lines, key=lambda pair: pair[0])]


def _hour_lines(
    results: List[RettResult], bounds: Tuple[Optional[Decimal], Optional[Decimal]], form: str
) -> List[Phrase]:
    lines: List[Phrase] = []
    for result, bound in zip(results, bounds, strict=True):
        status = {vilkar.id: vilkar.status for vilkar in result.vilkar}
        code = _HOUR_LINES.get((status["timer_minst_25"], status["timer_minst_32"]), "timer_ukjent")
        line = phrase(f"utter_rett_vilkar_{code}", timer="" if bound is None else wording.number(bound, form))
        if not any(line["response"] == other["response"] for other in lines):
            lines.append(line)
    return lines
