"""What a citizen typed, made safe to read: no control characters, no bidi tricks, never a Rasa payload."""

from __future__ import annotations

import re
import unicodedata

from bot.channel.errors import BadField, EmptyText, TooLong

# Control, format (zero width, bidi), surrogate, private use, and the enclosing keycaps of emoji digits.
_DROPPED_CATEGORIES = {"Cc", "Cf", "Cs", "Co", "Me"}
# Without ink, yet of no category above: they could split a number that must be masked.
_DROPPED_MARKS = {
    *"\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u3164\uffa0",
    *map(chr, range(0xFE00, 0xFE10)),
}
_BLANKS = {"\t", "\u2800"}
_MOST_MARKS = 3
"""Accents on one letter; no script that we read needs more, and none belongs on a digit."""
_NEWLINES = re.compile(r"\r\n|[\r\n\v\f\x85\u2028\u2029]")
# "/" and every character that a reader, or a later normalisation, could take for it.
_LEADING_COMMAND = re.compile(r"^[\s/\\\u2044\u2215\u29f8\u2571\uff0f\uff3c]+")
# What the dialogue gets when nothing but slashes was typed: harmless, and understood by no topic.
UNINTELLIGIBLE = "?"


def clean(text: str) -> str:
    """The text without invisible characters; digits of every script as 0-9, spaces of every kind as one space."""
    lines = _NEWLINES.sub("\n", unicodedata.normalize("NFC", text)).split("\n")
    joined = "\n".join(" ".join(_visible(line).split()) for line in lines)
    return re.sub(r"\n{3,}", "\n\n", joined).strip()


def _visible(line: str) -> str:
    kept: list[str] = []
    marks = 0
    for char in line:
        category = unicodedata.category(char)
        marks = marks + 1 if category == "Mn" else 0
        if char in _BLANKS or category == "Zs":
            kept.append(" ")
        elif category == "Nd":
            kept.append(str(unicodedata.decimal(char)))
        elif category in _DROPPED_CATEGORIES or char in _DROPPED_MARKS:
            marks = 0
        elif not marks or (marks <= _MOST_MARKS and kept and not kept[-1].isdigit()):
            kept.append(char)
    return "".join(kept)


def read_text(value: object, too_long: TooLong) -> str:
    """The cleaned text of a JSON field.

    Raises BadField when it is no string, EmptyText when nothing visible is left, `too_long` above its limit.
    """
    if not isinstance(value, str):
        raise BadField()
    text = clean(value)
    if not text:
        raise EmptyText()
    if len(text) > too_long.grense:
        raise too_long
    return text


def without_command(text: str) -> str:
    """The text without leading slashes: Rasa takes "/intent{...}" for an order, and a citizen gives none."""
    return _LEADING_COMMAND.sub("", text).strip() or UNINTELLIGIBLE
