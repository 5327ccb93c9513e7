"""A message as the readers of facts see it: its words, and its quantities (a number, or a range of two) among them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate

from bot.forms.facts.fact import Fact
from bot.forms.numbers import Number, read_items
from bot.forms.vocabulary import vocabulary

NUMBER = "#"
SENTENCE_ENDS = frozenset(".;!?\n")
CLAUSE_ENDS = SENTENCE_ENDS | frozenset(",:()")
# No phrase that says what a number means is longer; the limit keeps long messages quick.
WINDOW = 14
# More numbers than this are a list pasted in: nobody tells so many facts, and none of them is read.
MOST_QUANTITIES = 100
COMMON = vocabulary("felles")
# «20-25», «20 til 25»
TO = frozenset("-–—") | COMMON["til"]
_CLOCK = vocabulary("tall")["klokke"]
_YEARS = range(2000, 2050)


@dataclass(frozen=True)
class Quantity:
    """A number or a range: low == high for a number. first and last are places in `Message.words`."""

    low: Decimal
    high: Decimal
    first: int
    last: int
    start: int
    end: int
    scaled: bool
    article: bool

    @property
    def is_range(self) -> bool:
        return self.low != self.high


class Message:
    """`words` holds every word and mark of `text`, folded, in order, with NUMBER where a number stands."""

    def __init__(self, text: str) -> None:
        items = read_items(text)
        self.text = text
        self.words = _with_faar([NUMBER if number else token.word for token, number in items])
        self.places = [(token.start, token.end) for token, _ in items]
        self.all_words = frozenset(self.words)
        self._numbers = [number for _, number in items]
        self._sentences = list(accumulate(word in SENTENCE_ENDS for word in self.words))
        found = list(self._find_quantities())
        self.quantities = found if len(found) <= MOST_QUANTITIES else []

    def free(self, facts: Iterable[Fact]) -> list[Quantity]:
        """The quantities that are no part of `facts`."""
        taken = bytearray(len(self.text))
        for fact in facts:
            taken[fact.start : fact.end] = b"\1" * (fact.end - fact.start)
        return [quantity for quantity in self.quantities if not taken[quantity.start]]

    def word(self, at: int) -> str:
        """The word at that place, "" outside the message."""
        return self.words[at] if 0 <= at < len(self.words) else ""

    def before(self, at: int, stop: frozenset[str] = CLAUSE_ENDS, limit: int = WINDOW) -> list[str]:
        """The words before that place, nearest first, up to a word in `stop`."""
        return _until(stop, self.words[max(0, at - limit) : at][::-1])

    def after(self, at: int, stop: frozenset[str] = CLAUSE_ENDS, limit: int = WINDOW) -> list[str]:
        """The words from that place on, up to a word in `stop`."""
        return _until(stop, self.words[at : at + limit])

    def bound_before(self, at: int) -> tuple[str, str]:
        """The word right before that place, «mer» for «mer enn» and «opptil» for «opp til», and the word before it."""
        nearest, further, furthest = (self.word(place) for place in (at - 1, at - 2, at - 3))
        if nearest in COMMON["enn"]:
            return further, furthest
        return ("opptil", furthest) if (nearest, further) == ("til", "opp") else (nearest, further)

    def same_sentence(self, first: Quantity, second: Quantity) -> bool:
        """Whether no sentence ends between the two."""
        return self._sentences[first.last] == self._sentences[second.first]

    def start_of(self, at: int) -> int:
        """Where the word at that place begins in the text."""
        return self.places[at][0]

    def end_of(self, at: int) -> int:
        """Where the word at that place ends in the text."""
        return self.places[at][1]

    def is_year(self, quantity: Quantity) -> bool:
        """A year in four digits, such as 2023."""
        number = self._numbers[quantity.first]
        return number is not None and not quantity.is_range and self._is_year(number)

    # --- Quantities ---

    def _find_quantities(self) -> Iterator[Quantity]:
        at = 0
        while at < len(self._numbers):
            number = self._numbers[at]
            if number is None:
                at += 1
                continue
            last = self._range_end(at, number)
            if last == at and self._touches(at, number):
                at += 2
                continue
            if self.word(at - 1) not in _CLOCK:
                yield self._quantity(at, last)
            at = last + 1

    def _range_end(self, at: int, number: Number) -> int:
        """Where the other end of a range stands («2-3», «mellom 2 og 3», «to tre»); `at` when there is none."""
        joint, between = self.word(at + 1), self.word(at - 1) in COMMON["mellom"]
        following, other = self._number(at + 1), self._number(at + 2)
        if following is not None:
            spelled = not self.text[number.start].isdigit() and number.value >= 1
            return at + 1 if spelled and self._is_range(number, following) else at
        if other is not None and (joint in TO or (between and joint in COMMON["og"])):
            return at + 2 if self._is_range(number, other) else at
        return at

    def _is_range(self, first: Number, second: Number) -> bool:
        if first.article or second.article or self._is_year(first) != self._is_year(second):
            return False
        return _unshortened(first, second) < second.value

    def _touches(self, at: int, number: Number) -> bool:
        """Two numbers with nothing between them («4 5 timer») are no number; a year may stand beside one."""
        following = self._number(at + 1)
        both = (number, following)
        return following is not None and not any(one.article or self._is_year(one) for one in both if one is not None)

    def _quantity(self, at: int, last: int) -> Quantity:
        first, second = self._numbers[at], self._numbers[last]
        assert first is not None and second is not None
        low = _unshortened(first, second)
        return Quantity(low, second.value, at, last, first.start, second.end, second.scaled, first.article)

    def _number(self, at: int) -> Number | None:
        return self._numbers[at] if at < len(self._numbers) else None

    def _is_year(self, number: Number) -> bool:
        written = self.text[number.start : number.end]
        return len(written) == 4 and written.isdigit() and int(written) in _YEARS


def _with_faar(words: list[str]) -> list[str]:
    """«jeg far 20 000» is «jeg får 20 000», and no father: many write without å."""
    beside = zip(["", *words], words, [*words[1:], ""], strict=False)
    pronouns = COMMON["faar_av"]
    return [
        "får" if word == "far" and (before in pronouns or after in pronouns) else word for before, word, after in beside
    ]


def _until(stop: frozenset[str], words: list[str]) -> list[str]:
    return next((words[:at] for at, word in enumerate(words) if word in stop), words)


def _unshortened(first: Number, second: Number) -> Decimal:
    """The 700 000 that «7» means in «7-800 000»: the power of ten that brings it just below the other end."""
    low, high = first.value, second.value
    if first.scaled or high < 1000 or low >= high / 4:
        return low
    return next((low * 10**power for power in range(2, 7) if high / 4 <= low * 10**power < high), low)
