"""All words of the assistant: both written forms and short English, no figure in any text, no key twice or unused."""

import re
from collections import Counter, defaultdict
from functools import lru_cache
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from actions.avklaring import NO_QUESTION
from bot.context import rates
from bot.engine.facts import OWN_PAGE
from tests.responses import ROOT, Variant, response_files, variants

BY_KEY = defaultdict(dict)
for variant in variants():
    BY_KEY[variant.key].setdefault(variant.maalform, variant)

# The guided flows lead to Norwegian documents, so they are in Norwegian only.
ENGLISH_KEYS = sorted(key for key, forms in BY_KEY.items() if not forms["nb"].file.startswith("data/nlu/flyt"))
# Names that a short answer may leave out; every other placeholder is a figure or what the answer rests on.
NAMES = {"kommune", "kontor", "kontor_i_kommune", "nettsted"}
LONGEST_TITLE = 40

# Topics of one action that answers each with the phrase of its name.
ANSWERED_BY_THEIR_NAME = (
    "rett_hvem", "rett_timer", "rett_over_67", "rett_varighet", "rett_barn",
    "leverandor_velge", "leverandor_oversikt", "leverandor_bytte", "leverandor_forskjell",
)  # fmt: skip


@lru_cache(maxsize=1)
def _sources() -> str:
    """Everything that can name a response: rules, stories, actions, configuration."""
    paths = [
        *ROOT.glob("data/stories/*.yml"),
        *ROOT.glob("actions/**/*.py"),
        ROOT / "bot" / "engine" / "nlg.py",
        ROOT / "config.yml",
        ROOT / "domain.yml",
    ]
    return "\n".join(path.read_text(encoding="utf-8") for path in paths)


def test_no_response_key_stands_in_two_files_since_rasa_would_silently_drop_one():
    count = Counter(key for responses in response_files().values() for key in responses)
    assert [key for key, times in count.items() if times > 1] == []


@pytest.mark.parametrize("key", sorted(BY_KEY))
def test_every_phrase_stands_once_in_bokmaal_nynorsk_and_english_and_those_of_the_flows_in_norwegian(key):
    forms = Counter(variant.maalform for variant in variants() if variant.key == key)
    assert forms == {"nb": 1, "nn": 1, **({"en": 1} if key in ENGLISH_KEYS else {})}


@pytest.mark.parametrize("key", sorted(BY_KEY))
def test_both_forms_fill_in_the_same_and_offer_the_same(key):
    nb, nn = BY_KEY[key]["nb"], BY_KEY[key]["nn"]
    assert nb.placeholders == nn.placeholders
    assert nb.payloads == nn.payloads
    assert nb.kilder == nn.kilder


@pytest.mark.parametrize("key", ENGLISH_KEYS)
def test_english_offers_the_same_and_says_no_more_but_every_figure(key):
    nb, en = BY_KEY[key]["nb"], BY_KEY[key]["en"]
    assert en.placeholders <= nb.placeholders
    assert nb.placeholders - en.placeholders <= NAMES
    assert en.payloads == nb.payloads
    assert en.kilder == nb.kilder
    titles = [en.text, *en.titles] if key.startswith("utter_tema_") else en.titles
    assert [title for title in titles if len(title) > LONGEST_TITLE] == []


@pytest.mark.parametrize("variant", variants(), ids=lambda variant: f"{variant.key}-{variant.maalform}")
def test_no_figure_stands_in_a_text(variant: Variant):
    numbered_list = re.compile(r"^\s*\d\. ", re.MULTILINE)
    assert re.findall(r"\d+", numbered_list.sub("", variant.text)) == []


def test_nynorsk_is_not_bokmaal_copied():
    """A few words («Mindre hjelp enn før») often read the same in both forms; longer phrases are allowed one by one."""
    same = {key for key, forms in BY_KEY.items() if forms["nb"].text == forms["nn"].text}
    assert {key for key in same if len(_words(BY_KEY[key]["nb"].text)) > 4} == {"utter_pris_avbestilling_dagen_for"}


def test_english_is_not_bokmaal_copied():
    same = {key for key in ENGLISH_KEYS if BY_KEY[key]["en"].text == BY_KEY[key]["nb"].text}
    assert {key for key in same if _words(BY_KEY[key]["nb"].text)} == set()


