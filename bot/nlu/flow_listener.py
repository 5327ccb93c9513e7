"""Rasa component that hears, while a guided flow runs, which messages are for it: answers, corrections, commands.

All others are side questions, answered by their own rule; then the flow asks again (bot/engine/flow_policy.py).
"""

from __future__ import annotations

from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import INTENT, INTENT_NAME_KEY, PREDICTED_CONFIDENCE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.forms.flyt.flyt import gjelder_flyten
from bot.forms.flyt.kommandoer import er_spoersmaal
from bot.nlu.component import UntrainedComponent, settle_intent

FLOW_SLOT = "flyt"
ANSWER_INTENT = "flyt_svar"
# No questions that we could answer better than the flow does.
_NEVER_ASIDE = {"felles_utenfor", "felles_ja", "felles_nei"}


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class FlowListener(UntrainedComponent, IntentClassifier):
    """Stands after the crisis listener, whose word is final, and before the fallback."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"threshold": 0.6, "threshold_statement": 0.9}

    def process(self, messages: list[Message], tracker: DialogueStateTracker | None = None) -> list[Message]:
        state = tracker.get_slot(FLOW_SLOT) if tracker is not None else None
        if not state:
            return messages
        for message in messages:
            intent = message.get(INTENT) or {}
            name = intent.get(INTENT_NAME_KEY) or ""
            text = message.get(TEXT) or ""
            needed = self._config["threshold" if er_spoersmaal(text) else "threshold_statement"]
            sure = intent.get(PREDICTED_CONFIDENCE_KEY, 0.0) >= needed and name not in _NEVER_ASIDE
            if gjelder_flyten(state, text, name, sure):
                settle_intent(message, ANSWER_INTENT)
        return messages
