"""Which features and which linear classifier? One change at a time, on the development set.

The held-out set is left alone here: choosing by it would be tuning on it.
"""

import random
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression, SGDClassifier
from sklearn.svm import LinearSVC

from benchmarks.understanding.experiments.common import (
    Examples,
    Ours,
    markdown,
    portion,
    readings,
    right_in_scope,
    right_out_of_scope,
    spacy_pipeline,
)
from benchmarks.understanding.figures import share
from benchmarks.understanding.messages import DEVELOPMENT, message_set, training_examples
from benchmarks.understanding.readings import Ranking
from benchmarks.understanding.report import percent
from bot.nlu.intent_model import RAREST_FEATURE, TOLERANCE, normalise
from bot.nlu.noise import noisy_copies

SEED = 42
CLASSIFIERS = {
    "LinearSVC": lambda: LinearSVC(tol=TOLERANCE, random_state=SEED),
    "logistisk regresjon": lambda: LogisticRegression(solver="liblinear", dual=True, C=10, tol=TOLERANCE),
    "SGD": lambda: SGDClassifier(alpha=1e-5, tol=1e-3, random_state=SEED, n_jobs=2),
}


@dataclass(frozen=True)
class Candidate:
    ngrams: tuple[int, int] = (2, 4)
    words: bool = True
    vectors: bool = True
    lemmas: bool = False
    copies: float = 0.5
    """What a copy with typing slips weighs beside its original; 0: none are made."""
    classifier: str = "LinearSVC"


PLAIN = Candidate()
CANDIDATES = {
    "n-gram 2–4, ord, vektorer, skrivefeil halvt": PLAIN,
    "n-gram 3–5": replace(PLAIN, ngrams=(3, 5)),
    "n-gram 1–4": replace(PLAIN, ngrams=(1, 4)),
    "n-gram 2–5": replace(PLAIN, ngrams=(2, 5)),
    "uten ord": replace(PLAIN, words=False),
    "uten vektorer": replace(PLAIN, vectors=False),
    "uten ord og vektorer": replace(PLAIN, words=False, vectors=False),
    "med lemma": replace(PLAIN, lemmas=True),
    "lemma i stedet for ord": replace(PLAIN, words=False, lemmas=True),
    "uten skrivefeil": replace(PLAIN, copies=0),
    "skrivefeil helt": replace(PLAIN, copies=1),
    "logistisk regresjon": replace(PLAIN, classifier="logistisk regresjon"),
    "SGD": replace(PLAIN, classifier="SGD"),
}


class Workbench:
    """Features of the training examples, their copies and the measured messages, each kind computed once."""

    def __init__(self, examples: Examples, measured: Sequence[str]) -> None:
        rng = random.Random(SEED)
        self.originals = [text for text, _ in examples]
        copied = [(copy, intent) for text, intent in examples for copy in noisy_copies(text, rng)]
        self.copies = [text for text, _ in copied]
        self.labels = [intent for _, intent in examples]
        self.copy_labels = [intent for _, intent in copied]
        self.measured = measured

    def rankings(self, candidate: Candidate) -> tuple[list[Ranking], str, str]:
        """Each measured message's likeliest intent with its margin, thousands of features, seconds to fit the classifier."""
        kinds = [("tegn", candidate.ngrams)]
        kinds += [("ord", (1, 2))] if candidate.words else []
        kinds += [("lemma", (1, 1))] if candidate.lemmas else []
        kinds += [("vektorer", (0, 0))] if candidate.vectors else []
        learnt, asked = zip(*(self._features(*kind, candidate.copies > 0) for kind in kinds), strict=True)
        train = hstack(learnt, format="csr")
        labels, weights = list(self.labels), [1.0] * len(self.labels)
        if candidate.copies:
            labels += self.copy_labels
            weights += [candidate.copies] * len(self.copy_labels)
        classifier = CLASSIFIERS[candidate.classifier]()
        started = time.perf_counter()
        classifier.fit(train, labels, sample_weight=weights)
        seconds = time.perf_counter() - started
        margins = classifier.decision_function(hstack(asked, format="csr"))
        best = zip(classifier.classes_[margins.argmax(axis=1)], margins.max(axis=1), strict=True)
        found = [((str(name), float(margin)),) for name, margin in best]
        return found, f"{train.shape[1] / 1000:.0f}", f"{seconds:.0f}"

    @lru_cache  # noqa: B019 - one workbench, and it lives as long as the run
    def _features(self, kind: str, ngrams: tuple[int, int], with_copies: bool) -> tuple[csr_matrix, csr_matrix]:
        texts = self.originals + (self.copies if with_copies else [])
        if kind == "vektorer":
            return mean_vectors(texts, texts), mean_vectors(self.measured, texts)
        if kind == "lemma":
            texts, measured = lemmas(texts), lemmas(self.measured)
        else:
            measured = list(self.measured)
        vectorizer = tfidf("char_wb" if kind == "tegn" else "word", ngrams)
        return vectorizer.fit_transform(texts), vectorizer.transform(measured)


