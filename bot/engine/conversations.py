"""The conversations of this process, in memory: each can be taken out and put back, or forgotten, and none grows without end."""

import json
from typing import Any

from rasa.core.tracker_store import InMemoryTrackerStore
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, DefinePrevUserUtteredFeaturization, Event, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

KEPT_MESSAGES = 5
"""Rasa replays a conversation from its first event at every message, and no policy here looks further back than two."""

# What policies, listeners and actions look at. What the assistant said they never do, and slots are kept by their value.
_LOOKED_AT = (UserUttered, ActionExecuted, DefinePrevUserUtteredFeaturization)
_OF_A_MESSAGE = ("text", "intent", "entities", "intent_ranking")


class ConversationStore(InMemoryTrackerStore):
    """Rasa's in-memory store with what it lacks. A conversation is every fact it holds, and its latest messages."""

    def __init__(self) -> None:
        super().__init__(Domain.empty())

    def forget(self, sender_id: str) -> None:
        """Nothing of that conversation is left."""
        self.store.pop(sender_id, None)

    def dump(self, sender_id: str) -> str | None:
        """The conversation as text, for `restore`; None when nothing has been said in it."""
        found: str | None = self.store.get(sender_id)
        return found

    def restore(self, sender_id: str, dumped: str) -> None:
        """The conversation goes on where it was dumped. Raises whatever Rasa does for a text that it cannot read."""
        self.deserialise_tracker(sender_id, dumped)
        self.store[sender_id] = dumped

    async def save(self, tracker: DialogueStateTracker) -> None:
        events = [_without_noise(event.as_dict()) for event in _kept(tracker)]
        self.store[tracker.sender_id] = json.dumps({"name": tracker.sender_id, "events": events})


def _kept(tracker: DialogueStateTracker) -> list[Event]:
    events = list(tracker.events)
    said = [at for at, event in enumerate(events) if isinstance(event, UserUttered)][-KEPT_MESSAGES:]
    known = [SlotSet(name, value) for name, value in tracker.current_slot_values().items() if value is not None]
    recent = [event for event in events[said[0] :] if isinstance(event, _LOOKED_AT)] if said else []
    return [ActionExecuted(ACTION_LISTEN_NAME), *known, *recent]


def _without_noise(event: dict[str, Any]) -> dict[str, Any]:
    kept = {key: value for key, value in event.items() if key != "metadata" and value is not None}
    if "parse_data" in kept:
        kept["parse_data"] = {key: value for key, value in kept["parse_data"].items() if key in _OF_A_MESSAGE}
    return kept
