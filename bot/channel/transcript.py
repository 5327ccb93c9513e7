"""What was said in a conversation, for the one whose conversation it is: masked as the dialogue heard it."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from bot.channel.texts import Texts

MOST_LINES = 400
MOST_CHARACTERS = 60_000
MOST_TURNS = 100
"""Turns that the page without scripts shows; what was said before them goes."""

_BOT, _CITIZEN = "utskrift_bot", "utskrift_du"


class Tur(NamedTuple):
    """One turn as the page without scripts shows it: what the citizen said ("" when the dialogue began), the answers."""

    sagt: str
    meldinger: list[dict[str, Any]]


def turns(told: Iterable[Tur]) -> deque[Tur]:
    """The latest MOST_TURNS of them; to be added to."""
    return deque(told, MOST_TURNS)


@dataclass
class Transcript:
    """The latest lines, at most MOST_LINES and MOST_CHARACTERS; `shortened` when older ones have gone."""

    lines: deque[tuple[str, str]] = field(default_factory=deque)
    shortened: bool = False
    _size: int = 0

    @classmethod
    def of(cls, lines: Iterable[Iterable[str]], shortened: bool) -> Transcript:
        """The transcript that had these lines."""
        kept = deque((who, text) for who, text in lines)
        return cls(kept, shortened, sum(len(text) for _, text in kept))

    def turn(self, said: str | None, answer: list[dict[str, Any]]) -> None:
        """Add what the citizen said (None: nothing), and the messages that answered it."""
        for who, text in [*([(_CITIZEN, said)] if said else []), *((_BOT, message["tekst"]) for message in answer)]:
            self.lines.append((who, text))
            self._size += len(text)
        while len(self.lines) > MOST_LINES or self._size > MOST_CHARACTERS:
            self._size -= len(self.lines.popleft()[1])
            self.shortened = True

    def as_text(self, texts: Texts, maalform: str) -> str:
        """The whole transcript as plain text, in words of the written form."""
        told = [texts.say("utskrift_tittel", maalform)]
        if self.shortened:
            told.append(texts.say("utskrift_forkortet", maalform))
        told += [f"{texts.say(who, maalform)}\n{text}" for who, text in self.lines]
        return "\n\n".join(told) + "\n"
