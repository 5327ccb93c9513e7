"""Words as people type them: folded, with one slip of the keys forgiven in words of some length."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

Ord = tuple[str, ...]

_WORD = re.compile(r"[^\W_]+")
_PLAIN = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "é": "e", "è": "e", "ò": "o", "ô": "o"})
# Shorter words have too many neighbours: «mor» and «mer», «nei» and «ned».
_SLIP_FROM = 5


def ordene(text: str) -> Ord:
    """The words of `text`, folded: small letters, ø as o, å and aa as a. Marks are left out."""
    return tuple(fold(word) for word in _WORD.findall(text))


def fold(word: str) -> str:
    """One word folded; «aa», «å» and «a» are the same here, since many have no å."""
    return word.lower().translate(_PLAIN).replace("aa", "a")


@lru_cache(maxsize=65536)
def nesten(word: str, other: str, slip_from: int = _SLIP_FROM) -> bool:
    """Whether the words are the same but for one letter lost, added, changed or swapped with the next.

    The first letter must be right, as people see that one.
    """
    if word == other:
        return True
    short, long = sorted((word, other), key=len)
    if len(short) < slip_from - 1 or len(long) < slip_from or len(long) - len(short) > 1 or short[0] != long[0]:
        return False
    at = next((at for at, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    if len(short) < len(long):
        return short[at:] == long[at + 1 :]
    swapped = short[:at] + short[at + 1 : at + 2] + short[at : at + 1] + short[at + 2 :]
    return short[at + 1 :] == long[at + 1 :] or swapped == long


def like(words: Sequence[str], phrase: Sequence[str], slip_from: int = _SLIP_FROM) -> bool:
    """Whether the words are the phrase, word by word, slips forgiven."""
    return len(words) == len(phrase) and all(nesten(a, b, slip_from) for a, b in zip(words, phrase, strict=True))


def finn(words: Sequence[str], phrases: Iterable[Ord]) -> tuple[int, int] | None:
    """Where the longest of the phrases stands in `words`, (first, past the last); None when none does."""
    for phrase in sorted(phrases, key=len, reverse=True):
        for at in range(len(words) - len(phrase) + 1):
            if like(words[at : at + len(phrase)], phrase):
                return at, at + len(phrase)
    return None


def fraser(text: str) -> tuple[Ord, ...]:
    """«en nær | mor» as folded phrases."""
    return tuple(words for phrase in text.split("|") if (words := ordene(phrase)))
