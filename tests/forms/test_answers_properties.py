"""What holds for any text at all: nothing raises, spans are right, every way to write an amount is the same amount."""

from decimal import Decimal

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from num2words import num2words

from bot.forms.answers import as_json, read_facts
from bot.forms.vocabulary import vocabulary
from tests.hanging import must_end

READERS = (
    "felles",
    "tall",
    "periode",
    "regel",
    "grunnbelop",
    "inntekt",
    "husstand",
    "timer",
    "alder",
    "varighet",
    "aar",
    "svar",
)
WORDS = sorted({word for reader in READERS for group in vocabulary(reader).values() for word in group})
FIGURES = [
    "0",
    "1",
    "2",
    "3,5",
    "25",
    "32",
    "67",
    "1/2",
    "½",
    "2023",
    "12 000",
    "450.000",
    "1,2",
    "'",
    "k",
    "99999999999999999999",
]
MARKS = [*".,;:!?-–/()%§+\n", "  "]
pieces = st.sampled_from(WORDS) | st.sampled_from(FIGURES) | st.sampled_from(MARKS)
# Messages of the words that matter, jumbled, and any characters at all.
messages = (
    st.lists(pieces, max_size=30).map(" ".join) | st.lists(pieces, max_size=30).map("".join) | st.text(max_size=200)
)


@settings(max_examples=500, deadline=None)
@given(messages)
def test_any_text_is_read_without_error_into_facts_that_stand_apart_inside_it(text: str) -> None:
    facts = read_facts(text)
    past = 0
    for fact in facts:
        assert past <= fact.start < fact.end <= len(text)
        assert text[fact.start : fact.end].strip() != ""
        past = fact.end


@settings(max_examples=500, deadline=None)
@given(messages)
def test_any_value_read_is_a_possible_one(text: str) -> None:
    for fact in read_facts(text):
        value = fact.value
        if fact.kind == "inntekt":
            assert value["kr"] >= 0 or "-" in text
        if fact.kind == "inntekt_i_g":
            ends = [end for end in (value["fra"], value["til"]) if end is not None]
            assert ends and ends == sorted(ends) and ends[0] >= 0
        if fact.kind == "timer":
            assert value["per"] in ("dag", "uke", "maaned", None) and 0 <= value["tall"] < (value["tall_til"] or 1489)
        if fact.kind == "alder":
            assert 0 <= value["aar"] <= 115
        if fact.kind == "varighet":
            assert 0 <= value["mnd"] <= 1201
        if fact.kind == "aar":
            assert 2000 <= value["aar"] <= 2049


def _grouped(amount: int, mark: str) -> str:
    return f"{amount:,}".replace(",", mark)


def _in_words(amount: int) -> str:
    return num2words(amount, lang="no")


def _in_nynorsk_words(amount: int) -> str:
    nynorsk = {"en": "ein", "hundre": "hundra", "syv": "sju", "millioner": "millionar"}
    return " ".join(nynorsk.get(word, word) for word in _in_words(amount).split())


AMOUNT_FORMS = {
    "450000": str,
    "450 000": lambda amount: _grouped(amount, " "),
    "450.000": lambda amount: _grouped(amount, "."),
    "450 000 med hardt mellomrom": lambda amount: _grouped(amount, "\u00a0"),
    "450'000": lambda amount: _grouped(amount, "'"),
    "450 000 kr": lambda amount: f"{_grouped(amount, ' ')} kr",
    "kr 450 000": lambda amount: f"kr {_grouped(amount, ' ')}",
    "kr 450.000,-": lambda amount: f"kr {_grouped(amount, '.')},-",
    "450 000,00 kroner": lambda amount: f"{_grouped(amount, ' ')},00 kroner",
    "450,000 NOK": lambda amount: f"{amount:,} NOK",
    "fire hundre og femti tusen": _in_words,
    "fire hundra og femti tusen": _in_nynorsk_words,
}


@pytest.mark.parametrize("form", AMOUNT_FORMS.values(), ids=AMOUNT_FORMS)
@settings(max_examples=60, deadline=None)
@given(amount=st.integers(100_000, 9_999_999))
def test_an_amount_reads_back_as_itself_in_every_form(form, amount: int) -> None:
    # «hundre tusen og en» could be 100 001, or 100 000 and one of something.
    assume(amount % 100 != 1)
    (fact,) = read_facts(f"jeg tjener {form(amount)} i året")
    assert fact.kind == "inntekt" and fact.value["kr"] == amount


