"""Thousands of identifiers in every written form, none of which is read; thousands of amounts, hours and dates, all of which are.

Drawn with fixed seeds, and by hypothesis without a clock: the same in every run.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.channel.privacy import mask
from bot.channel.typed_text import clean
from tests.channel import identifiers as made
from tests.hanging import must_end

SENTENCES = ["{}", "jeg er {} og lurer", "Hei! Mitt nr ({}). Kan jeg få BPA?", "40 år, {}, 28 timer i uka"]
PEOPLE = 60
OLD_ENOUGH = {"derandomize": True, "deadline": None, "max_examples": 300}


def left_of(number: str, text: str) -> str:
    """What is still to be read of the number: itself, or a run of five of its digits."""
    digits = "".join(re.findall(r"\d", text))
    return next((number[at : at + 5] for at in range(len(number) - 4) if number[at : at + 5] in digits), "")


def read_anyway(number: str, written: str, sentence: str) -> list[str]:
    masked = mask(clean(sentence.format(written)))
    return (
        []
        if masked.kinds and not left_of(number, masked.text)
        else [f"{sentence.format(written)!r} -> {masked.text!r}"]
    )


@pytest.mark.parametrize("right", [True, False], ids=["right check digits", "mistyped"])
def test_every_fodselsnummer_is_hidden_in_every_form(right: bool) -> None:
    draw = random.Random(11)
    seen = [
        failure
        for _ in range(PEOPLE)
        for number in [made.fodselsnummer(draw, right)]
        for form in made.FODSELSNUMMER_FORMS
        for failure in read_anyway(number, form(number), draw.choice(SENTENCES))
    ]
    assert PEOPLE * len(made.FODSELSNUMMER_FORMS) >= 2500
    assert seen == []


def test_every_day_and_month_of_every_kind_of_fodselsnummer_is_hidden() -> None:
    dates = [date(2024, 1, 1) + timedelta(days=day) for day in range(366)]
    numbers = [
        f"{day.day + day_offset:02}{day.month + month_offset:02}8812345"
        for day in dates
        for day_offset in made.DAY_OFFSETS
        for month_offset in made.MONTH_OFFSETS
    ]
    assert len(numbers) == 366 * 8
    assert [n for n in numbers for text in (n, f"{n[:6]} {n[6:]}") if mask(text).text != "[fødselsnummer]"] == []


def test_a_fodselsnummer_with_right_check_digits_is_hidden_in_odd_groups_too() -> None:
    draw = random.Random(12)
    numbers = [made.fodselsnummer(draw) for _ in range(PEOPLE)]
    assert [f for n in numbers for form in made.ODD_FODSELSNUMMER_FORMS for f in read_anyway(n, form(n), "{}")] == []


@pytest.mark.parametrize("disguise", made.DISGUISES)
def test_no_disguise_of_its_characters_shows_a_number(disguise: str) -> None:
    draw, dress = random.Random(13), made.DISGUISES[disguise]
    kinds = [
        (made.fodselsnummer, made.FODSELSNUMMER_FORMS),
        (made.mobil, made.MOBIL_FORMS),
        (made.fasttelefon, made.FASTTELEFON_FORMS),
        (made.kontonummer, made.KONTO_FORMS),
    ]
    seen = []
    for make, forms in kinds:
        for form in forms:
            number = make(draw)
            seen += read_anyway(number, dress(form(number)), "jeg er {} og lurer")
    assert seen == []


@pytest.mark.parametrize(
    ("make", "forms"),
    [
        (made.mobil, made.MOBIL_FORMS),
        (made.fasttelefon, made.FASTTELEFON_FORMS),
        (made.kontonummer, made.KONTO_FORMS),
    ],
    ids=["mobil", "fasttelefon", "konto"],
)
def test_every_phone_and_account_number_is_hidden_in_every_form(
    make: Callable[[random.Random], str], forms: list[made.Form]
) -> None:
    draw = random.Random(14)
    numbers = [make(draw) for _ in range(PEOPLE)]
    assert [f for n in numbers for form in forms for f in read_anyway(n, form(n), draw.choice(SENTENCES))] == []


def test_every_address_of_mail_is_hidden_in_every_form() -> None:
    draw = random.Random(15)
    seen = []
    for _ in range(PEOPLE):
        address = made.epost(draw)
        name = address.partition(".")[0]
        for form in made.EPOST_FORMS:
            masked = mask(clean(f"skriv til {form(address)} i dag"))
            if "epostadresse" not in masked.kinds or name in masked.text.lower():
                seen.append((form(address), masked.text))
    assert seen == []


@settings(**OLD_ENOUGH)
@given(
    st.dates(date(1900, 1, 1), date(2026, 12, 31)),
    st.sampled_from(made.DAY_OFFSETS),
    st.sampled_from(made.MONTH_OFFSETS),
    st.integers(0, 99_999),
    st.sampled_from(made.FODSELSNUMMER_FORMS),
    st.text(alphabet="abc æøå,.!?\n", max_size=12),
    st.text(alphabet="abc æøå,.!?\n", max_size=12),
)
def test_no_text_around_it_shows_a_fodselsnummer(
    born: date, day: int, month: int, last: int, form: made.Form, before: str, after: str
) -> None:
    number = f"{born.day + day:02}{born.month + month:02}{born:%y}{last:05}"
    assert read_anyway(number, f"{before}{form(number)}{after}", "{}") == []


@settings(**OLD_ENOUGH)
@given(st.text(max_size=300))
def test_masking_twice_changes_nothing_more_and_leaves_what_is_typed_without_digits(typed: str) -> None:
    masked = mask(clean(typed))
    assert mask(masked.text).text == masked.text
    if not re.search(r"\d", masked.text) and "@" not in typed and not masked.kinds:
        assert masked.text == clean(typed)


# --- What is kept ---

KEPT = 4000


def _amount(draw: random.Random) -> str:
    return f"{draw.randint(100, 3_000_000):,}".replace(",", draw.choice([" ", ".", "", "\u00a0"]))


def _date(draw: random.Random) -> str:
    day = date(2014, 1, 1) + timedelta(days=draw.randint(0, 5000))
    return draw.choice(["{:%d.%m.%Y}", "{:%d.%m.%y}", "{:%Y-%m-%d}", "{:%d/%m/%Y}", "{:%d/%m-%y}"]).format(day)


def _clock(draw: random.Random) -> str:
    return f"{draw.randint(0, 23):02}{draw.choice('.:')}{draw.choice(['00', '15', '30', '45'])}"


def _hours(draw: random.Random) -> str:
    return draw.choice(
        [
            f"{draw.randint(1, 168)} timer",
            f"{draw.randint(1, 60)},{draw.choice('5257')} t",
            f"{draw.randint(1, 60)}½ time",
        ]
    )


EMERGENCY = ["110", "112", "113", "116 117", "116 123", "116 111", "116117", "02800", "175", "815", "22", "911"]
MEANT: list[Callable[[random.Random], str]] = [
    lambda d: f"{_amount(d)} kr",
    lambda d: f"kr {_amount(d)},-",
    lambda d: _amount(d),
    lambda d: f"{_amount(d)} kroner i året",
    lambda d: f"{_amount(d)} og {_amount(d)}",
    lambda d: f"{_amount(d)} kr + {_amount(d)} kr",
    lambda d: f"mellom {_amount(d)} - {_amount(d)} kroner",
    lambda d: f"mannen {_amount(d)}, jeg {_amount(d)}",
    lambda d: (
        f"{d.randint(2, 15) * 100_000:,}".replace(",", " ") + f" {d.randint(2, 15) * 100_000:,}".replace(",", " ")
    ),
    lambda d: f"{d.randint(1, 12)},{d.randint(1, 9)} G er {_amount(d)} kr",
    lambda d: f"{d.randint(1, 6)}-{d.randint(7, 9)} G",
    lambda d: f"fra {_date(d)} {_amount(d)} kr",
    lambda d: f"født {_date(d)}",
    lambda d: f"{_date(d)}-{_date(d)}",
    lambda d: f"{_date(d)} til {_date(d)}: {_hours(d)}",
    lambda d: f"vedtaket kom {_date(d)}, {_hours(d)} i uka",
    lambda d: f"kl {_clock(d)}-{_clock(d)}",
    lambda d: f"{_clock(d)}-{_clock(d)} og {_clock(d)}-{_clock(d)}",
    lambda d: f"{_hours(d)} à {_amount(d)} kr",
    lambda d: f"{d.randint(2015, 2026)}-{d.randint(2015, 2030)}",
    lambda d: " ".join(str(d.randint(2010, 2030)) for _ in range(d.randint(2, 5))),
    lambda d: " ".join(str(d.randint(1, 12)) for _ in range(7)),
    lambda d: ", ".join(str(d.randint(1, 12)) for _ in range(7)),
    lambda d: (
        f"§ {d.randint(1, 12)}-{d.randint(1, 12)} {d.choice('abcd')} i LOV-{d.randint(1990, 2024)}-0{d.randint(1, 9)}-{d.randint(10, 28)}-{d.randint(1, 99)}"
    ),
    lambda d: (
        f"FOR-{d.randint(1990, 2024)}-{d.randint(1, 12):02}-{d.randint(1, 28):02}-{d.randint(1, 1999)} § {d.randint(1, 20)}"
    ),
    lambda d: f"saksnummer {d.randint(2018, 2026)}/{d.randint(1, 99_999)}",
    lambda d: f"{d.randint(0, 9999):04} Fredrikstad, {d.randint(18, 99)} år, {d.randint(20, 100)} % ufør",
    lambda d: f"ring {d.choice(EMERGENCY)} nå",
    lambda d: f"{d.choice(EMERGENCY)} eller {d.choice(EMERGENCY)}?",
    lambda d: f"{d.randint(1, 90)} minutter {d.randint(1, 9)} ganger om dagen, {d.randint(1, 7)} dager",
]


def test_none_of_4000_drawn_amounts_hours_years_dates_and_public_numbers_is_hidden() -> None:
    draw = random.Random(16)
    written = [shape(draw) for shape in MEANT for _ in range(-(-KEPT // len(MEANT)))]
    assert len(written) >= KEPT
    assert [text for text in written if mask(clean(text)).kinds] == []


@pytest.mark.parametrize(
    "typed",
    ["1 " * 2000, "1" * 4000, "a@" * 2000, "a@" + "a." * 1999, "01 " * 1300, '"a' * 2000, "a at a " * 570, "o1l" * 1300,
     "+1 (" * 1000, "1.1.1 " * 660, "no11 " * 800, "AB12" * 1000, "fødselsnummer " * 280, "1 januar " * 440, "010190 " * 570],
    ids=lambda typed: typed[:8],
)  # fmt: skip
def test_4000_characters_made_to_be_slow_are_through(typed: str) -> None:
    with must_end():
        mask(clean(typed))
