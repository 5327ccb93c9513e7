"""Rasa component around `IntentModel`: trains it, keeps it in the model archive, ranks the intents of a message."""

from typing import Any, Dict, List, Optional, Type

import joblib
import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.nlu.tokenizers.spacy_tokenizer import SpacyTokenizer
from rasa.shared.exceptions import InvalidConfigException
from rasa.shared.nlu.constants import INTENT, INTENT_NAME_KEY, INTENT_RANKING_KEY, PREDICTED_CONFIDENCE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from rasa.nlu.constants import SPACY_DOCS

from bot.nlu.intent_model import IntentModel, Utterance

_FILE = "intent_model.joblib"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class NgramIntentClassifier(IntentClassifier, GraphComponent):
    """Intent by character n-grams, words and word vectors; confidences are calibrated probabilities."""

    @classmethod
    def required_components(cls) -> List[Type]:
        return [SpacyTokenizer]

    @staticmethod
    def required_packages() -> List[str]:
        return ["sklearn", "joblib"]

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        return {
            "C": 0.5,
            "vector_weight": 1.0,
            "folds": 5,
            "random_state": 42,
            "ranking_length": 5,
        }

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "NgramIntentClassifier":
        return cls({**cls.get_default_config(), **config}, model_storage, resource)

    def __init__(
        self,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        model: Optional[IntentModel] = None,
    ) -> None:
        self._config = config
        self._model_storage = model_storage
        self._resource = resource
        self._model = model

    def train(self, training_data: TrainingData) -> Resource:
        """Fit on all examples with an intent. Raises InvalidConfigException when an intent has too few of them."""
        examples = [message for message in training_data.intent_examples if message.get(TEXT)]
        counts = training_data.number_of_examples_per_intent
        few = sorted(intent for intent, count in counts.items() if count < self._config["folds"])
        if few:
            raise InvalidConfigException(
                f"These intents have fewer than {self._config['folds']} examples, which calibration needs: {few}"
            )
        model = IntentModel(
            C=self._config["C"],
            vector_weight=self._config["vector_weight"],
            folds=self._config["folds"],
            seed=self._config["random_state"],
        )
        self._model = model.fit([_utterance(example) for example in examples], [m.get(INTENT) for m in examples])
        with self._model_storage.write_to(self._resource) as directory:
            joblib.dump(self._model, directory / _FILE, compress=3)
        return self._resource

    @classmethod
    def load(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> "NgramIntentClassifier":
        with model_storage.read_from(resource) as directory:
            model = joblib.load(directory / _FILE)
        return cls({**cls.get_default_config(), **config}, model_storage, resource, model)

    def process(self, messages: List[Message]) -> List[Message]:
        """Set `intent` and `intent_ranking` on each message that has a text."""
        messages_with_text = [message for message in messages if message.get(TEXT)]
        if not messages_with_text or self._model is None:
            return messages
        rows = self._model.probabilities([_utterance(message) for message in messages_with_text])
        names = self._model.intents
        for message, row in zip(messages_with_text, rows):
            best = np.argsort(-row)[: self._config["ranking_length"]]
            ranking = [{INTENT_NAME_KEY: names[i], PREDICTED_CONFIDENCE_KEY: float(row[i])} for i in best]
            message.set(INTENT, ranking[0], add_to_output=True)
            message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
        return messages


def _utterance(message: Message) -> Utterance:
    text = message.get(TEXT)
    doc = message.get(SPACY_DOCS[TEXT])
    words = [token for token in doc if not token.is_space and not token.is_punct] if doc is not None else []
    vectors = np.array([token.vector for token in words], dtype=np.float32).reshape(len(words), -1)
    if not words:
        vectors = np.zeros((0, doc.vocab.vectors_length if doc is not None else 0), dtype=np.float32)
    return Utterance(text, [token.lower_ for token in words], vectors)
