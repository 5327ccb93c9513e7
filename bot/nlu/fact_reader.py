"""Rasa component that puts the typed facts of a message (income, hours, age, ...) on it as entities."""

from __future__ import annotations

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.forms.answers import as_json, read_facts
from bot.nlu.component import UntrainedComponent
from bot.nlu.written_form import add_entity


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class FactReader(UntrainedComponent, EntityExtractorMixin):
    """Entities, one per fact, named by its kind; `bot.forms.answers.as_json` says what the values hold."""

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            for fact in read_facts(message.get(TEXT) or ""):
                add_entity(message, fact.kind, as_json(fact), fact.start, fact.end, type(self).__name__)
        return messages
