"""Which written form a message is in: Bokmål (nb), Nynorsk (nn) or English (en).

Decided by words that stand in one form only (`written_form.yml`). A message without such words («400 000», «ok»)
decides nothing, so the conversation keeps the form it has.
"""

import re
from functools import lru_cache
from pathlib import Path
from typing import Any, Dict, FrozenSet, List, Optional

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from ruamel.yaml import YAML

_WORD = re.compile(r"[^\W\d_]+")
_MARKERS_FILE = Path(__file__).with_name("written_form.yml")
# One stray English word («ok, thanks») is Norwegian chat; a question in English has several.
_MIN_ENGLISH_WORDS = 2


@lru_cache(maxsize=1)
def _markers() -> Dict[str, FrozenSet[str]]:
    words = YAML(typ="safe").load(_MARKERS_FILE.read_text(encoding="utf-8"))
    return {form: frozenset(text.split()) for form, text in words.items()}


def written_form(text: str) -> Optional[str]:
    """"nb", "nn" or "en"; None when the words do not tell."""
    words = [word.lower() for word in _WORD.findall(text)]
    count = {form: sum(word in markers for word in words) for form, markers in _markers().items()}
    if count["en"] >= _MIN_ENGLISH_WORDS and count["en"] > count["nb"] + count["nn"]:
        return "en"
    if count["nn"] == count["nb"]:
        return None
    return "nn" if count["nn"] > count["nb"] else "nb"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class WrittenFormReader(GraphComponent, EntityExtractorMixin):
    """Puts the entity `maalform` on a message whose words tell the written form."""

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "WrittenFormReader":
        return cls()

    def process(self, messages: List[Message]) -> List[Message]:
        for message in messages:
            form = written_form(message.get(TEXT) or "")
            if form is not None:
                add_entity(message, "maalform", form, 0, len(message.get(TEXT)), type(self).__name__)
        return messages


def add_entity(message: Message, entity: str, value: Any, start: int, end: int, extractor: str) -> None:
    """Append one entity to those the message has; `value` must be plain JSON data."""
    found = {"entity": entity, "value": value, "start": start, "end": end, "extractor": extractor}
    message.set("entities", [*message.get("entities", []), found], add_to_output=True)
