"""What tells best that the likeliest intent is not to be trusted? Measured on the development set."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import roc_auc_score

from benchmarks.understanding.experiments.candidates import PLAIN, Workbench, tfidf
from benchmarks.understanding.experiments.common import Ours, markdown, portion, readings
from benchmarks.understanding.figures import honest, share
from benchmarks.understanding.messages import DEVELOPMENT, message_set, training_examples
from benchmarks.understanding.readings import Reading
from benchmarks.understanding.report import number, percent

Scores = NDArray[np.float64]
# Every score is compared where the assistant asks again about the same share of what is in scope.
ASKED_AGAIN = 0.06
NGRAMS = (2, 4)


def likeness(texts: Sequence[str], examples: Sequence[str]) -> Scores:
    """The cosine between each text's character n-grams and those of the example most like it: low for what is new."""
    vectorizer = tfidf("char_wb", NGRAMS)
    known = vectorizer.fit_transform(examples)
    return np.array([(row @ known.T).max() for row in vectorizer.transform(texts)], dtype=np.float64)


def run(part: float) -> None:
    """Print the scores as a Markdown table. `part` of the examples is trained on."""
    examples = portion(training_examples(), part, seed=0)
    texts = [message["tekst"] for message in message_set(DEVELOPMENT)]
    found = readings(DEVELOPMENT, Ours(examples).rankings(texts))
    likeliest = np.array([reading.confidence for reading in found])
    gap = np.array([reading.ranking[0][1] - reading.ranking[1][1] for reading in found])
    novelty = likeness(texts, [text for text, _ in examples])
    scores = {
        "største sannsynlighet": likeliest,
        "avstand til nest beste": gap,
        "likhet med nærmeste eksempel": novelty,
        "sannsynlighet × likhet": likeliest * novelty,
    }
    print(
        f"\nAlle mål lar assistenten spørre igjen om {ASKED_AGAIN * 100:.0f} % av det som hører til (utviklingssettet)\n"
    )
    rows = [_row(name, found, score) for name, score in scores.items()]
    margins = readings(DEVELOPMENT, Workbench(examples, texts).rankings(PLAIN)[0])
    rows.append(_row("største margin, én mot resten", margins, np.array([reading.confidence for reading in margins])))
    header = ["Mål", "AUROC, riktig mot feil", "Riktig", "Feil og sikker", "Utenfor: ærlig"]
    print(markdown(header, rows))


def _row(name: str, found: Sequence[Reading], score: Scores) -> list[str]:
    right = [reading.likeliest_is_right for reading in found]
    decided = with_score(found, score)
    threshold = float(np.quantile([r.confidence for r in decided if r.in_scope], ASKED_AGAIN))
    inside = [reading for reading in decided if reading.in_scope]
    outside = [reading for reading in decided if not reading.in_scope]
    return [
        name,
        number(roc_auc_score(right, score), 3),
        percent(share(inside, "right", threshold)),
        percent(share(inside, "wrong", threshold)),
        percent(honest(outside, threshold)),
    ]


def with_score(found: Sequence[Reading], score: Scores) -> list[Reading]:
    """The readings with that score in the place of their confidence."""
    return [
        Reading(r.text, r.expected, r.form, ((r.intent, float(value)),), r.answered, r.covered)
        for r, value in zip(found, score, strict=True)
    ]
