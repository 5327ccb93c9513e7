"""Who has a right to BPA: the rule itself, or the rule held against what the message tells."""

from decimal import Decimal
from typing import Any, Dict, Iterator, List, Optional

from actions.base import BpaAction, Question
from actions.reply import Phrase, Reply, phrase
from bot import settings, wording
from bot.calculator.bpa_rett import Fakta, RettResult, vurder_rett
from bot.context import rates

HOURS_IN_A_WEEK = 168
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
        fakta = _facts(question)
        if fakta == Fakta():
            yield Reply(f"utter_{question.intent}")
            return
        form = question.maalform
        result = vurder_rett(rates(), fakta, settings.today())
        values = {"vilkar": _lines(result, fakta, form), "eksempel": phrase("utter_rett_eksempel", **EKSEMPEL)}
        reply = Reply(f"utter_rett_utfall_{result.utfall}", values).rest_on(result.kilder)
        hours = question.first("timer")
        if fakta.timer_per_uke is not None and hours["per"] is None:
            reply.add("utter_rett_vilkar_timer_uten_periode", timer=wording.number(fakta.timer_per_uke, form))
        yield reply


def _facts(question: Question) -> Fakta:
    return Fakta(
        alder=question.first("alder"),
        timer_per_uke=_hours_per_week(question.first("timer")),
        varighet_mnd=question.first("varighet"),
    )


def _hours_per_week(hours: Optional[Dict[str, Any]]) -> Optional[Decimal]:
    """Hours said without a period are taken as hours a week, as the law counts; the reply says so."""
    if hours is None:
        return None
    number = Decimal(hours["per_uke"] or hours["tall"])
    return number if number <= HOURS_IN_A_WEEK else None


def _lines(result: RettResult, fakta: Fakta, form: str) -> List[Phrase]:
    """One line per condition; what is known first."""
    status = {vilkar.id: vilkar for vilkar in result.vilkar}
    age, duration = status["alder"], status["varighet"]
    hours = _HOUR_LINES.get((status["timer_minst_25"].status, status["timer_minst_32"].status), "timer_ukjent")
    lines = [
        (hours == "timer_ukjent", hours, {"timer": wording.number(fakta.timer_per_uke or 0, form)}),
        (fakta.alder is None, "alder_ukjent" if fakta.alder is None else age.grunn, {"alder": str(fakta.alder)}),
        (fakta.varighet_mnd is None, "varighet_ukjent" if fakta.varighet_mnd is None else duration.grunn, {}),
    ]
    return [phrase(f"utter_rett_vilkar_{code}", **values) for _, code, values in sorted(lines, key=lambda line: line[0])]
