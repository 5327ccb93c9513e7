"""The installation's store of saved conversations, each found and opened by its code alone.

One file each, named by a keyed hash of the code, sealed under a key made from the code and the secret. The code itself
is kept nowhere: who takes the files, and even the secret with them, still opens none. Expiry stands in the clear.
"""

from __future__ import annotations

import fcntl
import hmac
import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from .feil import ForStor, IkkeFunnet, KanIkkeHente, KanIkkeLagre, KanIkkeSlette, Lagringsfeil
from .kode import les_kode, ny_kode
from .konvolutt import HODE, MAKS_BYTE, avled, hemmelig, pakk, pakk_opp, sekund, tidspunkt, utloper_sekund
from .struping import Struping

_FORMAAL = b"kode"
_NAVN = re.compile(r"[0-9a-f]{64}")
_UFERDIG = ".ny-"


class Kodelager:
    """Safe for threads and for several processes on one folder; wrong guesses are counted for each process.

    Every call waits for the disk: from an event loop, run it in a thread.
    """

    def __init__(self, mappe: Path, hemmelighet: str, levetid: timedelta, struping: Struping | None = None) -> None:
        """`mappe` is made when something is first saved, for its owner alone.

        Raises ValueError when it exists and others may enter it, and for a secret under 32 characters.
        """
        if mappe.is_dir() and mappe.stat().st_mode & 0o077:
            raise ValueError(f"{mappe} has mode {mappe.stat().st_mode & 0o777:o}, make it 700.")
        self._mappe = mappe
        self._hemmelighet = hemmelig(hemmelighet)
        self._navnenokkel = avled(self._hemmelighet, b"filnavn")
        self._levetid = levetid
        self._struping = struping or Struping()

    def lagre(self, tilstand: dict[str, Any], naa: datetime) -> tuple[str, datetime]:
        """A new code for `tilstand` (JSON-able), and when it ceases to open (whole second, UTC).

        Raises ForStor above 256 kB, KanIkkeLagre when the disk is full or read-only (nothing is then left behind).
        """
        kode, utloper = ny_kode(), tidspunkt(sekund(naa + self._levetid))
        tegn = les_kode(kode)
        konvolutt = pakk(tilstand, self._nokkelstoff(tegn), _FORMAAL, utloper)
        if len(konvolutt) > MAKS_BYTE:
            raise ForStor(grense_kb=MAKS_BYTE // 1000)
        try:
            self._mappe.mkdir(mode=0o700, parents=True, exist_ok=True)
            with self._alene() as mappe:
                self._skriv(self._fil(tegn), konvolutt, mappe)
        except OSError as feil:
            raise KanIkkeLagre() from feil
        return kode, utloper

    def hent(self, kode: str, naa: datetime, kaller: str = "") -> dict[str, Any]:
        """What was saved under `kode`; it stays saved.

        `kaller` is who asks (an address, a session): whoever guesses wrong too often is refused for a while.
        Raises FeilKode (mistyped, not counted), ForMangeForsok, IkkeFunnet, Tuklet, UkjentVersjon, KanIkkeHente, and
        Utlopt from and including the second of expiry.
        """
        tegn = les_kode(kode)
        with self._ett_forsok(kaller, naa, KanIkkeHente), self._fil(tegn).open("rb") as fil:
            # One byte more than any file has that we made: a longer one, cut here, does not open.
            konvolutt = fil.read(MAKS_BYTE + 1)
        return pakk_opp(konvolutt, self._nokkelstoff(tegn), _FORMAAL, naa)

    def slett(self, kode: str, naa: datetime, kaller: str = "") -> None:
        """Remove what is saved under `kode`, expired or not. Wrong guesses count as in `hent`.

        Raises FeilKode, ForMangeForsok, IkkeFunnet, KanIkkeSlette.
        """
        fil = self._fil(les_kode(kode))
        with self._ett_forsok(kaller, naa, KanIkkeSlette), self._alene() as mappe:
            fil.unlink()
            os.fsync(mappe)

    def rydd(self, naa: datetime) -> int:
        """Remove every file that has expired, is half written or is damaged, and say how many. Needs no key.

        Raises KanIkkeSlette when some could not be removed, after the others have been.
        """
        fjernet, feil = 0, None
        try:
            with self._alene() as mappe:
                for fil in list(self._mappe.iterdir()):
                    try:
                        if self._skal_bort(fil, sekund(naa)):
                            fil.unlink()
                            fjernet += 1
                    except OSError as denne:
                        feil = denne
                os.fsync(mappe)
        except FileNotFoundError:
            return 0
        except OSError as denne:
            feil = denne
        if feil:
            raise KanIkkeSlette() from feil
        return fjernet

    @contextmanager
    def _ett_forsok(self, kaller: str, naa: datetime, disken: type[Lagringsfeil]) -> Iterator[None]:
        """One try with a code. Counted, and IkkeFunnet, when nothing is kept under it; `disken` when the disk fails."""
        # Taken first and given back: many guesses at the same moment must not all see the last free try.
        self._struping.bruk(kaller, naa)
        try:
            yield
        except FileNotFoundError:
            raise IkkeFunnet() from None
        except OSError as feil:
            self._struping.gi_tilbake(kaller)
            raise disken() from feil
        self._struping.gi_tilbake(kaller)

    def _nokkelstoff(self, tegn: str) -> bytes:
        return self._hemmelighet + tegn.encode()

    def _fil(self, tegn: str) -> Path:
        return self._mappe / hmac.digest(self._navnenokkel, tegn.encode(), "sha256").hex()

    @contextmanager
    def _alene(self) -> Iterator[int]:
        """The folder, opened and locked, so that a half-written file seen here is one that nobody is writing."""
        mappe = os.open(self._mappe, os.O_RDONLY | os.O_DIRECTORY)
        try:
            fcntl.flock(mappe, fcntl.LOCK_EX)
            yield mappe
        finally:
            os.close(mappe)

    def _skriv(self, fil: Path, innhold: bytes, mappe: int) -> None:
        nummer, uferdig = tempfile.mkstemp(prefix=_UFERDIG, dir=self._mappe)
        try:
            with os.fdopen(nummer, "wb") as strom:
                strom.write(innhold)
                strom.flush()
                os.fsync(nummer)
            os.replace(uferdig, fil)
            os.fsync(mappe)
        except OSError:
            for rest in (uferdig, fil):
                with suppress(OSError):
                    os.unlink(rest)
            raise

    @staticmethod
    def _skal_bort(fil: Path, naa: int) -> bool:
        if fil.name.startswith(_UFERDIG):
            return True
        if not _NAVN.fullmatch(fil.name):
            return False
        with fil.open("rb") as strom:
            utloper = utloper_sekund(strom.read(HODE))
        return utloper is None or naa >= utloper
