"""Who has a right to BPA: the rule itself, or the rule held against what the citizen has told."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from actions.base import BpaAction, Question
from actions.reply import Phrase, Reply, phrase
from bot import settings, wording
from bot.calculator.bpa_rett import Fakta, RettResult, vurder_rett, vurder_spenn
from bot.context import rates

HOURS_IN_A_WEEK = 168
# «24 timer» without a period is as likely round the clock as a week's hours.
HOURS_IN_A_DAY = 24
# A question about one condition gets that condition explained; the whole assessment follows when more than it was told.
ABOUT = {
    "rett_over_67": {"alder", "bpa_for_67"},
    "rett_varighet": {"varighet", "varig"},
    "rett_barn": {"alder"},
}
NEAR_THE_LIMIT = 60
TOLD = ("alder", "timer", "varighet", "varig", "bpa_for_67")
EKSEMPEL = {"alder": "40", "timer": "28", "aar": "3"}
# Hours of these kinds count only sometimes (§ 2-1 d), so a number beside them is not yet the number that decides.
_NOT_PLAIN_HOURS = re.compile(
    r"helsehj|sykepl|sjukepl|\bnatt|\bnett[ea]r|to (?:personer|personar|assistent|hjelper|hjelpar)|hvorav|kvarav|derav|avlast|avløs",
    re.IGNORECASE,
)
_SOMEBODY_ELSE = re.compile(
    r"\b(?:hva|ka|kva|hå|enn)?\s*(?:med|for|enn) (?:meg|mæ|me|oss|han|ham|ho|hun|henne|mor|far|mamma|pappa|mora|faren|moren|sønn|son|datter|dotter"
    r"|mann|kona|kone|bror|søster|syster)",
    re.IGNORECASE,
)
# The calculator's status of the two hour conditions, (minst 25, minst 32) -> the one line that tells both.
_HOUR_LINES = {
    ("oppfylt", "oppfylt"): "timer_minst_32",
    ("oppfylt", "ikke_oppfylt"): "timer_mellom",
    ("ikke_oppfylt", "ikke_oppfylt"): "timer_under_25",
}


@dataclass(frozen=True)
class Told:
    """What is known of the person, and what was said but cannot be used as it stands."""

    alder: int | None
    hours: dict[str, Any] | None
    varighet: int | None
    varig: bool | None
    bpa_for_67: bool | None
    unclear: list[str]

    @classmethod
    def from_question(cls, question: Question) -> "Told":
        """This message's facts and those told earlier («og om det var 25?» keeps the age), unless it is about somebody else.

        Two ages, several numbers of hours, or hours that may not count are never settled by taking the first.
        """
        known = {} if _SOMEBODY_ELSE.search(question.text) else question.told_before
        unclear = []

        def one(kind: str) -> Any:
            said = [value for at, value in enumerate(question.values(kind)) if value not in question.values(kind)[:at]]
            return said[0] if len(said) == 1 else None if said else known.get(kind)

        if len(set(question.values("alder"))) > 1:
            unclear.append("alder_flere")
        hours = one("timer")
        if len(question.values("timer")) > 1 or (question.values("timer") and _NOT_PLAIN_HOURS.search(question.text)):
            hours, unclear = None, [*unclear, "timer_delt"]
        elif hours is not None and hours["per"] is None and Decimal(hours["tall"]) <= HOURS_IN_A_DAY:
            hours, unclear = None, [*unclear, "timer_uke_eller_dag"]
        return cls(one("alder"), hours, one("varighet"), one("varig"), one("bpa_for_67"), unclear)

    def bounds(self) -> "tuple[Decimal | None, Decimal | None]":
        """Both ends of the hours per week, the same twice when one number was told.

        Hours said without a period are taken as hours a week, as the law counts; the reply says so.
        """
        if self.hours is None:
            return None, None
        low = Decimal(self.hours["per_uke"] or self.hours["tall"])
        high = Decimal(self.hours.get("per_uke_til") or self.hours.get("tall_til") or low)
        return (low, high) if high <= HOURS_IN_A_WEEK else (None, None)

    def fakta(self, hours: Decimal | None) -> Fakta:
        return Fakta(
            alder=self.alder,
            timer_per_uke=hours,
            varighet_mnd=self.varighet,
            varig=self.varig,
            bpa_for_67=self.bpa_for_67,
        )


class RettVurder(BpaAction):
    """Answers rett_hvem and rett_timer, and the single conditions ABOUT. Never tells anyone not to apply."""

    def name(self) -> str:
        return "action_rett_vurder"

    def remember(self, question: Question) -> dict[str, Any]:
        told = Told.from_question(question)
        return {
            "alder": told.alder,
            "timer": told.hours,
            "varighet": told.varighet,
            "varig": told.varig,
            "bpa_for_67": told.bpa_for_67,
        }

    def answer(self, question: Question) -> Iterator[Reply]:
        told_now = {kind for kind in TOLD if question.values(kind)}
        about = ABOUT.get(question.intent)
        if question.intent == "rett_over_67" and any(age < NEAR_THE_LIMIT for age in question.values("alder")):
            about = None  # «jeg er 45, kan jeg få BPA?» is no question about the age limit
        if about is not None or not told_now:
            yield Reply(f"utter_{question.intent}")
        if told_now - (about or set()):
            yield self._assessment(question)

    def _assessment(self, question: Question) -> Reply:
        told, form = Told.from_question(question), question.maalform
        low, high = told.bounds()
        ends = told.fakta(low), told.fakta(high)
        result = vurder_spenn(rates(), *ends, settings.today())
        # «20 til 30 timer»: both lines are shown.
        results = [vurder_rett(rates(), end, settings.today()) for end in ends]
        utfall = "uavklart_bpa_for_67" if result.avgjorende == ("bpa_for_67",) else result.utfall
        values = {"vilkar": _lines(told, results, form), "eksempel": phrase("utter_rett_eksempel", **EKSEMPEL)}
        reply = Reply(f"utter_rett_utfall_{utfall}", values).rest_on(result.kilder)
        for code in told.unclear:
            reply.add(f"utter_rett_uklart_{code}")
        if told.hours is not None and told.hours["per"] is None and low is not None and high is not None:
            said = (
                wording.number(low, form)
                if low == high
                else f"{wording.number(low, form)}–{wording.number(high, form)}"
            )
            reply.add("utter_rett_vilkar_timer_uten_periode", timer=said)
        return reply


def _lines(told: Told, results: list[RettResult], form: str) -> list[Phrase]:
    """One line per condition; what is known first. The hours get a line for each end that says something else."""
    conditions = {vilkar.id: vilkar for vilkar in results[0].vilkar}
    lines = [(line["response"].endswith("ukjent"), line) for line in _hour_lines(told, results, form)]
    code = "alder_ukjent" if told.alder is None else conditions["alder"].grunn
    lines.append((told.alder is None, phrase(f"utter_rett_vilkar_{code}", alder=str(told.alder))))
    lasting = told.varighet is not None or bool(told.varig)
    code = conditions["varighet"].grunn if lasting else "varighet_ukjent"
    lines.append((not lasting, phrase(f"utter_rett_vilkar_{code}")))
    return [line for _, line in sorted(lines, key=lambda pair: pair[0])]


def _hour_lines(told: Told, results: list[RettResult], form: str) -> list[Phrase]:
    lines: list[Phrase] = []
    for result, bound in zip(results, told.bounds(), strict=True):
        status = {vilkar.id: vilkar.status for vilkar in result.vilkar}
        code = _HOUR_LINES.get((status["timer_minst_25"], status["timer_minst_32"]), "timer_ukjent")
        line = phrase(f"utter_rett_vilkar_{code}", timer="" if bound is None else wording.number(bound, form))
        if not any(line["response"] == other["response"] for other in lines):
            lines.append(line)
    return lines
