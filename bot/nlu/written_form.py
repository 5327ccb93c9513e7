"""Rasa component that puts the written form of a message (nb, nn or en) on it as the entity `maalform`.

A form the citizen has asked for («svar på nynorsk») is the entity `maalform_valgt` on that message, a slot from then on,
and the `maalform` of every message after it, whatever they are written in.
"""

from __future__ import annotations

from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import INTENT, INTENT_NAME_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.component import UntrainedComponent
from bot.nlu.maalform import asked_form, written_form

LANGUAGE_INTENT = "felles_sprak"
CHOSEN = "maalform_valgt"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class WrittenFormReader(UntrainedComponent, EntityExtractorMixin):
    """Stands after the classifier: «nynorsk» is a wish in a message about language, and nothing in any other."""

    def process(self, messages: list[Message], tracker: DialogueStateTracker | None = None) -> list[Message]:
        for message in messages:
            text = message.get(TEXT) or ""
            asked = asked_form(text) if message.get(INTENT, {}).get(INTENT_NAME_KEY) == LANGUAGE_INTENT else None
            if asked:
                add_entity(message, CHOSEN, asked, 0, len(text), type(self).__name__)
            form = asked or _chosen(tracker) or written_form(text)
            if form is not None:
                add_entity(message, "maalform", form, 0, len(text), type(self).__name__)
        return messages


def _chosen(tracker: DialogueStateTracker | None) -> str | None:
    return tracker.get_slot(CHOSEN) if tracker is not None else None


def add_entity(message: Message, entity: str, value: Any, start: int, end: int, extractor: str) -> None:
    """Append one entity to those the message has; `value` must be plain JSON data."""
    found = {"entity": entity, "value": value, "start": start, "end": end, "extractor": extractor}
    message.set("entities", [*message.get("entities", []), found], add_to_output=True)
