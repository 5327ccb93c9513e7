"""A folder of sealed files, for its owner alone: written whole or not at all, purged without a key."""

from __future__ import annotations

import fcntl
import os
import re
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from .feil import KanIkkeHente, KanIkkeLagre, KanIkkeSlette
from .konvolutt import HODE, sekund, utloper_sekund

_NAVN = re.compile(r"[0-9a-f]{64}")
_UFERDIG = ".ny-"
_VENT, _SJEKK = 2.0, 0.01
"""Seconds to wait for the folder when somebody else has it locked, and between two tries."""


class Mappe:
    """Safe for threads and for several processes on one folder. Every call waits for the disk."""

    def __init__(self, mappe: Path, holdbar: bool) -> None:
        """`mappe` is made when something is first written. `holdbar`: a written file must outlive a power cut.

        Raises ValueError when it exists and others may enter it.
        """
        if mappe.is_dir() and mappe.stat().st_mode & 0o077:
            raise ValueError(f"{mappe} has mode {mappe.stat().st_mode & 0o777:o}, make it 700.")
        self._mappe = mappe
        self._holdbar = holdbar
        self._laas = threading.Lock()

    def skriv(self, navn: str, innhold: bytes) -> None:
        """The file `navn` (64 hex digits) holds `innhold`, instead of what it held.

        Raises KanIkkeLagre when the disk is full or read-only. Nothing half is then left behind, and what the file held
        is there still, except where `holdbar` is and the disk fails after the exchange: then the file is gone.
        """
        try:
            self._mappe.mkdir(mode=0o700, parents=True, exist_ok=True)
            with self._alene() as mappe:
                self._bytt(self._mappe / navn, innhold, mappe)
        except OSError as feil:
            raise KanIkkeLagre() from feil

    def les(self, navn: str, mest: int) -> bytes | None:
        """The first `mest` bytes of the file; None when there is none. Raises KanIkkeHente."""
        try:
            with (self._mappe / navn).open("rb") as fil:
                return fil.read(mest)
        except FileNotFoundError:
            return None
        except OSError as feil:
            raise KanIkkeHente() from feil

    def slett(self, navn: str) -> bool:
        """Remove the file, and say whether there was one. Raises KanIkkeSlette."""
        try:
            (self._mappe / navn).unlink()
            with self._aapen() as mappe:
                self._sikre(mappe)
        except FileNotFoundError:
            return False
        except OSError as feil:
            raise KanIkkeSlette() from feil
        return True

    def rydd(self, naa: datetime, mest: int | None = None) -> int:
        """Remove every file that has expired, is half written or is damaged, and say how many. Needs no key.

        Of more than `mest` others, those that expire first go too.
        Raises KanIkkeSlette when some could not be removed, after the others have been.
        """
        fjernet = 0
        feil: OSError | None = None
        try:
            # Read without the lock, so that nobody who saves waits for it; what is to go is then read once more.
            filer = sorted(
                (utloper, fil) for fil in self._mappe.iterdir() if (utloper := self._utloper(fil)) is not None
            )
            for_mange = len(filer) - mest if mest is not None else 0
            skal_bort = [fil for nr, fil in enumerate(filer) if nr < for_mange or fil[0] <= sekund(naa)]
            with self._alene() as mappe:
                for utloper, fil in skal_bort:
                    try:
                        if self._utloper(fil) == utloper:
                            fil.unlink()
                            fjernet += 1
                    except FileNotFoundError:
                        pass  # half written when it was seen, and whole by now
                    except OSError as denne:
                        feil = denne
                self._sikre(mappe)
        except FileNotFoundError:
            return 0
        except OSError as denne:
            feil = denne
        if feil:
            raise KanIkkeSlette() from feil
        return fjernet

    @contextmanager
    def _aapen(self) -> Iterator[int]:
        mappe = os.open(self._mappe, os.O_RDONLY | os.O_DIRECTORY)
        try:
            yield mappe
        finally:
            os.close(mappe)

    @contextmanager
    def _alene(self) -> Iterator[int]:
        """The folder, opened and locked, so that a half-written file seen here is one that nobody is writing.

        Raises BlockingIOError when somebody will not let go of it, so that nobody waits for ever.
        """
        frist = time.monotonic() + _VENT
        if not self._laas.acquire(timeout=_VENT):
            raise BlockingIOError()
        try:
            with self._aapen() as mappe:
                while True:
                    try:
                        fcntl.flock(mappe, fcntl.LOCK_EX | fcntl.LOCK_NB)
                        break
                    except BlockingIOError:
                        if time.monotonic() > frist:
                            raise
                        time.sleep(_SJEKK)
                yield mappe
        finally:
            self._laas.release()

    def _bytt(self, fil: Path, innhold: bytes, mappe: int) -> None:
        nummer, uferdig = tempfile.mkstemp(prefix=_UFERDIG, dir=self._mappe)
        rester = [uferdig]
        try:
            with os.fdopen(nummer, "wb") as strom:
                strom.write(innhold)
                strom.flush()
                self._sikre(nummer)
            os.replace(uferdig, fil)
            rester.append(str(fil))
            self._sikre(mappe)
        except OSError:
            for rest in rester:
                with suppress(OSError):
                    os.unlink(rest)
            raise

    def _sikre(self, nummer: int) -> None:
        if self._holdbar:
            os.fsync(nummer)

    @staticmethod
    def _utloper(fil: Path) -> int | None:
        """When the file expires, 0 when it is half written or damaged, None when it is not ours.

        What cannot be read has expired as far as anybody can tell: removing it is what says why.
        """
        if fil.name.startswith(_UFERDIG):
            return 0
        if not _NAVN.fullmatch(fil.name):
            return None
        try:
            with fil.open("rb") as strom:
                return utloper_sekund(strom.read(HODE)) or 0
        except FileNotFoundError:
            return None
        except OSError:
            return 0
