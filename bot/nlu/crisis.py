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
from rasa.shared.nlu.constants import INTENT, INTENT_NAME_KEY, INTENT_RANKING_KEY, PREDICTED_CONFIDENCE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from ruamel.yaml import YAML

from bot.nlu.component import UntrainedComponent, settle_intent

CRISIS_INTENT = "felles_krise"
_FILE = Path(__file__).with_name("krise.yml")


# People in danger write without æøå and with fingers that repeat: «slaar», «slar» and «slåår» are one word here.
_PLAIN = str.maketrans({"æ": "e", "ø": "o", "å": "a", "é": "e", "ö": "o", "ä": "e"})
# A doubled letter, but never the letter after a backslash: patterns are folded too, and «\b» says something else there.
_DOUBLED = re.compile(r"(\\.)|([a-z])\2+")
_SHORT_NOT = re.compile(r"['’`]kk?j?e\b")


def _folded(text: str) -> str:
    plain = text.translate(_PLAIN).replace("ae", "e").replace("oe", "o")
    return _DOUBLED.sub(lambda found: found[1] or found[2], plain)


def _compiled(pattern: str, words: dict[str, str]) -> Pattern[str]:
    for name, alternatives in words.items():
        pattern = pattern.replace(f"<{name}>", alternatives)
    return re.compile(rf"(?<!\w)(?:{_folded(pattern)})")


def plain_message(text: str) -> str:
    """The message as the patterns read it: small letters, no æøå, no doubled letters, «er'ke» as «er ikke»."""
    return _folded(" ".join(_SHORT_NOT.sub(" ikke", text.lower()).split()))


@lru_cache(maxsize=1)
def patterns() -> dict[str, tuple[list[Pattern[str]], list[Pattern[str]]]]:
    """For each kind: the patterns of words that only look like danger, and the patterns of danger."""
    content = YAML(typ="safe").load(_FILE.read_text(encoding="utf-8"))
    return {
        kind: (
            [_compiled(pattern, content["ord"]) for pattern in content["uskyldig"][kind]],
            [_compiled(entry["moenster"], content["ord"]) for entry in entries],
        )
        for kind, entries in content["fare"].items()
    }


def kinds_of_crisis(text: str) -> Iterator[str]:
    """The kinds of danger (selvmord, vold, barn, akutt) whose words stand in `text`.

    What only looks like danger is cut out before the rest is read, so «blør lett» hides nothing that stands beside it.
    """
    plain = plain_message(text)
    for kind, (harmless, dangerous) in patterns().items():
        rest = plain
        for pattern in harmless:
            rest = pattern.sub(" . ", rest)
        if any(pattern.search(rest) for pattern in dangerous):
            yield kind


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class CrisisListener(UntrainedComponent, IntentClassifier):
    """Stands after the classifier and before the fallback; changes nothing unless it hears danger."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"threshold": 0.5, "threshold_in_flow": 0.97}

    def process(self, messages: list[Message], tracker: DialogueStateTracker | None = None) -> list[Message]:
        # In a guided flow people tell of illness and of their family in few words; the patterns hear a cry there too.
        in_flow = tracker is not None and ((tracker.get_slot("flyt") or {}).get("flyt") is not None)
        threshold = self._config["threshold_in_flow" if in_flow else "threshold"]
        for message in messages:
            ranking = message.get(INTENT_RANKING_KEY, [])
            chance = sum(item[PREDICTED_CONFIDENCE_KEY] for item in ranking if item[INTENT_NAME_KEY] == CRISIS_INTENT)
            if chance >= threshold or any(kinds_of_crisis(message.get(TEXT) or "")):
                settle_intent(message, CRISIS_INTENT)
            elif in_flow:
                _set_aside(message)
        return messages


def _set_aside(message: Message) -> None:
    """Take danger out of the ranking: below the flow's threshold it must not win by being the likeliest of all."""
    ranking = message.get(INTENT_RANKING_KEY, [])
    others = [item for item in ranking if item[INTENT_NAME_KEY] != CRISIS_INTENT]
    if others and len(others) < len(ranking):
        message.set(INTENT, others[0], add_to_output=True)
        message.set(INTENT_RANKING_KEY, others, add_to_output=True)
