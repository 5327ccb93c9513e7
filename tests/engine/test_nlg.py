"""The response generator: phrases within phrases, further paragraphs, sources, and the written form of what is said."""

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker

from bot.engine.nlg import DatedResponseGenerator
from tests.responses import ROOT

NN = {"condition": [{"type": "slot", "name": "maalform", "value": "nn"}]}
RESPONSES = {
    "utter_a": [{"text": "Det er {pris}.", "metadata": {"kilder": ["pbrl_7_5"]}}, {"text": "Det blir {pris}.", **NN}],
    "utter_b": [{"text": "{kr} kroner"}],
    "utter_c": [{"text": "Frist: {klagefrist}.", "metadata": {"kilder": ["fvl_30", "pbrl_7_5"]}}],
    "utter_liste": [{"text": "Liste:\n{rader}"}],
}


@pytest.fixture
def generator() -> DatedResponseGenerator:
    generator = DatedResponseGenerator(domain=Domain.empty())
    generator.responses = RESPONSES
    return generator


def tracker(maalform=None) -> DialogueStateTracker:
    state = DialogueStateTracker("x", Domain.from_file(str(ROOT / "domain.yml")).slots)
    state.slots["maalform"].value = maalform
    return state


async def test_a_value_that_is_a_phrase_is_put_into_words_first(generator):
    said = await generator.generate("utter_a", tracker(), "bpa", pris={"response": "utter_b", "kr": "405"})
    assert said["text"] == "Det er 405 kroner."


async def test_a_list_of_phrases_is_one_line_each(generator):
    rows = [{"response": "utter_b", "kr": "1"}, {"response": "utter_b", "kr": "2"}]
    said = await generator.generate("utter_liste", tracker(), "bpa", rader=rows)
    assert said["text"] == "Liste:\n1 kroner\n2 kroner"


async def test_further_paragraphs_bring_their_own_sources_and_each_source_comes_once(generator):
    said = await generator.generate("utter_a", tracker(), "bpa", pris="x", deler=[{"response": "utter_c"}])
    assert said["text"] == "Det er x.\n\nFrist: 4 uker."
    assert [kilde["tittel"][-5:] for kilde in said["kilder"]] == ["§ 7-5", " § 30"]


async def test_the_sources_of_the_figures_come_first(generator):
    said = await generator.generate("utter_c", tracker(), "bpa", rate_kilder=[{"tittel": "Tabellen"}])
    assert said["kilder"][0] == {"tittel": "Tabellen"}


@pytest.mark.parametrize(
    ("asked", "text", "maalform"),
    [(None, "Det er x.", "nb"), ("nb", "Det er x.", "nb"), ("nn", "Det blir x.", "nn"), ("en", "Det er x.", "nb")],
)
async def test_the_reply_follows_the_citizens_written_form_and_says_which_it_is_in(generator, asked, text, maalform):
    said = await generator.generate("utter_a", tracker(asked), "bpa", pris="x")
    assert (said["text"], said["maalform"]) == (text, maalform)


async def test_a_key_that_does_not_exist_says_nothing(generator):
    assert await generator.generate("utter_finnes_ikke", tracker(), "bpa") is None
