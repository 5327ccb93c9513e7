"""Choosing, finding, comparing and changing provider: each municipality decides whether there is a choice, and its own file says so."""

from collections.abc import Iterator

from actions.base import BpaAction, Question
from actions.reply import Reply
from bot.context import kommune


class LeverandorVis(BpaAction):
    """Answers leverandor_velge, _oversikt, _bytte and _forskjell, all of them only where there is a choice."""

    def name(self) -> str:
        return "action_leverandor_vis"

    def answer(self, question: Question) -> Iterator[Reply]:
        yield Reply(f"utter_{question.intent}" if kommune().velge_leverandor else "utter_leverandor_kommunen_bestemmer")
