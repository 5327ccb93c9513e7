"""What an answer was about, as a name from the response files: never a word that somebody wrote."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rasa.shared.core.events import UserUttered
from ruamel.yaml import YAML

from bot.engine import topics
from bot.engine.nlg import DatedResponseGenerator
from tests.engine.test_nlg import tracker
from tests.responses import ROOT, all_responses

KEYS = set(all_responses())
TITLED = {key.removeprefix(topics.TITLE) for key in KEYS if key.startswith(topics.TITLE)}
INTENTS = set(YAML(typ="safe").load(ROOT / "domain.yml")["intents"])


@pytest.mark.parametrize(
    ("intent", "response", "topic"),
    [
        ("pris_generelt", "utter_pris_oversikt", "pris_generelt"),
        ("klage_frist", "utter_klage_frist_dato", "klage_frist"),
        ("felles_ja", "utter_klage_avslag", "klage_avslag"),  # yes to an offer
        ("pris_inntekt", "utter_pris_hvilken_inntekt", None),  # asks back
        ("pris_generelt", "utter_felles_feil", None),
        ("nlu_fallback", "utter_felles_mente_du", None),
        ("felles_hilsen", "utter_felles_hilsen", None),
        ("felles_takk", "utter_felles_takk", None),
        ("felles_krise", "utter_felles_krise", None),
        ("felles_utenfor", "utter_felles_utenfor_etat", None),
        ("felles_ja", "utter_pris_hvilken_inntekt", None),
        ("start_soknad", "utter_flyt_soknad_start", None),
        ("flyt_svar", "utter_flyt_sp_alder", None),
        ("flyt_svar", "utter_pris_inntekt", None),  # what a flow ends with
        ("kontakt_kommunen", "utter_kontakt_kommunen", None),  # the way on itself
        (None, "utter_pris_oversikt", None),
    ],
)
def test_an_answer_has_its_topic_and_nothing_else_has_one(intent, response, topic):
    assert topics.topic(intent, response, KEYS) == topic


def test_every_topic_is_an_intent_and_every_intent_about_bpa_can_be_one():
    assert TITLED <= INTENTS
    possible = {intent for intent in INTENTS if topics.topic(intent, f"utter_{intent}", KEYS)}
    aside = ("felles_", "flyt_", "start_", "kontakt_")
    assert possible == {intent for intent in INTENTS if not intent.startswith(aside)}
    assert len(possible) >= 36


@given(st.text(), st.text())
def test_no_text_ever_becomes_a_topic(intent, response):
    assert topics.topic(intent, response, KEYS) in TITLED | {None}
    assert set(topics.offered([intent], KEYS)) <= TITLED


def test_what_an_unsure_reply_offers_is_named_without_its_way_out():
    assert topics.offered(["klage_frist", "start_klage", "felles_hjelp"], KEYS) == ["klage_frist", "start_klage"]


async def test_the_generator_names_the_topic_and_an_action_cannot_take_its_place():
    generator = DatedResponseGenerator()
    generator.responses = {key: [{"text": "tekst"}] for key in ("utter_klage_hvor", "utter_tema_klage_hvor")}
    asked = tracker()
    asked.update(UserUttered("hvor sender jeg klagen min?", intent={"name": "klage_hvor"}))
    said = await generator.generate("utter_klage_hvor", asked, "bpa")
    assert said["tema"] == "klage_hvor" and "usikker" not in said
    unsure = await generator.generate("utter_klage_hvor", asked, "bpa", valg=["klage_hvor", "felles_hjelp"])
    assert unsure["usikker"] == ["klage_hvor"]


async def test_a_text_that_pretends_to_be_an_intent_has_no_topic():
    generator = DatedResponseGenerator()
    generator.responses = {"utter_klage_hvor": [{"text": "tekst"}]}
    asked = tracker()
    asked.update(UserUttered("jeg er syk", intent={"name": "jeg er syk"}))
    assert "tema" not in await generator.generate("utter_klage_hvor", asked, "bpa")
