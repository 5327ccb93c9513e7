"""Simulated citizens over the JSON interface: each plays the told conversations of tests/conversations, in an order of its own."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import httpx
from ruamel.yaml import YAML

from bot.channel.privacy import mask
from bot.channel.texts import MAALFORMER, Texts
from bot.channel.transcript import Transcript
from bot.channel.typed_text import clean
from bot.settings import ROOT

Messages = list[dict[str, Any]]
TOLD = ROOT / "tests" / "conversations" / "samtaler"
# A citizen who has what she came for ends the conversation, or just closes the page.
ENDS = 0.5
_APOLOGIES = ("ikke_svar", "feil_hos_oss")


@dataclass(frozen=True)
class Thinking:
    """Seconds between an answer and the next message."""

    least: float = 1.0
    most: float = 3.0


@dataclass
class Tally:
    """What all of them met: seconds for each answered message, and every error by what it was."""

    seconds: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


@dataclass
class Conversation:
    """One of a citizen's conversations: its token, the opening words, and every turn that was answered."""

    token: str
    opening: Messages
    answered: list[tuple[str, dict[str, str], str, Messages]] = field(default_factory=list)
    """Id, body and words of each message, and its answer."""
    under_way: tuple[dict[str, str], str] | None = None
    """The body and the words of a message that has not been answered."""

    @property
    def latest(self) -> Messages:
        return self.answered[-1][3] if self.answered else self.opening

    def transcripts(self) -> set[str]:
        """How its transcript may read: with the answered turns, in the written form it ended in."""
        kept = Transcript()
        kept.turn(None, self.opening)
        for _, _, said, messages in self.answered:
            kept.turn(said, messages)
        return {kept.as_text(Texts(), maalform) for maalform in MAALFORMER}


class Person:
    """Says one thing at a time until `stop` says so; `current` is the conversation that goes on."""

    def __init__(self, number: int, http: httpx.AsyncClient, tally: Tally, thinking: Thinking | None) -> None:
        self._random = random.Random(number)
        self._http = http
        self._tally = tally
        self._thinking = thinking
        self.current: Conversation | None = None

    async def live(self, stop: Callable[[], bool]) -> None:
        """Conversation after conversation. Ends at once when the server is gone."""
        try:
            # So that twenty people do not open the page in the same moment, over and over.
            await self._think()
            while not stop():
                self.current = await self._begin()
                for body, said in self._turns(self.current):
                    if stop():
                        return
                    await self.send(self.current, body, said)
                    await self._think()
                if self._random.random() < ENDS:
                    ended, self.current = self.current, None
                    await self._http.delete("/api/samtaler", headers=bearer(ended.token))
        except httpx.TransportError as error:
            self._tally.errors.append(type(error).__name__)

    def reconnect(self, http: httpx.AsyncClient, tally: Tally) -> None:
        """Go on over another connection, its times and errors counted there."""
        self._http, self._tally = http, tally

    async def send(self, conversation: Conversation, body: dict[str, str], said: str) -> Messages:
        """One message and its answer."""
        conversation.under_way = body, said
        started = time.perf_counter()
        response = await self._http.post("/api/samtaler/meldinger", json=body, headers=bearer(conversation.token))
        seconds = time.perf_counter() - started
        messages: Messages = response.json().get("meldinger", [])
        if response.status_code != 200 or not messages:
            self._tally.errors.append(f"{response.status_code} {response.json().get('feil', {}).get('kode')}")
            return []
        if any(message["tekst"] in _apologies() for message in messages):
            self._tally.errors.append("an apology")
        self._tally.seconds.append(seconds)
        conversation.under_way = None
        if all(body["id"] != message_id for message_id, *_ in conversation.answered):
            conversation.answered.append((body["id"], body, said, messages))
        return messages

    async def _begin(self) -> Conversation:
        self._told = self._random.choice(_told())
        start = self._told.get("start")
        response = await self._http.post("/api/samtaler", json={"maalform": start} if start else None)
        opened = response.json()
        return Conversation(opened["token"], opened["meldinger"])

    def _turns(self, conversation: Conversation) -> Iterator[tuple[dict[str, str], str]]:
        for turn in self._told["turer"]:
            message_id = f"{self._random.getrandbits(64):x}"
            if "skriv" in turn:
                yield {"tekst": turn["skriv"], "id": message_id}, mask(clean(turn["skriv"])).text
            elif "trykk" in turn:
                offered = [button for message in conversation.latest for button in message["knapper"]]
                # A route that returns a constant offers none.
                for button in [button for button in offered if button["tittel"] == turn["trykk"]][:1]:
                    yield {"knapp": button["id"], "id": message_id}, button["tittel"]

    async def _think(self) -> None:
        if self._thinking:
            await asyncio.sleep(self._random.uniform(self._thinking.least, self._thinking.most))


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


@lru_cache(maxsize=1)
def _told() -> list[dict[str, Any]]:
    yaml = YAML(typ="safe")
    return [told for file in sorted(TOLD.glob("*.yml")) for told in yaml.load(file.read_text(encoding="utf-8"))]


@lru_cache(maxsize=1)
def _apologies() -> set[str]:
    return {Texts().say(key, maalform) for key in _APOLOGIES for maalform in MAALFORMER}
