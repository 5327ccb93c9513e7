"""Whole conversations through the web channel with the trained model, told in samtaler/*.yml.

Each turn: what the citizen writes (`skriv`) or presses (`trykk`), what the answer must hold (`svar`), must not hold (`ikke`),
its written form (`maalform`), sources it names (`kilder`), buttons it offers (`knapper`). Spaces in figures may be any.
"""

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from tests.conversations.conftest import Conversation

TURN_KEYS = {"skriv", "trykk", "svar", "ikke", "maalform", "kilder", "knapper"}


def _told() -> list[dict[str, Any]]:
    yaml = YAML(typ="safe")
    files = sorted(Path(__file__).with_name("samtaler").glob("*.yml"))
    return [conversation for file in files for conversation in yaml.load(file.read_text(encoding="utf-8"))]


@pytest.mark.samtale
@pytest.mark.parametrize("told", _told(), ids=lambda told: told["navn"])
def test_conversation(told: dict[str, Any], server: str) -> None:
    conversation = Conversation(server, told.get("start"))
    for turn in told["turer"]:
        assert set(turn) <= TURN_KEYS, f"unknown key in the turn {turn}"
        if "trykk" in turn:
            conversation.press(turn["trykk"])
        elif "skriv" in turn:
            conversation.say(turn["skriv"])
        _check(turn, conversation)


def _check(turn: dict[str, Any], conversation: Conversation) -> None:
    said = conversation.text().replace("\u00a0", " ")
    heard = f"\n--- after {turn.get('skriv') or turn.get('trykk')!r} came:\n{said}"
    for part in turn.get("svar", []):
        assert str(part).lower() in said.lower(), f"missing {part!r}{heard}"
    for part in turn.get("ikke", []):
        assert str(part).lower() not in said.lower(), f"unwanted {part!r}{heard}"
    if "maalform" in turn:
        assert {message["maalform"] for message in conversation.messages} == {turn["maalform"]}, heard
    for part in turn.get("kilder", []):
        assert part in conversation.sources(), f"no source {part!r} in {conversation.sources()}"
    for title in turn.get("knapper", []):
        assert title in conversation.titles(), f"no button {title!r} in {conversation.titles()}"
    assert "{" not in said, f"an empty placeholder{heard}"
