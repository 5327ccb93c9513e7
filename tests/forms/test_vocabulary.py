"""The words of the readers: each stands once in its group, and each group is used."""

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from bot.forms import vocabulary as module
from bot.forms.vocabulary import fold, vocabulary, words

FORMS = Path(module.__file__).parent
GROUPS = YAML(typ="safe").load((FORMS / "vocabulary.yml").read_text(encoding="utf-8"))
CODE = [path.read_text(encoding="utf-8") for path in FORMS.rglob("*.py")]


@pytest.mark.parametrize("reader", GROUPS)
def test_a_word_stands_once_in_its_group(reader: str) -> None:
    said_twice = {
        group: sorted({word for word in text.split() if text.split().count(word) > 1})
        for group, text in GROUPS[reader].items()
    }
    assert {group: twice for group, twice in said_twice.items() if twice} == {}


@pytest.mark.parametrize("reader", [reader for reader in GROUPS if reader != "tallord"])
def test_every_group_is_used_by_a_module_that_reads_it(reader: str) -> None:
    readers = [code for code in CODE if f'vocabulary("{reader}")' in code or (reader == "felles" and "COMMON" in code)]
    assert [group for group in GROUPS[reader] if not any(f'"{group}"' in code for code in readers)] == []


def test_words_are_known_without_å_and_ø_and_with_a_slip_where_marked() -> None:
    assert words("måned~") >= {"måned", "maned", "måend", "månned", "måne"}
    assert words("lønn") == {"lønn", "lonn"}
    assert words("timer") == {"timer"}
    assert {"tmer", "timr", "tiemr", "timeer"} <= words("timer~")
    assert fold("AAr") == fold("År") == "år"


def test_words_that_are_others_without_their_letters_keep_them() -> None:
    assert "far" not in words("får") and "for" not in words("før")


def test_an_unknown_reader_has_no_words() -> None:
    with pytest.raises(KeyError):
        vocabulary("ukjent")
