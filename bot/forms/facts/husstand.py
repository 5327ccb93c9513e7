"""Which incomes of a message make up one household, and which are different questions.

«jeg tjener 300 000 og mannen 250 000» is one household of 550 000; «400 000 eller 500 000» are two questions. A
household is spouses or cohabitants (egenandelsforskriften § 10): the income of grown children, parents and lodgers is
never added to it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import takewhile

from bot.forms.facts.message import COMMON, NUMBER, SENTENCE_ENDS, Message
from bot.forms.vocabulary import vocabulary

_WORDS = vocabulary("husstand")
_ALTERNATIVE, _CORRECTION, _TOTAL, _WE = _WORDS["eller"], _WORDS["nei"], _WORDS["sammen"], _WORDS["vi"]
_SPOUSES, _PARENTS, _LODGERS = _WORDS["ektefeller"], _WORDS["foreldre"], _WORDS["leieboere"]
_OUTSIDE, _EARNS, _HE_OR_SHE = _WORDS["slekt"] | _LODGERS, _WORDS["tjener"], _WORDS["han_hun"]
_FIRST_PERSON = _WORDS["jeg"] | _WORDS["vi_to"]
_SOMEBODY_ELSE = (
    _WORDS["pluss"] | _SPOUSES | _FIRST_PERSON | _HE_OR_SHE | _OUTSIDE | _WE | _TOTAL | _EARNS
)  # fmt: skip
_WAGE = vocabulary("inntekt")["lonn"]
_PAYMENTS = _WORDS["smaaord"] | _WAGE
_FURTHEST = 40  # words looked at
_SEGMENT_ENDS = frozenset(",.;:!?\n") | {NUMBER} | COMMON["men"]


@dataclass(frozen=True)
class Part:
    """One income. `value` is None when an income was told but not clearly; first and last are places in the words.

    `earner`: the word for the relative or lodger whose income it is; "" for the household's own.
    """

    first: int
    last: int
    value: Decimal | None
    alone: bool = False  # an end of a range, never added to anything
    earner: str = ""


def households(message: Message, parts: Sequence[Part]) -> Iterator[Part]:
    """One Part per household asked about, standing where its first income stands. Unclear households are left out."""
    told = _with_earners(message, parts)
    others = [part for part in told if part.earner]
    ours = [part for part in told if not part.earner and not (others and _is_sum_of_all(part, told))]
    asked = [part for part in others if not _is_beside_the_point(message, part, ours, told)]
    found = [*_grouped(message, ours), *_grouped(message, asked)]
    yield from sorted(found, key=lambda household: household.first)


def _grouped(message: Message, parts: Sequence[Part]) -> Iterator[Part]:
    group: list[Part] = []
    for part in parts:
        if group and _CORRECTION & _between(message, group[-1], part):
            group[-1] = part
        elif group and _belong_together(message, group[-1], part):
            group.append(part)
        else:
            yield from _household(message, group)
            group = [part]
    yield from _household(message, group)


def _household(message: Message, group: Sequence[Part]) -> Iterator[Part]:
    values = [part.value for part in group if part.value is not None]
    if group and len(values) == len(group):
        value = values[0] if len(values) == 1 else _total(message, group) or sum(values, Decimal(0))
        yield Part(group[0].first, group[0].last, value)


def _total(message: Message, group: Sequence[Part]) -> Decimal | None:
    """The one of several incomes that is the sum of the others, or is said to be the household's."""
    values = [part.value or Decimal(0) for part in group]
    if len(group) > 2:
        for value in values:
            if value * 2 == sum(values):
                return value
    for part in group:
        before, after = message.before(part.first, stop=_SEGMENT_ENDS), message.after(part.last + 1, stop=_SEGMENT_ENDS)
        if (_WE | _TOTAL) & set(before) and _TOTAL & {*before, *after} and part.value == max(values):
            return part.value
    return None


def _between(message: Message, first: Part, second: Part) -> set[str]:
    return set(message.words[first.last + 1 : second.first])


def _belong_together(message: Message, first: Part, second: Part) -> bool:
    between = _between(message, first, second)
    spouses = first.earner == second.earner or {first.earner, second.earner} <= _PARENTS
    if first.alone or second.alone or between & _ALTERNATIVE or not spouses:
        return False
    if between & _SOMEBODY_ELSE:
        return True
    # «vi tjener 300 og 250 tusen», «jeg får 320 000 i trygd og 60 000 i lønn», «vi har uføretrygd, 310 000 og 285 000».
    one_verb = _EARNS & set(message.before(first.first))
    ours = set(message.before(first.first, stop=SENTENCE_ENDS))
    return between <= _PAYMENTS and bool(one_verb or (ours & _WE and ours & _WAGE))


# --- Who earns ---


def _with_earners(message: Message, parts: Sequence[Part]) -> list[Part]:
    told: list[Part] = []
    for part in parts:
        told.append(replace(part, earner=_earner(message, part, told[-1] if told else None)))
    return told


def _earner(message: Message, part: Part, previous: Part | None) -> str:
    """The nearest earner named since the previous income, «han» whoever was named before; else the one it was then."""
    same, since = (previous.earner, previous.last) if previous is not None else ("", -1)
    by_pronoun = False
    for at in range(part.first - 1, max(-1, part.first - _FURTHEST), -1):
        word, before = message.word(at), message.word(at - 1)
        if at <= since and not by_pronoun:
            return same
        if word in SENTENCE_ENDS and not by_pronoun:
            return ""
        if word in _OUTSIDE:
            return word
        by_pronoun = by_pronoun or word in _HE_OR_SHE
        names_us = word in _SPOUSES or (word in _FIRST_PERSON and not by_pronoun)
        total = word in _TOTAL and message.word(at + 1) not in _WORDS["ledd"]
        our_wage = word in _WORDS["vaar"] and before in _WAGE
        if total or our_wage or (names_us and before not in _WORDS["ledd"]):
            return ""
    return same


def _is_sum_of_all(part: Part, told: Sequence[Part]) -> bool:
    """«til sammen 750 000» where a grown child's income is in the sum."""
    values = [one.value or Decimal(0) for one in told]
    return len(told) > 2 and part.value is not None and part.value * 2 == sum(values)


def _is_beside_the_point(message: Message, part: Part, ours: Sequence[Part], told: Sequence[Part]) -> bool:
    """A lodger, or a relative of a couple, unless the relative is the one who gets help."""
    if part.earner in _LODGERS:
        return bool(ours)
    if part.earner in _PARENTS or not (len(ours) > 1 or any(_is_shared(message, one) for one in ours)):
        return False
    since = max((one.last + 1 for one in told if one.last < part.first), default=0)
    until = min((one.first for one in told if one.first > part.last), default=len(message.words))
    around = {*message.words[since : part.first], *_until_sentence_end(message.words[part.last + 1 : until])}
    return not (_WORDS["hjelpes"] & around or _HE_OR_SHE & set(message.words[part.last + 1 :]))


def _is_shared(message: Message, part: Part) -> bool:
    """«vi to har 400 000 til sammen», «jeg og mannen tjener 700 000»."""
    before, after = message.before(part.first), message.after(part.last + 1, stop=_SEGMENT_ENDS)
    both = _SPOUSES & set(before) and _FIRST_PERSON & set(before)
    return bool(both or (_WORDS["vi_to"] | _TOTAL) & {*before, *after})


def _until_sentence_end(words: Sequence[str]) -> Iterator[str]:
    return takewhile(lambda word: word not in SENTENCE_ENDS, words)
