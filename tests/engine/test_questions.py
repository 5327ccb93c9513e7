"""Several questions in one message are taken apart; one question with its story stays whole."""

import pytest

from bot.engine.questions import pieces, questions

INTENTS = {
    "hva koster": "pris_generelt",
    "400 000": "pris_inntekt",
    "søker": "soknad_hvordan",
    "klagefrist": "klage_frist",
    "rett": "rett_hvem",
    "28 timer": "rett_timer",
    "hei": "felles_hilsen",
    "leve": "felles_krise",
}


async def parse(text: str) -> dict:
    known = [(intent, 0.9) for word, intent in INTENTS.items() if word in text.lower()]
    name, confidence = known[0] if known else ("felles_utenfor", 0.4)
    return {"intent": {"name": name, "confidence": confidence}}


@pytest.mark.parametrize(
    ("message", "asked"),
    [
        ("Hva koster det? Hvordan søker jeg?", ["Hva koster det?", "Hvordan søker jeg?"]),
        ("hva koster det og hvordan søker jeg", ["hva koster det", "hvordan søker jeg"]),
        (
            "Hva koster det, og hvordan søker jeg? Hva er klagefristen?",
            ["Hva koster det", "hvordan søker jeg?", "Hva er klagefristen?"],
        ),
        # What goes before a question belongs to it.
        ("Jeg har MS. Hva koster det? Hvordan søker jeg?", ["Jeg har MS. Hva koster det?", "Hvordan søker jeg?"]),
        # The same answer is not given twice, and the facts stay together.
        ("Vi tjener 400 000. Hva koster det?", ["Vi tjener 400 000. Hva koster det?"]),
        ("Jeg trenger 28 timer. Har jeg rett?", ["Jeg trenger 28 timer. Har jeg rett?"]),
        ("Hei! Hva koster det?", ["Hei! Hva koster det?"]),
        ("Hva koster det?", ["Hva koster det?"]),
        # A cry for help comes before everything, wherever it stands.
        ("Hvordan søker jeg? Hva er klagefristen? jeg orker ikke leve lenger", ["jeg orker ikke leve lenger"]),
        ("", [""]),
    ],
)
async def test_a_message_gives_these_questions(message, asked):
    assert await questions(message, parse) == asked


def test_a_message_without_a_second_question_is_one_piece():
    assert pieces("er 28 timer i uka nok") == ["er 28 timer i uka nok"]
