"""Hides personal data in what a citizen typed, before the text reaches dialogue, tracker or log.

Hidden: e-mail addresses, fødselsnummer (D-, H- and synthetic numbers too, right or wrong check digits),
account numbers, phone numbers; in digits, however they are grouped.
Kept: kroner, hours, years, dates, ages and ranges of them. Where a group of digits could be either,
the unit after it, the words before it, or the check digits decide.
Not covered: numbers spelled in words, names, street addresses.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from stdnum.no.fodselsnummer import calc_check_digit1, calc_check_digit2

PLACEHOLDERS = {
    "epostadresse": "[e-postadresse]",
    "fodselsnummer": "[fødselsnummer]",
    "kontonummer": "[kontonummer]",
    "telefonnummer": "[telefonnummer]",
}


@dataclass(frozen=True)
class Masked:
    """The text with placeholders, and the kinds hidden (keys of PLACEHOLDERS), each once, in a fixed order."""

    text: str
    kinds: tuple[str, ...]


# --- Judging a group of digits ---

_DAYS_IN_MONTH = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def _digits(written: str) -> str:
    return re.sub(r"\D", "", written)


def _begins_with_date(digits: str) -> bool:
    """Day and month may be those of a fødselsnummer: D-number day + 40; H-number month + 40, synthetic + 65 or + 80."""
    day, month = int(digits[:2]), int(digits[2:4])
    day -= 40 if day > 40 else 0
    month -= next((offset for offset in (80, 65, 40) if month > offset), 0)
    return 1 <= month <= 12 and 1 <= day <= _DAYS_IN_MONTH[month - 1]


def _check_digits_right(digits: str) -> bool:
    return digits[9] == calc_check_digit1(digits) and digits[10] == calc_check_digit2(digits)


def _is_calendar_date(digits: str) -> bool:
    """Eight digits that read as 31122023 or 20231231."""
    day, month, year = digits[:2], digits[2:4], digits[4:]
    if digits[:2] in ("19", "20"):
        year, month, day = digits[:4], digits[4:6], digits[6:]
    return year[:2] in ("19", "20") and 1 <= int(month) <= 12 and 1 <= int(day) <= 31


def _is_grouped_fodselsnummer(match: re.Match[str]) -> bool:
    """Eleven digits with one kind of separator: read out digit by digit, or any grouping with right check digits."""
    groups = re.split(r"\D", match["number"])
    digits = "".join(groups)
    if len(set(re.findall(r"\D", match["number"]))) > 1 or not _begins_with_date(digits):
        return False
    if all(len(group) == 1 for group in groups):
        return True
    in_thousands = all(len(group) == 3 for group in groups[1:])
    return not in_thousands and _check_digits_right(digits)


def _is_phone(match: re.Match[str]) -> bool:
    """Eight digits in a row, unless they read as a date or as millions of kroner."""
    digits = match["number"]
    return not _is_calendar_date(digits) and not digits.endswith("00000")


def _is_paired_phone(match: re.Match[str]) -> bool:
    """Four pairs are a phone number unless all of them could be hours, as in "25 30 32 20"."""
    pairs = [int(pair) for pair in re.findall(r"\d\d", match["number"])]
    return any(pair > 40 for pair in pairs)


def _date_first(match: re.Match[str]) -> bool:
    return _begins_with_date(match["day"].zfill(2) + match["month"].zfill(2))


# --- Where to look ---

_BETWEEN = r"(?:\s{1,2}|\s?[-–—./:_*|]\s?)"
# "12 345" counts, "12 345 678" is an amount.
_FIVE = r"(?:\d{5}|\d{3} \d\d|\d\d \d{3}(?! \d{3}(?!\d)))"
_START = r"(?<!\d)(?<!\d[.,:/-])"
_NO_KRONER_BEFORE = r"(?<!kr)(?<!kr )(?<!kr\.)(?<!kr\. )(?<!kroner )(?<!nok )"
# An amount or a number of hours: the unit follows, and does not itself belong to the next number ("kr 400 000").
_NO_UNIT_AFTER = (
    r"(?!\d)(?![.,]\d)"
    r"(?!\s*(?:(?:kr|kroner?|nok)\b(?!\.?\s*\d)|,-|%|prosent\b|(?:time|timer|timar|timene|timane|t)\b"
    r"|(?:i|per|pr\.?)\s+(?:året|år|måneden|månaden|måned|månad|mnd|uka|uken|veka|uke|veke|time|dag)\b))"
)
_NAME = r"(?<![\w.+%'-])"
_IS = r"(?:\s+(?:mitt|min|hans|hennes|hennar|ditt|vårt|hun|han))?(?:\s+(?:er|på|nr|nummer)\b)?\.?\s*[:=-]?\s*"


@dataclass(frozen=True)
class _Rule:
    """Where a kind may stand (group `number` is hidden) and, when the form alone does not settle it, the judgement."""

    kind: str
    pattern: re.Pattern[str]
    holds: Callable[[re.Match[str]], bool] = lambda match: True


def _rule(kind: str, pattern: str, holds: Callable[[re.Match[str]], bool] = lambda match: True) -> _Rule:
    return _Rule(kind, re.compile(pattern, re.IGNORECASE), holds)


# Applied in this order, each on what the former left.
_RULES = (
    _rule("epostadresse", rf"{_NAME}(?P<number>[\w.+%'-]+ ?@ ?[\w-]+(?:\.[\w-]+)*\.[^\W\d_]{{2,}})"),
    _rule("epostadresse", rf"{_NAME}(?P<number>[\w.+%'-]+@[a-zæøå][\w-]*)"),
    _rule("epostadresse", rf"{_NAME}(?P<number>[\w.+%'-]+ ?(?:[(\[]at[)\]]|krøllalfa) ?[\w-]+(?:\.[\w-]+)*)"),
    # The words before say what it is.
    _rule(
        "fodselsnummer",
        rf"\b(?:fødsels?-?n(?:umme)?r|person-?n(?:umme)?r|[fpd]\.?nr|d-n(?:umme)?r)[a-zæøå]*{_IS}"
        r"(?P<number>\d(?:[ .,/_–-]{0,3}\d){10}|\d{6}|\d{5})(?!\d)",
    ),
    _rule("kontonummer", rf"\bkonto[a-zæøå]*{_IS}(?P<number>\d(?:[ .-]?\d){{10}})(?!\d)"),
    _rule(
        "telefonnummer",
        rf"\b(?:tlf|telefon(?:en|nr|nummer|nummeret)?|mob|mobil(?:en|nr|nummer|nummeret)?"
        rf"|(?:ring|nå|nås|treffes|treffast)(?:\s+(?:meg|oss))?\s+på)\b{_IS}"
        r"(?P<number>[2-9](?:(?P<sep>[ .-])?\d){7})(?!\d)",
        lambda match: len(set(re.findall(r"\D", match["number"]))) <= 1,
    ),
    # No kroner, hours or dates have eleven digits in a row.
    _rule("kontonummer", r"(?P<number>\bNO\d\d(?: ?\d){11})(?!\d)"),
    _rule("fodselsnummer", r"(?P<number>\d{11,})", lambda match: _begins_with_date(match["number"])),
    _rule("kontonummer", r"(?P<number>\d{11,})"),
    # ddmmåå and five digits; dd.mm.åå or dd.mm.åååå and five digits.
    _rule(
        "fodselsnummer",
        rf"(?<!\d)(?P<number>(?P<day>\d\d)(?P<month>\d\d)\d\d{_BETWEEN}{_FIVE}){_NO_UNIT_AFTER}",
        _date_first,
    ),
    # After a comma it could be two incomes: there the check digits decide.
    _rule(
        "fodselsnummer",
        rf"(?<!\d)(?P<number>\d{{6}}, ?\d{{5}}){_NO_UNIT_AFTER}",
        lambda match: _begins_with_date(match["number"]) and _check_digits_right(_digits(match["number"])),
    ),
    _rule(
        "fodselsnummer",
        rf"{_START}(?P<number>(?P<day>\d\d?)(?P<sep>[./-])(?P<month>\d\d?)(?P=sep)(?:1[89]|20)?\d\d"
        rf"(?:{_BETWEEN}{_FIVE}|\d{{5}})){_NO_UNIT_AFTER}",
        _date_first,
    ),
    _rule(
        "fodselsnummer",
        rf"{_START}(?P<number>(?P<day>\d\d)(?P<sep> ?)(?P<month>\d\d)(?P=sep)(?:1[89]|20)\d\d"
        rf"{_BETWEEN}{_FIVE}){_NO_UNIT_AFTER}",
        _date_first,
    ),
    _rule(
        "fodselsnummer",
        rf"{_START}(?P<number>(?P<day>\d\d) (?P<month>\d\d) \d\d{_BETWEEN}{_FIVE}){_NO_UNIT_AFTER}",
        _date_first,
    ),
    _rule("kontonummer", rf"{_START}(?P<number>\d{{4}}(?P<sep>[ .-])\d\d(?P=sep)\d{{5}}){_NO_UNIT_AFTER}"),
    _rule("fodselsnummer", rf"{_START}(?P<number>\d(?:[ ./-]?\d){{10}}){_NO_UNIT_AFTER}", _is_grouped_fodselsnummer),
    # Phone numbers: with a country code; eight in a row; 999 99 999; 99 99 99 99.
    _rule("telefonnummer", r"(?<!\d)(?P<number>\(?(?:\+|00) ?47\)?(?:[ .-]?\d){8})(?!\d)"),
    _rule("telefonnummer", rf"(?<!\d)(?P<number>\+\d{{1,3}}(?:[ .-]?\d){{8,12}}){_NO_UNIT_AFTER}"),
    _rule(
        "telefonnummer",
        rf"(?<!\d)(?<!\d[.,]){_NO_KRONER_BEFORE}(?:47 ?)?(?P<number>[2-9]\d{{7}}){_NO_UNIT_AFTER}",
        _is_phone,
    ),
    _rule(
        "telefonnummer",
        rf"{_START}{_NO_KRONER_BEFORE}(?:47 )?(?P<number>[489]\d\d(?P<sep>[ .-])\d\d(?P=sep)\d{{3}}){_NO_UNIT_AFTER}",
    ),
    _rule(
        "telefonnummer",
        rf"{_START}(?:47 )?(?P<number>[2-9]\d(?P<sep>[ .-])\d\d(?P=sep)\d\d(?P=sep)\d\d){_NO_UNIT_AFTER}",
        _is_paired_phone,
    ),
)


def mask(text: str) -> Masked:
    """`text` (as typed_text.clean leaves it) with every piece of personal data replaced by a placeholder."""
    found = set()
    for rule in _RULES:
        position = 0
        while match := rule.pattern.search(text, position):
            if not rule.holds(match):
                # The next number may begin inside this one.
                position = match.start("number") + 1
                continue
            placeholder = PLACEHOLDERS[rule.kind]
            text = text[: match.start("number")] + placeholder + text[match.end("number") :]
            position = match.start("number") + len(placeholder)
            found.add(rule.kind)
    return Masked(text, tuple(kind for kind in PLACEHOLDERS if kind in found))
