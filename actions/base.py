"""What every action of ours shares: the question as plain data, and a kind word when the answer fails."""

import logging
from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Any, Dict, Iterable, List, Mapping, Optional, Tuple

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.reply import Reply

FALLBACK = "nlu_fallback"

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Question:
    """The latest message as an action needs it: what it is about, its written form and its facts."""

    intent: str
    maalform: str
    entities: Tuple[Tuple[str, Any], ...]
    text: str = ""
    ranking: Tuple[Tuple[str, float], ...] = ()
    """Intents with confidences, the likeliest first, as the classifier gave them."""
    turns_unclear: int = 0
    """How many messages in a row, this one included, were not understood."""
    told_before: Mapping[str, Any] = field(default_factory=dict)
    """What earlier messages of the conversation told, by slot; the latest message's facts are in it too."""

    @classmethod
    def from_tracker(cls, tracker: Tracker) -> "Question":
        message = tracker.latest_message or {}
        return cls(
            intent=(message.get("intent") or {}).get("name") or "",
            maalform=tracker.get_slot("maalform") or "nb",
            entities=tuple((found["entity"], found["value"]) for found in message.get("entities") or ()),
            text=message.get("text") or "",
            ranking=tuple((item["name"], item["confidence"]) for item in message.get("intent_ranking") or ()),
            turns_unclear=_turns_unclear(tracker.events),
            told_before=dict(tracker.slots),
        )

    def values(self, entity: str) -> List[Any]:
        return [value for name, value in self.entities if name == entity]

    def told(self, entity: str) -> Optional[Any]:
        """The fact in this message, or else as told earlier in the conversation."""
        found = self.first(entity)
        return self.told_before.get(entity) if found is None else found

    def first(self, entity: str) -> Optional[Any]:
        return next(iter(self.values(entity)), None)


def _turns_unclear(events: Iterable[Mapping[str, Any]]) -> int:
    asked = [event["parse_data"]["intent"].get("name") for event in events if event.get("event") == "user"]
    return len(list(takewhile(lambda intent: intent == FALLBACK, reversed(asked))))


class BpaAction(Action, ABC):
    """An action whose subclass says what to answer; whatever goes wrong, the citizen gets a reply with a way on."""

    @abstractmethod
    def name(self) -> str: ...

    @abstractmethod
    def answer(self, question: Question) -> Iterable[Reply]:
        """The replies, in order."""

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]
    ) -> List[Dict[str, Any]]:
        try:
            replies = list(self.answer(Question.from_tracker(tracker)))
        except Exception as error:  # the one place that may: silence is the worst answer
            # The type only: a message or a traceback may hold what the citizen told.
            logger.error("%s failed: %s", self.name(), type(error).__name__)
            replies = [Reply("utter_felles_feil")]
        for reply in replies:
            reply.send(dispatcher)
        return []
