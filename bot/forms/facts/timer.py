"""Hours of help: «32t», «28 timer i uka», «4,5 timer om dagen», «20-25 timer», «2 timer tre ganger i uka».

Hours of something else (work, sleep, waiting), the 25 and 32 hours of the rule itself, and a bound that leaves the
number open («under 25 timer») are not read. «trenger minst 30 timer» is read as 30: the law's limits are least ones.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from bot.forms.facts.fact import Fact
from bot.forms.facts.message import CLAUSE_ENDS, COMMON, NUMBER, TO, Message, Quantity
from bot.forms.facts.periods import Period, period_after, period_before
from bot.forms.facts.rules import asks_for_the_rule
from bot.forms.vocabulary import vocabulary

_WORDS = vocabulary("timer")
_ABOUT_HELP = _WORDS["om_hjelp"] | _WORDS["trenger"]
_OPEN_OR_DEFINITE = _WORDS["under"] | _WORDS["bestemt"]
_SEGMENT_ENDS = CLAUSE_ENDS | {NUMBER, "og", "men"}
_MINUTES = {**dict.fromkeys(_WORDS["minutter"], 1), **dict.fromkeys(_WORDS["kvarter"], 15)}
_MINUTES_PER_HOUR, _HUNDREDTHS = 60, Decimal("0.01")
_DAYS_OF_WORK = Decimal(5)  # mandag til fredag
# Two helpers round the clock; a day of one helper.
_MOST: dict[Period | None, Decimal] = {
    "dag": Decimal(24), "uke": Decimal(336), "maaned": Decimal(1488), None: Decimal(744),
}  # fmt: skip
_NO_HOURS = vocabulary("inntekt")["andre_enheter"] - _WORDS["enhet"]
_SHORT_MESSAGE = 6  # words


@dataclass(frozen=True)
class _Hours:
    """Hours while they are being read; `next` is the place after what is read so far."""

    low: Decimal
    high: Decimal
    next: int
    per: Period | None = None


@dataclass(frozen=True)
class _Count:
    """«fem dager i uka»: 5 of them per uke, and the place after it."""

    number: Decimal
    per: Period
    next: int


def read(message: Message, quantities: Sequence[Quantity]) -> Iterator[Fact]:
    """timer facts, in order."""
    by_place = {quantity.first: quantity for quantity in quantities}
    free_from, previous, whole = 0, None, None
    for quantity in quantities:
        if quantity.first < free_from:
            continue
        hours = _share(message, quantity, whole) or _hours(message, by_place, quantity, previous)
        if hours is not None:
            till = None if hours.high == hours.low else hours.high
            value = {"tall": hours.low, "tall_til": till, "per": hours.per}
            yield Fact("timer", value, quantity.start, message.end_of(hours.next - 1))
            free_from, whole = hours.next, hours
        previous = quantity


def _hours(
    message: Message, by_place: dict[int, Quantity], quantity: Quantity, previous: Quantity | None
) -> _Hours | None:
    hours = _with_unit(message, by_place, quantity)
    if hours is None or not _are_of_need(message, quantity, hours.next):
        return None
    hours = _with_period(message, by_place, quantity, hours, previous)
    possible = hours.per in _MOST and hours.high <= _MOST[hours.per]
    return hours if possible and (hours.per or _clear_without_period(message, quantity, hours.next)) else None


def _share(message: Message, quantity: Quantity, whole: _Hours | None) -> _Hours | None:
    """«28 timer, hvorav 10 er helsehjelp»: some of the hours just told, for the same period."""
    if whole is None or quantity.is_range or quantity.article or quantity.high > whole.high:
        return None
    unit = _unit_place(message, quantity)
    end = quantity.last + 1 if unit is None else unit + 1
    some = message.word(quantity.first - 1) in _WORDS["hvorav"] and message.word(end) not in _NO_HOURS
    of_them = message.word(end) == "av" and message.word(end + 1) in _WORDS["av_dem"]
    near = quantity.first - whole.next <= _SHORT_MESSAGE
    return replace(whole, low=quantity.low, high=quantity.high, next=end) if near and (some or of_them) else None


# --- The number and its unit ---


def _with_unit(message: Message, by_place: dict[int, Quantity], quantity: Quantity) -> _Hours | None:
    """«20 timer», «20 timer til 25 timer», «2 timer og 30 minutter»; None when the quantity is no hours."""
    unit = _unit_place(message, quantity)
    if unit is None or quantity.scaled:
        return None
    hours = _Hours(quantity.low, quantity.high, unit + 1)
    joint, other = message.word(unit + 1), by_place.get(unit + 2)
    if other is not None and joint in TO and not other.article and hours.low < other.low:
        other_unit = _unit_place(message, other)
        return hours if other_unit is None else _Hours(hours.low, other.high, other_unit + 1)
    part = by_place.get(unit + 2 if joint == "og" else unit + 1)
    if part is not None and not part.is_range and message.word(part.last + 1) in _MINUTES:
        minutes = part.low * _MINUTES[message.word(part.last + 1)]
        more = (minutes / _MINUTES_PER_HOUR).quantize(_HUNDREDTHS)
        return _Hours(hours.low + more, hours.high + more, part.last + 2)
    return hours


def _unit_place(message: Message, quantity: Quantity) -> int | None:
    at = quantity.last + 1
    if message.word(at) == "-":
        at += 1
    of_rule = message.word(at) in _WORDS["sammensatt"] and message.word(at + 1) in _WORDS["etter_sammensatt"]
    return at if message.word(at) in _WORDS["enhet"] and not of_rule else None


# --- The period ---


def _with_period(
    message: Message, by_place: dict[int, Quantity], quantity: Quantity, hours: _Hours, previous: Quantity | None
) -> _Hours:
    """The hours for their period, multiplied when it is said how many days or times that is."""
    per, end = period_after(message, hours.next)
    further = end + 1 if message.word(end) == "," else end
    count = _count(message, by_place.get(further)) or _weekdays(message, further if per == "dag" else hours.next)
    if count is not None and per in (None, "dag", "annet") and (per, count.per) != ("dag", "dag"):
        return _times(hours, count)
    count = _count(message, previous)
    if count is not None and quantity.first - count.next <= 1:  # «tre ganger i uka, 2 timer»
        return _times(hours, replace(count, next=max(end, hours.next)))
    if per is None:
        return _Hours(hours.low, hours.high, hours.next, period_before(message, quantity.first))
    if per == "dag" and period_after(message, end)[0] == "annet":  # «4 timer om dagen i helgene»
        per = "annet"
    return _Hours(hours.low, hours.high, end, per)


def _times(hours: _Hours, count: _Count) -> _Hours:
    return _Hours(hours.low * count.number, hours.high * count.number, count.next, count.per)


def _count(message: Message, quantity: Quantity | None) -> _Count | None:
    if quantity is None or quantity.is_range or message.word(quantity.last + 1) not in _WORDS["ganger"]:
        return None
    per, end = period_after(message, quantity.last + 2)
    return _Count(quantity.low, per, end) if per in ("dag", "uke", "maaned") else None


def _weekdays(message: Message, at: int) -> _Count | None:
    """«mandag til fredag», «på hverdager»."""
    first, joint, last = (message.word(place) for place in (at, at + 1, at + 2))
    if first in _WORDS["mandag"] and joint in TO and last in _WORDS["fredag"]:
        return _Count(_DAYS_OF_WORK, "uke", at + 3)
    weekday = next((place for place in (at, at + 1) if message.word(place) in _WORDS["hverdager"]), None)
    return None if weekday is None else _Count(_DAYS_OF_WORK, "uke", weekday + 1)


# --- What the hours are of ---


def _are_of_need(message: Message, quantity: Quantity, after: int) -> bool:
    return not (
        asks_for_the_rule(message, quantity.first, after)
        or _is_left_open(message, quantity)
        or _is_one_of_two(message, quantity, after)
        or _is_of_something_else(message, quantity, after)
    )


def _is_left_open(message: Message, quantity: Quantity) -> bool:
    """«under 25 timer», «ikke 32 timer», «de 32 timene», «kuttet fra 30 timer»; «minst 30» where no need is told."""
    before = message.before(quantity.first)
    bound, _ = message.bound_before(quantity.first)
    if bound in _OPEN_OR_DEFINITE or COMMON["ikke"] & set(before[:3]):
        return True
    if bound in COMMON["fra"]:
        return not quantity.is_range
    return bound in _WORDS["over"] and not _WORDS["trenger"] & set(before[1:])


def _is_one_of_two(message: Message, quantity: Quantity, after: int) -> bool:
    """«25 eller 32 timer», «noen uker 20 timer»."""
    joint, other = message.word(quantity.first - 1), message.word(quantity.first - 2)
    return (joint in _WORDS["eller"] and other == NUMBER) or other in _WORDS["noen"] or message.word(after) == "eller"


def _is_of_something_else(message: Message, quantity: Quantity, after: int) -> bool:
    """Work, sleep, waiting; «for 2 timer siden»."""
    segment = message.before(quantity.first, stop=_SEGMENT_ENDS)
    following = message.after(after, limit=2)
    return bool(_WORDS["annet"] & {*segment, *following} or _WORDS["etterpaa"] & set(following[:1]))


def _clear_without_period(message: Message, quantity: Quantity, after: int) -> bool:
    """«er 28 timer nok» is about help; «en time», «satt i to timer», «en halvtime for sent» need not be."""
    clause = {*message.before(quantity.first), *message.after(after)}
    alone = clause <= _WORDS["omtrent"] or len(message.words) <= _SHORT_MESSAGE
    about_help = alone or bool(_ABOUT_HELP & message.all_words)
    link, further = message.word(quantity.first - 1), message.word(quantity.first - 2)
    lasted = link in _WORDS["varte"] and further not in _WORDS["oppe"]
    return about_help and not lasted and not quantity.article and quantity.high > 1
