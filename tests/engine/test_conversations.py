"""A conversation can be taken out, put back and forgotten; however long, it is its facts and its latest messages."""

import json

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.engine.conversations import KEPT_MESSAGES, ConversationStore
from tests.responses import ROOT


def new_store() -> ConversationStore:
    store = ConversationStore()
    store.domain = Domain.from_file(str(ROOT / "domain.yml"))
    return store


@pytest.fixture
def store() -> ConversationStore:
    return new_store()


def conversation(store: ConversationStore, messages: int) -> DialogueStateTracker:
    tracker = store.init_tracker("en")
    tracker.update(SlotSet("alder", 49))
    tracker.update(ActionExecuted("action_listen"))
    for number in range(messages):
        read = {"intent": {"name": "rett_timer", "confidence": 1.0}, "text_tokens": [[0, 7]], "intent_ranking": []}
        tracker.update(UserUttered(f"melding {number}", read["intent"], [{"entity": "timer", "value": 3}], read))
        tracker.update(ActionExecuted("action_rett_vurder"))
        tracker.update(BotUttered("svar"))
        tracker.update(ActionExecuted("action_listen"))
    return tracker


async def test_a_forgotten_conversation_is_gone(store):
    await store.save(conversation(store, 3))
    store.forget("en")
    assert await store.retrieve("en") is None and store.dump("en") is None
    store.forget("en")  # once more does no harm


async def test_what_a_policy_a_listener_or_an_action_looks_at_is_kept(store):
    await store.save(conversation(store, 2))
    kept = await store.retrieve("en")
    assert kept.get_slot("alder") == 49
    assert kept.latest_message.text == "melding 1"
    assert kept.latest_message.intent == {"name": "rett_timer", "confidence": 1.0}
    assert kept.latest_message.entities == [{"entity": "timer", "value": 3}]
    assert [event.action_name for event in kept.events if isinstance(event, ActionExecuted)] == [
        "action_listen",
        *["action_rett_vurder", "action_listen"] * 2,
    ]


async def test_what_nobody_looks_at_is_not(store):
    await store.save(conversation(store, 2))
    assert "svar" not in store.dump("en") and "text_tokens" not in store.dump("en")


@pytest.mark.parametrize(("messages", "kept"), [(4, 4), (5, 5), (6, 5), (200, 5)])
async def test_of_a_long_conversation_the_facts_and_the_5_latest_messages_are_kept(store, messages, kept):
    assert KEPT_MESSAGES == 5
    await store.save(conversation(store, messages))
    tracker = await store.retrieve("en")
    texts = [event.text for event in tracker.events if isinstance(event, UserUttered)]
    assert texts == [f"melding {number}" for number in range(messages - kept, messages)]
    assert tracker.get_slot("alder") == 49


async def test_saving_again_what_was_kept_changes_nothing(store):
    await store.save(conversation(store, 20))
    once = [{**event, "timestamp": 0} for event in json.loads(store.dump("en"))["events"]]
    await store.save(await store.retrieve("en"))
    assert [{**event, "timestamp": 0} for event in json.loads(store.dump("en"))["events"]] == once


async def test_a_conversation_taken_out_goes_on_in_another_process(store):
    await store.save(conversation(store, 3))
    other = new_store()
    other.restore("en", store.dump("en"))
    assert await other.retrieve("en") == await store.retrieve("en")
    assert other.dump("en") == store.dump("en")


@pytest.mark.parametrize("dumped", ["", "{", "[]", '{"events": [{"event": "hei"}], "name": "en"}'])
async def test_what_is_no_conversation_is_refused_and_nothing_is_put_back(store, dumped):
    with pytest.raises(Exception, match=r".*"):
        store.restore("en", dumped)
    assert await store.retrieve("en") is None
