"""Which written form a message is in. Levels are held on the development set, with some slack for its growth."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from bot.nlu import maalform
from bot.nlu.maalform import written_form
from tests.hanging import must_end

DEVELOPMENT_SET: list[dict[str, Any]] = YAML(typ="safe").load(
    Path(__file__).with_name("utviklingssett.yml").read_text(encoding="utf-8")
)
MARKERS = YAML(typ="safe").load(Path(maalform.__file__).with_name("written_form.yml").read_text(encoding="utf-8"))

FORMS = {
    "Hva koster det i timen?": "nb",
    "Hvor klager jeg på vedtaket?": "nb",
    "jeg trenger hjelp hele uken": "nb",
    "trenger personlig hjelp": "nb",
    "Kva kostar det i timen?": "nn",
    "Korleis søkjer eg?": "nn",
    "eg treng hjelp heile veka": "nn",
    "naboen min har fått BPA, kva inneber det eigentleg": "nn",
    "Kven er arbeidsgjevar for assistentane mine?": "nn",
    "brukarstyrt personleg assistanse": "nn",
    "What does it cost per hour?": "en",
    "how do I apply": "en",
    "my mother needs help": "en",
    # Trøndelag, the North and the East write Bokmål ...
    "ka koste det for mæ": "nb",
    "Æ skjønne ikkje ka det går ut på": "nb",
    "hainn far treng hjælp, får hainn det itj?": "nb",
    "åssen søker je": "nb",
    # ... and what is nearest to Nynorsk is answered in it.
    "eg vil klaga på vedtaket, kor sende eg det?": "nn",
    "ikkje noko anna": "nn",
    # One stray word of English is no English.
    "ok, thanks": None,
    "400 000": None,
    "": None,
    "ja takk": None,
    "BPA": None,
    "3-4 G": None,
    "🙂": None,
}


@pytest.mark.parametrize("text, form", FORMS.items())
def test_a_message_is_in_the_form_its_words_tell(text: str, form: str | None) -> None:
    assert written_form(text) == form
    assert written_form(text.upper()) == form


def _told(form: str) -> Counter:
    return Counter(written_form(message["tekst"]) for message in DEVELOPMENT_SET if message["form"] == form)


def _share(told: Counter, *forms: str | None) -> float:
    return sum(told[form] for form in forms) / told.total()


def test_nynorsk_is_never_taken_for_bokmaal_and_nearly_always_seen() -> None:
    told = _told("nynorsk")
    assert _share(told, "nn", None) >= 0.99 and _share(told, "nn") >= 0.85


def test_bokmaal_is_never_taken_for_nynorsk_and_nearly_always_seen() -> None:
    told = _told("bokmaal")
    assert _share(told, "nb", None) >= 0.99 and _share(told, "nb") >= 0.85


@pytest.mark.parametrize("form", ["innlaerer", "tastefeil", "stikkord"])
def test_learners_typing_errors_and_keywords_in_bokmaal_are_never_taken_for_another_form(form: str) -> None:
    assert _share(_told(form), "nb", None) >= 0.97


def test_english_is_seen() -> None:
    assert _share(_told("engelsk"), "en") >= 0.95


def test_no_norwegian_message_is_taken_for_english() -> None:
    norwegian = [message["tekst"] for message in DEVELOPMENT_SET if message["form"] != "engelsk"]
    assert [text for text in norwegian if written_form(text) == "en"] == []


def test_dialect_of_trondelag_and_the_north_is_answered_in_bokmaal() -> None:
    words = {"æ", "mæ", "dæ", "sæ", "itj", "hainn"}
    theirs = [
        message["tekst"]
        for message in DEVELOPMENT_SET
        if message["form"] == "dialekt" and words & set(message["tekst"].lower().split())
    ]
    assert len(theirs) >= 30
    assert [text for text in theirs if written_form(text) == "nn"] == []


# --- The lists ---


def test_no_word_tells_two_forms() -> None:
    sets = {form: set(words.split()) for form, words in MARKERS.items() if form != "endelser"}
    norwegian = [sets["nb"], sets["nn"], sets["dialekt"]]
    shared = [one & other for at, one in enumerate(norwegian) for other in norwegian[at + 1 :]]
    assert [sorted(words) for words in shared if words] == []


@pytest.mark.parametrize("form", ["nb", "nn", "dialekt", "en"])
def test_a_marker_is_one_lower_case_word_said_once(form: str) -> None:
    words = MARKERS[form].split()
    assert [word for word in words if word != word.lower() or words.count(word) > 1] == []


@pytest.mark.parametrize("piece", ["a ", "kva ", "leg", "x_", "9"])
def test_a_message_of_20_000_characters_is_read_to_its_end(piece: str) -> None:
    with must_end():
        written_form((piece * 20_000)[:20_000])
