"""Where a citizen's text may hold personal data: one pattern for each way of writing it.

The patterns read the text as privacy.as_read gives it: every digit 0-9, every dash "-", every line break a space.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from stdnum import iban

from bot.channel import digit_groups as groups

_NOT_BETWEEN_AMOUNTS = r"(?:[^\w\s,;+=&%§]|[ _]){1,5}"
_BETWEEN_AMOUNTS = r" ?[,;+=&] ?"
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
_NO_MORE_AFTER = rf"(?![ .-]?\d){_NO_UNIT_AFTER}"
_MONTH = r"(?:jan|feb|mar|apr|mai|jun|jul|aug|sep|okt|nov|des)[a-zæøå]*\.?"
_IS = (
    r"(?:\s+(?:mitt|min|mi|hans|hennes|hennar|ditt|vårt|hun|han|ho))?(?: \([^)\d]{0,30}\))?"
    r"(?:\s+(?:er|på|nr|nummer)\b)?\.?\s*[:=-]?\s*"
)
_NAME = r"(?<![\w.+%'-])"
_LOCAL_PART = r"(?:[\w.+%'-]+|\"[^\"]{1,64}\")"
_TOP = r"(?:no|com|org|net|info|nu|se|dk|fi|eu|uk|de)\b"
_AT = (
    r"(?: ?[(\[{<] ?(?:at|a|krøllalfa|alfakrøll|snabel-?a) ?[)\]}>] ?"
    r"| ?(?:krøllalfa|alfakrøll|snabel-?a) ?|[_-]at[_-](?=[\w-]+\.))"
)
_DOT = r"(?:\.| ?[(\[{<] ?(?:dot|punktum|prikk) ?[)\]}>] ?| (?:dot|punktum|prikk) )"


@dataclass(frozen=True)
class Rule:
    """Where a kind may stand (group `number` is hidden) and, when the form alone does not settle it, the judgement."""

    kind: str
    pattern: re.Pattern[str]
    holds: Callable[[re.Match[str]], bool] = lambda match: True


def _rule(kind: str, pattern: str, holds: Callable[[re.Match[str]], bool] = lambda match: True) -> Rule:
    return Rule(kind, re.compile(pattern, re.IGNORECASE), holds)


def _number(judge: Callable[[str], bool]) -> Callable[[re.Match[str]], bool]:
    return lambda match: judge(match["number"])


def _date_first(match: re.Match[str]) -> bool:
    return groups.begins_with_date(match["day"].zfill(2) + match["month"].zfill(2))


def _looks_like_digits(match: re.Match[str]) -> bool:
    """The letters O, I and l in the places of 0 and 1."""
    written = match["number"].lower()
    return groups.begins_with_date(groups.digits_of(written.translate(str.maketrans("oil", "011"))))


_EMAIL = (
    _rule("epostadresse", rf"{_NAME}(?P<number>{_LOCAL_PART} ?@ ?[\w-]+(?:\.[\w-]+)*\.[^\W\d_]{{2,}})"),
    _rule("epostadresse", rf"{_NAME}(?P<number>{_LOCAL_PART} ?@ ?[\w-]+(?:\.[\w-]+)* ?\. ?{_TOP})"),
    _rule("epostadresse", rf"{_NAME}(?P<number>{_LOCAL_PART}@(?:[a-zæøå][\w-]*|\[[\d.:]+\]))"),
    _rule("epostadresse", rf"{_NAME}(?P<number>{_LOCAL_PART}{_AT}[\w-]+(?:{_DOT}[\w-]+)*)"),
    # "at" is a word too: the dot is spelled, or the words before say what it is.
    _rule("epostadresse", rf"{_NAME}(?P<number>{_LOCAL_PART} at [\w-]+(?: (?:dot|punktum|prikk) [\w-]+)+)"),
    _rule("epostadresse", rf"\b(?:e-?post|mail)[a-zæøå]*{_IS}(?P<number>{_LOCAL_PART} at [\w-]+(?:\.[\w-]+)+)"),
)

_SAID = (
    _rule(
        "fodselsnummer",
        rf"(?:fødsels?-?n(?:umme)?r|person-?n(?:umme)?r|\b[fpd]\.?nr|\bd-n(?:umme)?r)[a-zæøå]*{_IS}"
        r"(?P<number>\d(?:[ .,/_-]{0,3}\d){10}|\d{6}|\d{5})(?!\d)",
    ),
    _rule(
        "fodselsnummer",
        rf"\bsiste (?:fem )?(?:siffer|sifre|tall|tal)[a-zæøå]*{_IS}(?P<number>\d(?: ?\d){{4}})(?!\d)",
    ),
    _rule("kontonummer", rf"\b(?:bank)?(?:konto|kto)[a-zæøå]*{_IS}(?P<number>\d(?:[ .-]?\d){{10}})(?!\d)"),
    _rule(
        "telefonnummer",
        rf"\b(?:tlf|tel|telefon(?:en|nr|nummer|nummeret)?|mob|mobil(?:en|nr|nummer|nummeret)?|nummeret"
        rf"|sms|ringe?|(?:nå|nås|treffes|treffast)(?:\s+(?:meg|oss))?\s+på)(?:\s+(?:meg|oss)\s+på)?{_IS}"
        r"(?P<number>[2-9](?:(?P<sep>[ .-])?\d){7})(?!\d)",
        lambda match: len(set(re.findall(r"\D", match["number"]))) <= 1,
    ),
)

_ELEVEN_DIGITS = (
    _rule("kontonummer", r"(?P<number>\bNO ?\d\d(?:[ .-]?\d){11})(?!\d)"),
    _rule(
        "kontonummer",
        r"(?P<number>\b[a-z]{2}\d\d(?:[ -]?[a-z0-9]{4}){2,7}(?:[ -]?[a-z0-9]{1,3})?)(?![a-z0-9])",
        lambda match: bool(iban.is_valid(match["number"].upper(), check_country=False)),
    ),
    # No kroner, hours or dates have eleven digits in a row.
    _rule("fodselsnummer", r"(?P<number>\d{11,})", _number(groups.begins_with_date)),
    _rule("kontonummer", r"(?P<number>\d{11,})"),
    _rule(
        "fodselsnummer", r"(?<!\w)(?=(?:[oil]*\d){7})(?P<number>[\doil]{6}[ -]?[\doil]{5})(?!\w)", _looks_like_digits
    ),
    _rule(
        "kontonummer",
        r"(?<!\d)(?P<number>[3-6]\d{3}(?P<sep>[ .-])\d{4}(?:(?P=sep)\d{4}){2})(?!\d)",
        _number(groups.is_card),
    ),
    # ddmmåå and five digits; dd.mm.åå or dd.mm.åååå and five digits; åååå-mm-dd and five digits.
    _rule(
        "fodselsnummer",
        rf"(?<!\d)(?P<number>(?P<day>\d\d)(?P<month>\d\d)\d\d{_NOT_BETWEEN_AMOUNTS}{_FIVE}){_NO_UNIT_AFTER}",
        _date_first,
    ),
    _rule(
        "fodselsnummer",
        rf"(?<!\d)(?P<number>\d{{6}}{_BETWEEN_AMOUNTS}\d{{5}}){_NO_UNIT_AFTER}",
        _number(groups.is_fodselsnummer_in_two),
    ),
    _rule(
        "fodselsnummer",
        rf"{_START}(?P<number>(?P<day>\d\d?) ?[./-] ?(?P<month>\d\d?)(?: ?[./-] ?| )(?:1[89]|20)?\d\d"
        rf"(?:{_NOT_BETWEEN_AMOUNTS}{_FIVE}|\d{{5}})){_NO_UNIT_AFTER}",
        _date_first,
    ),
    _rule(
        "fodselsnummer",
        rf"{_START}(?P<number>(?P<day>\d\d)(?P<sep> ?)(?P<month>\d\d)(?P=sep)(?:1[89]|20)\d\d"
        rf"{_NOT_BETWEEN_AMOUNTS}{_FIVE}){_NO_UNIT_AFTER}",
        _date_first,
    ),
    _rule(
        "fodselsnummer",
        rf"{_START}(?P<number>(?P<day>\d\d) (?P<month>\d\d) \d\d{_NOT_BETWEEN_AMOUNTS}{_FIVE}){_NO_UNIT_AFTER}",
        _date_first,
    ),
    _rule(
        "fodselsnummer",
        rf"{_START}(?P<number>(?:1[89]|20)\d\d(?P<sep>[./-]?)(?P<month>\d\d)(?P=sep)(?P<day>\d\d)"
        rf"{_NOT_BETWEEN_AMOUNTS}\d{{5}}){_NO_UNIT_AFTER}",
        _date_first,
    ),
    _rule(
        "fodselsnummer", rf"{_START}(?P<number>\d\d?\.? ?{_MONTH} (?:1[89]|20)?\d\d ?[,.-]? ?\d{{5}}){_NO_UNIT_AFTER}"
    ),
    _rule("kontonummer", rf"{_START}(?P<number>\d{{4}}[ .-]\d\d[ .-]\d{{5}}){_NO_UNIT_AFTER}"),
    _rule(
        "fodselsnummer",
        rf"{_START}(?P<number>\d(?:[ ./-]?\d){{10}}){_NO_UNIT_AFTER}",
        _number(groups.is_grouped_fodselsnummer),
    ),
    _rule(
        "fodselsnummer",
        rf"{_START}(?P<number>\d(?P<sep>[,;:_*|] ?| ?[/-] ?|\. ?)\d(?:(?P=sep)\d){{9}})(?!\d)",
        lambda match: groups.begins_with_date(groups.digits_of(match["number"])),
    ),
    _rule(
        "kontonummer",
        rf"{_START}(?P<number>\d{{4}}(?:[ .-]?\d){{7}}){_NO_UNIT_AFTER}",
        _number(groups.is_grouped_account),
    ),
)

_PHONE = (
    # With a country code.
    _rule("telefonnummer", r"(?<!\d)(?P<number>\(?(?:\+|00) ?47\)?(?:[ ./-]?\d){8})(?!\d)"),
    _rule(
        "telefonnummer",
        rf"(?<!\d)(?<!\d[ .,:])(?P<number>(?:\+|00 ?)[1-9]\d{{0,2}}(?:[ ./-]{{0,2}}\(?\d\)?){{7,12}}){_NO_UNIT_AFTER}",
    ),
    _rule(
        "telefonnummer",
        rf"(?<!\d)(?<!\d[.,]){_NO_KRONER_BEFORE}(?:47 ?)?(?P<number>[2-9]\d{{7}}){_NO_UNIT_AFTER}",
        _number(groups.is_phone_in_a_row),
    ),
    _rule(
        "telefonnummer",
        rf"{_START}{_NO_KRONER_BEFORE}(?:47 )?(?P<number>\(?[489]\d\d\)?(?P<sep>[ ./-])\d\d(?P=sep)\d{{3}}){_NO_UNIT_AFTER}",
    ),
    _rule(
        "telefonnummer",
        rf"{_START}(?:47 )?(?P<number>[2-9]\d(?P<sep>[ ./-])\d\d(?P=sep)\d\d(?P=sep)\d\d){_NO_UNIT_AFTER}",
        _number(groups.is_phone_in_pairs),
    ),
    _rule(
        "telefonnummer",
        rf"{_START}{_NO_KRONER_BEFORE}(?:47 )?(?P<number>[3-9]\d{{3}}[ .-]\d{{4}}){_NO_MORE_AFTER}",
        _number(groups.is_landline_in_fours),
    ),
    _rule(
        "telefonnummer",
        rf"{_START}{_NO_KRONER_BEFORE}(?:47 )?(?P<number>[49](?:[ ./-]?\d){{7}}){_NO_MORE_AFTER}",
        _number(groups.is_grouped_mobile),
    ),
)

RULES = (*_EMAIL, *_SAID, *_ELEVEN_DIGITS, *_PHONE)
"""Applied in this order, each on what the former left."""
