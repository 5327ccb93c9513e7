"""What the measurements share: a part of the training examples, our own classifier by itself, tables in Markdown."""

import random
import tempfile
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from benchmarks.understanding.figures import Interval, share
from benchmarks.understanding.messages import covered_by, message_set
from benchmarks.understanding.readings import Ranking, Reading
from bot.engine.quiet import quiet
from bot.settings import ROOT

quiet()  # before Rasa is imported

Examples = Sequence[tuple[str, str]]
SPACY_PIPELINE = ROOT / "bot" / "nlu" / "nb_bpa"
# The component refuses to train on fewer of a topic.
FEWEST = 5
OUR_CLASSIFIER = "bot.nlu.intent_classifier.NgramIntentClassifier"


def portion(examples: Examples, share_of_each: float, seed: int) -> list[tuple[str, str]]:
    """That share of every topic's examples, drawn at random, in their order; at least FEWEST of each."""
    by_intent: dict[str, list[int]] = {}
    for number, (_, intent) in enumerate(examples):
        by_intent.setdefault(intent, []).append(number)
    rng = random.Random(seed)
    kept = {
        number
        for numbers in by_intent.values()
        for number in rng.sample(numbers, min(len(numbers), max(FEWEST, round(share_of_each * len(numbers)))))
    }
    return [example for number, example in enumerate(examples) if number in kept]


@lru_cache(maxsize=1)
def spacy_pipeline() -> Any:
    import spacy

    return spacy.load(SPACY_PIPELINE)


class Ours:
    """Our intent classifier as config.yml has it, trained on some examples, without the rest of the assistant."""

    def __init__(self, examples: Examples) -> None:
        from rasa.engine.graph import ExecutionContext, GraphSchema
        from rasa.engine.storage.local_model_storage import LocalModelStorage
        from rasa.engine.storage.resource import Resource
        from rasa.nlu.utils.spacy_utils import SpacyModel
        from rasa.shared.nlu.constants import INTENT, TEXT
        from rasa.shared.nlu.training_data.message import Message
        from rasa.shared.nlu.training_data.training_data import TrainingData

        from bot.nlu.intent_classifier import NgramIntentClassifier

        self._spacy = SpacyModel(spacy_pipeline(), str(SPACY_PIPELINE))
        messages = [Message(data={TEXT: text, INTENT: intent}) for text, intent in examples]
        with tempfile.TemporaryDirectory() as folder:
            self._component = NgramIntentClassifier.create(
                # The whole ranking, and each message by itself: that is what is compared.
                {**_configured(), "ranking_length": len({intent for _, intent in examples})},
                LocalModelStorage(Path(folder)),
                Resource("intent_model"),
                ExecutionContext(GraphSchema({})),
            )
            self._component.train(TrainingData(messages), self._spacy)

    def rankings(self, texts: Sequence[str]) -> list[Ranking]:
        from rasa.nlu.constants import SPACY_DOCS
        from rasa.shared.nlu.constants import INTENT_RANKING_KEY, TEXT
        from rasa.shared.nlu.training_data.message import Message

        make_doc = spacy_pipeline().make_doc  # words and vectors are all that the component asks for
        messages = [Message(data={TEXT: text, SPACY_DOCS[TEXT]: make_doc(text.lower())}) for text in texts]
        self._component.process(messages, self._spacy)
        return [tuple((item["name"], item["confidence"]) for item in m.get(INTENT_RANKING_KEY)) for m in messages]


def _configured() -> dict[str, Any]:
    """Our component's settings in config.yml."""
    pipeline = YAML(typ="safe").load((ROOT / "config.yml").read_text(encoding="utf-8"))["pipeline"]
    found = next(component for component in pipeline if component["name"] == OUR_CLASSIFIER)
    return {name: value for name, value in found.items() if name != "name"}


def readings(set_name: str, rankings: Iterable[Ranking]) -> list[Reading]:
    """The messages of a set under those rankings, every one of them answered with the likeliest intent."""
    return [
        Reading(
            text=message["tekst"],
            expected=(message["intent"], *message.get("eller", ())),
            form=message["form"],
            ranking=ranking,
            covered=covered_by(message["intent"]),
        )
        for message, ranking in zip(message_set(set_name), rankings, strict=True)
    ]


def right_in_scope(found: Iterable[Reading]) -> Interval:
    return share((reading for reading in found if reading.in_scope), "right")


def right_out_of_scope(found: Iterable[Reading]) -> Interval:
    return share((reading for reading in found if not reading.in_scope), "right")


def mean(intervals: Sequence[Interval]) -> Interval:
    """The mean of shares measured on the same messages, with the interval of one such share."""
    n = len(intervals)
    low, high = (sum(interval[end] for interval in intervals) / n for end in (1, 2))
    return sum(interval[0] for interval in intervals) / n, low, high


def markdown(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)
