"""The texts that are measured on, and what counts as an answer to them: files of tests/nlu, read once each."""

from functools import lru_cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from bot.settings import ROOT

OUT_OF_SCOPE = "felles_utenfor"
CRISIS = "felles_krise"
FALLBACK = "nlu_fallback"
DEVELOPMENT, HELD_OUT = SETS = ("utviklingssett", "provesett")
FORMS = ("bokmaal", "nynorsk", "dialekt", "tastefeil", "stikkord", "innlaerer", "engelsk")

_FOLDER = ROOT / "tests" / "nlu"
_TRAINING = "data/nlu/*/nlu.yml"


def message_set(name: str) -> list[dict[str, Any]]:
    """A set's messages: dicts with tekst, intent, form and, in some, eller (other intents that serve as well)."""
    found: list[dict[str, Any]] = _read(_FOLDER / f"{name}.yml")
    return found


def development_set() -> list[dict[str, Any]]:
    return message_set(DEVELOPMENT)


def held_out_set() -> list[dict[str, Any]]:
    return message_set(HELD_OUT)


def several_questions() -> list[dict[str, Any]]:
    """Messages with more than one question: dicts with tekst, intents, form."""
    found: list[dict[str, Any]] = _read(_FOLDER / "flersporsmaal.yml")["flere"]
    return found


def follow_ups() -> list[dict[str, Any]]:
    """Short messages that lean on the one before: dicts with forst, sa, intent."""
    found: list[dict[str, Any]] = _read(_FOLDER / "flersporsmaal.yml")["oppfolging"]
    return found


def false_premises() -> list[dict[str, Any]]:
    """Messages that take something false for granted: dicts with tekst, rett (patterns that the reply must hold)."""
    found: list[dict[str, Any]] = _read(_FOLDER / "flersporsmaal.yml")["feil_premiss"]
    return found


def covered_by(intent: str) -> tuple[str, ...]:
    """Other topics whose reply holds the answer of `intent`."""
    return tuple(_read(_FOLDER / "svardekning.yml").get(intent, ()))


def indirect_crisis() -> frozenset[str]:
    """The crisis messages, of both sets, that do not say what the danger is; every other is direct."""
    return frozenset(_read(_FOLDER / "krise_grupper.yml")["indirekte"])


def training_examples() -> list[tuple[str, str]]:
    """(text, intent) of every example the model is trained on."""
    return [
        (line[2:].strip(), item["intent"])
        for path in sorted(ROOT.glob(_TRAINING))
        for item in _read(path)["nlu"]
        for line in item["examples"].splitlines()
        if line.startswith("- ")
    ]


@lru_cache
def _read(path: Path) -> Any:
    return YAML(typ="safe").load(path.read_text(encoding="utf-8"))
