"""When the message was not understood: likely meanings as buttons, and after two tries a human."""

from collections.abc import Iterator
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import UserUtteranceReverted
from rasa_sdk.executor import CollectingDispatcher

from actions.base import FALLBACK, BpaAction, Question
from actions.reply import Reply

MOST_CHOICES = 3
# A meaning with less than this would only make the list longer (measured: docs/forstaaelse.md).
WORTH_ASKING = 0.08
# Nobody confuses these with a question, so they are no help as a choice.
NO_QUESTION = {
    FALLBACK, "felles_utenfor", "felles_ja", "felles_nei", "felles_hilsen", "felles_takk", "felles_start", "felles_krise",
    "flyt_svar", "flyt_gjenoppta", "felles_hjelp", "felles_ros",
}  # fmt: skip


class FellesAvklar(BpaAction):
    """Answers nlu_fallback."""

    def name(self) -> str:
        return "action_felles_avklar"

    def answer(self, question: Question) -> Iterator[Reply]:
        if question.turns_unclear > 2:
            yield Reply("utter_felles_overlevering")
            return
        likely = [
            intent
            for intent, confidence in question.ranking
            if confidence >= WORTH_ASKING and intent not in NO_QUESTION
        ]
        if likely:
            yield Reply("utter_felles_mente_du", choices=[*likely[:MOST_CHOICES], "felles_hjelp"])
        else:
            yield Reply("utter_felles_forstod_ikke")


class FellesUventet(BpaAction):
    """What Rasa does when no rule fits, such as «ja» to nothing: asks what it is about, and takes the message back.

    Taken back, as Rasa's own fallback does; otherwise the fallback would follow upon itself.
    """

    def name(self) -> str:
        return "action_felles_uventet"

    def answer(self, question: Question) -> Iterator[Reply]:
        yield Reply("utter_felles_hva_gjelder_det")

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[dict[str, Any]]:
        return [*super().run(dispatcher, tracker, domain), UserUtteranceReverted()]
