"""The words of the worksheet, from `oppgaver.yml`: days, units, and what a task's name tells about it."""

from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from bot.forms.flyt.likhet import nesten, ordene


def slag(navn: str) -> str | None:
    """The kind of help that the task's name tells; None when it tells none. The longest stem decides."""
    return _by_stem("slag", navn)


def omraade(navn: str) -> str | None:
    """The area of life that the task's name tells."""
    return _by_stem("omraade", navn)


def forslag(oppgaver: Sequence[dict[str, Any]], vist: Sequence[str]) -> str | None:
    """The next area of life that no task is of and that has not been suggested yet."""
    told = {task["omraade"] for task in oppgaver} | {"natt" for task in oppgaver if task["natt"]} | set(vist)
    return next((area for area in data()["forslag"] if area not in told), None)


def _by_stem(group: str, navn: str) -> str | None:
    best: tuple[int, str | None] = (0, None)
    for word in ordene(navn):
        for kind, stems in _stems(group).items():
            for stem, anywhere in stems:
                if len(stem) > best[0] and (word.startswith(stem) or (anywhere and stem in word)):
                    best = (len(stem), kind)
    return best[1]


@cache
def _stems(group: str) -> "dict[str, list[tuple[str, bool]]]":
    return {
        kind: [("".join(ordene(stem)), stem.startswith("~")) for stem in str(text).split()]
        for kind, text in data()[group].items()
    }


def ukedag(word: str) -> int | None:
    if word in _dag_etter_navn():
        return _dag_etter_navn()[word]
    return (
        next((day for name, day in _dag_etter_navn().items() if len(name) > 5 and nesten(word, name)), None)
        if len(word) > 5
        else None
    )


@lru_cache(maxsize=1)
def data() -> "dict[str, Any]":
    data: dict[str, Any] = YAML(typ="safe").load(Path(__file__).with_name("oppgaver.yml").read_text(encoding="utf-8"))
    return data


@cache
def ordgruppe(group: str) -> "frozenset[str]":
    return frozenset(ordene(data()[group]))


@cache
def naar_ord(part: str) -> "frozenset[str]":
    return frozenset(ordene(data()["naar"][part]))


@lru_cache(maxsize=1)
def _dag_etter_navn() -> "dict[str, int]":
    return {word: int(day) for day, text in data()["dager"].items() for word in ordene(text)}