@settings(max_examples=100, deadline=None)
@given(thousands=st.integers(101, 999))
def test_an_amount_written_in_one_word_reads_back(thousands: int) -> None:
    (fact,) = read_facts(f"jeg tjener {_in_words(thousands * 1000).replace(' ', '')}")
    assert fact.value["kr"] == thousands * 1000


@pytest.mark.parametrize("form", ["{} tusen", "{}k", "{} k", "{}'", "{} tusen kroner", "kr {} tusen", "{} laken"])
@settings(max_examples=30, deadline=None)
@given(thousands=st.integers(100, 999))
def test_thousands_read_back_as_thousands(form: str, thousands: int) -> None:
    (fact,) = read_facts(f"vi tjener {form.format(thousands)}")
    assert fact.value["kr"] == thousands * 1000


@settings(max_examples=60, deadline=None)
@given(st.integers(100, 999), st.integers(100, 999))
def test_spouses_incomes_make_one_household_and_alternatives_two(
    mine_in_thousands: int, yours_in_thousands: int
) -> None:
    mine, yours = mine_in_thousands * 1000, yours_in_thousands * 1000
    (together,) = read_facts(f"jeg tjener {mine} og mannen {yours}")
    assert together.value["kr"] == mine + yours
    assert [fact.value["kr"] for fact in read_facts(f"{_grouped(mine, ' ')} eller {_grouped(yours, ' ')}")] == [
        mine,
        yours,
    ]


@settings(max_examples=100, deadline=None)
@given(
    halves=st.integers(1, 336),
    period=st.sampled_from([("i uka", "uke"), ("i veka", "uke"), ("pr. uke", "uke"), ("/uke", "uke")]),
)
def test_hours_read_back_in_figures_and_words(halves: int, period: tuple[str, str]) -> None:
    said, per = period
    hours = Decimal(halves) / 2
    written = [str(hours).replace(".", ","), str(hours)]
    if hours == int(hours) and hours < 100:
        written.append(num2words(int(hours), lang="no"))
    for number in written:
        (fact,) = read_facts(f"trenger {number} timer {said}")
        assert (fact.value["tall"], fact.value["per"]) == (hours, per)


@settings(max_examples=100, deadline=None)
@given(low=st.integers(2, 160), more=st.integers(1, 20), link=st.sampled_from(["-", " - ", "–", " til ", " te "]))
def test_a_range_of_hours_keeps_both_ends(low: int, more: int, link: str) -> None:
    value = as_json(read_facts(f"trenger {low}{link}{low + more} timer i uka")[0])
    assert (value["per_uke"], value["per_uke_til"]) == (str(low), str(low + more))


@settings(max_examples=114, deadline=None)
@given(age=st.integers(2, 115))
def test_an_age_reads_back_in_figures_and_words(age: int) -> None:
    assume(age != 101)  # «hundre og en» could be a hundred and one of something
    for number in (str(age), num2words(age, lang="no")):
        for sentence in ("hun er {}", "mor er {} år", "eg er {} år gamal", "æ e {} år"):
            (fact,) = read_facts(sentence.format(number))
            assert (fact.kind, fact.value) == ("alder", {"aar": age})


@settings(max_examples=60, deadline=None)
@given(tenths=st.integers(1, 199))
def test_an_income_in_G_reads_back(tenths: int) -> None:
    number = Decimal(tenths) / 10
    (fact,) = read_facts(f"vi har {str(number).replace('.', ',')} G")
    assert fact.value == {"fra": number, "til": number}


FIVE_MESSAGES = 20_000  # of the longest that the channel lets through
# What would be slow first if a reader looked at the whole message for every number in it.
REPEATED = [
    "1", "1 ", "1a", "1.", "1-", "1/", "1 000 ", "½", "'1", "en ", "og ", "hundre tusen ", "fem og ", "femti", "§", "_",
    "a", "å ", "- ", "2 G ", "32 t ", "28 timer i uka ", "400 000 kr og ", "jeg tjener 300 og ", "er 40 år ",
    "over 2 år ", "i 2023 ", "varig ikke ", "resten av ", "må man ha ", "mellom 2 og 3 ", "2 timer tre ganger i uka ",
    "400 000 kr a 1 ", "x" * 44 + " ", "\n",
]  # fmt: skip


@pytest.mark.parametrize("piece", REPEATED)
def test_a_message_of_20_000_characters_is_read_to_its_end(piece: str) -> None:
    with must_end():
        read_facts((piece * FIVE_MESSAGES)[:FIVE_MESSAGES])
