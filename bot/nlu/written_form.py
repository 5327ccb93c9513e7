"""Rasa component that puts the written form of a message (nb, nn or en) on it as the entity `maalform`."""

from __future__ import annotations

from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.component import UntrainedComponent
from bot.nlu.maalform import written_form


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class WrittenFormReader(UntrainedComponent, EntityExtractorMixin):
    """Puts the entity `maalform` on a message whose words tell the written form."""

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            text = message.get(TEXT) or ""
            form = written_form(text)
            if form is not None:
                add_entity(message, "maalform", form, 0, len(text), type(self).__name__)
        return messages


def add_entity(message: Message, entity: str, value: Any, start: int, end: int, extractor: str) -> None:
    """Append one entity to those the message has; `value` must be plain JSON data."""
    found = {"entity": entity, "value": value, "start": start, "end": end, "extractor": extractor}
    message.set("entities", [*message.get("entities", []), found], add_to_output=True)
