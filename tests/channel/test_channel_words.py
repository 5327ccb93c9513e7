"""The channel's and the page's own words stand in both written forms, and the page is small, plain and legible."""

from __future__ import annotations

import json
import re
from datetime import datetime, timezone
from string import Formatter

import pytest
from ruamel.yaml import YAML

from bot.channel import drafts, errors, feedback
from bot.channel.page import STATIC, load_pages
from bot.channel.privacy import PLACEHOLDERS
from bot.channel.texts import WORDS_FILE, Texts, preferred_maalform
from bot.lagring.feil import Lagringsfeil

OWN_WORDS = YAML(typ="safe").load(WORDS_FILE)
PAGE_WORDS = json.loads((STATIC / "tekster.json").read_text("utf-8"))
INDEX = (STATIC / "index.html").read_text("utf-8")
SCRIPT = "\n".join(path.read_text("utf-8") for path in sorted(STATIC.glob("*.js")))
STYLE = (STATIC / "chat.css").read_text("utf-8")
SERVED = {"kommune", "timer", "dager"}
ALLOWED_FIELDS = {"antall", "grense", "grense_kb", "hva", "sekunder", "skal", "utloper"}


def error_codes() -> set[str]:
    found = [errors.ChannelError]
    for error in found:
        found.extend(error.__subclasses__())
    return {error.code for error in found}


def placeholders(text: str) -> set[str]:
    return {field for _, field, _, _ in Formatter().parse(text) if field}


def test_every_sentence_stands_in_bokmal_and_nynorsk_with_the_same_placeholders() -> None:
    for key, words in OWN_WORDS.items():
        assert sorted(words) == ["nb", "nn"], key
        assert placeholders(words["nb"]) == placeholders(words["nn"]) <= ALLOWED_FIELDS, key


def test_there_are_words_for_every_error_and_kind_and_no_others() -> None:
    wanted = error_codes() | {f"maskert_{kind}" for kind in PLACEHOLDERS} | {"ikke_svar", "maskert"}
    wanted |= {refusal.kode for refusal in drafts.STATUS} | {drafts.RIGHT_LENGTH}
    wanted |= {"lagret_kode", "lagret_fil", "lagret_til_omstart", "kladd_slettet"}
    wanted |= {"tilbakemelding_ja", "tilbakemelding_nei", *feedback.WAYS_ON}
    wanted |= {f"utskrift_{part}" for part in ("tittel", "forkortet", "du", "bot", "hentet")}
    assert set(OWN_WORDS) == wanted


def test_every_refusal_of_saving_resuming_and_deleting_has_its_status() -> None:
    assert set(Lagringsfeil.__subclasses__()) == set(drafts.STATUS)


def test_the_drawing_of_the_error_tree_names_every_error() -> None:
    assert {code for code in error_codes() if not re.search(rf"\b\d{{3}} {code}\b", errors.__doc__ or "")} == set()


def test_the_channels_own_words_hold_no_figure() -> None:
    assert [key for key, words in OWN_WORDS.items() for text in words.values() if re.search(r"\d", text)] == []


@pytest.mark.parametrize(
    ("maalform", "words"),
    [("nb", "fram til 1. mars 2026 klokka 00.30"), ("nn", "fram til 1. mars 2026 klokka 00.30")],
)
def test_a_time_is_said_as_day_and_norwegian_clock(maalform: str, words: str) -> None:
    assert words in Texts().say("lagret_kode", maalform, utloper=datetime(2026, 2, 28, 23, 30, tzinfo=timezone.utc))


@pytest.mark.parametrize(
    ("kinds", "words"),
    [
        (["telefonnummer"], "som et telefonnummer."),
        (["epostadresse", "telefonnummer"], "som en e-postadresse og et telefonnummer."),
        (["epostadresse", "kontonummer", "telefonnummer"], "som en e-postadresse, et kontonummer og et telefonnummer."),
    ],
)
def test_the_notice_lists_what_was_hidden(kinds: list[str], words: str) -> None:
    assert words in Texts().masked(kinds, "nb")


