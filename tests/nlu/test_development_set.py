"""The development set stays apart from the training examples, near-duplicates too, and covers every intent and form."""

import re
from collections import Counter

from ruamel.yaml import YAML

from benchmarks.understanding import development_set
from bot.settings import ROOT

FORMS = {"bokmaal", "nynorsk", "dialekt", "tastefeil", "stikkord", "innlaerer", "engelsk"}
# Below this many characters only the very same words count: «hei der» and «hei du» are not copies of each other.
SHORTEST_COMPARED = 25
NEAR = 0.75


def _plain(text: str) -> str:
    return re.sub(r"[^\wæøå]+", " ", text.lower()).strip()


def _trigrams(text: str) -> set[str]:
    return {text[at : at + 3] for at in range(len(text) - 2)}


def _training_texts() -> list[str]:
    yaml = YAML(typ="safe")
    return [
        line[2:].strip()
        for path in sorted((ROOT / "data" / "nlu").glob("*/nlu.yml"))
        for item in yaml.load(path.read_text(encoding="utf-8"))["nlu"]
        for line in item["examples"].splitlines()
        if line.startswith("- ")
    ]


def test_no_message_of_the_development_set_is_trained_on_in_the_same_or_nearly_the_same_words():
    trained = [(text, _trigrams(_plain(text))) for text in _training_texts()]
    near = []
    for message in development_set():
        plain = _plain(message["tekst"])
        if len(plain) < SHORTEST_COMPARED:
            near += [(message["tekst"], text) for text, _ in trained if _plain(text) == plain]
            continue
        grams = _trigrams(plain)
        for text, other in trained:
            # Cheap bound first: sets of very different size cannot overlap enough.
            if min(len(grams), len(other)) < NEAR * max(len(grams), len(other)):
                continue
            if len(grams & other) >= NEAR * len(grams | other):
                near.append((message["tekst"], text))
    assert near == []


def test_every_intent_that_citizens_have_stands_in_the_set_with_at_least_16_messages():
    domain = YAML(typ="safe").load((ROOT / "domain.yml").read_text(encoding="utf-8"))
    expected = set(domain["intents"]) - {"felles_start"}  # only the channel sends it
    count = Counter(message["intent"] for message in development_set())
    assert set(count) == expected
    assert {intent: n for intent, n in count.items() if n < 16} == {}


def test_every_message_has_a_known_form_and_nynorsk_and_dialect_have_200_each():
    count = Counter(message["form"] for message in development_set())
    assert set(count) == FORMS
    assert count["nynorsk"] >= 200
    assert count["dialekt"] >= 200


def test_no_training_example_stands_under_two_intents():
    yaml = YAML(typ="safe")
    seen = {}
    twice = []
    for path in sorted((ROOT / "data" / "nlu").glob("*/nlu.yml")):
        for item in yaml.load(path.read_text(encoding="utf-8"))["nlu"]:
            for line in item["examples"].splitlines():
                key = _plain(line[2:])
                if key and seen.setdefault(key, item["intent"]) != item["intent"]:
                    twice.append((key, seen[key], item["intent"]))
    assert twice == []
