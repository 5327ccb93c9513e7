"""The year a price is asked for: «hva koster det i 2024», «satsene for 2026», «og i 2023?».

A year in which something else happened (an illness, a decision, an income) is not read.
"""

from collections.abc import Iterator, Sequence

from bot.forms.facts.fact import Fact
from bot.forms.facts.message import NUMBER, SENTENCE_ENDS, Message, Quantity
from bot.forms.vocabulary import vocabulary

_WORDS = vocabulary("aar")
_PRICE, _UNITS = _WORDS["pris"], _WORDS["enhet"]
_TELLING = _PRICE | _WORDS["hendelse"]
_GOING_ON = _WORDS["fortsatt"] | {NUMBER}
_LONGEST_GOING_ON, _SENTENCE = 8, 20  # words looked at


def read(message: Message, quantities: Sequence[Quantity]) -> Iterator[Fact]:
    """aar facts, in order."""
    going_on = len(message.words) <= _LONGEST_GOING_ON and set(message.words) <= _GOING_ON
    for quantity in quantities:
        if not message.is_year(quantity) or _is_amount(message, quantity):
            continue
        of_price = _of_price(message, quantity)
        if of_price or (of_price is None and going_on):
            yield Fact("aar", {"aar": int(quantity.low)}, quantity.start, quantity.end)


def _is_amount(message: Message, quantity: Quantity) -> bool:
    """«2024 kr», «kr 2024», «2024,-»."""
    following = message.word(quantity.last + 1)
    dash = following == "," and message.word(quantity.last + 2) == "-"
    return dash or following in _UNITS or message.word(quantity.first - 1) in _UNITS


def _of_price(message: Message, quantity: Quantity) -> bool | None:
    """Whether the nearest telling word before the year, or else after it, is about a price; None when there is none."""
    before = message.before(quantity.first, stop=SENTENCE_ENDS - {"."}, limit=_SENTENCE)  # «1. januar 2024»
    after = message.after(quantity.last + 1, stop=SENTENCE_ENDS, limit=_SENTENCE)
    return next((word in _PRICE for word in [*before, *after] if word in _TELLING), None)
