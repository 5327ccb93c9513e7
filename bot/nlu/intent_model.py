"""The intent model itself, free of Rasa: texts and their word vectors in, calibrated probabilities out.

Character n-grams carry misspellings and inflection, words carry phrases, and the mean of the subword vectors, rare words
weighted up, carries kinship between words that training never saw (measured in ../shared/nb: .708 -> .798).
"""

import re
from dataclasses import dataclass
from typing import Dict, List, Sequence

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.calibration import CalibratedClassifierCV
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.svm import LinearSVC

_DIGIT = re.compile(r"\d")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True)
class Utterance:
    """A message as the model sees it: its text, its words in lower case and one vector per word (words x dims)."""

    text: str
    words: Sequence[str]
    vectors: np.ndarray


def normalise(text: str) -> str:
    """Lower case, one space, every digit as 0: which amount it is, the fact reader knows; here it is *an* amount."""
    return _SPACE.sub(" ", _DIGIT.sub("0", text.lower())).strip()


class IntentModel:
    """Linear, calibrated, some seconds to train. Parts are plain scikit-learn estimators, so it pickles."""

    def __init__(self, C: float, vector_weight: float, folds: int, seed: int) -> None:
        self.vector_weight = vector_weight
        self.characters = TfidfVectorizer(
            analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True, preprocessor=normalise, dtype=np.float32
        )
        self.phrases = TfidfVectorizer(
            ngram_range=(1, 2), sublinear_tf=True, preprocessor=normalise, token_pattern=r"(?u)\b\w+\b", dtype=np.float32
        )
        self.classifier = CalibratedClassifierCV(LinearSVC(C=C, random_state=seed), method="sigmoid", cv=folds)
        self.rarity: Dict[str, float] = {}
        self.rarest = 1.0

    def fit(self, utterances: Sequence[Utterance], intents: Sequence[str]) -> "IntentModel":
        texts = [utterance.text for utterance in utterances]
        self.characters.fit(texts)
        self.phrases.fit(texts)
        idf = zip(self.phrases.get_feature_names_out(), self.phrases.idf_)
        self.rarity = {word: float(weight) for word, weight in idf if " " not in word}
        self.rarest = max(self.rarity.values())
        self.classifier.fit(self._features(utterances), np.asarray(intents))
        return self

    @property
    def intents(self) -> List[str]:
        return list(self.classifier.classes_)

    def probabilities(self, utterances: Sequence[Utterance]) -> np.ndarray:
        """(messages x intents), rows sum to 1, columns as in `intents`."""
        return self.classifier.predict_proba(self._features(utterances))

    def _features(self, utterances: Sequence[Utterance]) -> csr_matrix:
        texts = [utterance.text for utterance in utterances]
        vectors = np.stack([self._mean_vector(utterance) for utterance in utterances])
        return hstack(
            [self.characters.transform(texts), self.phrases.transform(texts), csr_matrix(vectors * self.vector_weight)],
            format="csr",
        )

    def _mean_vector(self, utterance: Utterance) -> np.ndarray:
        if len(utterance.words) == 0:
            return np.zeros(utterance.vectors.shape[1], dtype=np.float32)
        weights = np.array([self.rarity.get(word, self.rarest) for word in utterance.words], dtype=np.float32)
        mean = weights @ utterance.vectors / weights.sum()
        norm = float(np.linalg.norm(mean))
        return mean / norm if norm else mean
