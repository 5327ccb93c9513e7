"""Who has a right to BPA: the rule itself, or the rule held against what the message tells."""

from decimal import Decimal
from typing import Any, Dict, Iterator, List, Optional

from actions.base import BpaAction, Question
from actions.reply import Phrase, Reply, phrase
from bot import settings, wording
from bot.calculator.bpa_rett import Fakta, RettResult, vurder_rett
from bot.context import rates

HOURS_IN_A_WEEK = 168
TOLD = ("alder", "timer", "varighet")
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
        fakta = _facts(question)
        form = question.maalform
        result = vurder_rett(rates(), fakta, settings.today())
        values = {"vilkar": _lines(result, fakta, form), "eksempel": phrase("utter_rett_eksempel", **EKSEMPEL)}
        reply = Reply(f"utter_rett_utfall_{result.utfall}", values).rest_on(result.kilder)
        hours = question.told("timer")
        if hours is not None and hours["per"] is None:
            reply.add("utter_rett_vilkar_timer_uten_periode", timer=_hours_in_words(fakta, form))
        yield reply


def _facts(question: Question) -> Fakta:
    """This message's facts and those told earlier: «og om det var 25?» keeps the age."""
    return Fakta(
        alder=question.told("alder"),
        timer_per_uke=_hours_per_week(question.told("timer")),
        varighet_mnd=question.told("varighet"),
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
        (hours == "timer_ukjent", hours, {"timer": _hours_in_words(fakta, form)}),
        (fakta.alder is None, "alder_ukjent" if fakta.alder is None else age.grunn, {"alder": str(fakta.alder)}),
        (fakta.varighet_mnd is None, "varighet_ukjent" if fakta.varighet_mnd is None else duration.grunn, {}),
    ]
    return [phrase(f"utter_rett_vilkar_{code}", **values) for _, code, values in sorted(lines, key=lambda line: line[0])]


def _hours_in_words(fakta: Fakta, form: str) -> str:
    return "" if fakta.timer_per_uke is None else wording.number(Decimal(str(fakta.timer_per_uke)), form)
