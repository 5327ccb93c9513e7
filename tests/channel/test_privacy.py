"""Personal data is hidden in every written form; kroner, hours, years and dates never are. Every number is made up."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from stdnum.no.fodselsnummer import calc_check_digit1, calc_check_digit2

from bot.channel.privacy import PLACEHOLDERS, Masked, mask
from bot.channel.typed_text import clean

F, T, E, K = "[fødselsnummer]", "[telefonnummer]", "[e-postadresse]", "[kontonummer]"

HIDDEN = [
    # Fødselsnummer: how it is grouped
    ("01019012345", F),
    ("010190 12345", F),
    ("010190  12345", F),
    ("010190\n12345", F),
    ("010190\u00a012345", F),
    ("010190-12345", F),
    ("010190 - 12345", F),
    ("010190–12345", F),
    ("010190.12345", F),
    ("010190/12345", F),
    ("010190_12345", F),
    ("151086, 95088", F),
    ("010190 123 45", F),
    ("010190 12 345", F),
    ("01.01.90 12345", F),
    ("01.01.90-12345", F),
    ("01.01.9012345", F),
    ("01.01.1990 12345", F),
    ("01011990 12345", F),
    ("01011990-12345", F),
    ("01/01/90 12345", F),
    ("01-01-90-12345", F),
    ("1.1.90 12345", F),
    ("01 01 90 12345", F),
    ("01 01 90 123 45", F),
    ("01 01 1990 12345", F),
    ("15 10 86 95 08 8", F),
    ("151 086 950 88", F),
    ("1510 8695 088", F),
    ("0 1 0 1 9 0 1 2 3 4 5", F),
    ("0\u200b10190\u200d12345", F),
    ("０１０１９０ １２３４５", F),
    ("0️1️0️1️9️0️12345", F),
    # ... and where it stands
    ("Jeg heter Kari, 010190 12345, og vil søke", f"Jeg heter Kari, {F}, og vil søke"),
    ("fnr01019012345.", f"fnr{F}."),
    ("(01019012345)", f"({F})"),
    ("fnr: 010190 12345 kr 400 000 i inntekt", f"fnr: {F} kr 400 000 i inntekt"),
    ("010190 12345 og 020290 54321", f"{F} og {F}"),
    ("010190123456", F),
    ("personnummeret mitt er 12345", f"personnummeret mitt er {F}"),
    ("fnr 010190 - 12345", f"fnr {F}"),
    ("fødselsnummer 010190, 12345", f"fødselsnummer {F}"),
    ("personnr. 12345", f"personnr. {F}"),
    ("fødselsnr 99 99 99 99 999", f"fødselsnr {F}"),
    # D-, H- and synthetic numbers, with days and months at both ends
    ("410190 12345", F),
    ("710190 12345", F),
    ("014190 12345", F),
    ("315290 12345", F),
    ("016690 12345", F),
    ("317790 12345", F),
    ("018190 12345", F),
    ("319290 12345", F),
    ("419290 12345", F),
    ("290200 12345", F),
    # Account numbers
    ("1234.56.78901", K),
    ("1234 56 78901", K),
    ("9999-99-99999", K),
    ("86011117947", K),
    ("NO93 8601 1117 947", K),
    ("NO9386011117947", K),
    ("kontonr 1234 5678901", f"kontonr {K}"),
    ("kontoen min er 12345678901", f"kontoen min er {K}"),
    # Phone numbers
    ("99999999", T),
    ("41234567", T),
    ("69306000", T),
    ("99 99 99 99", T),
    ("99.99.99.99", T),
    ("999 99 999", T),
    ("999-99-999", T),
    ("22 33 44 55", T),
    ("+4799999999", T),
    ("+47 999 99 999", T),
    ("(+47) 99 99 99 99", T),
    ("0047 22334455", T),
    ("47 99999999", f"47 {T}"),
    ("+46 70 123 45 67", T),
    ("tlf 22 33 20 40", f"tlf {T}"),
    ("tlf. 2233 2040", f"tlf. {T}"),
    ("mobilen min er 20112023", f"mobilen min er {T}"),
    ("ring meg på 22 33 20 40", f"ring meg på {T}"),
    ("99887766/40012345", f"{T}/{T}"),
    ("99 88 77 66 eller 44 55 66 77", f"{T} eller {T}"),
    # E-mail
    ("kari@eksempel.no", E),
    ("Kari.Nordmann+bpa@sub.eksempel.com", E),
    ("skriv til kari@eksempel.no.", f"skriv til {E}."),
    ("kari @ eksempel.no", E),
    ("kari(at)eksempel.no", E),
    ("kari krøllalfa eksempel.no", E),
    ("kari@eksempel", E),
    ("bjørn_øst@æra.no", E),
    # Several kinds at once
    ("010190 12345, 99999999, kari@eksempel.no", f"{F}, {T}, {E}"),
]

KEPT = [
    # Kroner
    "450 000 kr",
    "vi tjener 400 000 til sammen",
    "1 066",
    "kr 400.000",
    "kr. 2 027,-",
    "2 696 kr per måned",
    "400000",
    "1 000 000",
    "1.250.000 kroner",
    "45 000 000 kr",
    "45000000 kr",
    "kr 45000000",
    "25000000",
    "1 000 000 000",
    "450 000,00 kr",
    "450000,00",
    "450 000 - 500 000",
    "450 000-500 000 kr",
    "50 000-250 000",
    "51 100-250 000",
    "10 100-250 000",
    "222 953 og 222 954",
    "222 953, 222 954",
    "130160 260320",
    "1 066 2 027 2 696",
    "2 027 1 066 256",
    "220 256 405 538",
    "256/1066 405/2027 538/2696",
    "251200 og 12345 kr",
    "251200 12345 kr",
    "inntekt 311200,45000",
    "151086, 95089",
    "5000 per måned, 60000 i året",
    "3-4 G",
    "2,5 G er 325 400",
    # Hours and times
    "32 timer",
    "28 t i uka",
    "37,5 timer",
    "25-32 timer per uke",
    "25 28 30 32",
    "20 25 30 32 timer",
    "45 45 45 45 timer",
    "20 10 15 30 5 20 7",
    "10 12 10 12 10 4 4",
    "5 5 5 5 5 2 2",
    "kl. 08.00-15.30",
    "08.10-12.30 14 timer",
    "08:00-15:30 og 16:00-20:00",
    "mandag 09.00-15.00, tirsdag 10.00-14.30",
    "22.00-07.00",
    "telefontid 08.00-15.30",
    "90 minutter 3 ganger om dagen",
    # Years and dates
    "2023",
    "2023-2026",
    "2019 2020 2021 2022",
    "2024 2025",
    "01.01.2023",
    "1.1.23",
    "2023-01-01",
    "20230101",
    "31122023",
    "010123",
    "født 01.01.1990",
    "1. januar 2023 256 kr",
    "01.01.2023-31.12.2023",
    "01.01.23-31.12.23",
    "1.01.23-31.12.23",
    "01.01.2023 256 kr per time",
    "fra 01.01.2023 12345 kr",
    "fra 01.01.2023 45000 i året",
    "01.01.23 12 345 kr",
    "2012 01 01 32 timer",
    # Other numbers of ours
    "§ 2-1 d",
    "FOR-2011-12-16-1349 § 10",
    "LOV-1999-07-02-63",
    "116 123",
    "113",
    "02800",
    "1606 Fredrikstad",
    "67 år, 40 % ufør",
    "12 12 12 345 678 kr",
    "28.09.2023 12 345 678 kr",
    "fra 28.09.2023 737 965 kr",
    "3107",
    "321390 12345",
    "ola at kommunen",
    "@ 25",
]


def test_the_tables_are_long_enough() -> None:
    assert len(HIDDEN) >= 60 and len(KEPT) >= 60


@pytest.mark.parametrize(("typed", "left"), HIDDEN)
def test_personal_data_is_hidden(typed: str, left: str) -> None:
    masked = mask(clean(typed))
    assert masked.text == left
    assert [PLACEHOLDERS[kind] in left for kind in PLACEHOLDERS] == [kind in masked.kinds for kind in PLACEHOLDERS]


@pytest.mark.parametrize("typed", KEPT)
def test_kroner_hours_years_and_dates_are_kept(typed: str) -> None:
    assert mask(clean(typed)) == Masked(clean(typed), ())


def test_kinds_are_named_once_each() -> None:
    assert mask("99999999 kari@eksempel.no 98888888").kinds == ("epostadresse", "telefonnummer")


# --- Many more, drawn with a fixed seed ---


def _fodselsnummer(draw: random.Random, right: bool) -> str:
    """Eleven digits with a day, a month (+0, 40, 65, 80), a year and check digits that are right or not."""
    while True:
        day, month = draw.randint(1, 28) + draw.choice([0, 40]), draw.randint(1, 12) + draw.choice([0, 40, 65, 80])
        nine = f"{day:02}{month:02}{draw.randint(0, 99):02}{draw.randint(0, 999):03}"
        first = calc_check_digit1(nine)
        if len(first) > 1:
            continue
        second = calc_check_digit2(nine + first)
        if len(second) == 1:
            return nine + first + (second if right else str((int(second) + draw.randint(1, 9)) % 10))


CLEAR_FORMS: list[Callable[[str], str]] = [
    lambda n: n,
    lambda n: f"{n[:6]} {n[6:]}",
    lambda n: f"{n[:6]}-{n[6:]}",
    lambda n: f"{n[:6]} {n[6:9]} {n[9:]}",
    lambda n: f"{n[:2]}.{n[2:4]}.{n[4:6]} {n[6:]}",
    lambda n: f"{n[:2]} {n[2:4]} {n[4:6]} {n[6:]}",
    lambda n: f"{n[:2]}.{n[2:4]}.19{n[4:6]} {n[6:]}",
    lambda n: " ".join(n),
]
ODD_FORMS: list[Callable[[str], str]] = [
    lambda n: " ".join(n[i : i + 2] for i in range(0, 11, 2)),
    lambda n: f"{n[:3]} {n[3:6]} {n[6:9]} {n[9:]}",
    lambda n: f"{n[:4]} {n[4:8]} {n[8:]}",
]


def test_every_drawn_fodselsnummer_is_hidden_in_every_clear_form_also_with_mistyped_check_digits() -> None:
    draw = random.Random(1)
    written = [form(_fodselsnummer(draw, right=i % 2 == 0)) for i in range(500) for form in CLEAR_FORMS]
    assert [text for text in written if mask(f"jeg er {text} og lurer").text != f"jeg er {F} og lurer"] == []


def test_every_drawn_fodselsnummer_with_right_check_digits_is_hidden_in_odd_groupings() -> None:
    draw = random.Random(2)
    written = [form(_fodselsnummer(draw, right=True)) for _ in range(500) for form in ODD_FORMS]
    assert [text for text in written if mask(text).text != F] == []


def test_none_of_2000_drawn_amounts_hours_and_dates_is_hidden() -> None:
    draw = random.Random(3)

    def amount() -> str:
        return f"{draw.randint(100, 2_000_000):,}".replace(",", draw.choice([" ", ".", ""]))

    def date() -> str:
        day, month, year = draw.randint(1, 28), draw.randint(1, 12), draw.randint(2016, 2027)
        return draw.choice(
            [f"{day:02}.{month:02}.{year}", f"{day}.{month}.{year % 100}", f"{year}-{month:02}-{day:02}"]
        )

    def hours() -> str:
        return draw.choice([f"{draw.randint(1, 80)} timer", f"{draw.randint(1, 23):02}.{draw.choice(['00', '30'])}"])

    shapes: list[Callable[[], str]] = [
        lambda: f"{amount()} kr",
        lambda: f"kr {amount()}",
        lambda: f"{amount()} og {amount()} kr",
        lambda: f"mellom {amount()} - {amount()} kroner",
        lambda: f"fra {date()} {amount()} kr",
        lambda: f"{date()}-{date()}",
        lambda: f"{date()}: {hours()}, {amount()},-",
        lambda: f"{hours()}-{hours()} i {draw.randint(2016, 2027)}",
        lambda: f"{amount()} i {draw.randint(2016, 2027)}, {amount()} i {draw.randint(2016, 2027)}",
        lambda: f"{hours()} a {amount()} kr",
    ]
    written = [draw.choice(shapes)() for _ in range(2000)]
    assert [text for text in written if mask(text).kinds] == []
