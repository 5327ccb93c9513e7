"""A conversation can be forgotten, and a long one keeps its facts without keeping everything."""

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.engine.conversations import KEPT_EVENTS, MOST_EVENTS, ConversationStore
from tests.responses import ROOT


@pytest.fixture
def store() -> ConversationStore:
    store = ConversationStore()
    store.domain = Domain.from_file(str(ROOT / "domain.yml"))
    return store


def conversation(store: ConversationStore, messages: int) -> DialogueStateTracker:
    tracker = store.init_tracker("en")
    tracker.update(SlotSet("alder", 49))
    for number in range(messages):
        tracker.update(ActionExecuted("action_listen"))
        tracker.update(UserUttered(f"melding {number}", {"name": "rett_timer", "confidence": 1.0}))
        tracker.update(ActionExecuted("action_rett_vurder"))
        tracker.update(BotUttered("svar"))
    return tracker


async def test_a_forgotten_conversation_is_gone(store):
    await store.save(conversation(store, 3))
    store.forget("en")
    assert await store.retrieve("en") is None
    store.forget("en")  # once more does no harm


async def test_a_short_conversation_is_kept_whole(store):
    tracker = conversation(store, 5)
    await store.save(tracker)
    assert len((await store.retrieve("en")).events) == len(tracker.events)


async def test_a_long_conversation_keeps_its_facts_and_its_latest_turns(store):
    await store.save(conversation(store, MOST_EVENTS))
    kept = await store.retrieve("en")
    assert len(kept.events) <= KEPT_EVENTS + 5
    assert kept.get_slot("alder") == 49
    assert kept.latest_message.text == f"melding {MOST_EVENTS - 1}"
