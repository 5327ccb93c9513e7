"""Which incomes of a message make up one household, and which are different questions.

«jeg tjener 300 000 og mannen 250 000» is one household of 550 000; «400 000 eller 500 000» are two questions. A
household is spouses or cohabitants (egenandelsforskriften § 10): a grown child's income is never added to a parent's.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bot.forms.facts.message import COMMON, NUMBER, SENTENCE_ENDS, Message
from bot.forms.vocabulary import vocabulary

_WORDS = vocabulary("husstand")
_ALTERNATIVE, _CORRECTION, _TOTAL, _WE = _WORDS["eller"], _WORDS["nei"], _WORDS["sammen"], _WORDS["vi"]
_KIN, _EARNS = _WORDS["slekt"], _WORDS["tjener"]
_SOMEBODY_ELSE = _WORDS["pluss"] | _WORDS["ektefeller"] | _KIN | _WE | _TOTAL | _EARNS
_WAGE = vocabulary("inntekt")["lonn"]
_PAYMENTS = _WORDS["smaaord"] | _WAGE
_SEGMENT_ENDS = frozenset(",.;:!?\n") | {NUMBER} | COMMON["men"]


@dataclass(frozen=True)
class Part:
    """One income. `value` is None when an income was told but not clearly; first and last are places in the words."""

    first: int
    last: int
    value: Decimal | None
    alone: bool = False  # an end of a range, never added to anything


def households(message: Message, parts: Sequence[Part]) -> Iterator[Part]:
    """One Part per household asked about, standing where its first income stands. Unclear households are left out."""
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
    if first.alone or second.alone or between & _ALTERNATIVE or _is_kin(message, first) != _is_kin(message, second):
        return False
    if between & _SOMEBODY_ELSE:
        return True
    # «vi tjener 300 og 250 tusen», «jeg får 320 000 i trygd og 60 000 i lønn», «vi har uføretrygd, 310 000 og 285 000».
    one_verb = _EARNS & set(message.before(first.first))
    ours = set(message.before(first.first, stop=SENTENCE_ENDS))
    return between <= _PAYMENTS and bool(one_verb or (ours & _WE and ours & _WAGE))


def _is_kin(message: Message, part: Part) -> bool:
    return bool(_KIN & set(message.before(part.first, stop=_SEGMENT_ENDS)))
