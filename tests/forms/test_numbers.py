"""Numbers in running text: what is one, what it is worth, and where it stands."""

from decimal import Decimal

import pytest

from bot.forms.numbers import find_numbers
from bot.forms.tokens import figure_value

NUMBERS = {
    "32": 32,
    "4,5": "4.5",
    "4.5": "4.5",
    "450.000": 450000,
    "450 000": 450000,
    "450'000": 450000,
    "450 000,50": "450000.50",
    "450,000.50": "450000.50",
    "1.250.000": 1250000,
    "35,000": 35000,
    "3½": "3.5",
    "3 1/2": "3.5",
    "1/2": "0.5",
    "450k": 450000,
    "450 k": 450000,
    "450'": 450000,
    "450 tusen": 450000,
    "1,2 mill": 1200000,
    "trettito": 32,
    "tretti to": 32,
    "tretti-to": 32,
    "toogtredve": 32,
    "to og tredve": 32,
    "sju og seksti": 67,
    "tri": 3,
    "fæm": 5,
    "førr": 40,
    "tjueein": 21,
    "hundre og to": 102,
    "fire hundre og femti": 450,
    "fire hundre og femti tusen": 450000,
    "firehundreogfemtitusen": 450000,
    "fire og en halv": "4.5",
    "tre og ein halv": "3.5",
    "to og et halvt": "2.5",
    "en halv": "0.5",
    "halvannen": "1.5",
    "en halv million": 500000,
    "halvannen million": 1500000,
    "fire og et halvt hundre tusen": 450000,
    "en million to hundre tusen": 1200000,
    "1 million 200 tusen": 1200000,
}


@pytest.mark.parametrize("text, value", NUMBERS.items())
def test_a_number_is_read_in_all_its_length(text: str, value: object) -> None:
    for around in ("{}", "jeg har {} her", "({})", "{}."):
        said = around.format(text)
        (number,) = find_numbers(said)
        assert (number.value, said[number.start : number.end]) == (Decimal(str(value)), text)


@pytest.mark.parametrize(
    "text, values",
    [
        ("fem hundre tusen og tre hundre tusen", [500000, 300000]),
        ("300 tusen og en bil", [300000]),
        ("mellom fem og tyve", [5, 20]),
        ("to-tre", [2, 3]),
        ("2-3", [2, 3]),
        ("2023 400 000", [2023, 400000]),
        ("400 000 2023", [400000, 2023]),
        ("300 og 250 tusen", [300, 250000]),
        ("åtteåringen", [8]),
        ("tretimers", [3]),
        ("28 3/4", [28]),
        ("0", [0]),
        ("0 tusen", [0]),
    ],
)
def test_several_numbers_are_told_apart(text: str, values: list[int]) -> None:
    assert [number.value for number in find_numbers(text)] == values


def test_scaled_tells_that_thousands_were_said() -> None:
    assert [number.scaled for number in find_numbers("300 og 250 tusen og 200k")] == [False, True, True]


NO_NUMBERS = [
    "tusen takk", "en", "et par hundre tusen", "noen hundre", "flere millioner", "fritimer", "etter", "seksuell",
    "tilto", "§ 2-1 d", "24/7", "12/10", "10:30", "12.05.1958", "2026-11-21", "22 40 00 40", "912 34 567", "+47", "B12",
    "0181", "1,250", "1234.56.78901",
]  # fmt: skip


@pytest.mark.parametrize("text", NO_NUMBERS)
def test_dates_codes_and_words_are_no_numbers(text: str) -> None:
    assert find_numbers(text) == []


def test_a_quoted_figure_is_not_in_thousands() -> None:
    assert [number.value for number in find_numbers("'28' eller ‘30’")] == [28, 30]


@pytest.mark.parametrize("raw", ["07", "00", "1.2.3", "12 34", "1,250", "2,125,0", "9" * 21])
def test_what_could_be_read_two_ways_has_no_value(raw: str) -> None:
    assert figure_value(raw) is None


def test_999_999_999_is_the_same_in_figures_and_words() -> None:
    words = "ni hundre og nittini millioner ni hundre og nittini tusen ni hundre og nittini"
    assert [number.value for number in find_numbers(words)] == [number.value for number in find_numbers("999 999 999")]
