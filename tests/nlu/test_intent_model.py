"""The intent model on small data: it learns, survives typing errors, states honest probabilities, and stays the same by seed."""

import random

import numpy as np
import pytest

from bot.nlu.follow_up import is_follow_up
from bot.nlu.intent_model import IntentModel, Utterance, normalise
from bot.nlu.noise import mistyped, noisy_copies

SENTENCES = {
    "klage": [
        "hvordan klager jeg på vedtaket",
        "jeg vil klage",
        "klage på avslag",
        "hvor sender jeg klagen",
        "klagefrist",
    ],
    "pris": [
        "hva koster det",
        "hva er prisen",
        "hvor mye må jeg betale",
        "egenandel pris",
        "hva er timeprisen for hjelpen",
    ],
    "hilsen": ["hei", "god dag", "hallo der", "heisann", "god morgen til deg"],
}


def utterance(text: str) -> Utterance:
    words = text.lower().split()
    # One fixed direction per word, as a stand-in for word vectors.
    vectors = (
        np.stack([np.random.RandomState(sum(map(ord, word))).rand(8) for word in words]) if words else np.zeros((0, 8))
    )
    return Utterance(text, words, vectors.astype(np.float32))


def trained(seed: int = 1) -> IntentModel:
    rng = random.Random(seed)
    texts, intents, origin = [], [], []
    for number, (intent, text) in enumerate((i, t) for i, ts in SENTENCES.items() for t in ts * 2):
        for copy in [text, *noisy_copies(text, rng)]:
            texts.append(utterance(copy))
            intents.append(intent)
            origin.append(number)
    return IntentModel(C=1.0, vector_weight=1.0, seed=seed).fit(texts, intents, origin)


@pytest.fixture(scope="module")
def model() -> IntentModel:
    return trained()


@pytest.mark.parametrize(
    ("text", "intent"),
    [("jeg vil klage nå", "klage"), ("hva koster hjelpen", "pris"), ("heisan", "hilsen"), ("klgae på avslag", "klage")],
)
def test_an_unseen_or_misspelt_message_gets_its_intent(model, text, intent):
    row = model.probabilities([utterance(text)])[0]
    assert model.intents[int(row.argmax())] == intent


def test_probabilities_of_a_message_sum_to_one(model):
    rows = model.probabilities([utterance("hva koster det"), utterance("xyz"), utterance("")])
    assert rows.shape == (3, 3)
    assert rows.sum(axis=1) == pytest.approx([1, 1, 1], abs=1e-5)


def test_the_same_seed_gives_the_same_model():
    one, other = (trained(3).probabilities([utterance("klage på prisen")]) for _ in range(2))
    assert one == pytest.approx(other)


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("Vi tjener 450 000 kr", "vi tjener 000 000 kr"),
        ("mitt nummer er [fødselsnummer], hva koster det", "mitt nummer er , hva koster det"),
        ("  HVA\n koster\tdet ", "hva koster det"),
    ],
)
def test_the_model_sees_an_amount_not_which_and_nothing_that_was_masked(text, seen):
    assert normalise(text) == seen


def test_noise_keeps_short_words_and_the_ends_of_a_text():
    assert mistyped("ja", random.Random(1)) == "ja"
    for seed in range(50):
        copy = mistyped("hvordan søker jeg om brukerstyrt personlig assistanse", random.Random(seed))
        assert (copy[0], copy[-1]) == ("h", "e")
        assert copy != ""


def test_each_text_gets_one_copy_with_a_slip_and_about_every_other_of_them_loses_its_aeoeaa():
    text = "hva får jeg når jeg søker"
    copies = [copy for seed in range(200) for copy in noisy_copies(text, random.Random(seed))]
    assert len(copies) >= 195  # a slip may hit a letter that stands twice
    assert text not in copies
    plain = sum(not set("æøå") & set(copy) for copy in copies)
    assert 70 <= plain <= 130


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("jeg er 17 år", "jeg er 11 år"),
        ("jeg er 18 år", "jeg er 00 år"),
        ("jeg er 59 år", "jeg er 00 år"),
        ("jeg er 60 år", "jeg er 66 år"),
        ("gutten er 9", "gutten er 0"),
        ("vi tjener 450000 og 450.000", "vi tjener 000000 og 000.000"),
    ],
)
def test_a_two_digit_number_keeps_the_size_of_an_age_and_no_more(text, seen):
    assert normalise(text) == seen


@pytest.mark.parametrize(
    "text", ["og for 3-4 G?", "hva med samboeren min?", "enn for barn?", "kva med mora mi", "ka om det va 25"]
)
def test_a_short_continuation_leans_on_the_question_before(text):
    assert is_follow_up(text)


@pytest.mark.parametrize(
    "text",
    [
        "hva koster det",
        "klagefrist",
        "jeg trenger hjelp",
        "og så lurer jeg på om dere kan si hva det koster å ha BPA i året",
    ],
)
def test_a_question_of_its_own_does_not(text):
    assert not is_follow_up(text)
