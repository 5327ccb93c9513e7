"""Ages: «hun er åtti», «moren min på 72», «8-åring», «over 67 år», «fyller 67 til våren».

Whole years lived today. «over 67» has turned 67, «under 67» is 66 at most, and who turns 67 next spring is 66 now. A
year of birth gives no age without today's date, and an age in the past («da jeg var 40») is nobody's age now.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import takewhile
from math import ceil

from bot.forms.facts.fact import Fact
from bot.forms.facts.message import CLAUSE_ENDS, COMMON, NUMBER, SENTENCE_ENDS, Message, Quantity
from bot.forms.vocabulary import vocabulary

_WORDS = vocabulary("alder")
_YEARS, _COMPOUND, _OLD, _AARING = _WORDS["aar"], _WORDS["sammensatt"], _WORDS["gammel"], _WORDS["aaring"]
_PERSONS, _PRONOUNS, _OWN = _WORDS["personer"], _WORDS["pronomen"], _WORDS["eie"]
_IS, _TURNED, _WAS = _WORDS["er"], _WORDS["fylte"], _WORDS["var"]
_TO_COME, _BECAME = _WORDS["blir"] | _WORDS["fyller"], _WORDS["ble"]
_VERBS = _IS | _TO_COME | _BECAME | _WAS
# «fyller 67» and «alder 67» say who they are about by themselves.
_SAYS_AGE = _WORDS["fyller"] | _TURNED | _WORDS["alder"]
_BOUNDS, _NOT_YET = _WORDS["under"] | _WORDS["over"], _WORDS["under"] | _WORDS["snart"]
_NO_AGE = _WORDS["grense"] | _WORDS["maa"] | COMMON["ikke"]
_AFTER_AN_AGE = CLAUSE_ENDS | _WORDS["etter_alder"] | {""}
_UNITS_OF_OTHERS = COMMON["maaneder"] | _WORDS["andre_enheter"]

OLDEST = 115
# «16 år» alone is somebody's age; «8 år» could as well be how long.
_AGE_FROM = 16
# «over 67» without «år» can only be an age in this span; «over 32» could be hours.
_BARE_AGES = range(60, 100)


@dataclass(frozen=True)
class _Said:
    """The number in its words: `subject` `verb` `adverbs` 67 `unit`, as in «hun er snart 67 år». Nearest word first."""

    number: Decimal
    adverbs: list[str]
    verb: str
    subject: list[str]
    unit: str  # the last word that belongs to the age: «åring», «år», «gammel», or ""
    end: int  # its place

    @property
    def is_bounded(self) -> bool:
        return bool(_BOUNDS & set(self.adverbs))


def read(message: Message, quantities: Sequence[Quantity]) -> Iterator[Fact]:
    """alder facts, in order."""
    for quantity in quantities:
        said = _said(message, quantity)
        if said is not None and _is_now_or_soon(said) and _is_age(message, quantity, said):
            years = ceil(said.number) - 1 if _is_still_younger(message, said) else int(said.number)
            yield Fact("alder", {"aar": max(0, years)}, quantity.start, message.end_of(said.end))


def _said(message: Message, quantity: Quantity) -> _Said | None:
    """None when the number cannot be an age: too large, no whole number, a range, denied, or part of a rule."""
    before = message.before(quantity.first)
    end = _unit_end(message, quantity)
    limit = _NO_AGE & set(before[:4]) or _WORDS["grense"] & set(message.after(end + 1, limit=4))
    unit = message.word(end) if end > quantity.last else ""
    # «66 og et halvt år» is an age; «2,5 år» is how long.
    whole = quantity.low == int(quantity.low) or (quantity.low >= _AGE_FROM and unit in _YEARS | _OLD)
    single = not (quantity.is_range or quantity.scaled or quantity.article)
    if not (whole and single) or quantity.low > OLDEST or limit:
        return None
    adverbs = list(takewhile(lambda word: word in _WORDS["adverb"], before))
    verb, *subject = before[len(adverbs) :] or [""]
    if subject and verb in _PRONOUNS and subject[0] in _VERBS:  # «nå er hun 80»
        verb, subject = subject[0], [verb, *subject[1:]]
    return _Said(quantity.low, adverbs, verb, subject, unit, end)


def _unit_end(message: Message, quantity: Quantity) -> int:
    at = quantity.last + 1
    if message.word(at) == "-":
        at += 1
    if message.word(at) in _AARING:
        return at
    if message.word(at) in _YEARS | _COMPOUND:
        old = at + 2 if message.word(at + 1) == "-" else at + 1
        return old if message.word(old) in _OLD else at
    return quantity.last


def _is_now_or_soon(said: _Said) -> bool:
    """False for «da jeg var 40» and «når jeg blir 67»: nobody's age now."""
    unreal = bool(_WORDS["ikke_naa"] & set(said.subject[:4]))
    until = said.subject[:1] and said.subject[0] in _PRONOUNS and set(said.subject[1:2]) & _WORDS["inntil"]
    if said.verb in _IS:
        return not until
    return said.verb not in _WAS and not (said.verb in _TO_COME | _BECAME | _TURNED and (unreal or until))


