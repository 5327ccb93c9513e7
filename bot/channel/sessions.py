"""Conversations in progress: who may continue one, which buttons it offers, which written form it speaks."""

from __future__ import annotations

import asyncio
import hashlib
import re
import secrets
import time
from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Protocol

from itsdangerous import BadSignature, Signer

from bot.channel.errors import UnknownConversation
from bot.channel.settings import ChannelSettings
from bot.channel.transcript import Transcript, Tur
from bot.lagring import Plass

_RANDOM_BYTES = 32
_SHORTEST_SECRET = 32
MOST_ANSWERS = 5
"""Answers that a conversation can give a second time."""
_BEARER = re.compile(r"bearer +([A-Za-z0-9_.-]{1,200})", re.IGNORECASE)


class Button(NamedTuple):
    """What a button stands for, and what it says."""

    payload: str
    title: str


class Asked(NamedTuple):
    """An answer that the citizen is asked about: what it was about, and whether the citizen's word has been counted."""

    topic: str
    counted: bool = False


@dataclass
class Session:
    """One conversation.

    `buttons` holds those offered in the latest turn by id; `free_text` says that the latest question asks for an
    account in the citizen's own words; `documents` holds the data sets of its documents by id, `answers` the latest
    answers by the id of their message; `asked` the answers that the citizen is asked about;
    `turns` is what the page without scripts shows, None in a conversation of the other page's; `address` is a hash, ""
    when unknown; `place` is where it is kept on disk, `saved` says that it lies there as it is now; `ended` says that
    nobody continues it here.
    """

    sender_id: str
    maalform: str
    last_seen: float
    address: str = ""
    ended: bool = False
    place: Plass | None = None
    saved: bool = False
    buttons: dict[str, Button] = field(default_factory=dict)
    free_text: bool = False
    documents: dict[str, dict[str, Any]] = field(default_factory=dict)
    answers: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    asked: dict[str, Asked] = field(default_factory=dict)
    transcript: Transcript = field(default_factory=Transcript)
    turns: deque[Tur] | None = None
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)

    def turn(self, said: str | None, answer: list[dict[str, Any]], message_id: str = "") -> None:
        """Remember what the citizen said (None: nothing) and the messages that answered it, under the message's id."""
        self.saved = False
        self.transcript.turn(said, answer)
        if self.turns is not None:
            self.turns.append(Tur(said or "", answer))
        if message_id:
            self.keep_answer(message_id, answer)

    def keep_answer(self, message_id: str, answer: list[dict[str, Any]]) -> None:
        """Keep the answer for a browser that did not get it; the oldest of MOST_ANSWERS makes room."""
        self.answers[message_id] = answer
        for oldest in list(self.answers)[:-MOST_ANSWERS]:
            del self.answers[oldest]


class Keeper(Protocol):
    """Keeps conversations outside the memory of this process."""

    def place(self, random_part: str) -> Plass: ...

    async def save(self, session: Session) -> None:
        """Keep the session as it is now. Never raises."""

    def restore(self, session: Session) -> bool:
        """Fill a new session with what lies at its place; False when nothing does."""

    def remove(self, session: Session) -> None:
        """Nothing lies at its place any more. Never raises."""


class Sessions:
    """The conversations of one process, each found by its signed token alone: in memory, and on disk with a `keeper`.

    Rasa's sender_id is a hash of the token's random part, and the token itself is not kept:
    neither the tracker, the log, this registry nor the disk can give anyone a conversation back.
    """

    def __init__(
        self,
        settings: ChannelSettings,
        secret: str,
        on_end: Callable[[str], None] = lambda sender_id: None,
        on_leave: Callable[[str], None] = lambda sender_id: None,
        keeper: Keeper | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        if len(secret) < _SHORTEST_SECRET:
            raise ValueError(f"BPA_HEMMELIGHET has {len(secret)} characters, give at least {_SHORTEST_SECRET}.")
        self._signer = Signer(secret, salt="bpa.samtale", digest_method=hashlib.sha256)
        self._settings = settings
        self._clock = clock
        self._on_end = on_end
        self._on_leave = on_leave
        self._keeper = keeper
        # Oldest activity first, so that expiry looks at the front only.
        self._sessions: OrderedDict[str, Session] = OrderedDict()

    def __len__(self) -> int:
        self.forget_idle()
        return len(self._sessions)

    def create(self, maalform: str, address: str = "") -> tuple[str, Session]:
        """A new token (256 random bits, signed) and its session.

        An address that holds as many as one may loses the one of its own that has been idle longest.
        """
        self.forget_idle()
        own = [session for session in self._sessions.values() if address and session.address == address]
        if len(own) >= self._settings.max_sessions_per_address:
            self.forget(own[0])
        random_part = secrets.token_urlsafe(_RANDOM_BYTES)
        session = self._new(random_part, maalform, address)
        self._admit(session)
        return self._signer.sign(random_part).decode("ascii"), session

    def find(self, authorization: str | None) -> Session:
        """The session of an `Authorization: Bearer <token>` header, its idle time begun anew.

        Raises UnknownConversation when the token is missing, forged or expired.
        """
        bearer = _BEARER.fullmatch(authorization or "")
        if bearer is None:
            raise UnknownConversation()
        try:
            random_part = self._signer.unsign(bearer[1]).decode("ascii")
        except BadSignature:
            raise UnknownConversation() from None
        self.forget_idle()
        session = self._sessions.get(_sender_id(random_part)) or self._restored(random_part)
        session.last_seen = self._clock()
        self._sessions.move_to_end(session.sender_id)
        return session

    def forget(self, session: Session) -> None:
        """End the session now; whoever keeps more about it (`on_end`) forgets that too.

        Called again for one that has ended, it removes what an answer under way has written since.
        """
        self._sessions.pop(session.sender_id, None)
        session.ended = True
        session.buttons, session.documents, session.answers, session.transcript = {}, {}, {}, Transcript()
        session.turns = None
        self._on_end(session.sender_id)
        if self._keeper:
            self._keeper.remove(session)

    async def save(self, session: Session) -> None:
        """Let the conversation survive this process, where anything does. Never raises."""
        if self._keeper:
            await self._keeper.save(session)
            if session.ended:
                self._keeper.remove(session)

    def forget_idle(self) -> None:
        """End every session that has been idle for too long."""
        oldest_allowed = self._clock() - self._settings.idle_seconds
        while self._sessions and (oldest := next(iter(self._sessions.values()))).last_seen < oldest_allowed:
            self.forget(oldest)

    def _new(self, random_part: str, maalform: str = "", address: str = "") -> Session:
        place = self._keeper.place(random_part) if self._keeper else None
        return Session(_sender_id(random_part), maalform, self._clock(), address, place=place)

    def _restored(self, random_part: str) -> Session:
        # Read here and now, a few ms once after a restart: meanwhile no second request can make a second session of it.
        session = self._new(random_part)
        if self._keeper is None or not self._keeper.restore(session):
            raise UnknownConversation()
        self._admit(session)
        return session

    def _admit(self, session: Session) -> None:
        """Take the session into memory; where there is no room, the one idle longest that says nothing now leaves it."""
        if len(self._sessions) >= self._settings.max_sessions:
            idle = next((other for other in self._sessions.values() if not other.lock.locked()), None)
            if idle is not None and idle.saved:
                del self._sessions[idle.sender_id]
                idle.ended = True
                self._on_leave(idle.sender_id)
            elif idle is not None:
                self.forget(idle)
        self._sessions[session.sender_id] = session


def _sender_id(random_part: str) -> str:
    return hashlib.sha256(f"bpa.samtale:{random_part}".encode("ascii")).hexdigest()
