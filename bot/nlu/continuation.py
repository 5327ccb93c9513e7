"""Rasa component that hears an answer as an answer: «i 5 år» after the right was asked about, «2. november» after the deadline.

A message that is little more than facts goes on with what the assistant last did, when that can use them.
"""

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.core.events import ActionExecuted
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import INTENT, INTENT_NAME_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.forms.answers import is_only_facts
from bot.forms.dates import names_a_day
from bot.nlu.component import UntrainedComponent, settle_intent
from bot.nlu.crisis import CRISIS_INTENT
from bot.nlu.flow_listener import ANSWER_INTENT

_DAY = "dag"
# What the listeners before this one have heard stands.
_SETTLED = {CRISIS_INTENT, ANSWER_INTENT}
_SILENT = {"action_listen", "action_session_start", "action_extract_slots"}
# What the assistant last did -> the facts it can go on with, and the intent that takes them.
_GOES_ON = {
    "action_rett_vurder": ({"alder", "timer", "varighet", "varig"}, "rett_hvem"),
    "action_pris_beregn": ({"inntekt", "inntekt_i_g", "aar"}, "pris_inntekt"),
    "utter_pris_hvilken_inntekt": ({"inntekt", "inntekt_i_g", "aar"}, "pris_inntekt"),
    "utter_pris_grunnlag": ({"inntekt", "inntekt_i_g"}, "pris_inntekt"),
    "action_klage_frist": ({_DAY}, "klage_frist"),
    "action_klage_avslag": ({_DAY}, "klage_frist"),
    "utter_klage_avslag": ({_DAY}, "klage_frist"),
}


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class FactContinuation(UntrainedComponent, IntentClassifier):
    """Stands after the readers and before the fallback; changes nothing without a conversation, or in a crisis."""

    def process(self, messages: list[Message], tracker: DialogueStateTracker | None = None) -> list[Message]:
        usable, intent = _GOES_ON.get(_last_action(tracker), (set(), ""))
        for message in messages:
            text = message.get(TEXT) or ""
            if not usable & _facts(message, text) or not is_only_facts(text):
                continue
            if message.get(INTENT, {}).get(INTENT_NAME_KEY) in _SETTLED:
                continue
            settle_intent(message, intent)
        return messages


def _facts(message: Message, text: str) -> set[str]:
    found = {entity["entity"] for entity in message.get("entities", [])}
    return found | {_DAY} if names_a_day(text) else found


def _last_action(tracker: DialogueStateTracker | None) -> str:
    """The latest action that said something; "" at the start."""
    if tracker is None:
        return ""
    said = (event.action_name for event in reversed(tracker.events) if isinstance(event, ActionExecuted))
    return next((name for name in said if name and name.startswith(("utter_", "action_")) and name not in _SILENT), "")
