"""While a guided flow runs: answers, corrections and commands are for it, sure questions are side questions."""

from datetime import date

import pytest
from rasa.shared.core.slots import AnySlot
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.training_data.message import Message

from bot.forms.flyt import flyt as engine
from bot.nlu.flow_listener import FlowListener

TODAY = date(2026, 11, 21)


def heard(text, intent, confidence, state):
    tracker = DialogueStateTracker("x", [AnySlot("flyt", mappings=[{}], initial_value=state)])
    message = Message.build(text)
    message.set("intent", {"name": intent, "confidence": confidence})
    FlowListener().process([message], tracker)
    return message.get("intent")["name"]


@pytest.fixture(scope="module")
def asked_for_age():
    started = engine.start(None, "rett", {}, TODAY).tilstand
    return engine.svar(started, engine.Innspill(tekst="meg selv"), TODAY).tilstand


@pytest.mark.parametrize(
    ("text", "intent", "confidence"),
    [
        ("40", "rett_hvem", 0.9),
        ("jeg er førti", "rett_hvem", 0.9),
        ("hopp over", "felles_nei", 0.9),
        ("tilbake", "felles_utenfor", 0.9),
        ("nei, jeg mente 30 timer", "rett_timer", 0.9),
        ("blablabla", "felles_utenfor", 0.95),
    ],
)
def test_answers_commands_corrections_and_nonsense_are_for_the_flow(asked_for_age, text, intent, confidence):
    assert heard(text, intent, confidence, asked_for_age) == "flyt_svar"


@pytest.mark.parametrize(
    ("text", "intent"), [("hva koster det?", "pris_generelt"), ("hva er støttekontakt?", "nabo_stottekontakt")]
)
def test_a_sure_question_at_0_6_is_a_side_question_and_an_unsure_one_is_asked_back(asked_for_age, text, intent):
    assert heard(text, intent, 0.6, asked_for_age) == intent
    assert heard(text, intent, 0.59, asked_for_age) == intent  # a question anyway: the fallback offers its meanings


def test_a_cry_for_help_is_never_an_answer(asked_for_age):
    assert heard("jeg vil dø", "felles_krise", 1.0, asked_for_age) == "felles_krise"


def test_without_a_flow_nothing_changes():
    assert heard("40", "rett_hvem", 0.9, None) == "rett_hvem"
