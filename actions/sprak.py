"""The language of the replies, when the citizen asks about it or asks for one."""

from collections.abc import Iterator

from actions.base import BpaAction, Question
from actions.reply import Reply


class FellesSprak(BpaAction):
    """Answers felles_sprak. What was asked for is a slot by now, filled by the reader of written forms."""

    def name(self) -> str:
        return "action_felles_sprak"

    def answer(self, question: Question) -> Iterator[Reply]:
        yield Reply("utter_felles_sprak_satt" if question.first("maalform_valgt") else "utter_felles_sprak")
