"""Rasa component around `IntentModel`: trains it, keeps it in the model archive, ranks the intents of a message."""

import random
from functools import lru_cache
from typing import Any

import joblib
import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.nlu.constants import SPACY_DOCS
from rasa.nlu.tokenizers.spacy_tokenizer import SpacyTokenizer
from rasa.nlu.utils.spacy_utils import SpacyModel
from rasa.shared.core.events import UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.exceptions import InvalidConfigException
from rasa.shared.nlu.constants import INTENT, INTENT_NAME_KEY, INTENT_RANKING_KEY, PREDICTED_CONFIDENCE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from spacy.tokens import Doc
from spacy.vocab import Vocab

from bot.nlu.follow_up import is_follow_up, is_short
from bot.nlu.intent_model import IntentModel, Utterance
from bot.nlu.noise import noisy_copies

_FILE = "intent_model.joblib"
FEWEST_EXAMPLES = 5
# From here a message is understood by itself: the threshold of the fallback, and higher for one that says it goes on.
CERTAIN, CERTAIN_CONTINUATION = 0.6, 0.8
# How much likelier the subject of the question before makes its own intents; measured on the development set.
SAME_SUBJECT, NO_SUBJECT = 8.0, "felles"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True, model_from="SpacyNLP")
class NgramIntentClassifier(IntentClassifier, GraphComponent):
    """Intent by character n-grams, words and word vectors; confidences are calibrated probabilities."""

    @classmethod
    def required_components(cls) -> list[type[Any]]:
        return [SpacyTokenizer]

    @staticmethod
    def required_packages() -> list[str]:
        return ["sklearn", "joblib"]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {
            "C": 0.5,
            "vector_weight": 1.0,
            "random_state": 42,
            "ranking_length": 5,
        }

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "NgramIntentClassifier":
        return cls({**cls.get_default_config(), **config}, model_storage, resource)

    def __init__(
        self,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        model: IntentModel | None = None,
    ) -> None:
        self._config = config
        self._model_storage = model_storage
        self._resource = resource
        self._model = model

    def train(self, training_data: TrainingData, model: SpacyModel) -> Resource:
        """Fit on all examples with an intent and noisy copies of them.

        Raises InvalidConfigException when an intent has too few examples.
        """
        examples = [message for message in training_data.intent_examples if message.get(TEXT)]
        counts = training_data.number_of_examples_per_intent
        few = sorted(intent for intent, count in counts.items() if count < FEWEST_EXAMPLES)
        if few:
            raise InvalidConfigException(
                f"These intents have fewer than {FEWEST_EXAMPLES} examples, too few to learn and calibrate: {few}"
            )
        self._model = IntentModel(
            C=self._config["C"],
            vector_weight=self._config["vector_weight"],
            seed=self._config["random_state"],
        ).fit(*_with_noise(examples, model, random.Random(self._config["random_state"])))
        with self._model_storage.write_to(self._resource) as directory:
            joblib.dump(self._model, directory / _FILE)  # the archive around it is compressed
        return self._resource

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> "NgramIntentClassifier":
        with model_storage.read_from(resource) as directory:
            model = joblib.load(directory / _FILE)
        return cls({**cls.get_default_config(), **config}, model_storage, resource, model)

    def process(
        self, messages: list[Message], model: SpacyModel, tracker: DialogueStateTracker | None = None
    ) -> list[Message]:
        """Set `intent` and `intent_ranking` on each message that has a text; a short follow-up is read with its question."""
        messages_with_text = [message for message in messages if message.get(TEXT)]
        if not messages_with_text or self._model is None:
            return messages
        rows = self._model.probabilities([_utterance(m.get(TEXT), m.get(SPACY_DOCS[TEXT])) for m in messages_with_text])
        names = self._model.intents
        before = _last_message(tracker)
        for message, row in zip(messages_with_text, rows, strict=True):
            if before is not None:
                row = self._with_question_before(message.get(TEXT), row, before, model)
            best = np.argsort(-row)[: self._config["ranking_length"]]
            ranking = [{INTENT_NAME_KEY: names[i], PREDICTED_CONFIDENCE_KEY: float(row[i])} for i in best]
            message.set(INTENT, ranking[0], add_to_output=True)
            message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
        return messages

    def _with_question_before(self, text: str, alone: Any, before: UserUttered, spacy: SpacyModel) -> Any:
        """The probabilities of a short message that leans on the question before it; alone when it is certain by itself.

        One that opens like a continuation («og for 3-4 G?») is read with that question and without, and must fit both.
        Of others («må han skrive under?») only the subject is taken to be the same.
        """
        opens, certain = is_follow_up(text), float(alone.max())
        if certain >= (CERTAIN_CONTINUATION if opens else CERTAIN) or not (opens or is_short(text)):
            return alone
        if opens:
            likely = np.sqrt(alone * self._read(f"{before.text} {text}", spacy))
        else:
            likely = alone * self._weights_after(before.intent_name)
        return likely / likely.sum()

    def _weights_after(self, intent: str | None) -> Any:
        """For each intent what a question about `intent` makes it likelier, by the subject that its name begins with."""
        assert self._model is not None
        subject = (intent or "").partition("_")[0]
        goes_on = [subject != NO_SUBJECT and name.partition("_")[0] == subject for name in self._model.intents]
        return np.where(goes_on, SAME_SUBJECT, 1.0)

    def _read(self, text: str, spacy: SpacyModel) -> Any:
        assert self._model is not None
        return self._model.probabilities([_utterance(text, spacy.model.make_doc(text.lower()))])[0]


def _with_noise(
    examples: list[Message], spacy: SpacyModel, rng: random.Random
) -> tuple[list[Utterance], list[str], list[int]]:
    """Utterances, their intents, and the number of the example each is or is a copy of."""
    utterances, intents, origin = [], [], []
    for number, example in enumerate(examples):
        texts = [example.get(TEXT), *noisy_copies(example.get(TEXT), rng)]
        # The tokenizer and the vectors are all that is used here, so the rest of the pipeline need not run.
        utterances += [_utterance(text, spacy.model.make_doc(text.lower())) for text in texts]
        intents += [example.get(INTENT)] * len(texts)
        origin += [number] * len(texts)
    return utterances, intents, origin


def _last_message(tracker: DialogueStateTracker | None) -> UserUttered | None:
    """What the citizen wrote before this message; None at the start, and after a button."""
    if tracker is None:
        return None
    said = next((event for event in reversed(tracker.events) if isinstance(event, UserUttered)), None)
    return said if said is not None and said.text and not said.text.startswith("/") else None


def _utterance(text: str, doc: Doc) -> Utterance:
    words = [token for token in doc if not token.is_space and not token.is_punct]
    vectors = np.zeros((len(words), doc.vocab.vectors_length), dtype=np.float32)
    for row, token in enumerate(words):
        vectors[row] = _vector(token.lower_, doc.vocab)
    return Utterance(text, [token.lower_ for token in words], vectors)


@lru_cache(maxsize=20_000)
def _vector(word: str, vocab: Vocab) -> Any:
    # A floret vector is summed anew from the word's subwords at each look-up.
    return vocab.get_vector(word)
