"""Incomes told in kroner: by the year or the month, in full or in thousands, for one household or several.

A number that could be a price, a debt, savings, an hourly wage or a month's pay without a period is not read. An
impossible amount is read only where it is called an income, so that it can be answered and not passed over.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise, zip_longest
from typing import Literal

from bot.forms.facts import ingen_inntekt
from bot.forms.facts.fact import Fact
from bot.forms.facts.husstand import Part, households
from bot.forms.facts.inntekt_ord import Cue, could_be_income, cue_of, denied
from bot.forms.facts.message import NUMBER, SENTENCE_ENDS, Message, Quantity
from bot.forms.facts.periods import is_period, period_after
from bot.forms.vocabulary import vocabulary

Per = Literal["maaned", "aar", "annet", None]

MAANEDER_PER_AAR = 12
_EARNERS_WITH_EACH = 2  # spouses or cohabitants: «vi tjener 300 000 hver»
# A bare amount below this could be a month's pay as well as a year's; from here on it is a year's.
_YEARLY_FROM = Decimal(100_000)
_LEAST_YEARLY, _MOST_YEARLY = Decimal(10_000), Decimal(10_000_000)
_LEAST_MONTHLY, _LEAST_MONTHLY_UNNAMED, _MOST_MONTHLY = Decimal(5_000), Decimal(10_000), Decimal(200_000)
# «jeg tjener 450»: the thousands that are left out.
_SHORT_FROM, _SHORT_TO = 100, 1500
_NEAR, _BESIDE = 6, 4  # words looked at

_WORDS = vocabulary("inntekt")


@dataclass(frozen=True)
class _Amount:
    quantity: Quantity
    cue: Cue
    said: tuple[Decimal, ...]  # as said, one number or the ends of a range
    per: Per  # None: not said, and not clear from the size
    earners: int
    impossible: bool = False  # negative, or more than anybody earns

    @property
    def yearly(self) -> tuple[Decimal, ...]:
        """kr per year."""
        return tuple(value * self.earners * (MAANEDER_PER_AAR if self.per == "maaned" else 1) for value in self.said)


def read(message: Message, quantities: Sequence[Quantity]) -> Iterator[Fact]:
    """inntekt facts, one per household asked about, in order of their first amount."""
    amounts = _share_periods(message, list(_amounts(message, quantities)))
    if not amounts:
        yield from ingen_inntekt.read(message, quantities)
    parts = [part for amount in amounts for part in _parts(amount)]
    for household in households(message, parts):
        start, end = message.start_of(household.first), message.end_of(household.last)
        yield Fact("inntekt", {"kr": household.value}, start, end)


def _parts(amount: _Amount) -> Iterator[Part]:
    quantity = amount.quantity
    if amount.per is None:
        yield Part(quantity.first, quantity.last, None, alone=quantity.is_range)
    elif not quantity.is_range:
        yield Part(quantity.first, quantity.last, amount.yearly[0], alone=amount.impossible)
    else:
        for place, value in zip((quantity.first, quantity.last), amount.yearly, strict=True):
            yield Part(place, place, value, alone=True)


def _amounts(message: Message, quantities: Sequence[Quantity]) -> Iterator[_Amount]:
    previous: _Amount | None = None
    for quantity, following in zip_longest(quantities, quantities[1:]):
        amount = _amount(message, quantity, previous, following)
        if amount is not None:
            yield amount
            previous = amount


def _amount(
    message: Message, quantity: Quantity, previous: _Amount | None, following: Quantity | None
) -> _Amount | None:
    negative = _is_negative(message, quantity)
    if quantity.high < _SHORT_FROM and not negative:
        return None
    after = _after_kroner(message, quantity.last + 1)
    if quantity.article or message.word(after) in _WORDS["andre_enheter"] or denied(message, quantity, after):
        return None
    earlier = previous is not None and message.same_sentence(previous.quantity, quantity)
    cue = cue_of(message, quantity, after, inherited=previous.cue if previous is not None and earlier else "")
    per = _period(message, quantity, after)
    if cue == "annet" or per == "annet" or (per is None and message.is_year(quantity)):
        return None
    if negative:
        stated = _is_called_income(message, quantity, after)
        return _Amount(quantity, cue, (-quantity.low,), per or "aar", 1, impossible=True) if stated else None
    said, written_out = _in_full(message, quantity, following, cue, per)
    marked = written_out or after > quantity.last + 1 or message.word(quantity.first - 1) in _WORDS["kroner"]
    if not could_be_income(message, quantity, after, cue, marked):
        return None
    if per is None and min(said) >= _YEARLY_FROM:
        per = "aar"
    elif cue == "pris" or (per is None and not marked and cue == ""):
        return None
    if per == "aar" and not quantity.is_range and said[0] > _MOST_YEARLY:
        stated = cue == "inntekt" and _is_called_income(message, quantity, after)
        return _Amount(quantity, cue, said, per, 1, impossible=True) if stated else None
    least, most = _limits(per, cue)
    earners = _EARNERS_WITH_EACH if _for_each(message, quantity, after) else 1
    return _Amount(quantity, cue, said, per, earners) if least <= min(said) and max(said) <= most else None


def _is_negative(message: Message, quantity: Quantity) -> bool:
    """«-5000», «minus 5000»; a dash apart from the number, or after another number, is no minus."""
    if quantity.is_range or message.word(quantity.first - 2) == NUMBER:
        return False
    sign, further = message.word(quantity.first - 1), message.text[: max(0, quantity.start - 1)]
    glued = message.text[quantity.start - 1 : quantity.start] == sign and (not further or further[-1] in " \u00a0\n:=(")
    return sign in _WORDS["minus"] or (sign in ("-", "−") and glued)


def _is_called_income(message: Message, quantity: Quantity, after: int) -> bool:
    """«inntekt -5000», «-5000 kr i inntekt»: the word stands beside the number."""
    before = message.before(quantity.first, stop=SENTENCE_ENDS | {NUMBER, ","}, limit=_BESIDE)
    return bool(_WORDS["oppgitt"] & {*before, *message.after(after, limit=2)})


def _limits(per: Per, cue: Cue) -> tuple[Decimal, Decimal]:
    """The least and the most that is taken for a household's income."""
    if per == "maaned":
        return _LEAST_MONTHLY if cue == "inntekt" else _LEAST_MONTHLY_UNNAMED, _MOST_MONTHLY
    return _LEAST_YEARLY, _MOST_YEARLY


