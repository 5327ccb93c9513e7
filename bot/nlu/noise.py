"""Copies of training messages as people type them on a phone: without æøå, and with slips of the finger.

Measured on the development set (docs/forstaaelse.md): messages with typing errors go from .85 to .95 directly right.
"""

import random

_PLAIN = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "Æ": "Ae", "Ø": "O", "Å": "A"})
_KEYS = "abcdefghijklmnopqrstuvwxyzæøå"
_CHARACTERS_PER_SLIP = 18
_WITHOUT_NORWEGIAN_LETTERS = 0.5


def noisy_copies(text: str, rng: random.Random) -> list[str]:
    """One copy of the text with slips, every other time without æøå too; none when nothing could be changed."""
    copy = mistyped(text.translate(_PLAIN) if rng.random() < _WITHOUT_NORWEGIAN_LETTERS else text, rng)
    return [copy] if copy != text else []


def mistyped(text: str, rng: random.Random) -> str:
    """The text with one slip per 18 characters, at least one: letters swapped, lost, doubled or hit beside.

    First and last character stay: people see those. Texts of fewer than four characters stay as they are.
    """
    letters = list(text)
    for _ in range(max(1, len(text) // _CHARACTERS_PER_SLIP)):
        if len(letters) < 4:
            break
        at = rng.randrange(1, len(letters) - 2)
        slip = rng.choice(("swap", "lose", "double", "beside"))
        if slip == "swap":
            letters[at], letters[at + 1] = letters[at + 1], letters[at]
        elif slip == "lose":
            del letters[at]
        elif slip == "double":
            letters.insert(at, letters[at])
        else:
            letters[at] = rng.choice(_KEYS)
    return "".join(letters)
