"""The file that a citizen keeps: one line to read, then the sealed envelope in base64.

    BPA-veilederen: kryptert fil, gyldig til 28.11.2026 kl. 14.03
    QlBBTAEAAAAAaSmf...

It opens on every server with the same secret, and nowhere else. Nothing is kept of it here.
"""

from __future__ import annotations

import base64
import binascii
from datetime import datetime, timedelta
from typing import Any

from dateutil import tz

from .feil import ForStor, Tuklet
from .konvolutt import MAKS_BYTE, hemmelig, pakk, pakk_opp, sekund, tidspunkt

_FORMAAL = b"fil"
_NORSK_TID = tz.gettz("Europe/Oslo")


def forsegle(tilstand: dict[str, Any], hemmelighet: str, naa: datetime, gyldig: timedelta) -> bytes:
    """The file with `tilstand` (JSON-able, keys are texts), which opens until `naa + gyldig`, in ASCII.

    Raises ForStor when it would be above 256 kB; TypeError or ValueError for what JSON cannot hold, for a secret under
    32 characters and for a time without a zone.
    """
    utloper = tidspunkt(sekund(naa + gyldig))
    linje = f"BPA-veilederen: kryptert fil, gyldig til {utloper.astimezone(_NORSK_TID):%d.%m.%Y kl. %H.%M}".encode()
    fil = linje + b"\n" + base64.encodebytes(pakk(tilstand, hemmelig(hemmelighet), _FORMAAL, utloper, linje))
    if len(fil) > MAKS_BYTE:
        raise ForStor(grense_kb=MAKS_BYTE // 1000)
    return fil


def aapne(fil: bytes, hemmelighet: str, naa: datetime) -> dict[str, Any]:
    """What `forsegle` was given.

    Raises ForStor above 256 kB, before any work; Tuklet when a byte differs or the secret is another; UkjentVersjon;
    Utlopt from and including the second of expiry.
    """
    if len(fil) > MAKS_BYTE:
        raise ForStor(grense_kb=MAKS_BYTE // 1000)
    linje, _, resten = fil.partition(b"\n")
    try:
        konvolutt = binascii.a2b_base64(resten)
    except binascii.Error:
        raise Tuklet() from None
    # Base64 has many ways to write the same bytes; only the one we wrote is unchanged.
    if base64.encodebytes(konvolutt) != resten:
        raise Tuklet()
    return pakk_opp(konvolutt, hemmelig(hemmelighet), _FORMAAL, naa, linje)
