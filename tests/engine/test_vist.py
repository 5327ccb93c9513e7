"""What is shown beside the text: its words in every language, and tables and curves put into words by the generator."""

import re
from string import Formatter

import pytest
from ruamel.yaml import YAML

from bot.engine.vist import WORDS_FILE
from tests.engine.test_nlg import generator, tracker  # noqa: F401 - the fixture

WORDS = YAML(typ="safe").load(WORDS_FILE)
# The guided flows lead to Norwegian documents, so their tables are in Norwegian only.
NORWEGIAN_ONLY = {"sjekk", "oppgaver"}


def phrases(part=WORDS, path=()):
    """Every {"nb": ..., "nn": ...} of the file, by where it stands."""
    if isinstance(part, dict) and "nb" in part:
        yield path, part
    elif isinstance(part, dict):
        for key, value in part.items():
            yield from phrases(value, (*path, key))
    elif isinstance(part, list):
        for at, value in enumerate(part):
            yield from phrases(value, (*path, at))


def placeholders(text):
    return {field for _, field, _, _ in Formatter().parse(text) if field}


@pytest.mark.parametrize(("path", "said"), phrases(), ids=lambda value: "-".join(map(str, value)) if value else "")
def test_every_word_stands_in_both_written_forms_and_those_of_the_prices_in_english(path, said):
    assert set(said) == {"nb", "nn"} | (set() if NORWEGIAN_ONLY & set(path) else {"en"})
    assert len({frozenset(placeholders(text)) for text in said.values()}) == 1


def test_no_figure_stands_in_a_word():
    assert [path for path, said in phrases() for text in said.values() if re.search(r"\d", text)] == []


def cells(*names):
    return [{"celler": list(names), "payload": "/endre"}]


async def test_a_table_is_its_lines_in_the_text_and_a_table_of_the_message(generator):  # noqa: F811
    lines = [{"response": "utter_b", "kr": "1"}, {"response": "utter_b", "kr": "2"}]
    rows = cells({"response": "utter_b", "kr": "405"}, "x")
    said = await generator.generate(
        "utter_liste", tracker(), "bpa", rader={"tabell": "sjekk", "linjer": lines, "rader": rows}
    )
    assert said["text"] == "Liste:\n1 kroner\n2 kroner"
    (table,) = said["tabeller"]
    assert table["linjer"] in said["text"] and table["linjer"].startswith("1 kroner")
    assert (table["tittel"], table["kolonner"], table["knapp"]) == ("Svarene dine", [], "Endre")
    assert table["rader"] == [{"celler": ["405 kroner", "x"], "payload": "/endre"}]


async def test_a_table_that_adds_to_the_text_is_not_in_it(generator):  # noqa: F811
    table = {"tabell": "oppgaver", "linjer": [], "rader": cells("dusj", "hver dag", "2 timer")}
    said = await generator.generate("utter_a", tracker(), "bpa", pris="x", vis_tabeller=[table])
    assert said["text"] == "Det er x."
    assert said["tabeller"][0]["linjer"] == ""


async def test_a_task_is_removed_by_what_a_citizen_would_write_whatever_its_name(generator):  # noqa: F811
    table = {"tabell": "oppgaver", "linjer": [], "rader": cells("dusj {0} {navn}", "", "")}
    said = await generator.generate("utter_a", tracker(), "bpa", pris="x", vis_tabeller=[table])
    assert said["tabeller"][0]["rader"][0]["payload"] == "fjern dusj {0} {navn}"


@pytest.mark.parametrize(
    ("form", "words"),
    [("nb", "220 kr i tabellen. Staten har et tak på 245 kr"), ("nn", "Staten har eit tak på 245 kr")],
)
async def test_a_cell_has_its_own_words_in_the_written_form_of_the_reply(generator, form, words):  # noqa: F811
    cell = {"celle": "under_tak", "kr": "220 kr", "tak": "245 kr", "aar": "2026"}
    table = {"tabell": "priser", "linjer": [], "rader": [{"celler": ["under 2 G", "220 kr", cell], "payload": ""}]}
    said = await generator.generate("utter_a", tracker(form), "bpa", pris="x", vis_tabeller=[table])
    assert words in said["tabeller"][0]["rader"][0]["celler"][2]
