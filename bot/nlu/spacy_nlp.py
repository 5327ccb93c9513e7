"""Rasa's SpacyNLP with the parts of the pipeline that nobody asks left out.

The classifier needs words and word vectors. Morphology, lemmas and entities cost 5 ms a message and most of the training
time, and lemmas did not help when measured (docs/forstaaelse.md).
"""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.utils.spacy_utils import SpacyNLP as StockSpacyNLP


# Rasa hands the model to the components after it by this very class name.
@DefaultV1Recipe.register(
    [DefaultV1Recipe.ComponentType.MODEL_LOADER, DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER],
    is_trainable=False,
    model_from="SpacyNLP",
)
class SpacyNLP(StockSpacyNLP):
    """`without`: names of pipes to leave out; one that the pipeline lacks is no error."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SpacyNLP:
        component: SpacyNLP = super().create(config, model_storage, resource, execution_context)
        nlp = component.provide().model
        for name in set(config.get("without", ())) & set(nlp.pipe_names):
            nlp.disable_pipe(name)
        return component
