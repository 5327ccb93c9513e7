"""A message of facts alone goes on with what the assistant last did."""

import pytest
from rasa.shared.core.events import ActionExecuted
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.continuation import FactContinuation


def intent_after(action: str | None, text: str, *entities: str, was: str = "felles_utenfor") -> str:
    message = Message({"text": text, "intent": {"name": was, "confidence": 0.5}, "intent_ranking": []})
    message.set("entities", [{"entity": entity, "value": 1} for entity in entities])
    tracker = None
    if action is not None:
        tracker = DialogueStateTracker("x", [])
        for name in (action, "action_listen"):
            tracker.update(ActionExecuted(name))
    FactContinuation().process([message], tracker)
    return message.get("intent")["name"]


@pytest.mark.parametrize(
    ("action", "text", "entity", "intent"),
    [
        ("action_rett_vurder", "i 5 år", "varighet", "rett_hvem"),
        ("action_rett_vurder", "40 år", "alder", "rett_hvem"),
        ("action_pris_beregn", "450 000", "inntekt", "pris_inntekt"),
        ("action_klage_frist", "2. november", "maalform", "klage_frist"),
        ("utter_klage_avslag", "den kom 2. november", "maalform", "klage_frist"),
    ],
)
def test_facts_alone_go_on_with_what_can_use_them(action, text, entity, intent):
    assert intent_after(action, text, entity) == intent


@pytest.mark.parametrize(
    ("action", "text", "entity"),
    [
        (None, "i 5 år", "varighet"),  # no conversation yet
        ("action_klage_frist", "i 5 år", "varighet"),  # not what it can use
        ("action_rett_vurder", "hva koster det for en på 40 år?", "alder"),  # a question of its own
        ("utter_felles_takk", "40 år", "alder"),
    ],
)
def test_anything_else_is_left_as_it_was_read(action, text, entity):
    assert intent_after(action, text, entity) == "felles_utenfor"


def test_a_crisis_stays_a_crisis():
    assert intent_after("action_rett_vurder", "i 5 år", "varighet", was="felles_krise") == "felles_krise"
