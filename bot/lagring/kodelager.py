"""The installation's store of saved conversations, each found and opened by its code alone.

One file each, named by a keyed hash of the code, sealed under a key made from the code and the secret. The code itself
is kept nowhere: who takes the files, and even the secret with them, still opens none. Expiry stands in the clear.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from .feil import ForStor, IkkeFunnet, Lagringsfeil
from .kode import les_kode, ny_kode
from .konvolutt import MAKS_BYTE, avled, hemmelig, pakk, pakk_opp, sekund, tidspunkt
from .mappe import Mappe
from .struping import Struping

_FORMAAL = b"kode"


class Kodelager:
    """Safe for threads and for several processes on one folder; wrong guesses are counted for each process.

    Every call waits for the disk: from an event loop, run it in a thread.
    """

    def __init__(self, mappe: Path, hemmelighet: str, levetid: timedelta, struping: Struping | None = None) -> None:
        """`mappe` is made when something is first saved, for its owner alone.

        Raises ValueError when it exists and others may enter it, and for a secret under 32 characters.
        """
        self._mappe = Mappe(mappe, holdbar=True)
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
        self._mappe.skriv(self._navn(tegn), konvolutt)
        return kode, utloper

    def hent(self, kode: str, naa: datetime, kaller: str = "") -> dict[str, Any]:
        """What was saved under `kode`; it stays saved.

        `kaller` is who asks (an address, a session): whoever guesses wrong too often is refused for a while.
        Raises FeilKode (mistyped, not counted), ForMangeForsok, IkkeFunnet, Tuklet, UkjentVersjon, KanIkkeHente, and
        Utlopt from and including the second of expiry.
        """
        tegn = les_kode(kode)
        with self._ett_forsok(kaller, naa):
            # One byte more than any file has that we made: a longer one, cut here, does not open.
            konvolutt = self._mappe.les(self._navn(tegn), MAKS_BYTE + 1)
            if konvolutt is None:
                raise IkkeFunnet()
        return pakk_opp(konvolutt, self._nokkelstoff(tegn), _FORMAAL, naa)

    def slett(self, kode: str, naa: datetime, kaller: str = "") -> None:
        """Remove what is saved under `kode`, expired or not. Wrong guesses count as in `hent`.

        Raises FeilKode, ForMangeForsok, IkkeFunnet, KanIkkeSlette.
        """
        navn = self._navn(les_kode(kode))
        with self._ett_forsok(kaller, naa):
            if not self._mappe.slett(navn):
                raise IkkeFunnet()

    def rydd(self, naa: datetime) -> int:
        """Remove every file that has expired, is half written or is damaged, and say how many. Needs no key.

        Raises KanIkkeSlette when some could not be removed, after the others have been.
        """
        return self._mappe.rydd(naa)

    @contextmanager
    def _ett_forsok(self, kaller: str, naa: datetime) -> Iterator[None]:
        """One try with a code. Counted when nothing is kept under it, and not when the disk fails."""
        # Taken first and given back: many guesses at the same moment must not all see the last free try.
        self._struping.bruk(kaller, naa)
        try:
            yield
        except IkkeFunnet:
            raise
        except Lagringsfeil:
            self._struping.gi_tilbake(kaller)
            raise
        self._struping.gi_tilbake(kaller)

    def _nokkelstoff(self, tegn: str) -> bytes:
        return self._hemmelighet + tegn.encode()

    def _navn(self, tegn: str) -> str:
        return hmac.digest(self._navnenokkel, tegn.encode(), "sha256").hex()