def tfidf(analyzer: str, ngrams: tuple[int, int]) -> TfidfVectorizer:
    return TfidfVectorizer(
        analyzer=analyzer,
        ngram_range=ngrams,
        min_df=RAREST_FEATURE - (analyzer == "word"),
        sublinear_tf=True,
        preprocessor=normalise,
        token_pattern=r"(?u)\b\w+\b",
        dtype=np.float32,
    )


def lemmas(texts: Sequence[str]) -> list[str]:
    docs = spacy_pipeline().pipe(text.lower() for text in texts)
    return [" ".join(token.lemma_ for token in doc if not token.is_punct) for doc in docs]


def mean_vectors(texts: Sequence[str], background: Sequence[str]) -> csr_matrix:
    """One unit vector a text: the mean of its words' vectors, those that are rare in `background` weighted up."""
    rarity = tfidf("word", (1, 1)).fit(background)
    weight = dict(zip(rarity.get_feature_names_out(), rarity.idf_, strict=True))
    rarest = max(weight.values())
    rows = np.zeros((len(texts), spacy_pipeline().vocab.vectors_length), dtype=np.float32)
    for row, text in enumerate(texts):
        for word in text.lower().split():
            rows[row] += weight.get(word, rarest) * _vector(word)
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return csr_matrix(rows / np.where(lengths == 0, 1, lengths))


@lru_cache(maxsize=100_000)
def _vector(word: str) -> Any:
    return spacy_pipeline().vocab.get_vector(word.strip('.,!?;:«»"()'))


def run(part: float) -> None:
    """Print the candidates as a Markdown table, ours as it stands first. `part` of the examples is trained on."""
    examples = portion(training_examples(), part, seed=0)
    texts = [message["tekst"] for message in message_set(DEVELOPMENT)]
    rows = [_row("**slik den står**", Ours(examples).rankings(texts), "", "")]
    workbench = Workbench(examples, texts)
    for name, candidate in CANDIDATES.items():
        rows.append(_row(name, *workbench.rankings(candidate)))
        print(" | ".join(rows[-1]), flush=True)
    print(f"\nRiktig svar uansett sikkerhet på utviklingssettet (95 %), {len(examples)} eksempler\n")
    header = ["Kandidat", "Innenfor", "Tastefeil", "Dialekt", "Utenfor", "Trekk, tusen", "Sekunder"]
    print(markdown(header, rows))


def _row(name: str, rankings: Sequence[Ranking], features: str, seconds: str) -> list[str]:
    found = readings(DEVELOPMENT, rankings)
    forms = [
        percent(share((r for r in found if r.in_scope and r.form == form), "right"))
        for form in ("tastefeil", "dialekt")
    ]
    outside = percent(right_out_of_scope(found))
    return [name, percent(right_in_scope(found)), *forms, outside, features, seconds]
