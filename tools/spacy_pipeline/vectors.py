"""The word vectors: as spaCy's subword (floret) table, and as a plain table for training.

Both give the same vector for the same word. Training reads the plain table because looking up a word there costs
nothing, while floret hashes every subword again each time the word is met; the finished pipeline carries floret,
which also has a vector for a word nobody has seen.
"""

import lzma
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

import numpy as np
import spacy
from spacy.language import Language
from spacy.tokens import DocBin
from spacy.training.initialize import convert_vectors
from spacy.util import registry
from spacy.vectors import Vectors


def floret(packed: Path, work: Path) -> Language:
    """An empty Norwegian pipeline with the subword vectors unpacked from `packed` (.floret.xz)."""
    text = work / "vectors.floret"
    with lzma.open(packed) as source, text.open("wb") as target:
        shutil.copyfileobj(source, target)
    nlp = spacy.blank("nb")
    convert_vectors(nlp, text, truncate=0, prune=-1, mode="floret")
    return nlp


def plain_table(subwords: Language, corpora: Iterable[Path], target: Path) -> None:
    """Save at `target` an empty pipeline with one vector for each lower-cased word of the corpora (.spacy folders)."""
    words: set[str] = set()
    for folder in corpora:
        for path in sorted(folder.glob("*.spacy")):
            for doc in DocBin().from_disk(path).get_docs(subwords.vocab):
                words.update(token.lower_ for token in doc)
    known = sorted(words)
    data = subwords.vocab.vectors.get_batch(known)
    nlp = spacy.blank("nb")
    nlp.vocab.vectors = Vectors(data=np.ascontiguousarray(data, dtype="float32"), keys=known, name="nb_bpa_words")
    nlp.to_disk(target)


@registry.callbacks("bpa.look_vectors_up_in_lower_case.v1")
def look_vectors_up_in_lower_case() -> Callable[[Language], Language]:
    """A callback for [initialize.before_init]: every tok2vec asks for the vector of the word in lower case.

    The vectors were made from lower-cased text, so "Kommunen" has none of its own. spaCy's MultiHashEmbed does not
    expose the choice, but each layer keeps it as an attribute that is saved with the weights.
    """

    def before_init(nlp: Language) -> Language:
        for _, component in nlp.pipeline:
            for layer in component.model.walk():  # type: ignore[attr-defined]  # every component of ours has one
                if layer.name == "static_vectors":
                    layer.attrs["key_attr"] = "LOWER"
        return nlp

    return before_init
