"""What was typed is made safe before anything reads it."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channel.errors import BadField, EmptyText, TooLong
from bot.channel.typed_text import clean, read_text, without_command


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("  hei  ", "hei"),
        ("a\x00b\x1b[31mc", "ab[31mc"),
        ("pris\u202e neti", "pris neti"),
        ("\u2066hei\u2069", "hei"),
        ("\ufeffhei\u200b", "hei"),
        ("400\u00a0000\u202fkr", "400 000 kr"),
        ("linje 1\r\nlinje 2\rlinje 3\u2028linje 4", "linje 1\nlinje 2\nlinje 3\nlinje 4"),
        ("a\n\n\n\n\nb", "a\n\nb"),
        ("a\t b     c", "a b c"),
        ("１２ ٣", "12 3"),
        ("a\u030a og å", "å og å"),
        ("\ud83d alene", "alene"),
        ("½ time 👍", "½ time 👍"),
        ("1\u03012\u0301\u0308 timer", "12 timer"),
        ("1\u31642\u115f3", "123"),
        ("1\u28002", "1 2"),
        ("q" + "\u0323" * 3, "q" + "\u0323" * 3),
        ("q" + "\u0323" * 4000, "q" + "\u0323" * 3),
    ],
)
def test_invisible_and_odd_characters_go_the_words_stay(typed: str, read: str) -> None:
    assert clean(typed) == read


@pytest.mark.parametrize("value", [None, 5, True, ["hei"], {"a": "b"}])
def test_only_a_string_is_a_text(value: object) -> None:
    with pytest.raises(BadField):
        read_text(value, TooLong(1000))


@pytest.mark.parametrize("value", ["", "   ", "\n\t", "\u200b\u202e", "\x00", "\ud800"])
def test_a_text_without_anything_visible_is_empty(value: str) -> None:
    with pytest.raises(EmptyText):
        read_text(value, TooLong(1000))


def test_1000_characters_are_read_and_1001_are_too_long() -> None:
    assert read_text(f"  {'å' * 1000}  ", TooLong(1000)) == "å" * 1000
    with pytest.raises(TooLong) as refusal:
        read_text("å" * 1001, TooLong(1000))
    assert refusal.value.values == {"grense": 1000}


@pytest.mark.parametrize(
    ("typed", "passed_on"),
    [
        ("/restart", "restart"),
        ("/pris_generelt@0.9{}", "pris_generelt@0.9{}"),
        (" / / //hei", "hei"),
        ("\n/hei", "hei"),
        ("／restart", "restart"),
        ("⁄∕⧸╱＼\\/hei", "hei"),
        ("/", "?"),
        ("／ /", "?"),
        ("32/25", "32/25"),
        ("og/eller", "og/eller"),
    ],
)
def test_a_typed_text_is_never_an_order_to_rasa(typed: str, passed_on: str) -> None:
    assert without_command(typed) == passed_on


@given(st.text(st.characters() | st.sampled_from("/／ \u202e\u200b\n\ud800")))
def test_whatever_is_typed_what_is_passed_on_is_visible_and_no_order(typed: str) -> None:
    cleaned = clean(typed)
    assert clean(cleaned) == cleaned
    passed_on = without_command(cleaned)
    assert passed_on and passed_on == passed_on.strip() and not unicodedata.normalize("NFKC", passed_on).startswith("/")
    passed_on.encode("utf-8")
