"""The measured messages stay apart from the training examples, near-duplicates too, and cover every intent and form."""

import re
from collections import Counter

import numpy as np
import pytest
from sklearn.feature_extraction.text import CountVectorizer

from benchmarks.understanding import DEVELOPMENT, HELD_OUT, SETS, development_set, held_out_set
from benchmarks.understanding.messages import (
    CRISIS,
    FORMS,
    covered_by,
    follow_ups,
    indirect_crisis,
    message_set,
    several_questions,
    training_examples,
)

# Below this many characters only the very same words count: «hei der» and «hei du» are not copies of each other.
SHORTEST_COMPARED = 25
NEAR = 0.75
MOST_ALIKE = 0.04
FEWEST = {DEVELOPMENT: 16, HELD_OUT: 8}


def _plain(text: str) -> str:
    return re.sub(r"[^\wæøå]+", " ", text.lower()).strip()


def _near(messages: list[str], known: list[str]) -> list[tuple[str, str]]:
    """The messages that stand in `known` in the same or nearly the same words: by the trigrams they share."""
    trigrams = CountVectorizer(preprocessor=_plain, analyzer="char", ngram_range=(3, 3), binary=True, dtype=np.int32)
    others = trigrams.fit_transform(known)
    sizes = others.sum(axis=1).A1
    plain_known = [_plain(text) for text in known]
    near = []
    for message in messages:
        plain = _plain(message)
        if len(plain) < SHORTEST_COMPARED:
            alike = [at for at, other in enumerate(plain_known) if other == plain]
        else:
            shared = (others @ trigrams.transform([message]).T).toarray().ravel()
            all_of_both = sizes + len({plain[at : at + 3] for at in range(len(plain) - 2)}) - shared
            alike = np.flatnonzero(shared >= NEAR * all_of_both)
        near += [(message, known[at]) for at in alike]
    return near


def _trained_intents() -> set[str]:
    return {intent for _, intent in training_examples()}


@pytest.mark.parametrize("name", SETS)
def test_no_message_of_a_set_is_trained_on_in_the_same_or_nearly_the_same_words(name):
    trained = [text for text, _ in training_examples()]
    assert _near([message["tekst"] for message in message_set(name)], trained) == []


def test_no_message_of_several_questions_is_trained_on_in_the_same_or_nearly_the_same_words():
    trained = [text for text, _ in training_examples()]
    assert _near([message["tekst"] for message in several_questions()], trained) == []


def test_the_held_out_set_shares_no_more_with_the_development_set_than_two_hands_write_alike_by_chance():
    # «frist klage», «Heisann», «fritidskort»: what many would write in the same few words.
    tuned_on = [message["tekst"] for message in development_set()]
    alike = {message for message, _ in _near([m["tekst"] for m in held_out_set()], tuned_on)}
    assert len(alike) <= MOST_ALIKE * len(held_out_set())


@pytest.mark.parametrize("name", SETS)
def test_every_intent_that_citizens_have_stands_in_the_set_often_enough(name):
    count = Counter(message["intent"] for message in message_set(name))
    assert set(count) == _trained_intents()
    assert {intent: n for intent, n in count.items() if n < FEWEST[name]} == {}


@pytest.mark.parametrize("name", SETS)
def test_every_message_has_a_known_form(name):
    assert {message["form"] for message in message_set(name)} == set(FORMS)


def test_the_development_set_has_at_least_200_messages_in_nynorsk_and_in_dialect():
    count = Counter(message["form"] for message in development_set())
    assert count["nynorsk"] >= 200
    assert count["dialekt"] >= 200


def test_every_indirect_cry_for_help_that_is_named_stands_in_a_set():
    cries = {m["tekst"] for name in SETS for m in message_set(name) if m["intent"] == CRISIS}
    assert indirect_crisis() - cries == set()
    assert len(cries - indirect_crisis()) >= 50


def test_every_topic_named_beside_the_sets_exists():
    asked = {intent for message in several_questions() for intent in message["intents"]}
    asked |= {message["intent"] for message in follow_ups()}
    asked |= {other for intent in _trained_intents() for other in covered_by(intent)}
    assert asked - _trained_intents() == set()


def test_no_training_example_stands_under_two_intents():
    seen = {}
    twice = []
    for text, intent in training_examples():
        key = _plain(text)
        if key and seen.setdefault(key, intent) != intent:
            twice.append((key, seen[key], intent))
    assert twice == []
