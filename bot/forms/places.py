"""Another municipality than ours, named in a message: «hva koster det i Oslo?»."""

import re
from functools import lru_cache
from pathlib import Path

from ruamel.yaml import YAML

_FILE = Path(__file__).with_name("places.yml")


@lru_cache(maxsize=1)
def _pattern() -> "re.Pattern[str]":
    names = YAML(typ="safe").load(_FILE.read_text(encoding="utf-8"))["kommuner"].split()
    spelt = "|".join(re.escape(name.replace("-", " ")) for name in sorted(names, key=len, reverse=True))
    return re.compile(
        rf"\b(?:i|fra|frå|til|på|for|bor i|bur i|kommune[n]?)\s+({spelt})\b(?:\s+kommune)?|\b({spelt})\s+kommune\b",
        re.IGNORECASE,
    )


def other_place(text: str, ours: str) -> str | None:
    """The first municipality named in `text` that is not `ours`, as it is spelt; None when there is none.

    A preposition or the word kommune must stand beside the name, since many names are words too.
    """
    for match in _pattern().finditer(text):
        name = match.group(1) or match.group(2)
        if name.lower() != ours.lower():
            return name[0].upper() + name[1:]
    return None