def _is_still_younger(message: Message, said: _Said) -> bool:
    """«fyller 67», «snart 67», «under 67», «67 om to måneder»."""
    later = message.word(said.end + 1) == "om" and message.word(said.end + 2) == NUMBER
    return later or said.verb in _TO_COME or bool(_NOT_YET & set(said.adverbs))


def _is_age(message: Message, quantity: Quantity, said: _Said) -> bool:
    if said.unit in _COMPOUND:  # «20 års erfaring»
        return False
    if said.unit in _AARING:
        return said.verb != "som"  # «som 14-åring» tells of another time
    if said.unit in _OLD:
        thing = said.unit in _WORDS["intetkjonn"] and not _PERSONS & {said.verb, *said.subject}
        return not thing and message.word(said.end + 1) not in _WORDS["ting"]
    if said.unit:
        return _is_stated(message, quantity, said) or _stands_alone(message, said)
    limit = said.is_bounded and said.number in _BARE_AGES and message.word(said.end + 1) in _AFTER_AN_AGE
    return (limit or _is_stated(message, quantity, said)) and not _counts_something_else(message, said.end + 1)


def _is_stated(message: Message, quantity: Quantity, said: _Said) -> bool:
    """«hun er 80», «moren min på 72», «alder: 45»."""
    subject, colon = said.subject, message.word(quantity.first - 1) == ":"
    if said.verb in _SAYS_AGE or (colon and message.word(quantity.first - 2) in _WORDS["alder"]):
        return True
    if said.verb in _WORDS["paa"]:
        return bool(_PERSONS & set(subject[:1])) or bool(_OWN & set(subject[:1]) and _PERSONS & set(subject[1:3]))
    if said.verb not in _IS | _WORDS["blir"] | _BECAME:
        return False
    if not subject:  # «er 52 år»: the writer
        return bool(said.unit)
    if (
        subject[0] in _PRONOUNS | _OWN
        or _PERSONS & set(subject[:2])
        or (subject[0] == "i" and said.verb in _WORDS["er_kort"])
    ):
        return True
    # «hun har CP og er 12», «svigermor, som er 61»: the one it is about was named before.
    named = bool((_PRONOUNS | _PERSONS) & set(message.before(quantity.first, stop=SENTENCE_ENDS)))
    going_on = subject[0] not in _WORDS["ting"] | _WORDS["det"] if said.unit else subject[0] in _WORDS["fortsatt"]
    return named and going_on


def _stands_alone(message: Message, said: _Said) -> bool:
    """«kvinne 50 år», «min sønn 8 år», «71 år»: an age, not how long something has lasted."""
    following = message.word(said.end + 1)
    lasted = _WORDS["fortid"] & {following, said.verb, *said.subject[:6]}
    if lasted or said.verb in _WORDS["varer"] | _IS or following in _WORDS["videre"]:
        return False
    if said.verb in _PERSONS | _PRONOUNS or (said.verb in _OWN and _PERSONS & set(said.subject[:2])):
        return True
    near = said.is_bounded or not said.verb or bool(_PERSONS & set(said.subject[:4]))
    return near and said.number >= _AGE_FROM


def _counts_something_else(message: Message, at: int) -> bool:
    """«er 2 meter», «på 17. mai», «ble 60 i 2015», and one of several: «barn på 4 og 7»."""
    following, beyond, next_but_one = (message.word(place) for place in (at, at + 1, at + 2))
    if (
        following in (",", "og") and beyond == NUMBER and next_but_one in _YEARS | {",", "og", ""}
    ):  # «barn på 4, 7 og 9»
        return True
    date_or_year = (following == "." and beyond in COMMON["maaneder"]) or (following == "i" and beyond == NUMBER)
    return date_or_year or following in _UNITS_OF_OTHERS
