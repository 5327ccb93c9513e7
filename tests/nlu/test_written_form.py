"""The Rasa component that puts the written form on a message."""

from typing import Any

import pytest
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.written_form import WrittenFormReader


def entities(text: str | None) -> list[dict[str, Any]]:
    (message,) = WrittenFormReader().process([Message.build(text) if text else Message({})])
    return message.get("entities", [])


@pytest.mark.parametrize(
    "text, form", [("Hva koster det?", "nb"), ("Kva kostar det?", "nn"), ("what does it cost", "en")]
)
def test_a_message_carries_its_written_form_as_one_entity(text: str, form: str) -> None:
    (found,) = entities(text)
    assert (found["entity"], found["value"], found["start"], found["end"]) == ("maalform", form, 0, len(text))
    assert found["extractor"] == "WrittenFormReader"


@pytest.mark.parametrize("text", ["400 000", "ok", None])
def test_a_message_whose_words_tell_nothing_carries_none(text: str | None) -> None:
    assert entities(text) == []


def test_entities_that_were_there_stay() -> None:
    message = Message.build("Kva kostar det?")
    message.set("entities", [{"entity": "alder", "value": 40}])
    WrittenFormReader().process([message])
    assert [found["entity"] for found in message.get("entities")] == ["alder", "maalform"]
