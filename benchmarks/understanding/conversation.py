"""Messages that one reading does not settle: several questions at once, follow-ups that lean on what was said, false premises."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks.understanding.figures import Interval, proportion
from benchmarks.understanding.messages import covered_by, false_premises, follow_ups, several_questions
from benchmarks.understanding.readings import served


@dataclass(frozen=True)
class Exchange:
    """What was written, the topics asked about (or the words that set it right), and those that were answered."""

    text: str
    asked: tuple[str, ...]
    answered: tuple[str, ...]

    @property
    def unanswered(self) -> list[str]:
        """The topics asked about that no reply holds the answer of."""
        return [intent for intent in self.asked if {intent, *covered_by(intent)}.isdisjoint(self.answered)]

    @property
    def right(self) -> bool:
        return not self.unanswered


def several() -> list[Exchange]:
    """Each message of several questions, taken apart and read as the server does it. Raises ModelMissing."""
    from bot.engine.questions import questions

    run, agent = served()

    async def answered(text: str) -> tuple[str, ...]:
        parts = await questions(text, agent.parse_message)
        return tuple([(await agent.parse_message(part))["intent"]["name"] for part in parts])

    return [Exchange(m["tekst"], tuple(m["intents"]), run(answered(m["tekst"]))) for m in several_questions()]


def continued() -> list[Exchange]:
    """Each follow-up, after its first message in a conversation of its own. Raises ModelMissing."""
    from bot.engine import agent as engine

    run, agent = served()

    async def answered(number: int, message: dict[str, Any]) -> tuple[str, ...]:
        sender = f"oppfolging-{number}"
        for text in (message["forst"], message["sa"]):
            await engine.talk(agent, text, sender)
        return ((await engine.understood(agent, sender))["intent"]["name"],)

    return [
        Exchange(f"{m['forst']} → {m['sa']}", (m["intent"],), run(answered(number, m)))
        for number, m in enumerate(follow_ups())
    ]


def corrected() -> list[Exchange]:
    """Each message that takes something false for granted, with the words of the reply that set it right."""
    from bot.engine import agent as engine

    run, agent = served()

    def reply(number: int, text: str) -> str:
        return " ".join(message["text"] for message in run(engine.talk(agent, text, f"premiss-{number}")))

    found = []
    for number, message in enumerate(false_premises()):
        said = reply(number, message["tekst"])
        right = tuple(words for words in message["rett"] if re.search(words, said, re.IGNORECASE))
        found.append(Exchange(message["tekst"], tuple(message["rett"]), right))
    return found


def conversations() -> dict[str, list[Exchange]]:
    """All of them by the name of the figure that CI holds. Raises ModelMissing."""
    return {"several_questions": several(), "follow_ups": continued(), "false_premises": corrected()}


def answered_share(exchanges: Sequence[Exchange]) -> Interval:
    return proportion(exchange.right for exchange in exchanges)


def conversation_summary() -> dict[str, float]:
    """The figures that CI holds. Raises ModelMissing."""
    return {name: answered_share(exchanges)[0] for name, exchanges in conversations().items()}
