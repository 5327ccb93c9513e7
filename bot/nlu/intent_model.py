"""The intent model itself, free of Rasa: texts and their word vectors in, calibrated probabilities out.

Character n-grams carry misspellings and inflection, words carry phrases, and the mean of the subword vectors, rare words
weighted up, carries kinship between words that training never saw. A linear classifier, its margins turned into
probabilities by one temperature, found on messages held out for it. What was tried instead: docs/forstaaelse.md.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar
from scipy.sparse import csr_matrix, hstack
from scipy.special import log_softmax, softmax
from sklearn.base import clone
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.model_selection import GroupShuffleSplit
from sklearn.svm import LinearSVC

Matrix = NDArray[np.float32]

_NUMBER = re.compile(r"(?<!\d)\d{1,2}(?!\d)")
_LONG_NUMBER = re.compile(r"\d{3,}")
# The web channel writes [fødselsnummer] and the like where it took something out: that is not what the message is about.
_MASKED = re.compile(r"\[[^\[\]]*\]")
_SPACE = re.compile(r"\s+")
# A string that stands in fewer messages tells more about the message than about its intent.
RAREST_FEATURE = 3
# Looser than scikit-learn's default: half the time, the same answers on the development set.
TOLERANCE = 1e-2
HELD_OUT = 0.2
GROWN_UP, OLD = 18, 60
# A copy with slips of the finger teaches spelling, not how often something is asked.
WEIGHT_OF_COPY = 0.5


@dataclass(frozen=True)
class Utterance:
    """A message as the model sees it: its text, its words in lower case and one vector per word (words x dims)."""

    text: str
    words: Sequence[str]
    vectors: Matrix


def normalise(text: str) -> str:
    """Lower case, one space, numbers by size alone: which amount it is, the fact reader knows; here it is *an* amount.

    A two-digit number keeps what an age would tell: a child's, a grown-up's, or one near the age limit.
    """
    text = _LONG_NUMBER.sub(lambda match: "0" * len(match[0]), _MASKED.sub(" ", text.lower()))
    return _SPACE.sub(" ", _NUMBER.sub(_by_size, text)).strip()


def _by_size(match: "re.Match[str]") -> str:
    number = int(match[0])
    return "0" if len(match[0]) == 1 else "66" if number >= OLD else "11" if number < GROWN_UP else "00"


class IntentModel:
    """Linear, calibrated, some seconds to train. Parts are plain scikit-learn estimators, so it pickles."""

    def __init__(self, C: float, vector_weight: float, seed: int) -> None:
        self.vector_weight = vector_weight
        self.characters = TfidfVectorizer(
            analyzer="char_wb",
            ngram_range=(2, 4),
            min_df=RAREST_FEATURE,
            sublinear_tf=True,
            preprocessor=normalise,
            dtype=np.float32,
        )
        self.phrases = TfidfVectorizer(
            ngram_range=(1, 2),
            min_df=RAREST_FEATURE - 1,
            sublinear_tf=True,
            preprocessor=normalise,
            token_pattern=r"(?u)\b\w+\b",
            dtype=np.float32,
        )
        self.split = GroupShuffleSplit(n_splits=1, test_size=HELD_OUT, random_state=seed)
        self.classifier = LinearSVC(C=C, tol=TOLERANCE, random_state=seed)
        self.temperature = 1.0
        self.rarity: dict[str, float] = {}
        self.rarest = 1.0

    def fit(self, utterances: Sequence[Utterance], intents: Sequence[str], origin: Sequence[int]) -> "IntentModel":
        """`origin` numbers the message each utterance is, or is a copy of; copies follow their original.

        Copies must not calibrate their own original, and weigh less.
        """
        texts = [utterance.text for utterance in utterances]
        ngrams = [self.characters.fit_transform(texts), self.phrases.fit_transform(texts)]
        idf = zip(self.phrases.get_feature_names_out(), self.phrases.idf_, strict=True)
        self.rarity = {word: float(weight) for word, weight in idf if " " not in word}
        self.rarest = max(self.rarity.values())
        features = self._with_vectors(ngrams, utterances)
        labels, numbers = np.asarray(intents), np.asarray(origin)
        original = np.r_[True, numbers[1:] != numbers[:-1]]
        learn, check = next(self.split.split(features, labels, numbers))
        # The originals alone give the same temperature in a third of the time.
        learn = learn[original[learn]]
        # One after the other: two trainings at once would draw from liblinear's one row of random numbers.
        self.temperature = self._temperature(features[learn], labels[learn], features[check], labels[check])
        self.classifier.fit(features, labels, sample_weight=np.where(original, 1.0, WEIGHT_OF_COPY))
        # Half the model's size, and the same answers.
        self.classifier.coef_ = self.classifier.coef_.astype(np.float32)
        return self

    @property
    def intents(self) -> list[str]:
        return list(self.classifier.classes_)

    def probabilities(self, utterances: Sequence[Utterance]) -> Matrix:
        """(messages x intents), rows sum to 1, columns as in `intents`."""
        margins = self.classifier.decision_function(self._features(utterances))
        return np.asarray(softmax(margins / self.temperature, axis=1), dtype=np.float32)

    def _temperature(self, learn: csr_matrix, learned: Matrix, check: csr_matrix, checked: Matrix) -> float:
        """What to divide margins by so that a stated 0.8 is right eight times of ten: the least surprise on held-out text."""
        apart = clone(self.classifier).fit(learn, learned)
        margins = apart.decision_function(check)
        right = (np.arange(len(checked)), np.searchsorted(apart.classes_, checked))
        surprise = minimize_scalar(
            lambda temperature: -log_softmax(margins / temperature, axis=1)[right].mean(),
            bounds=(0.05, 2.0),
            method="bounded",
        )
        return float(surprise.x)

    def _features(self, utterances: Sequence[Utterance]) -> csr_matrix:
        texts = [utterance.text for utterance in utterances]
        return self._with_vectors([self.characters.transform(texts), self.phrases.transform(texts)], utterances)

    def _with_vectors(self, ngrams: list[csr_matrix], utterances: Sequence[Utterance]) -> csr_matrix:
        vectors = np.stack([self._mean_vector(utterance) for utterance in utterances])
        return hstack([*ngrams, csr_matrix(vectors * self.vector_weight)], format="csr")

    def _mean_vector(self, utterance: Utterance) -> Matrix:
        if len(utterance.words) == 0:
            return np.zeros(utterance.vectors.shape[1], dtype=np.float32)
        weights = np.array([self.rarity.get(word, self.rarest) for word in utterance.words], dtype=np.float32)
        mean: Matrix = weights @ utterance.vectors / weights.sum()
        norm = float(np.linalg.norm(mean))
        return mean / norm if norm else mean