@pytest.mark.parametrize(
    ("accepted", "maalform"),
    [
        (None, "nb"),
        ("", "nb"),
        ("nn", "nn"),
        ("nn-NO", "nn"),
        ("nn-NO,nn;q=0.9,nb;q=0.8", "nn"),
        ("nb-NO,nb;q=0.9,nn;q=0.8", "nb"),
        ("nb;q=0.5, nn;q=0.9", "nn"),
        ("no,nn", "nb"),
        ("en-US,en;q=0.9,nn;q=0.1", "nn"),
        ("en,de", "nb"),
        ("nn;q=0", "nb"),
        ("nn;q=mye", "nb"),
    ],
)
def test_the_browsers_written_form(accepted: str | None, maalform: str) -> None:
    assert preferred_maalform(accepted) == maalform


# --- The page ---


def test_the_pages_words_stand_in_both_written_forms() -> None:
    assert list(PAGE_WORDS["nb"]) == list(PAGE_WORDS["nn"])
    assert [key for words in PAGE_WORDS.values() for key, text in words.items() if not text.strip()] == []
    assert [
        key for key, text in PAGE_WORDS["nb"].items() if placeholders(text) != placeholders(PAGE_WORDS["nn"][key])
    ] == []


def test_every_word_is_used_and_every_word_used_is_there() -> None:
    shown = set(re.findall(r'data-tekst="(\w+)"', INDEX)) | set(re.findall(r"\$(\w+)", INDEX)) - {"lang", *SERVED}
    spoken = {key for key in PAGE_WORDS["nb"] if f'"{key}"' in SCRIPT or f".{key} " in SCRIPT}
    assert shown | spoken == set(PAGE_WORDS["nb"])
    assert re.findall(r'data-tekst="(\w+)"[^>]*>\$(\w+)<', INDEX) == [
        (key, key) for key in re.findall(r'data-tekst="(\w+)"', INDEX)
    ]


def test_the_page_needs_no_script_to_speak() -> None:
    values = {form: {"kommune": "Eksempel & co kommune", "timer": "24", "dager": "7"} for form in ("nb", "nn")}
    for maalform, page in load_pages(values).items():
        text = page.body.decode()
        assert f'<html lang="{maalform}" data-kommune="Eksempel &amp; co kommune"' in text
        assert "$" not in text and "{" not in text
        assert "Eksempel &amp; co kommune er ansvarl" in text
        assert PAGE_WORDS[maalform]["uten_skript"] in text


def test_all_files_together_are_at_most_60_kb() -> None:
    assert sum(path.stat().st_size for path in STATIC.iterdir()) <= 60_000


def test_nothing_inline_nothing_from_elsewhere_no_markup_from_messages() -> None:
    assert re.findall(r"<style|style=|\son\w+=|<script(?![^>]* src=)", INDEX) == []
    assert re.findall(r"(?:src|href)=\"(?!static/|uten-skript/|personvern|tilgjengelighet|#)[^\"]*", INDEX) == []
    assert re.findall(r"https?:|url\(|@import|@font-face", STYLE) == []
    assert re.findall(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval|localStorage", SCRIPT) == []
    # An address under .example is nobody's: it stands in the launcher's explanation.
    assert re.findall(r"https?://(?![\w.-]+\.example\b)[\w.]+", SCRIPT) == []


def palettes() -> list[dict[str, str]]:
    """The colours of the light and the dark page, short hex written out."""
    blocks = re.findall(r":root \{(.*?)\}", STYLE, re.DOTALL)
    return [dict(re.findall(r"--([\w-]+): (#\w+);", block)) for block in blocks]


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours as WCAG counts it, 1 to 21."""

    def luminance(colour: str) -> float:
        digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
        channels = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("palette", palettes(), ids=["light", "dark"])
def test_text_has_a_contrast_of_7_and_edges_of_3(palette: dict[str, str]) -> None:
    texts = [("tekst", ground) for ground in ("flate", "kort", "egen")]
    texts += [("dempet", "flate"), ("dempet", "kort"), ("feil", "feil-flate")]
    texts += [("hoved", "flate"), ("hoved", "kort"), ("hoved-over", "egen")]
    texts += [("paa-hoved", "hoved"), ("paa-hoved", "hoved-over")]
    edges = [("strek", "flate"), ("strek", "kort"), ("hoved", "flate"), ("feil", "kort")]
    assert [pair for pair in texts if contrast(palette[pair[0]], palette[pair[1]]) < 7] == []
    assert [pair for pair in edges if contrast(palette[pair[0]], palette[pair[1]]) < 3] == []


def test_black_on_white_has_a_contrast_of_21() -> None:
    assert contrast("#000", "#ffffff") == pytest.approx(21)
    assert len(palettes()) == 2
