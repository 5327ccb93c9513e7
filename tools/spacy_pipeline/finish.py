"""From a trained pipeline to the directory that is committed: vectors attached, names and credits in, ballast out."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language

META: dict[str, Any] = json.loads((Path(__file__).parent / "meta.json").read_text(encoding="utf-8"))


def finish(trained: Path, subwords: Language, out: Path) -> None:
    """Write the pipeline at `trained` to `out` with the subword vectors; a README already in `out` is left alone."""
    nlp = spacy.load(trained)
    nlp.vocab.vectors = subwords.vocab.vectors
    nlp.vocab.vectors.name = "nb_bpa_floret"
    nlp.meta.update(META)
    # Paths of the machine that trained, and a function that only training knows, have no place in what is shipped.
    for name in nlp.config["paths"]:
        nlp.config["paths"][name] = None
    nlp.config["initialize"]["before_init"] = None
    out.mkdir(parents=True, exist_ok=True)
    nlp.to_disk(out)
    _drop_training_words(nlp, out)


def _drop_training_words(nlp: Language, out: Path) -> None:
    """Keep of the string table what the components need; training left every word of the treebanks in it."""
    needed = set(spacy.blank("nb").vocab.strings)
    for _, component in nlp.pipeline:
        needed.update(_texts(getattr(component, "label_data", None)))
    (out / "vocab" / "strings.json").write_text(json.dumps(sorted(needed), ensure_ascii=False), encoding="utf-8")


def _texts(data: object) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from _texts(key)
            yield from _texts(value)
    elif isinstance(data, (list, tuple)):
        for value in data:
            yield from _texts(value)


def record(out: Path, measured: dict[str, dict[str, dict[str, float]]], how: dict[str, Any]) -> None:
    """Write scores.json, and into meta.json the Bokmål dev scores: the ones the official pipelines publish too."""
    (out / "scores.json").write_text(json.dumps({**how, "scores": measured}, indent=2) + "\n", encoding="utf-8")
    path = out / "meta.json"
    meta = json.loads(path.read_text(encoding="utf-8"))
    meta["performance"] = measured["bokmaal"]["dev"]
    path.write_text(json.dumps(meta, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
