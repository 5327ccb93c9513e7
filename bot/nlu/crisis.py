"""Rasa component that hears somebody in danger, whatever the classifier thinks of the message.

The patterns are data (`krise.yml`). A match, or a classifier that holds danger for possible enough, makes the intent
felles_krise and certain, before any threshold or form: a needless kind word costs less than a missed cry.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from re import Pattern
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import INTENT_NAME_KEY, INTENT_RANKING_KEY, PREDICTED_CONFIDENCE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from ruamel.yaml import YAML

from bot.nlu.component import UntrainedComponent, settle_intent

CRISIS_INTENT = "felles_krise"
_FILE = Path(__file__).with_name("krise.yml")


@lru_cache(maxsize=1)
def _patterns() -> dict[str, list[Pattern[str]]]:
    content = YAML(typ="safe").load(_FILE.read_text(encoding="utf-8"))

    def compiled(pattern: str) -> Pattern[str]:
        for name, words in content["ord"].items():
            pattern = pattern.replace(f"<{name}>", words)
        return re.compile(pattern)

    return {kind: [compiled(pattern) for pattern in patterns] for kind, patterns in content["moenstre"].items()}


def kinds_of_crisis(text: str) -> Iterator[str]:
    """The kinds of danger (selvmord, vold, barn, akutt) whose words stand in `text`."""
    plain = " ".join(text.lower().split())
    for kind, patterns in _patterns().items():
        if any(pattern.search(plain) for pattern in patterns):
            yield kind


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class CrisisListener(UntrainedComponent, IntentClassifier):
    """Stands after the classifier and before the fallback; changes nothing unless it hears danger."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"threshold": 0.5, "threshold_in_flow": 0.75}

    def process(self, messages: list[Message], tracker: DialogueStateTracker | None = None) -> list[Message]:
        # In a guided flow people tell of illness and of their family in few words; the patterns hear a cry there too.
        in_flow = tracker is not None and ((tracker.get_slot("flyt") or {}).get("flyt") is not None)
        threshold = self._config["threshold_in_flow" if in_flow else "threshold"]
        for message in messages:
            ranking = message.get(INTENT_RANKING_KEY, [])
            chance = sum(item[PREDICTED_CONFIDENCE_KEY] for item in ranking if item[INTENT_NAME_KEY] == CRISIS_INTENT)
            if chance >= threshold or any(kinds_of_crisis(message.get(TEXT) or "")):
                settle_intent(message, CRISIS_INTENT)
        return messages
