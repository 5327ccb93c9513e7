"""The response files as data, for tests: every variant of every phrase, and a generator that needs no trained model."""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

ROOT = Path(__file__).resolve().parent.parent
_PLACEHOLDER = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Variant:
    """One wording of a response key."""

    key: str
    file: str
    maalform: str
    text: str
    payloads: tuple[str, ...]
    titles: tuple[str, ...]
    kilder: tuple[str, ...]

    @property
    def placeholders(self) -> frozenset[str]:
        return frozenset(_PLACEHOLDER.findall(self.text))


@lru_cache(maxsize=1)
def response_files() -> dict[str, dict[str, Any]]:
    """File (relative) -> its `responses`, read strictly: a key written twice in one file is an error."""
    yaml = YAML(typ="safe")
    paths = sorted((ROOT / "data" / "nlu").glob("*/responses.yml"))
    return {str(path.relative_to(ROOT)): yaml.load(path.read_text(encoding="utf-8"))["responses"] for path in paths}


def all_responses() -> dict[str, list[dict[str, Any]]]:
    return {key: variants for responses in response_files().values() for key, variants in responses.items()}


def variants() -> list[Variant]:
    found = []
    for file, responses in response_files().items():
        for key, items in responses.items():
            for item in items:
                condition = item.get("condition")
                found.append(
                    Variant(
                        key=key,
                        file=file,
                        maalform=condition[0]["value"] if condition else "nb",
                        text=item["text"],
                        payloads=tuple(button["payload"] for button in item.get("buttons", ())),
                        titles=tuple(button["title"] for button in item.get("buttons", ())),
                        kilder=tuple(item.get("metadata", {}).get("kilder", ())),
                    )
                )
    return found
