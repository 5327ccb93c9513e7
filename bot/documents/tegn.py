"""What people type, made safe to show: nothing invisible that turns text around, nothing that a font cannot draw.

The JSON keeps every character as it was typed.
"""

import unicodedata
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

SKRIFT = Path(__file__).with_name("skrift")
HOVEDSKRIFT = "AtkinsonHyperlegibleNext-Regular.ttf"
# They turn the reading direction, so that a text could show something else than it says.
_RETNING = {*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C}
_LINJESKIFT = {"\r\n": "\n", "\r": "\n", "\u2028": "\n", "\u2029": "\n", "\x0b": "\n", "\x0c": "\n", "\t": " "}
_VARIANTER = {*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)}  # ask for another look of the sign before
KODE = "[U+"
_ERSTATNING = "\ufffd"
_LANGT_ORD, _DELEPUNKT = 30, "\u200b"  # a zero-width space: a line may break there


def i_alle_tekster(verdi: Any, gjor: Callable[[str], str]) -> Any:
    """The same lists and dicts, every text in them changed by `gjor`."""
    if isinstance(verdi, str):
        return gjor(verdi)
    if isinstance(verdi, dict):
        return {nokkel: i_alle_tekster(under, gjor) for nokkel, under in verdi.items()}
    if isinstance(verdi, list | tuple):
        return [i_alle_tekster(under, gjor) for under in verdi]
    return verdi


def synlig(tekst: str) -> str:
    """Without control signs and signs that turn the direction; line breaks of any kind are one."""
    for fra, til in _LINJESKIFT.items():
        tekst = tekst.replace(fra, til)
    return "".join(_synlig(tegn) for tegn in unicodedata.normalize("NFC", tekst))


def _synlig(tegn: str) -> str:
    if tegn == "\n":
        return tegn
    slag = unicodedata.category(tegn)
    if slag == "Cc" or ord(tegn) in _RETNING:
        return ""
    return _ERSTATNING if slag == "Cs" else tegn


def trykkbar(tekst: str, bare_hovedskrift: bool = False) -> str:
    """For the PDF: a sign that no font of ours has stands as its code, [U+6F22]; very long words may be broken.

    With `bare_hovedskrift` only what the main font can draw sign by sign is kept, which always prints.
    """
    tegnene = "".join(_trykkbar(tegn, bare_hovedskrift) for tegn in tekst)
    return "\n".join(" ".join(_delbart(bit) for bit in linje.split(" ")) for linje in tegnene.split("\n"))


def _trykkbar(tegn: str, bare_hovedskrift: bool) -> str:
    if tegn == "\n" or ord(tegn) in _dekket(bare_hovedskrift):
        return tegn
    if unicodedata.category(tegn) == "Cf" or ord(tegn) in _VARIANTER:
        return ""
    if unicodedata.category(tegn) == "Zs":
        return " "
    return f"{KODE}{ord(tegn):04X}]"


def _delbart(ord_: str) -> str:
    if len(ord_) <= _LANGT_ORD:
        return ord_
    return _DELEPUNKT.join(ord_[fra : fra + _LANGT_ORD] for fra in range(0, len(ord_), _LANGT_ORD))


@lru_cache(maxsize=2)
def _dekket(bare_hovedskrift: bool) -> frozenset[int]:
    """The code points that the fonts in `skrift/` can draw."""
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

    filer = [SKRIFT / HOVEDSKRIFT] if bare_hovedskrift else SKRIFT.glob("*.ttf")
    punkter = {punkt for fil in filer for punkt in TTFont(fil, lazy=True).getBestCmap()}
    if bare_hovedskrift:
        punkter = {punkt for punkt in punkter if unicodedata.category(chr(punkt))[0] not in "MC"}
    return frozenset(punkter)
