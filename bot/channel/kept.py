"""Conversations on disk: each saved before its answer is sent, so that a killed process, or a full memory, loses none."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from typing import Any, NamedTuple

from bot import logg
from bot.channel.metrics import Metrics
from bot.channel.sessions import Asked, Button, Session
from bot.channel.settings import ChannelSettings
from bot.channel.transcript import Transcript, Tur, turns
from bot.lagring import Lagringsfeil, Plass, Samtalelager
from bot.lagring.feil import IkkeFunnet, Utlopt


class Dialogue(NamedTuple):
    """What the channel knows of whoever answers: how to take a conversation out, as JSON can hold it, and put it back."""

    dump: Callable[[str], Any]
    restore: Callable[[str, Any], None]


def _clock() -> datetime:
    return datetime.fromtimestamp(time.time(), timezone.utc)


class Kept:
    """The keeper of `Sessions`: the channel's half of a conversation and the dialogue's, in one sealed file."""

    def __init__(
        self,
        store: Samtalelager,
        settings: ChannelSettings,
        dialogue: Dialogue,
        metrics: Metrics,
        now: Callable[[], datetime] = _clock,
    ) -> None:
        self._store = store
        self._idle = timedelta(seconds=settings.idle_seconds)
        self._most = settings.max_saved
        self._dialogue = dialogue
        self._metrics = metrics
        self._now = now
        # What the disk would not let go of: asked for nevertheless it is gone, and each purge tries again.
        self._left: set[Plass] = set()

    def place(self, random_part: str) -> Plass:
        return self._store.plass(random_part)

    async def save(self, session: Session) -> None:
        """Keep the session for its idle time from now.

        When the disk says no, the citizen gets the answer all the same, and the next message tries again.
        """
        state = {"samtale": _as_data(session), "dialog": self._dialogue.dump(session.sender_id)}
        try:
            await asyncio.to_thread(self._store.lagre, _place(session), state, self._now() + self._idle)
            session.saved = True
        except Exception as error:
            self._metrics.not_saved()
            _log("samtale_ikke_lagret", error)

    def restore(self, session: Session) -> bool:
        """Fill the session, and the dialogue, with what lies there; False when nothing does that can be read."""
        place = _place(session)
        if place in self._left:
            return False
        try:
            state = self._store.hent(place, self._now())
            if state["dialog"] is not None:
                self._dialogue.restore(session.sender_id, state["dialog"])
            _fill(session, state["samtale"])
        except (IkkeFunnet, Utlopt):
            return False
        except Exception as error:
            _log("samtale_ikke_hentet", error)
            return False
        session.saved = True
        return True

    def remove(self, session: Session) -> None:
        place = _place(session)
        try:
            self._store.slett(place)
            self._left.discard(place)
        except Lagringsfeil as error:
            self._left.add(place)
            _log("samtale_ikke_slettet", error)

    async def purge(self) -> None:
        """Remove what has expired. What cannot be removed is named in the log, and tried again the next time."""
        try:
            await asyncio.to_thread(self._store.rydd, self._now(), self._most)
            for place in list(self._left):
                await asyncio.to_thread(self._store.slett, place)
                self._left.discard(place)
        except Lagringsfeil as error:
            _log("samtaler_ikke_ryddet", error)


def _place(session: Session) -> Plass:
    assert session.place is not None, "Sessions gives every session of a keeper its place"
    return session.place


def _log(name: str, error: BaseException) -> None:
    logg.failure(name, error.__cause__ or error)


def _as_data(session: Session) -> dict[str, Any]:
    return {
        "maalform": session.maalform,
        "knapper": session.buttons,
        "fritekst": session.free_text,
        "dokumenter": session.documents,
        "svar": session.answers,
        "spurt": session.asked,
        "utskrift": list(session.transcript.lines),
        "forkortet": session.transcript.shortened,
        "turer": None if session.turns is None else list(session.turns),
    }


def _fill(session: Session, data: dict[str, Any]) -> None:
    session.maalform = data["maalform"]
    session.buttons = {button_id: Button(*button) for button_id, button in data["knapper"].items()}
    session.free_text = data["fritekst"]
    session.documents, session.answers = data["dokumenter"], data["svar"]
    session.asked = {answer_id: Asked(*asked) for answer_id, asked in data["spurt"].items()}
    session.transcript = Transcript.of(data["utskrift"], data["forkortet"])
    session.turns = None if data["turer"] is None else turns(Tur(*turn) for turn in data["turer"])
