"""What every action of ours shares: the question as plain data, and a kind word when the answer fails."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.reply import Reply
from bot import logg

FALLBACK = "nlu_fallback"
NOT_HELPED = (FALLBACK, "felles_utenfor")


@dataclass(frozen=True)
class Question:
    """The latest message as an action needs it: what it is about, its written form and its facts."""

    intent: str
    maalform: str
    entities: tuple[tuple[str, Any], ...]
    text: str = ""
    ranking: tuple[tuple[str, float], ...] = ()
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
            maalform=_written(tracker.get_slot("maalform")),
            entities=tuple((found["entity"], found["value"]) for found in message.get("entities") or ()),
            text=message.get("text") or "",
            ranking=tuple((item["name"], item["confidence"]) for item in message.get("intent_ranking") or ()),
            turns_unclear=_turns_unclear(tracker.events),
            told_before=dict(tracker.slots),
        )

    def values(self, entity: str) -> list[Any]:
        return [value for name, value in self.entities if name == entity]

    def told(self, entity: str) -> Any | None:
        """The fact in this message, or else as told earlier in the conversation."""
        found = self.first(entity)
        return self.told_before.get(entity) if found is None else found

    def first(self, entity: str) -> Any | None:
        return next(iter(self.values(entity)), None)


def _written(maalform: str | None) -> str:
    """The language replies are written in, for the figures that go into them; Bokmål until one is known."""
    return maalform if maalform in ("nb", "nn", "en") else "nb"


def _turns_unclear(events: Iterable[Mapping[str, Any]]) -> int:
    asked = [event["parse_data"]["intent"].get("name") for event in events if event.get("event") == "user"]
    return len(list(takewhile(lambda intent: intent in NOT_HELPED, reversed(asked))))


class BpaAction(Action, ABC):
    """An action whose subclass says what to answer; whatever goes wrong, the citizen gets a reply with a way on."""

    @abstractmethod
    def name(self) -> str: ...

    @abstractmethod
    def answer(self, question: Question) -> Iterable[Reply]:
        """The replies, in order."""

    def remember(self, question: Question) -> dict[str, Any]:
        """Slots to set for the messages to come; nothing by default."""
        return {}

    def act(self, question: Question) -> tuple[list[Reply], dict[str, Any]]:
        """Both of them; to be overridden where replies and memory come out of one piece of work."""
        return list(self.answer(question)), self.remember(question)

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[dict[str, Any]]:
        try:
            question = Question.from_tracker(tracker)
            replies, remembered = self.act(question)
        except Exception as error:  # the one place that may: silence is the worst answer
            logg.failure("handling_feilet", error, handling=self.name())
            replies, remembered = [Reply("utter_felles_feil")], {}
        for reply in replies:
            reply.send(dispatcher)
        return [SlotSet(name, value) for name, value in remembered.items()]
