"""Sentences as people write them, and the facts they hold: the tables in cases/, and what holds for every sentence."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from bot.forms.answers import Fact, as_json, hours_per_week, is_only_facts, read_facts

CASES = Path(__file__).parent / "cases"
NOTHING = "ingenting"


def _load(name: str) -> dict[str, Any]:
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


def facts_of(text: str) -> str:
    return "; ".join(map(written, read_facts(text)))


@pytest.mark.parametrize("text, facts", POSITIVE)
def test_a_sentence_holds_these_facts_and_no_others(text: str, facts: str) -> None:
    assert facts_of(text) == facts


@pytest.mark.parametrize("text", NEGATIVE)
def test_a_number_that_is_no_fact_of_ours_is_not_read(text: str) -> None:
    assert facts_of(text) == ""


# --- What holds for every sentence of the tables ---

EVERY = [(text, facts) for text, facts in (case.values for case in POSITIVE)] + [
    (case.values[0], "") for case in NEGATIVE
]


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param(str.upper, id="i store bokstaver"),
        pytest.param(lambda text: f"Hei! {text}", id="etter en hilsen"),
        pytest.param(lambda text: f"{text}. Takk!", id="før en takk"),
        pytest.param(lambda text: text.replace("å", "aa"), id="med aa for å"),
        pytest.param(lambda text: text.replace(" ", "\u00a0"), id="med harde mellomrom"),
        pytest.param(lambda text: text.replace(" ", "  "), id="med doble mellomrom"),
    ],
)
def test_what_changes_no_meaning_changes_no_fact(changed: Any) -> None:
    assert [(text, facts_of(changed(text))) for text, facts in EVERY if facts_of(changed(text)) != facts] == []


def test_nearly_every_fact_is_read_without_å_and_ø_and_none_is_added() -> None:
    # «far» is a father as well as «får», so some stay unread.
    def plain(text: str) -> str:
        return text.translate(str.maketrans("åøÅØ", "aoAO"))

    read = [facts_of(plain(text)) == facts for text, facts in EVERY if facts]
    added = [text for text, facts in EVERY if not facts and facts_of(plain(text))]
    assert added == [] and sum(read) / len(read) >= 0.98


# --- Shapes ---


def the(text: str) -> Fact:
    (fact,) = read_facts(text)
    return fact


def test_a_fact_tells_where_it_stands() -> None:
    fact = the("mor trenger 28 timer hjelp i uka, holder det?")
    assert "mor trenger 28 timer hjelp i uka, holder det?"[fact.start : fact.end] == "28 timer hjelp i uka"


def test_the_values_as_facts_and_as_plain_data() -> None:
    assert the("450 000,50 kr").value == {"kr": Decimal("450000.50")} and as_json(the("450 000,50 kr")) == "450000.5"
    assert the("2-3 G").value == {"fra": 2, "til": 3} and as_json(the("2-3 G")) == {"fra": "2", "til": "3"}
    assert as_json(the("under 2 G")) == {"fra": None, "til": "2"}
    assert the("8-åring").value == {"aar": 8} and as_json(the("8-åring")) == 8
    assert the("over 2 år").value == {"mnd": 25} and as_json(the("over 2 år")) == 25
    assert the("resten av livet").value == {"varig": True} and as_json(the("resten av livet")) is True
    assert the("hva koster det i 2023").value == {"aar": 2023} and as_json(the("hva koster det i 2023")) == 2023


@pytest.mark.parametrize(
    "text, value",
    [
        ("28 timer i uka", {"tall": "28", "tall_til": None, "per": "uke", "per_uke": "28", "per_uke_til": None}),
        ("4-5 timer om dagen", {"tall": "4", "tall_til": "5", "per": "dag", "per_uke": "28", "per_uke_til": "35"}),
        (
            "100 timer i måneden",
            {"tall": "100", "tall_til": None, "per": "maaned", "per_uke": "23.08", "per_uke_til": None},
        ),
        ("er 28 timer nok", {"tall": "28", "tall_til": None, "per": None, "per_uke": None, "per_uke_til": None}),
    ],
)
def test_hours_as_plain_data_hold_the_hours_per_week_when_the_period_was_said(text: str, value: Any) -> None:
    assert as_json(the(text)) == value


def test_hours_per_week_counts_seven_days_and_52_weeks_in_12_months() -> None:
    assert hours_per_week(Decimal(4), "dag") == 28
    assert hours_per_week(Decimal(32), "uke") == 32
    assert hours_per_week(Decimal(52), "maaned") == 12
    assert hours_per_week(Decimal(32), None) is None
    assert hours_per_week(None, "uke") is None


def test_a_pasted_list_of_numbers_is_no_telling() -> None:
    assert len(read_facts("3 G. " * 100)) == 100
    assert read_facts("3 G. " * 101) == []


@pytest.mark.parametrize(
    "text",
    [
        "i 5 år", "40 år", "ja, i fem år", "jeg er 40", "2. november", "den kom 2. november", "450 000", "450 000 kr",
        "28 timer i uka", "det var 28 timer", "35", "67", "ca 40", "omtrent 28 timer", "over to år", "mer enn 2 år",
        "hun er 72 år", "moren min er 80", "eg er sekstiåtte år", "resten av livet", "varig", "nei, 30 timer",
        "i går", "fikk brevet i går", "avslag måndag", "for to uker siden", "3 G", "vi har 400 000 til sammen",
        "jeg har ingen inntekt", "jeg er 40, 28 timer i uka, i 5 år", "i 2024", "400 000?", "i 5 år?", "8 år",
        "trettito", "4-5 timer om dagen", "jeg trenger 28 timer i uka", "minst 32 timer", "trenger hjelp i 5 år",
    ],
)  # fmt: skip
def test_a_message_of_little_more_than_facts_is_only_facts(text: str) -> None:
    assert is_only_facts(text)


@pytest.mark.parametrize(
    "text",
    [
        "", "ja", "nei", "hei", "?", "en", "hva er BPA", "hva koster 28 timer", "er 28 timer nok", "er 28 timer nok?",
        "har jeg rett når jeg er 40", "hva med 3 G?", "kan jeg få 28 timer i uka", "er det 28 timer?",
        "hvor lang er klagefristen, brevet kom 2. november", "jeg vil klage, brevet kom 2. november",
        "moren min på 72 trenger noen som kan følge henne ut", "hvordan søker jeg for en på 40 år",
        "jeg er 40 og har hatt MS i ti år, kommunen svarer ikke", "når er fristen, avslag måndag",
        "fikk avslag 2. november og forstår ikke begrunnelsen deres", "må man ha 32 timer", "hva blir prisen for 450 000",
        "får jeg BPA med 28 timer i uka", "vil snakke med et menneske 2. november", "ka kosta det i 2023",
        "jeg er 40 og alene med tre barn som ikke sover", "hvem bestemmer om jeg får 35 timer", "tusen takk",
        "kommunen kuttet meg fra 30 timer til 12 uten varsel", "er jeg for gammel når jeg er 67?", "søke, 40 år",
    ],
)  # fmt: skip
def test_a_question_or_a_message_with_more_in_it_is_not_only_facts(text: str) -> None:
    assert not is_only_facts(text)
