"""Hides personal data in what a citizen typed, before the text reaches dialogue, tracker or log.

Hidden: e-mail addresses, fødselsnummer (D-, H- and synthetic numbers too, right or wrong check digits),
account and card numbers, phone numbers; in digits, however they are grouped.
Kept: kroner, hours, years, dates, ages and ranges of them. Where a group of digits could be either,
the unit after it, the words before it, or the check digits decide.
Not covered: numbers spelled in words, a number spread over several messages, names, street addresses.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from bot.channel.privacy_rules import RULES

PLACEHOLDERS = {
    "epostadresse": "[e-postadresse]",
    "fodselsnummer": "[fødselsnummer]",
    "kontonummer": "[kontonummer]",
    "telefonnummer": "[telefonnummer]",
}
_MINUS = "\u2212"
_DOTS = "\u00b7\u2022\u2024\u2026\u2027\u2219\u22c5\u30fb"


@dataclass(frozen=True)
class Masked:
    """The text with placeholders, and the kinds hidden (keys of PLACEHOLDERS), each once, in a fixed order."""

    text: str
    kinds: tuple[str, ...]


def mask(text: str) -> Masked:
    """`text` (as typed_text.clean leaves it) with every piece of personal data replaced by a placeholder."""
    found = set()
    read = as_read(text)
    for rule in RULES:
        position = 0
        while match := rule.pattern.search(read, position):
            begin, end = match.span("number")
            if not rule.holds(match):
                # The next number may begin inside this one.
                position = begin + 1
                continue
            placeholder = PLACEHOLDERS[rule.kind]
            text, read = (whole[:begin] + placeholder + whole[end:] for whole in (text, read))
            position = begin + len(placeholder)
            found.add(rule.kind)
    return Masked(text, tuple(kind for kind in PLACEHOLDERS if kind in found))


def as_read(text: str) -> str:
    """The text as a reader sees it, character for character: ① and ² as digits, every dash "-", a line break a space."""
    if text.isascii():
        return text.replace("\n", " ")
    return "".join(map(_as_read, text))


@lru_cache(maxsize=4096)
def _as_read(char: str) -> str:
    if (digit := unicodedata.digit(char, None)) is not None:
        return str(digit)
    if char == "\n":
        return " "
    if char == _MINUS or unicodedata.category(char) == "Pd":
        return "-"
    if char in _DOTS:
        return "."
    folded = unicodedata.normalize("NFKC", char)
    return folded if len(folded) == 1 else char
