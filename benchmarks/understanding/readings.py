"""How a message was read, and what the citizen would get for it."""

import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from actions.avklaring import FellesAvklar
from actions.base import Question
from benchmarks.understanding.messages import CRISIS, FALLBACK, OUT_OF_SCOPE, covered_by, indirect_crisis

Parse = Callable[[str], Awaitable[Any]]
Ranking = tuple[tuple[str, float], ...]
OUTCOMES = ("right", "wrong", "clarifying", "refused")
# With several answers in one turn: what is asked for is there, or else the worst of them counts.
_DECIDES_IN_SCOPE = ("right", "wrong", "clarifying", "refused")
_DECIDES_OUTSIDE = ("wrong", "clarifying", "right", "refused")
MOST_WORDS_OF_KEYWORDS, MOST_WORDS_OF_SHORT = 3, 20


@dataclass(frozen=True)
class Reading:
    """A message of a set and how the model read it."""

    text: str
    expected: tuple[str, ...]
    """The intent asked for, then others that serve as well."""
    form: str
    ranking: Ranking
    """Intents with confidences, the likeliest first."""
    answered: bool = True
    """Whether the assistant was sure enough to answer."""
    covered: tuple[str, ...] = ()
    """Topics whose reply holds the same answer."""

    @property
    def intent(self) -> str:
        return self.ranking[0][0]

    @property
    def confidence(self) -> float:
        return self.ranking[0][1]

    @property
    def asked(self) -> str:
        return self.expected[0]

    @property
    def in_scope(self) -> bool:
        return self.asked != OUT_OF_SCOPE

    @property
    def answers(self) -> tuple[str, ...]:
        """The topics that answer the message."""
        return self.expected + self.covered

    @property
    def likeliest_is_right(self) -> bool:
        return self.intent in self.answers

    @property
    def false_alarm(self) -> bool:
        """Taken for a cry for help that it is not."""
        return self.answered and self.intent == CRISIS and CRISIS not in self.expected

    @property
    def crisis_group(self) -> str:
        """direkte, indirekte, or "" for a message that is no cry for help."""
        if self.asked != CRISIS:
            return ""
        return "indirekte" if self.text in indirect_crisis() else "direkte"

    @property
    def style(self) -> str:
        words = len(self.text.split())
        if words <= MOST_WORDS_OF_KEYWORDS:
            return "noen få ord"
        return "kort" if words <= MOST_WORDS_OF_SHORT else "lang"

    def outcome(self, threshold: float | None = None) -> str:
        """One of OUTCOMES as the assistant stands, or as it would be if confidence alone decided, from `threshold`."""
        if not (self.answered if threshold is None else self.confidence >= threshold):
            return "clarifying"
        if self.likeliest_is_right:
            return "right"
        return "refused" if self.intent == OUT_OF_SCOPE else "wrong"

    def right_by_intent(self) -> bool:
        """Right under the very name that was expected."""
        return self.outcome() == "right" and self.intent in self.expected

    def held(self, threshold: float | None = None) -> bool:
        """Whether the assistant asks again and the right answer is one of the buttons it offers."""
        return self.outcome(threshold) == "clarifying" and not set(self.answers).isdisjoint(offered(self.ranking))


def offered(ranking: Ranking) -> list[str]:
    """The intents behind the buttons of the first message that was not understood, from the action that offers them."""
    question = Question(FALLBACK, maalform="nb", entities=(), ranking=ranking, turns_unclear=1)
    return [choice for reply in FellesAvklar().answer(question) for choice in reply.choices]


@lru_cache(maxsize=1)
def served() -> tuple[Callable[[Any], Any], Any]:
    """What runs the engine's coroutines, and the agent as the server loads it. Raises ModelMissing."""
    from bot.engine import agent as engine

    run = engine.runner()
    return run, run(engine.load())


def read_all(messages: Sequence[dict[str, Any]]) -> list[Reading]:
    """Every message as the trained model in the server reads it. Raises ModelMissing when it is not trained."""
    run, agent = served()
    return [run(read(message, agent.parse_message)) for message in messages]


def reading_times(messages: Sequence[dict[str, Any]]) -> list[float]:
    """Milliseconds that each message takes through the whole pipeline, in a model that is warm."""
    run, agent = served()

    async def milliseconds(text: str) -> float:
        started = time.perf_counter()
        await agent.parse_message(text)
        return (time.perf_counter() - started) * 1000

    return [run(milliseconds(message["tekst"])) for message in messages]


async def read(message: dict[str, Any], parse: Parse) -> Reading:
    """A message as the server reads it: personal data masked, taken apart when it holds several questions."""
    from bot.channel.privacy import mask
    from bot.engine.questions import questions

    parts = await questions(mask(message["tekst"]).text, parse)
    return deciding([_reading(message, await parse(part)) for part in parts])


def deciding(readings: Sequence[Reading]) -> Reading:
    """Of the readings of one message's parts, the one that it is judged by."""
    order = _DECIDES_IN_SCOPE if readings[0].in_scope else _DECIDES_OUTSIDE
    return min(readings, key=lambda reading: order.index(reading.outcome()))


def _reading(message: dict[str, Any], parsed: dict[str, Any]) -> Reading:
    ranking = tuple((item["name"], float(item["confidence"])) for item in parsed["intent_ranking"])
    return Reading(
        text=message["tekst"],
        expected=(message["intent"], *message.get("eller", ())),
        form=message["form"],
        ranking=tuple(item for item in ranking if item[0] != FALLBACK),
        answered=parsed["intent"]["name"] != FALLBACK,
        covered=covered_by(message["intent"]),
    )
