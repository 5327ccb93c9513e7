"""Incomes told in G: «3 G», «2-3G», «under 2 G», «4 G og over», «to ganger grunnbeløpet»."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bot.forms.facts.fact import Fact
from bot.forms.facts.husstand import Part, households
from bot.forms.facts.message import COMMON, TO, Message, Quantity
from bot.forms.vocabulary import vocabulary

_WORDS = vocabulary("grunnbelop")
# No household in the tables counts its income beyond this; «500 g» is flour.
_MOST = 20


@dataclass(frozen=True)
class _Span:
    fra: Decimal | None
    til: Decimal | None
    first: int
    last: int  # the place of the last word

    @property
    def is_point(self) -> bool:
        return self.fra is not None and self.fra == self.til


def read(message: Message, quantities: Sequence[Quantity]) -> Iterator[Fact]:
    """inntekt_i_g facts. Two spouses' incomes in G are one household's."""
    spans = _joined(message, [span for quantity in quantities if (span := _span(message, quantity)) is not None])
    points = {span.first: span for span in spans if span.is_point}
    parts = [Part(span.first, span.last, span.fra) for span in points.values()]
    told = [span for span in spans if not span.is_point]
    for household in households(message, parts):
        told.append(_Span(household.value, household.value, household.first, household.last))
    for span in told:
        start, end = message.start_of(span.first), message.end_of(span.last)
        yield Fact("inntekt_i_g", {"fra": span.fra, "til": span.til}, start, end)


def _span(message: Message, quantity: Quantity) -> _Span | None:
    unit = quantity.last + 1
    while message.word(unit) in _WORDS["ganger"]:
        unit += 1
    something_else = _WORDS["ikke_g"] & set(message.after(unit + 1, limit=2))
    if message.word(unit) not in _WORDS["enhet"] or quantity.high > _MOST or something_else:
        return None
    low, high, first = quantity.low, quantity.high, quantity.first
    if quantity.is_range:
        return _Span(low, high, first, unit)
    joint, beyond = message.word(unit + 1), message.word(unit + 2)
    if joint == "+":
        return _Span(low, None, first, unit + 1)
    if joint in _WORDS["eller"] and beyond in _WORDS["oppover"]:
        return _Span(low, None, first, unit + 2)
    if joint in _WORDS["eller"] and beyond in _WORDS["nedover"]:
        return _Span(None, high, first, unit + 2)
    bound, degree = message.bound_before(first)
    if bound in _WORDS["under"]:
        return _Span(None, high, first, unit)
    if bound in _WORDS["over"] and degree not in _WORDS["litt"]:
        return _Span(low, None, first, unit)
    return _Span(low, high, first, unit)


def _joined(message: Message, spans: list[_Span]) -> list[_Span]:
    """«fra 2 G til 3 G» and «mellom 2 G og 3 G» as one span each."""
    joined: list[_Span] = []
    for span in spans:
        last = joined[-1] if joined else None
        if (
            last
            and last.last + 2 == span.first
            and last.fra is not None
            and span.til is not None
            and last.fra < span.til
        ):
            joint = message.word(last.last + 1)
            between = joint in COMMON["og"] and message.word(last.first - 1) in COMMON["mellom"]
            if joint in TO or between:
                joined[-1] = _Span(last.fra, span.til, last.first, span.last)
                continue
        joined.append(span)
    return joined
