"""The conversations of this process, in memory: they can be forgotten, and none grows without end."""

from collections.abc import Sequence

from rasa.core.tracker_store import InMemoryTrackerStore
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, Event, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

# Rasa replays a conversation from its first event at every message: some 8 events a message, so 25 and 10 messages.
MOST_EVENTS = 200
KEPT_EVENTS = 80


class ConversationStore(InMemoryTrackerStore):
    """Rasa's in-memory store with what it lacks."""

    def __init__(self) -> None:
        super().__init__(Domain.empty())

    def forget(self, sender_id: str) -> None:
        """Nothing of that conversation is left."""
        self.store.pop(sender_id, None)

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Save it; a long one without its oldest turns, but with every fact it holds."""
        if len(tracker.events) > MOST_EVENTS:
            tracker = DialogueStateTracker.from_events(
                tracker.sender_id, self._shortened(tracker), slots=list(self.domain.slots)
            )
        await super().save(tracker)

    @staticmethod
    def _shortened(tracker: DialogueStateTracker) -> list[Event]:
        recent: Sequence[Event] = list(tracker.events)[-KEPT_EVENTS:]
        begins = next((at for at, event in enumerate(recent) if isinstance(event, UserUttered)), 0)
        known = [SlotSet(name, value) for name, value in tracker.current_slot_values().items() if value is not None]
        return [ActionExecuted(ACTION_LISTEN_NAME), *known, *recent[begins:]]
