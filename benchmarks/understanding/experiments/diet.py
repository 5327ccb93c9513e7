"""Our classifier beside Rasa's DIET on the same examples: accuracy, time, memory and size, each in a process of its own."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from benchmarks.understanding.experiments.common import (
    OUR_CLASSIFIER,
    SPACY_PIPELINE,
    Examples,
    markdown,
    portion,
    readings,
    right_in_scope,
    right_out_of_scope,
)
from benchmarks.understanding.figures import share
from benchmarks.understanding.messages import SETS, message_set, training_examples
from benchmarks.understanding.report import TITLES, percent
from bot.settings import ROOT

EPOCHS = 100


@dataclass(frozen=True)
class Measured:
    """A pipeline's intents for the messages of both sets, and what it took."""

    intents: dict[str, list[str]]
    train_seconds: float
    peak_mb: float
    size_mb: float
    milliseconds: float


def ours() -> list[dict[str, Any]]:
    """Our pipeline up to the intent; what follows reads facts and written form, which DIET does not do here either."""
    pipeline = YAML(typ="safe").load((ROOT / "config.yml").read_text(encoding="utf-8"))["pipeline"]
    names = [component["name"] for component in pipeline]
    found: list[dict[str, Any]] = pipeline[: names.index(OUR_CLASSIFIER) + 1]
    return found


def diet(epochs: int) -> list[dict[str, Any]]:
    """DIET as Rasa recommends it for intents alone."""
    return [
        {"name": "WhitespaceTokenizer"},
        {"name": "CountVectorsFeaturizer"},
        {"name": "CountVectorsFeaturizer", "analyzer": "char_wb", "min_ngram": 1, "max_ngram": 4},
        {"name": "LexicalSyntacticFeaturizer"},
        {
            "name": "DIETClassifier",
            "epochs": epochs,
            "constrain_similarities": True,
            "entity_recognition": False,
            "random_seed": 42,
        },
    ]


def run(part: float, epochs: int = EPOCHS) -> None:
    """Print the comparison as a Markdown table. `part` of the examples is trained on; DIET takes hours on all of them."""
    examples = portion(training_examples(), part, seed=0)
    header = ["", *(f"{TITLES[name].capitalize()}: {what}" for name in SETS for what in ("innenfor", "utenfor", "alt"))]
    header += ["Trening, s", "Mest minne, MB", "Modell, MB", "ms per melding"]
    rows = []
    for name, pipeline in (("vår", ours()), (f"DIET, {epochs} epoker", diet(epochs))):
        rows.append([name, *_cells(measure(pipeline, examples))])
        print(" | ".join(rows[-1]), flush=True)
    print(f"\nRiktig svar uansett sikkerhet (95 %), {len(examples)} eksempler, {os.cpu_count()} kjerner. ", end="")
    print(f"Vår bruker dessuten spaCy-modellen ({_megabytes(SPACY_PIPELINE):.0f} MB), som også leser fakta.\n")
    print(markdown(header, rows))


def measure(pipeline: Sequence[dict[str, Any]], examples: Examples) -> Measured:
    """Train and ask the pipeline in a process of its own, in a folder that is gone afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        yaml = YAML(typ="safe")
        config = {"recipe": "default.v1", "assistant_id": "maaling", "language": "nb", "pipeline": list(pipeline)}
        yaml.dump(config, Path(folder) / "config.yml")
        yaml.dump({"version": "3.1", "nlu": _as_rasa(examples)}, Path(folder) / "nlu.yml")
        texts = {name: [message["tekst"] for message in message_set(name)] for name in SETS}
        (Path(folder) / "meldinger.json").write_text(json.dumps(texts), encoding="utf-8")
        worker = [sys.executable, "-m", "benchmarks.understanding.experiments.pipeline_process", folder]
        subprocess.run(worker, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        return Measured(**json.loads((Path(folder) / "resultat.json").read_text(encoding="utf-8")))


def _as_rasa(examples: Examples) -> list[dict[str, str]]:
    by_intent: dict[str, list[str]] = {}
    for text, intent in examples:
        by_intent.setdefault(intent, []).append(f"- {text}\n")
    return [{"intent": intent, "examples": "".join(lines)} for intent, lines in by_intent.items()]


def _cells(measured: Measured) -> list[str]:
    cells = []
    for name in SETS:
        found = readings(name, [((intent, 1.0),) for intent in measured.intents[name]])
        cells += [percent(right_in_scope(found)), percent(right_out_of_scope(found)), percent(share(found, "right"))]
    sizes = (measured.train_seconds, measured.peak_mb, measured.size_mb)
    return [*cells, *(f"{value:.0f}" for value in sizes), f"{measured.milliseconds:.1f}".replace(".", ",")]


def _megabytes(folder: Path) -> float:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6
