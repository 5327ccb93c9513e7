"""The sealed envelope that both the downloaded file and the store of codes are made of.

    magic 4 bytes | version 1 | expiry 8 (seconds since 1970) | salt 16 | nonce 12 | AES-256-GCM of zlib of JSON

The first five parts stand in the clear, but are authenticated with the rest: a changed byte anywhere opens nothing.
"""

from __future__ import annotations

import json
import os
import struct
import zlib
from datetime import datetime, timezone
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from .feil import ForStor, Tuklet, UkjentVersjon, Utlopt

MAKS_BYTE = 256_000
"""Largest file that is made or opened, in bytes."""

MAKS_TILSTAND = 1_000_000
"""Largest state before compression, in bytes of JSON."""

TETTEST = 9
"""zlib's level: the smallest file, for what is made once."""

VERSJON = 1
KORTESTE_HEMMELIGHET = 32

_MAGI = b"BPAL"
_SYNLIG = struct.Struct(">4sBQ")
_SALT = 16
_NONCE = 12
HODE = _SYNLIG.size + _SALT + _NONCE


def hemmelig(hemmelighet: str) -> bytes:
    """The secret as key material. Raises ValueError when it has fewer than 32 characters."""
    if len(hemmelighet) < KORTESTE_HEMMELIGHET:
        raise ValueError(f"The secret has {len(hemmelighet)} characters, give at least {KORTESTE_HEMMELIGHET}.")
    return hemmelighet.encode()


def avled(nokkelstoff: bytes, formaal: bytes, salt: bytes | None = None) -> bytes:
    """A key of 256 bits for one purpose. HKDF and no slow hash: the material is random, not a password."""
    return HKDF(algorithm=SHA256(), length=32, salt=salt, info=b"bpa.lagring." + formaal).derive(nokkelstoff)


def sekund(tid: datetime) -> int:
    """The whole second that `tid` lies in, counted from 1970. Raises ValueError for a time without a zone."""
    if tid.tzinfo is None:
        raise ValueError(f"{tid!r} has no time zone.")
    return int(tid.timestamp() // 1)


def tidspunkt(sekunder: int) -> datetime:
    """The inverse of `sekund`, in UTC."""
    return datetime.fromtimestamp(sekunder, timezone.utc)


def pakk(
    tilstand: dict[str, Any],
    nokkelstoff: bytes,
    formaal: bytes,
    utloper: datetime,
    synlig_foran: bytes = b"",
    nivaa: int = TETTEST,
    maks: int = MAKS_TILSTAND,
) -> bytes:
    """An envelope that opens until `utloper`, for who has the same material, purpose and `synlig_foran`.

    `synlig_foran` is text that will stand before the envelope: authenticated with it, not part of it.
    Raises ForStor above `maks` bytes of JSON, TypeError or ValueError for what JSON cannot hold (dates, NaN).
    """
    tekst = json.dumps(tilstand, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    # Half a surrogate pair can be typed; it must neither stop the saving nor come back as something else.
    innhold = tekst.encode("utf-8", "surrogatepass")
    if len(innhold) > maks:
        raise ForStor(grense_kb=maks // 1000)
    salt, nonce = os.urandom(_SALT), os.urandom(_NONCE)
    hode = _SYNLIG.pack(_MAGI, VERSJON, sekund(utloper)) + salt + nonce
    cipher = AESGCM(avled(nokkelstoff, formaal, salt))
    return hode + cipher.encrypt(nonce, zlib.compress(innhold, nivaa), synlig_foran + hode)


def pakk_opp(
    konvolutt: bytes,
    nokkelstoff: bytes,
    formaal: bytes,
    naa: datetime,
    synlig_foran: bytes = b"",
    maks: int = MAKS_TILSTAND,
) -> dict[str, Any]:
    """The state that was packed, the same in every part.

    Raises Tuklet (first, so that nobody learns anything from a forged one), UkjentVersjon, Utlopt (from and including
    the second of expiry).
    """
    hode = konvolutt[:HODE]
    utloper = utloper_sekund(hode)
    if utloper is None:
        raise Tuklet()
    salt, nonce = hode[_SYNLIG.size : -_NONCE], hode[-_NONCE:]
    try:
        pakket = AESGCM(avled(nokkelstoff, formaal, salt)).decrypt(nonce, konvolutt[HODE:], synlig_foran + hode)
    except InvalidTag:
        raise Tuklet() from None
    if hode[4] != VERSJON:
        raise UkjentVersjon(versjon=hode[4])
    if sekund(naa) >= utloper:
        raise Utlopt(utloper=tidspunkt(utloper))
    innhold = zlib.decompressobj().decompress(pakket, maks)
    tilstand: dict[str, Any] = json.loads(innhold.decode("utf-8", "surrogatepass"))
    return tilstand


def utloper_sekund(hode: bytes) -> int | None:
    """The expiry that an envelope's first bytes state, read without a key; None when they are no envelope's."""
    if len(hode) < HODE:
        return None
    magi, _, utloper = _SYNLIG.unpack_from(hode)
    return int(utloper) if magi == _MAGI else None
