"""Sentences as people write them, and the facts they hold."""

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from bot.forms.answers import Fact, as_json, read_facts

CASES = Path(__file__).parent / "cases"
NOTHING = "ingenting"


def _load(name: str) -> dict:
    return YAML(typ="safe").load((CASES / f"{name}.yml").read_text(encoding="utf-8"))


POSITIVE = [
    pytest.param(text, facts, id=f"{path.stem}: {text}")
    for path in sorted(CASES.glob("*.yml"))
    if path.stem != NOTHING
    for text, facts in _load(path.stem).items()
]
NEGATIVE = [pytest.param(str(text), id=f"{what}: {text}") for what, texts in _load(NOTHING).items() for text in texts]


def written(fact: Fact) -> str:
    """The fact in the notation of the tables: «timer 20-25/uke», «G 4-», «inntekt 400000»."""
    value = as_json(fact)
    if fact.kind == "inntekt_i_g":
        same = value["fra"] == value["til"]
        return f"G {value['fra']}" if same else f"G {value['fra'] or ''}-{value['til'] or ''}"
    if fact.kind == "timer":
        span = value["tall"] + (f"-{value['tall_til']}" if value["tall_til"] else "")
        return f"timer {span}" + (f"/{value['per']}" if value["per"] else "")
    return "varig" if fact.kind == "varig" else f"{fact.kind} {value}"


@pytest.mark.parametrize("text, facts", POSITIVE)
def test_a_sentence_holds_these_facts_and_no_others(text: str, facts: str) -> None:
    assert "; ".join(map(written, read_facts(text))) == facts


@pytest.mark.parametrize("text", NEGATIVE)
def test_a_number_that_is_no_fact_of_ours_is_not_read(text: str) -> None:
    assert [written(fact) for fact in read_facts(text)] == []
