"""Rasa component that puts the typed facts of a message (income, hours, age, ...) on it as entities."""

from decimal import Decimal
from typing import Any, Dict, List

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.forms.answers import Fact, hours_per_week, incomes, read_facts
from bot.nlu.written_form import add_entity


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class FactReader(GraphComponent, EntityExtractorMixin):
    """Entities, one per fact, numbers as text so that no float comes between the citizen and the calculator.

    inntekt: a household's kr per year, one entity per household asked about; inntekt_i_g: {"fra", "til"};
    timer: {"tall", "per", "per_uke"}; alder: years; varighet: months; aar: the year asked about.
    """

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "FactReader":
        return cls()

    def process(self, messages: List[Message]) -> List[Message]:
        for message in messages:
            text = message.get(TEXT) or ""
            facts = read_facts(text)
            for fact in facts:
                if fact.kind != "inntekt":
                    self._add(message, fact.kind, _entity_value(fact), fact)
            income_facts = [fact for fact in facts if fact.kind == "inntekt"]
            for amount, fact in zip(incomes(text, facts), income_facts):
                self._add(message, "inntekt", _plain(amount), fact)
        return messages

    def _add(self, message: Message, entity: str, value: Any, fact: Fact) -> None:
        add_entity(message, entity, value, fact.start, fact.end, type(self).__name__)


def _entity_value(fact: Fact) -> Any:
    value = fact.value
    if fact.kind == "inntekt_i_g":
        return {end: None if value[end] is None else _plain(value[end]) for end in ("fra", "til")}
    if fact.kind == "timer":
        weekly = hours_per_week(fact)
        per_week = None if weekly is None else _plain(weekly.quantize(Decimal("0.01")))
        return {"tall": _plain(value["tall"]), "per": value["per"], "per_uke": per_week}
    return value["mnd"] if fact.kind == "varighet" else value["aar"]


def _plain(number: Decimal) -> str:
    return format(number.normalize(), "f")
