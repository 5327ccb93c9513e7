"""What is shown beside the text of a reply, in words: tables and curves, whose own words stand in vist.yml."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

WORDS_FILE = Path(__file__).with_name("vist.yml")
InWords = Callable[[Any], Any]


def is_table(value: Any) -> bool:
    return isinstance(value, dict) and "tabell" in value


def is_cell(value: Any) -> bool:
    return isinstance(value, dict) and "celle" in value


def cell(value: Mapping[str, Any], maalform: str, in_words: InWords) -> str:
    """A cell of vist.yml, {"celle": name, ...}, its placeholders filled in. Raises KeyError for an unknown name."""
    filled = {key: in_words(part) for key, part in value.items() if key != "celle"}
    return _said(_words()["celler"][value["celle"]], maalform).format(**filled)


def table(value: Mapping[str, Any], maalform: str, in_words: InWords) -> dict[str, Any]:
    """The table as the channel shows it: tittel, kolonner (none: a name and a value a row), rader, foldet, linjer.

    A row is {"celler", "payload"}; `linjer` is the text that the table stands for, "" when it adds to the text.
    Raises KeyError for a kind that vist.yml lacks.
    """
    words = _words()["tabeller"][value["tabell"]]
    rows = [
        {"celler": [str(in_words(part)) for part in row["celler"]], "payload": row["payload"]} for row in value["rader"]
    ]
    if said := words.get("sagt"):
        for row in rows:
            row["payload"] = _said(said, maalform).format(navn=row["celler"][0])
    return {
        "tittel": _said(words["tittel"], maalform),
        "kolonner": [_said(column, maalform) for column in words["kolonner"]],
        "knapp": _said(words["knapp"], maalform) if "knapp" in words else "",
        "foldet": bool(words.get("foldet")),
        "rader": rows,
        "linjer": in_words(value["linjer"]) if value["linjer"] else "",
    }


def curve(value: Mapping[str, Any], maalform: str) -> dict[str, Any]:
    """The curve as the channel draws it: its points, the marks on its axes, and `tekst`, which says what it says."""
    words = _words()["kurver"][value["kurve"]]
    told = [_said(words[value["form"]], maalform).format(**value["verdier"])]
    if here := value.get("her"):
        told.append(_said(words["her"], maalform).format(**here["verdier"]))
    return {
        "tittel": _said(words["tittel"], maalform),
        "akse": _said(words["akse"], maalform),
        "tekst": " ".join(told),
        "punkter": value["punkter"],
        "her": here["punkt"] if here else None,
        "x": value["x"],
        "y": value["y"],
    }


def _said(forms: Mapping[str, str], maalform: str) -> str:
    return forms.get(maalform, forms["nb"])


@lru_cache(maxsize=1)
def _words() -> Any:
    return YAML(typ="safe").load(WORDS_FILE)
