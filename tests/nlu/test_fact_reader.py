"""The Rasa component that puts the facts of a message on it as entities that travel as JSON."""

import json
from typing import Any

import pytest
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.fact_reader import FactReader

SENTENCE = "Jeg er 40 år og trenger 28 timer i uka i over to år, vi tjener 400 000 og hva koster det i 2023?"


def entities(text: str | None) -> list[dict[str, Any]]:
    (message,) = FactReader().process([Message.build(text) if text else Message({})])
    return message.get("entities", [])


def test_each_fact_is_an_entity_with_its_place() -> None:
    found = {entity["entity"]: entity for entity in entities(SENTENCE)}
    assert {name: entity["value"] for name, entity in found.items()} == {
        "alder": 40,
        "timer": {"tall": "28", "tall_til": None, "per": "uke", "per_uke": "28", "per_uke_til": None},
        "varighet": 25,
        "inntekt": "400000",
        "aar": 2023,
    }
    said = {name: SENTENCE[entity["start"] : entity["end"]] for name, entity in found.items()}
    assert said == {
        "alder": "40 år",
        "timer": "28 timer i uka",
        "varighet": "to år",
        "inntekt": "400 000",
        "aar": "2023",
    }
    assert {entity["extractor"] for entity in found.values()} == {"FactReader"}


@pytest.mark.parametrize("text", [SENTENCE, "2-3 G", "resten av livet", "400 000 eller 500 000", "20-25 timer"])
def test_entities_are_plain_json(text: str) -> None:
    found = entities(text)
    assert found and json.loads(json.dumps(found)) == found


def test_two_households_are_two_entities_and_one_household_is_one() -> None:
    assert [found["value"] for found in entities("400 000 eller 500 000")] == ["400000", "500000"]
    assert [found["value"] for found in entities("jeg tjener 300 000 og mannen 250 000")] == ["550000"]


def test_for_good_is_an_entity_of_its_own() -> None:
    assert [(found["entity"], found["value"]) for found in entities("behovet er varig")] == [("varig", True)]


@pytest.mark.parametrize("text", ["hei", "klagefrist 4 uker", None])
def test_a_message_without_facts_carries_none(text: str | None) -> None:
    assert entities(text) == []
