"""Conversations in progress on disk, so that a killed process loses none: each opened by its own token alone.

One file each, named by a keyed hash of the token's random part, sealed under a key made from that part and the secret. The
token is kept nowhere: who takes the files, and even the secret with them, still opens none. Expiry stands in the clear.
"""

from __future__ import annotations

import hmac
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from .feil import ForStor, IkkeFunnet
from .konvolutt import avled, hemmelig, pakk, pakk_opp
from .mappe import Mappe

MAKS_BYTE = 2_000_000
"""Largest file, in bytes: several times what the longest conversation that the channel allows comes to."""

MAKS_TILSTAND = 8_000_000
"""Largest state before compression, in bytes of JSON."""

RASKEST = 1
"""zlib's level: a conversation is written anew at every message. A quarter of the time for a seventh more bytes."""

_FORMAAL = b"samtale"


class Plass(NamedTuple):
    """Where a conversation lies and what opens it: to be held in memory while it lives, and never written down."""

    navn: str
    nokkel: bytes


class Samtalelager:
    """Safe for threads. Every call waits for the disk: from an event loop, save in a thread."""

    def __init__(self, mappe: Path, hemmelighet: str) -> None:
        """`mappe` is made when something is first saved, for its owner alone.

        Raises ValueError when it exists and others may enter it, and for a secret under 32 characters.
        """
        # A killed process leaves what it has given to the operating system; only a power cut takes that. Waiting for
        # the disk itself at every message would cost more than the message.
        self._mappe = Mappe(mappe, holdbar=False)
        self._hemmelighet = hemmelig(hemmelighet)
        self._navnenokkel = avled(self._hemmelighet, b"samtalenavn")

    def plass(self, tilfeldig: str) -> Plass:
        """The place of the conversation whose token has this random part."""
        navn = hmac.digest(self._navnenokkel, tilfeldig.encode(), "sha256").hex()
        return Plass(navn, avled(self._hemmelighet + tilfeldig.encode(), b"samtaleplass"))

    def lagre(self, plass: Plass, tilstand: dict[str, Any], utloper: datetime) -> None:
        """Keep `tilstand` (JSON-able) instead of what lay there, until `utloper`.

        Raises ForStor above 2 MB, KanIkkeLagre when the disk is full or read-only (what lay there then still does).
        """
        konvolutt = pakk(tilstand, plass.nokkel, _FORMAAL, utloper, nivaa=RASKEST, maks=MAKS_TILSTAND)
        if len(konvolutt) > MAKS_BYTE:
            raise ForStor(grense_kb=MAKS_BYTE // 1000)
        self._mappe.skriv(plass.navn, konvolutt)

    def hent(self, plass: Plass, naa: datetime) -> dict[str, Any]:
        """What lies there. Raises IkkeFunnet, Tuklet, UkjentVersjon, KanIkkeHente, and Utlopt from the second of expiry."""
        # One byte more than any file has that we made: a longer one, cut here, does not open.
        konvolutt = self._mappe.les(plass.navn, MAKS_BYTE + 1)
        if konvolutt is None:
            raise IkkeFunnet()
        return pakk_opp(konvolutt, plass.nokkel, _FORMAAL, naa, maks=MAKS_TILSTAND)

    def slett(self, plass: Plass) -> None:
        """Remove what lies there, if anything does. Raises KanIkkeSlette."""
        self._mappe.slett(plass.navn)

    def rydd(self, naa: datetime, mest: int) -> int:
        """Remove every file that has expired or is damaged, and say how many. Needs no key.

        Of more than `mest` others, those used longest ago go too. Raises KanIkkeSlette when some could not be removed.
        """
        return self._mappe.rydd(naa, mest)
