"""What is outside our field: an honest no, and the way on to whoever answers it."""

from collections.abc import Iterator

from actions.base import BpaAction, Question
from actions.reply import Reply
from bot.forms.etater import etat_for


class FellesUtenfor(BpaAction):
    """Answers felles_utenfor."""

    def name(self) -> str:
        return "action_felles_utenfor"

    def answer(self, question: Question) -> Iterator[Reply]:
        etat = etat_for(question.text)
        if etat is None:
            yield Reply("utter_felles_utenfor")
        else:
            yield Reply("utter_felles_utenfor_etat", {"etat": etat.navn, "etat_url": etat.url})