def _after_kroner(message: Message, at: int) -> int:
    """The place after «kr», «kroner» or «,-», when that follows."""
    if message.word(at) in (",", ".") and message.word(at + 1) in ("-", "–"):
        at += 2
    return at + 1 if message.word(at) in _WORDS["kroner"] else at


def _period(message: Message, quantity: Quantity, after: int) -> Per:
    """Per month, per year, or per something else that makes it no household's income («i timen»)."""
    period, end = period_after(message, after)
    if period == "maaned" or period == "aar":
        return period
    if period is not None and end <= after + 2:
        return "annet"
    before = set(message.before(quantity.first, limit=_NEAR))
    if before & _WORDS["maanedslonn"]:
        return "maaned"
    yearly = before & _WORDS["aarslonn"] or _WORDS["i_fjor"] & set(message.after(after, limit=3))
    return "aar" if yearly else None


def _in_full(
    message: Message, quantity: Quantity, following: Quantity | None, cue: Cue, per: Per
) -> tuple[tuple[Decimal, ...], bool]:
    """The amount with the thousands that may be left out, and whether they were said somewhere."""
    said = (quantity.low, quantity.high) if quantity.is_range else (quantity.low,)
    if quantity.scaled:
        return said, True
    thousands = all(value == int(value) and _SHORT_FROM <= value < _SHORT_TO for value in said)
    said_later = following is not None and following.scaled and message.same_sentence(quantity, following)
    if thousands and per is None and (said_later or cue == "inntekt"):
        return tuple(value * 1000 for value in said), True
    return said, False


def _for_each(message: Message, quantity: Quantity, after_kroner: int) -> bool:
    """«290 000 hver», «begge tjener 300 000»."""
    before, after = message.before(quantity.first), message.after(after_kroner, limit=_NEAR)
    if _WORDS["sammen"] & {*before, *after}:
        return False
    each = any(
        word in _WORDS["hver"] and not is_period(following)
        for word, following in zip_longest(after, after[1:], fillvalue="")
    )
    return each or bool(_WORDS["begge"] & set(before))


def _share_periods(message: Message, amounts: list[_Amount]) -> list[_Amount]:
    """«lønn 41 000 pluss samboer 29 000 i måneden»: the period is said once for both."""
    shared = list(amounts)
    for at, (first, second) in enumerate(pairwise(amounts)):
        if {first.per, second.per} == {None, "maaned"} and message.same_sentence(first.quantity, second.quantity):
            shared[at], shared[at + 1] = replace(first, per="maaned"), replace(second, per="maaned")
    return shared
