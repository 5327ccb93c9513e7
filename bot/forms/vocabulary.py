"""The words that the readers of facts know, from `vocabulary.yml`."""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from ruamel.yaml import YAML

_FILE = Path(__file__).with_name("vocabulary.yml")
# «far» and «for» are words of their own, seldom «får» and «før».
_OWN_WORDS = frozenset({"far", "for", "ha"})


def vocabulary(reader: str) -> dict[str, frozenset[str]]:
    """The groups of words of one reader, folded, spelling without å and ø included. Raises KeyError for no reader."""
    return {group: words(str(text)) for group, text in _groups()[reader].items()}


@lru_cache(maxsize=1)
def _groups() -> "dict[str, dict[str, str]]":
    groups: dict[str, dict[str, str]] = YAML(typ="safe").load(_FILE.read_text(encoding="utf-8"))
    return groups


def fold(word: str) -> str:
    """The word in lower case, aa as å."""
    return word.lower().replace("aa", "å")


def words(text: str) -> frozenset[str]:
    """The words of `text`, folded; «timer~» with every slip of the keys."""
    found = {fold(word.rstrip("~")) for word in text.split()}
    found |= {slip for word in text.split() if word.endswith("~") for slip in _slips(fold(word[:-1]))}
    return frozenset(found | {plain_letters(word) for word in found} - _OWN_WORDS)


def plain_letters(word: str) -> str:
    """The word as those write it who have no å and ø."""
    return word.replace("å", "a").replace("ø", "o")


def _slips(word: str) -> Iterator[str]:
    """Every form with one letter lost, doubled or swapped with the next; the first letter stays."""
    for at in range(1, len(word)):
        yield word[:at] + word[at + 1 :]
        yield word[:at] + word[at] + word[at:]
        yield word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :]
