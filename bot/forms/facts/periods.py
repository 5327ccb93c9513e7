"""«i uka», «/mnd», «om dagen», «hver gang»: the period that an amount or a number of hours is for."""

from typing import Literal

from bot.forms.facts.message import CLAUSE_ENDS, NUMBER, Message
from bot.forms.vocabulary import vocabulary

# "annet": a period was said, but none that these facts can hold («hver gang», «på lørdager», «annenhver uke»).
Period = Literal["time", "dag", "uke", "maaned", "aar", "annet"]

_WORDS = vocabulary("periode")
_NOUNS: dict[Period, frozenset[str]] = {
    "time": _WORDS["time"],
    "dag": _WORDS["dag"],
    "uke": _WORDS["uke"],
    "maaned": _WORDS["maaned"],
    "aar": _WORDS["aar"],
    "annet": _WORDS["annet"],
}
_ADVERBS: dict[Period, frozenset[str]] = {
    "dag": _WORDS["daglig"],
    "uke": _WORDS["ukentlig"],
    "maaned": _WORDS["maanedlig"],
    "aar": _WORDS["aarlig"],
    "annet": _WORDS["annenhver"],
}
_EACH, _LINKS = _WORDS["hver"], _WORDS["hver"] | _WORDS["lenke"]
# «i dag» is today; these make «dag» a period.
_DAY_LINKS = _EACH | {"om", "for", "/"}
_BREAKS = CLAUSE_ENDS | _WORDS["slutt"] | {NUMBER, ""}
_STOPS = CLAUSE_ENDS - {":"} | {NUMBER, "og", "men", "mens"}
_LONGEST_BETWEEN, _LONGEST_BEFORE = 4, 8


def is_period(word: str) -> bool:
    """Whether the word names a period or an occasion: «måneden», «gang»."""
    return _named(word, _NOUNS) is not None


def period_after(message: Message, at: int) -> tuple[Period | None, int]:
    """The period in the words from that place on («hjelp i uka»), and the place after it; (None, at) for none."""
    for place in range(at, at + _LONGEST_BETWEEN + 1):
        word = message.word(place)
        adverb, noun = _named(word, _ADVERBS), _named(word, _NOUNS)
        if adverb is not None:
            return adverb, place + 1
        if word in _LINKS:
            period = _after_link(message, place)
            if period is not None:
                return period, place + 2
        elif noun not in (None, "aar") and place == at:  # «timar dagen»; «timer år» says nothing
            return noun, place + 1
        if word in _BREAKS:
            break
    return None, at


def period_before(message: Message, at: int) -> Period | None:
    """The period in the words right before that place («hver dag trenger han 5 timer»); None when none is said."""
    for place in range(at - 1, max(-1, at - 1 - _LONGEST_BEFORE), -1):
        word = message.word(place)
        if word in _STOPS:
            return None
        adverb = _named(word, _ADVERBS)
        period = _after_link(message, place) if word in _LINKS and place + 2 <= at else None
        if adverb is not None or period not in (None, "time", "aar"):
            return adverb or period
    return None


def _after_link(message: Message, at: int) -> Period | None:
    """The period that the link at that place leads to: «i» in «i uka», «for» in «for hver dag»."""
    link, noun = message.word(at), message.word(at + 1)
    period = _named(noun, _NOUNS)
    if period == "dag" and link not in _DAY_LINKS and noun == "dag":
        return None
    if period is None and noun in _EACH and link not in _EACH:
        return _after_link(message, at + 1)
    return period


def _named(word: str, names: dict[Period, frozenset[str]]) -> Period | None:
    return next((period for period, forms in names.items() if word in forms), None)
