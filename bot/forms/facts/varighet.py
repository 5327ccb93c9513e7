"""How long the need will last: «i 2 år», «over to år», «36 måneder», «et halvt år»; and for good: «resten av livet».

Months. The law asks for *more* than two years (pasient- og brukerrettighetsloven § 2-1 d), so «over 2 år» is a month
more than «i 2 år», and «ca 2 år», which could be either, is not read. Nor is how long something has lasted so far.
"""

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from bot.forms.facts.fact import Fact
from bot.forms.facts.message import CLAUSE_ENDS, COMMON, NUMBER, SENTENCE_ENDS, Message, Quantity
from bot.forms.facts.rules import asks_for_the_rule
from bot.forms.vocabulary import vocabulary

_WORDS = vocabulary("varighet")
_YEARS, _MONTHS = COMMON["aar_enhet"], COMMON["maaned_enhet"]
_MORE, _LESS, _NEED, _SOFAR = _WORDS["mer"], _WORDS["mindre"], _WORDS["trenger"], _WORDS["hittil"]
_ONWARD, _LIFE, _FOR_GOOD = _WORDS["framover"], _WORDS["livet"] | {"alltid"}, _WORDS["varig"]
_IS = vocabulary("alder")["er"]
_PHRASE_ENDS = CLAUSE_ENDS | COMMON["men"]
# What a clause may hold that tells nothing but how long.
_ONLY_LENGTH = _MORE | _LESS | _ONWARD | _WORDS["smaaord"]
_HOURS = _WORDS["timetall"]

MAANEDER_PER_AAR = 12
LONGEST = 1200  # months; nobody plans for more
_SHORT_MESSAGE, _SHORT_CLAUSE = 15, 3  # words


def read(message: Message, quantities: Sequence[Quantity]) -> Iterator[Fact]:
    """varighet facts, then varig."""
    for quantity, following in zip_longest(quantities, quantities[1:]):
        if not _is_part(message, quantity) and _is_length(message, quantity) and _is_of_need(message, quantity):
            bound, _ = message.bound_before(quantity.first)
            months, end = _in_months(message, quantity), quantity.last + 1
            if following is not None and following.first == end + 2 and _is_part(message, following):
                months, end = months + _in_months(message, following), following.last + 1
            months += (bound in _MORE) - (bound in _LESS)
            yield Fact("varighet", {"mnd": months}, quantity.start, message.end_of(end))
    yield from _for_good(message)


def _is_part(message: Message, quantity: Quantity) -> bool:
    """«6 måneder» in «2 år og 6 måneder»."""
    after_years = message.word(quantity.first - 1) in COMMON["og"] and message.word(quantity.first - 2) in _YEARS
    return after_years and message.word(quantity.last + 1) in _MONTHS


def _in_months(message: Message, quantity: Quantity) -> int:
    in_years = message.word(quantity.last + 1) in _YEARS
    return int(quantity.low * (MAANEDER_PER_AAR if in_years else 1))


def _is_length(message: Message, quantity: Quantity) -> bool:
    """A clear number of years or months, which is neither a rule's nor denied."""
    if message.word(quantity.last + 1) not in _YEARS | _MONTHS:
        return False
    clear = not (quantity.is_range or quantity.scaled or quantity.article)
    possible = 0 < _in_months(message, quantity) <= LONGEST
    bound, _ = message.bound_before(quantity.first)
    denied = COMMON["ikke"] & set(message.before(quantity.first, limit=3))
    asked = asks_for_the_rule(message, quantity.first, quantity.last + 2)
    return clear and possible and bound not in _WORDS["usikkert"] and not denied and not asked


def _is_of_need(message: Message, quantity: Quantity) -> bool:
    """How long help will be needed; not how long something has lasted so far, and not somebody's age."""
    before, after = message.before(quantity.first, stop=_PHRASE_ENDS), _rest_of_clause(message, quantity.last + 2)
    if _SOFAR & {*before, *after[:2]}:
        return False
    if _NEED & set(before):
        return True
    if len(message.words) > _SHORT_MESSAGE and not (_NEED | _HOURS) & message.all_words:
        return False
    more_to_come = after[:1] and after[0] in _WORDS["til"] and not after[1:]
    colon = message.word(quantity.first - 1) == ":" and message.word(quantity.first - 2) in _WORDS["lengde"]
    if more_to_come or colon or _ONWARD & set(after[:1]):
        return True
    # A clause that holds nothing else: «i 3 år», «over to år», «36 måneder». «8 år» could be an age.
    no_age = (
        bool(_ONLY_LENGTH & set(before[:1]))
        or message.word(quantity.last + 1) in _MONTHS
        or quantity.low != int(quantity.low)
    )
    beside = _HOURS | {NUMBER} if _HOURS & set(before) else frozenset[str]()
    return no_age and {*before, *after} <= _ONLY_LENGTH | beside


def _rest_of_clause(message: Message, at: int) -> list[str]:
    """The words from that place on, without «og jeg er 40»."""
    after = message.after(at)
    age = after[:1] and after[0] in COMMON["og"] and after[2:3] and after[2] in _IS and after[3:4] == [NUMBER]
    return [] if age else after


# --- For good ---


def _for_good(message: Message) -> Iterator[Fact]:
    for at, word in enumerate(message.words):
        if word not in _FOR_GOOD | _LIFE:
            continue
        first, last = (at, at) if word in _FOR_GOOD else _phrase_for_life(message, at)
        if first <= last and _is_told_of_need(message, first, last):
            yield Fact("varig", {"varig": True}, message.start_of(first), message.end_of(last))
            return


def _phrase_for_life(message: Message, at: int) -> tuple[int, int]:
    """First and last place of «resten av livet», «livet ut», «hele livet», «for alltid»; (1, 0) when it is none."""
    before = message.before(at, stop=SENTENCE_ENDS, limit=4)
    if message.word(at) == "alltid":
        return (at - 1, at) if before[:1] == ["for"] else (1, 0)
    for back, word in enumerate(before, 1):
        if word in _WORDS["resten"]:
            return at - back, at
    if message.word(at + 1) == "ut":
        return at, at + 1
    whole = _WORDS["hele"] & set(before[:1]) and _NEED & set(message.before(at))
    return (at - 1, at) if whole else (1, 0)


def _is_told_of_need(message: Message, first: int, last: int) -> bool:
    """«behovet er varig»; not «er det varig?», «et varig vedtak», «ikke varig», «varig eller midlertidig»."""
    before, after = message.before(first), message.after(last + 1)
    clause = {*before, *after}
    asked = asks_for_the_rule(message, first, last + 1) or (before[:2] == ["det", "er"] and "?" in message.all_words)
    if asked or COMMON["ikke"] & set(before[:3]) or _WORDS["annet"] & {*before[:5], *after[:2]} or _SOFAR & set(before):
        return False
    short = len(clause) <= _SHORT_CLAUSE and message.word(first) in _FOR_GOOD
    return short or clause <= _ONLY_LENGTH or bool(clause & (_NEED | _WORDS["tilstand"]))
