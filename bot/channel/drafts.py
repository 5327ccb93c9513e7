"""Save and resume: the guided flows' state as a file for the citizen, or under a code in this installation's store."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from dateutil import tz

from bot import logg
from bot.channel.errors import BadField, DraftRefused, EmptyText
from bot.lagring import Kodelager, Lagringsfeil, Struping, aapne, forsegle
from bot.lagring import feil as lagringsfeil
from bot.lagring.konvolutt import MAKS_BYTE

State = dict[str, Any]

LARGEST_BODY = 300_000
"""Bytes in a request that brings a file of at most 256 kB, which JSON writes a little longer."""

STATUS: dict[type[Lagringsfeil], int] = {
    lagringsfeil.Tuklet: 400,
    lagringsfeil.FeilKode: 400,
    lagringsfeil.IkkeFunnet: 404,
    lagringsfeil.UkjentVersjon: 409,
    lagringsfeil.Utlopt: 410,
    lagringsfeil.ForStor: 413,
    lagringsfeil.ForMangeForsok: 429,
    lagringsfeil.KanIkkeHente: 503,
    lagringsfeil.KanIkkeSlette: 503,
    lagringsfeil.KanIkkeLagre: 507,
}
"""What a citizen may be refused, and its HTTP status; the words stand in meldinger.yml under the error's own key."""

RIGHT_LENGTH = "lagring_feil_kode_tegn"
"""The key of the words for a mistyped code that has as many symbols as it should."""


def _clock() -> datetime:
    # Time as it passes: a draft expires also where BPA_DATO holds the answers to another day.
    return datetime.fromtimestamp(time.time(), tz.gettz("Europe/Oslo"))


@dataclass(frozen=True)
class SavedFile:
    name: str
    body: bytes
    until: datetime


class Drafts:
    """Drafts that open until `days` days after they were saved. Every refusal is a DraftRefused.

    Raises ValueError for a secret that is too short, and for a folder that others may enter.
    """

    def __init__(self, folder: Path, secret: str, days: float, now: Callable[[], datetime] = _clock) -> None:
        self._secret = secret
        self._valid = timedelta(days=days)
        self._now = now
        self._store = Kodelager(folder, secret, self._valid)
        # Saving is limited as guessing is: nobody fills the disk.
        self._saving = Struping()

    async def as_file(self, state: State, caller: str) -> SavedFile:
        """The state as a file that opens on every server with the same secret; nothing is kept of it here."""
        now = self._now()
        with _refusing():
            self._saving.bruk(caller, now)
            body = await asyncio.to_thread(forsegle, state, self._secret, now, self._valid)
        return SavedFile(f"bpa-kladd-{now.date().isoformat()}.txt", body, now + self._valid)

    async def as_code(self, state: State, caller: str) -> tuple[str, datetime]:
        """A code for the state, which is kept here until the time given with it."""
        now = self._now()
        with _refusing():
            self._saving.bruk(caller, now)
            return await asyncio.to_thread(self._store.lagre, state, now)

    async def wanted(self, body: State, caller: str) -> State:
        """What the file or the code in a request's body stands for. Raises BadField, EmptyText as well."""
        (kind, value), *further = body.items() or [("", None)]
        if further or kind not in ("fil", "kode") or not isinstance(value, str):
            raise BadField()
        if not value.strip():
            raise EmptyText()
        return await (self.from_file(value) if kind == "fil" else self.from_code(value, caller))

    async def from_file(self, text: str) -> State:
        """What the file's text holds."""
        with _refusing():
            return await asyncio.to_thread(aapne, text.encode(errors="replace"), self._secret, self._now())

    async def from_code(self, code: str, caller: str) -> State:
        """What is kept under the code, however it was written; it stays there."""
        with _refusing():
            return await asyncio.to_thread(self._store.hent, code, self._now(), caller)

    async def delete(self, body: State, caller: str) -> None:
        """Remove what is kept under the code in a request's body. Raises BadField, EmptyText as well."""
        code = body.get("kode")
        if len(body) != 1 or not isinstance(code, str):
            raise BadField()
        if not code.strip():
            raise EmptyText()
        with _refusing():
            await asyncio.to_thread(self._store.slett, code, self._now(), caller)

    async def purge(self) -> None:
        """Remove what has expired. What cannot be removed is named in the log, and tried again the next time."""
        try:
            await asyncio.to_thread(self._store.rydd, self._now())
        except Lagringsfeil as error:
            logg.failure("kladder_ikke_ryddet", error.__cause__ or error)


def too_large() -> DraftRefused:
    """The refusal of a request that cannot hold a file from here."""
    return DraftRefused(lagringsfeil.ForStor.kode, STATUS[lagringsfeil.ForStor], grense_kb=MAKS_BYTE // 1000)


@contextmanager
def _refusing() -> Iterator[None]:
    try:
        yield
    except Lagringsfeil as error:
        code = error.kode
        if isinstance(error, lagringsfeil.FeilKode) and error.verdier["antall"] == error.verdier["skal"]:
            code = RIGHT_LENGTH
        raise DraftRefused(code, STATUS[type(error)], **error.verdier) from None