def test_no_language_has_the_words_of_another():
    nynorsk = {"ikkje", "eg", "kva", "korleis", "kven", "frå", "meir", "berre", "veke", "timar", "søkje", "vere"}
    bokmaal = {"ikke", "jeg", "hva", "hvordan", "hvem", "fra", "mer", "bare", "uke", "timer", "søke", "være", "hvis"}
    norwegian = {"og", "er", "det", "du", "som", "av", "på", "med", "kan", "kommunen", "kommune", "vedtak", "egenandel"}
    english = {"the", "what", "how", "and", "you", "your", "with", "hours", "apply", "complain", "municipality", "free"}
    wrong = {"nb": nynorsk | english, "nn": bokmaal | english, "en": nynorsk | bokmaal | norwegian}
    found = {
        (variant.key, variant.maalform, word)
        for variant in variants()
        for part in (variant.text, *variant.titles)
        for word in wrong[variant.maalform].intersection(_words(_own(part) if variant.maalform == "en" else part))
    }
    assert found == set()


def _own(english: str) -> str:
    """Without the Norwegian terms in brackets, and the words to write in quotes."""
    return re.sub(r"\([^)]*\)|“[^”]*”", "", english)


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", re.sub(r"\{\w+\}", "", text).lower())


def test_every_source_key_is_in_the_register():
    unknown = [
        (v.key, kilde)
        for v in variants()
        for kilde in v.kilder
        if kilde not in {k.nokkel for k in rates().kilder()} | {OWN_PAGE}
    ]
    assert unknown == []


@pytest.mark.parametrize("key", sorted(BY_KEY))
def test_every_phrase_is_used_by_a_rule_or_an_action(key):
    stem = re.sub(r"_[^_]+$", "_", key)
    built = {
        "utter_rett_utfall_": 'f"utter_rett_utfall_{',
        "utter_rett_vilkar_": 'f"utter_rett_vilkar_{',
        "utter_rett_uklart_": 'f"utter_rett_uklart_{',
        "utter_kontakt_": 'f"utter_kontakt_{',
        "utter_pris_avrunding_": 'f"utter_pris_avrunding_{',
        **{f"utter_{intent}": 'f"utter_{question.intent}"' for intent in ANSWERED_BY_THEIR_NAME},
        "utter_tema_": 'f"utter_tema_{intent}"',
        # The guided flows: codes of bot/forms/flyt; tests/actions/test_flyt_ord.py goes through all that it can send.
        "utter_flyt_": 'f"utter_{message.kode}"',
    }
    names = _sources()
    assert re.search(rf"\b{key}\b", names) or any(
        key.startswith(start) and use in names for start, use in built.items()
    ), stem


def test_every_topic_that_can_be_offered_when_unsure_has_a_plain_title():
    intents = YAML(typ="safe").load((ROOT / "domain.yml").read_text(encoding="utf-8"))["intents"]
    offered = {f"utter_tema_{intent}" for intent in intents if intent not in NO_QUESTION}
    assert offered - set(BY_KEY) == set()


def test_every_phrase_that_a_rule_or_an_action_names_exists():
    named = set(re.findall(r"\b(utter_\w*[a-z])\b", _sources()))
    assert {key for key in named if f"{key}_{{" not in _sources()} - set(BY_KEY) == {
        "utter_message",
        "utter_action",
    }  # Rasa's own


def test_every_button_leads_to_an_intent_that_has_a_rule():
    yaml = YAML(typ="safe")
    intents = {
        step["intent"]
        for path in (ROOT / "data" / "stories").glob("*.yml")
        for rule in yaml.load(Path(path).read_text(encoding="utf-8")).get("rules", [])
        for step in rule["steps"]
        if "intent" in step
    }
    offered = {payload.lstrip("/").split("{")[0] for variant in variants() for payload in variant.payloads}
    assert offered - intents == set()


@pytest.mark.parametrize("variant", variants(), ids=lambda variant: f"{variant.key}-{variant.maalform}")
def test_no_one_is_told_not_to_apply(variant: Variant):
    assert not re.search(
        r"ikk?j?e? søke?j?e?\b|trenger ikke søke|treng ikkje søkje|nytter ikke"
        r"|(?:not|n[’']t)(?: \w+){0,2} apply|no (?:need|use|point)(?: \w+)? apply",
        variant.text,
        re.IGNORECASE,
    )


def test_the_domain_file_holds_names_and_no_words():
    domain = YAML(typ="safe").load((ROOT / "domain.yml").read_text(encoding="utf-8"))
    assert "responses" not in domain
