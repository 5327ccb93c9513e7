"""Whose field a message outside ours belongs to, so that the citizen is sent on to the right place."""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from ruamel.yaml import YAML

_FILE = Path(__file__).with_name("etater.yml")


@dataclass(frozen=True)
class Etat:
    """A public body and its website."""

    navn: str
    url: str


def etat_for(text: str) -> Etat | None:
    """The body outside the municipality that answers such questions; None when it is the municipality, or nobody."""
    plain = text.lower()
    return next((etat for etat, pattern in _etater() if pattern.search(plain)), None)


@lru_cache(maxsize=1)
def _etater() -> "list[tuple[Etat, re.Pattern[str]]]":
    content = YAML(typ="safe").load(_FILE.read_text(encoding="utf-8"))
    return [(Etat(item["etat"], item["url"]), re.compile(rf"\b(?:{item['ord']})")) for item in content]
