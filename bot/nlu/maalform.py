"""Which written form a text is in: Bokmål (nb), Nynorsk (nn) or English (en). Knows no engine.

Decided by words and endings that one form has and the other lacks (`written_form.yml`). A text without them («400 000»,
«ok») decides nothing, so the conversation keeps the form it has.
"""

import re
from functools import lru_cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

_WORD = re.compile(r"[^\W\d_]+")
_MARKERS_FILE = Path(__file__).with_name("written_form.yml")
# One stray English word («ok, thanks») is Norwegian chat; a question in English has several.
_LEAST_ENGLISH_WORDS = 2
# Dialect has Nynorsk words too («æ skjønne ikkje»), so its own words weigh more.
_DIALECT_WEIGHT = 2
_LEAST_STEM = 3
# The names of the forms as people write them; «norsk» alone asks for Bokmål, which most read.
_NAMES = {
    "nn": r"ny ?-?nor[sk]+k?",
    "nb": r"bok ?-?m[aå]a?l|(?<!ny)(?<!ny )(?<!ny-)norsk|norwegian",
    "en": r"engelsk|english",
}
_NOT_WANTED = r"(?:ikke|ikkje|ikkj|itj|ittj|stedet for|staden for|heller enn|instead of|not|fra|frå|from) (?:på |i |in )?(?:{names})"


def written_form(text: str) -> str | None:
    """ "nb", "nn" or "en"; None when the words do not tell."""
    words = [word.lower() for word in _WORD.findall(text)]
    nb, nn, en, dialect = (sum(_tells(form, word) for word in words) for form in ("nb", "nn", "en", "dialekt"))
    nb += dialect * _DIALECT_WEIGHT
    if en >= _LEAST_ENGLISH_WORDS and en > nb + nn:
        return "en"
    return None if nb == nn else "nn" if nn > nb else "nb"


def asked_form(text: str) -> str | None:
    """The one form that the text names: «svar på nynorsk, ikke bokmål» -> "nn"; None for none or several."""
    wanted = re.sub(_NOT_WANTED.format(names="|".join(_NAMES.values())), " ", text.lower())
    named = [form for form, pattern in _NAMES.items() if re.search(pattern, wanted)]
    return named[0] if len(named) == 1 else None


def _tells(form: str, word: str) -> bool:
    return word in _words()[form] or word[_LEAST_STEM:].endswith(_endings().get(form, ()))


@lru_cache(maxsize=1)
def _words() -> dict[str, frozenset[str]]:
    return {form: frozenset(words.split()) for form, words in _markers().items() if form != "endelser"}


@lru_cache(maxsize=1)
def _endings() -> dict[str, tuple[str, ...]]:
    return {form: tuple(endings.split()) for form, endings in _markers()["endelser"].items()}


@lru_cache(maxsize=1)
def _markers() -> dict[str, Any]:
    markers: dict[str, Any] = YAML(typ="safe").load(_MARKERS_FILE.read_text(encoding="utf-8"))
    return markers
