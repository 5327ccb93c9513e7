"""Made-up identifiers, and every way we know of writing them. Nothing here belongs to anybody but by accident."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from itertools import accumulate

from stdnum.no import kontonr
from stdnum.no.fodselsnummer import calc_check_digit1, calc_check_digit2

Form = Callable[[str], str]
MONTH_OFFSETS = (0, 40, 65, 80)
DAY_OFFSETS = (0, 40)


def fodselsnummer(draw: random.Random, right: bool = True) -> str:
    """Eleven digits with a day (+0, 40), a month (+0, 40, 65, 80), a year, and check digits that are right or not."""
    while True:
        day = draw.randint(1, 28) + draw.choice(DAY_OFFSETS)
        month = draw.randint(1, 12) + draw.choice(MONTH_OFFSETS)
        nine = f"{day:02}{month:02}{draw.randint(0, 99):02}{draw.randint(0, 999):03}"
        first = calc_check_digit1(nine)
        second = calc_check_digit2(nine + first) if len(first) == 1 else "10"
        if len(second) == 1:
            return nine + first + (second if right else str((int(second) + draw.randint(1, 9)) % 10))


def kontonummer(draw: random.Random) -> str:
    """Eleven digits with the right check digit."""
    while True:
        number = f"{draw.randint(10**10, 10**11 - 1)}"
        if kontonr.is_valid(number) and not number.startswith(("19", "20")):
            return number


def mobil(draw: random.Random) -> str:
    """Eight digits from 4 or 9, neither round nor readable as hours."""
    return f"{draw.choice('49')}{draw.randint(1, 9)}{draw.randint(41, 99)}{draw.randint(1, 9)}{draw.randint(101, 999)}"


def fasttelefon(draw: random.Random) -> str:
    return f"{draw.choice('3567')}{draw.randint(1, 9)}{draw.randint(41, 99)}{draw.randint(1001, 9989)}"


def epost(draw: random.Random) -> str:
    name = "".join(draw.choices("bcdfghjklmnpqrstvwxz", k=9))
    return f"{name}.{draw.randint(10, 99)}@{draw.choice(['eksempel.no', 'post.example.com', 'æra.no', 'firma-x.net'])}"


def grouped(number: str, sizes: Sequence[int], separator: str = " ") -> str:
    """The number in groups of these sizes."""
    ends = [*accumulate(sizes)]
    assert ends[-1] == len(number)
    return separator.join(number[end - size : end] for end, size in zip(ends, sizes, strict=True))


def _forms(sizes: Sequence[Sequence[int]], separators: str) -> list[Form]:
    return [lambda n, s=s, sep=sep: grouped(n, s, sep) for s in sizes for sep in separators]  # type: ignore[misc]


FODSELSNUMMER_FORMS: list[Form] = [
    lambda n: n,
    *_forms([(6, 5), (6, 3, 2), (6, 2, 3), (2, 2, 2, 5), (2, 2, 2, 3, 2), (1,) * 11], " .-/"),
    *[
        lambda n, sep=sep: f"{n[:6]}{sep}{n[6:]}"
        for sep in ("  ", " - ", " / ", ": ", "_", "*", " | ", "'", "...", "\n")
    ],
    lambda n: f"{n[:6]} ({n[6:]})",
    lambda n: f"({n[:6]}) {n[6:]}",
    lambda n: f"{n[:2]}.{n[2:4]}.{n[4:6]} {n[6:]}",
    lambda n: f"{n[:2]}.{n[2:4]}.{n[4:6]}-{n[6:9]} {n[9:]}",
    lambda n: f"{n[:2]}.{n[2:4]}.19{n[4:6]} {n[6:]}",
    lambda n: f"{n[:2]}. {n[2:4]}. 19{n[4:6]}\n{n[6:]}",
    lambda n: f"19{n[4:6]}-{n[2:4]}-{n[:2]} {n[6:]}",
    lambda n: f"{n[:2]}/{n[2:4]}-{n[4:6]} {n[6:]}",
    lambda n: ", ".join(n),
    lambda n: "\n".join(n),
    lambda n: f"fnr{n}",
    lambda n: f"kari{n}hei",
    lambda n: f"fødselsnummeret mitt er {grouped(n, (4, 7))}",
    lambda n: f"personnr: {grouped(n, (3, 4, 4), '.')}",
]
"""Hidden whether the check digits are right or not. Those with a day or month + something are not dates to a reader."""

ODD_FODSELSNUMMER_FORMS = _forms(
    [(2, 2, 2, 2, 2, 1), (3, 3, 3, 2), (4, 4, 3), (5, 6), (4, 7), (7, 4), (8, 3), (2, 4, 5), (1, 5, 5), (3, 5, 3)],
    " .-",
)
"""Hidden when the check digits are right; otherwise when no amounts in a row explain them."""

MOBIL_SIZES = [(8,), (3, 2, 3), (2, 2, 2, 2), (4, 4), (3, 5), (5, 3), (2, 3, 3), (3, 3, 2), (2, 2, 4), (2, 6), (1,) * 8]
MOBIL_FORMS: list[Form] = [
    *_forms(MOBIL_SIZES, " -"),
    *_forms([(3, 2, 3), (2, 2, 2, 2), (4, 4)], "."),
    *[
        lambda n, code=code, form=form: f"{code}{form(n)}"  # type: ignore[misc]
        for code in ("+47", "+47 ", "0047", "0047 ", "(+47) ", "+47-")
        for form in _forms([(8,), (3, 2, 3), (2, 2, 2, 2), (4, 4)], " ")
    ],
]
FASTTELEFON_FORMS: list[Form] = [
    *_forms([(8,), (2, 2, 2, 2), (4, 4)], " "),
    lambda n: f"tlf. {grouped(n, (3, 5))}",
    lambda n: f"ring meg på {grouped(n, (2, 3, 3))}",
    lambda n: f"+47 {grouped(n, (1, 3, 4))}",
    lambda n: f"+46 {n[:2]} {n[2:5]} {n[5:]} 1",
    lambda n: f"+1 (5{n[1:3]}) {n[3:6]}-{n[4:]}",
    lambda n: f"0044 {n[:2]} {n[2:]} 55",
]
EPOST_FORMS: list[Form] = [
    lambda e: e,
    lambda e: e.replace("@", " @ "),
    lambda e: e.replace("@", "(at)"),
    lambda e: e.replace("@", " [at] ").replace(".", "."),
    lambda e: e.replace("@", " krøllalfa "),
    lambda e: e.replace("@", " alfakrøll "),
    lambda e: e.replace("@", "\uff20"),
    lambda e: e.replace("@", "\n@"),
    lambda e: e.replace("@", "@\u200b"),
    lambda e: e.upper(),
    lambda e: f"mailto:{e}",
    lambda e: f"<{e}>",
    lambda e: f"e-posten min er {e.replace('@', ' at ')}",
]
KONTO_FORMS: list[Form] = [
    *_forms([(11,), (4, 2, 5), (4, 7), (4, 4, 3), (4, 2, 2, 3)], " .-"),
    lambda k: f"kontonummer {grouped(k, (6, 5))}",
    lambda k: f"NO93 {grouped(k, (4, 4, 3))}",
]

DISGUISES: dict[str, Form] = {
    "plain": lambda text: text,
    "no-break spaces": lambda text: text.replace(" ", "\u00a0"),
    "thin spaces": lambda text: text.replace(" ", "\u2009"),
    "zero width": lambda text: "\u200b".join(text),
    "soft hyphens": lambda text: "\u00ad".join(text),
    "bidi": lambda text: f"\u202d{text}\u202c",
    "fullwidth": lambda text: text.translate({ord(str(n)): 0xFF10 + n for n in range(10)}),
    "arabic": lambda text: text.translate({ord(str(n)): 0x0660 + n for n in range(10)}),
    "bold": lambda text: text.translate({ord(str(n)): 0x1D7CE + n for n in range(10)}),
    "superscript": lambda text: text.translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")),
    "keycaps": lambda text: "".join(f"{char}\ufe0f\u20e3" if char.isdigit() else char for char in text),
    "accents": lambda text: "".join(f"{char}\u0301" if char.isdigit() else char for char in text),
    "dashes": lambda text: text.replace("-", "\u2013"),
    "minus": lambda text: text.replace("-", "\u2212"),
    "hangul filler": lambda text: text.replace("1", "1\u3164"),
}
"""The same to a reader, other characters to a machine."""
