"""Numbers as Norwegians write them, in figures, words or both, found in running text.

«450.000», «4,5», «450k», «trettito», «to og tredve», «fire hundre og femti tusen», «ein halv million», «4 hundre tusen»
-> Decimal, with the place in the text. Units (kroner, timer, år, G) are the business of `facts/`.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bot.forms.tokens import Token, small_numbers, tokenize
from bot.forms.vocabulary import vocabulary


@dataclass(frozen=True)
class Number:
    """A number and where it stands: `text[start:end]`.

    `scaled`: tusen or million was said, so that «300 og 250 tusen» can be told from «300».
    `article`: only «en», «ei», «et»: one thing, or any thing.
    """

    value: Decimal
    start: int
    end: int
    scaled: bool = False
    article: bool = False


Item = tuple[Token, Number | None]

_WORDS = vocabulary("tall")
_ARTICLES, _HALF, _ONE_AND_A_HALF = _WORDS["artikkel"], _WORDS["halv"], _WORDS["halvannen"]
_HUNDRED, _THOUSAND, _MILLION = _WORDS["hundre"], _WORDS["tusen"], _WORDS["million"]
_SCALES = _HUNDRED | _THOUSAND | _MILLION
_BEGIN = _SCALES | _ARTICLES | _HALF | _ONE_AND_A_HALF
_APOSTROPHES = frozenset("'’")
_SCALED = _THOUSAND | _MILLION | _APOSTROPHES | {"k"}
# What a number may go on with after a figure.
_GO_ON = _SCALES | _SCALED | {"og"}
_BETWEEN = vocabulary("felles")["mellom"]


def find_numbers(text: str) -> list[Number]:
    """All numbers in `text`, in order, never overlapping; [] when there is none. «en» alone is not among them."""
    return [number for _, number in read_items(text) if number is not None and not number.article]


def read_items(text: str) -> list[Item]:
    """The tokens of `text` in order, with one token and a Number where tokens make up a number."""
    tokens = tokenize(text)
    reader = _Reader(tokens)
    items: list[Item] = []
    at = 0
    while at < len(tokens):
        value, after = reader.number(at)
        if value is None:
            items += [(token, None) for token in tokens[at:after]]
        else:
            start, end = tokens[at].start, tokens[after - 1].end
            scaled = any(token.word in _SCALED for token in tokens[at:after])
            article = after == at + 1 and tokens[at].word in _ARTICLES
            items.append((Token("figure", "", start, end, value), Number(value, start, end, scaled, article)))
        at = after
    return items


# What a part of a number is worth, None when there is none, and the place after it.
_Part = tuple[Decimal | None, int]


class _Reader:
    """Recursive descent over tokens: a number is millions and thousands of hundreds of small numbers."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        # Blanks beyond the end, so that looking ahead needs no care.
        self._words = [token.word for token in tokens] + [""] * 8

    def number(self, at: int) -> _Part:
        """The number that begins at that place, if any, and the place to go on from."""
        if not self._begins(at):
            return None, at + 1
        if self._is_figure(at) and not self._is(at + 1, _GO_ON):
            return self.tokens[at].value, at + 1
        value, after = self._millions(at)
        # «tusen takk», «et par hundre tusen»: a scale that nothing counts.
        uncounted = self._is(at, _SCALES) and (after == at + 1 or self._is(at - 1, _WORDS["ubestemt"]))
        return (None if uncounted else value), max(after, at + 1)

    def _begins(self, at: int) -> bool:
        return self._is_figure(at) or self._words[at] in _BEGIN or self._words[at] in small_numbers()

    def _millions(self, at: int) -> _Part:
        value, after = self._hundreds(at)
        if not self._is(after, _MILLION):
            return self._thousands(at, value, after)
        total = _counted(value, 1_000_000)
        rest_at = self._after_og(after + 1)
        rest, rest_after = self._thousands(rest_at, *self._hundreds(rest_at))
        return (total + rest, rest_after) if rest is not None and rest >= 100 else (total, after + 1)

    def _thousands(self, at: int, value: Decimal | None, after: int) -> _Part:
        """What begins at that place with `value` hundreds, as far as `after`."""
        end = self._after_thousand(at, after)
        if end == after:
            return value, after
        total, rest_at = _counted(value, 1000), self._after_og(end)
        rest, rest_after = (None, end) if self._is_figure(rest_at) else self._hundreds(rest_at)
        # «fem hundre tusen og tre hundre tusen» is two numbers; so is «300 tusen og en ...».
        another = self._is(rest_after, _THOUSAND) or self._is_article(rest_at, rest_after)
        if rest is None or rest != int(rest) or another:
            return total, end
        return total + rest, rest_after

    def _after_thousand(self, at: int, after: int) -> int:
        """The place after «tusen», or after the «k» or «'» of a figure; `after` when none follows."""
        if self._is(after, _THOUSAND):
            return after + 1
        if after != at + 1 or not self._is_figure(at):
            return after
        quoted = self._is(at - 1, _APOSTROPHES | {"‘"})
        glued = self._is(after, _APOSTROPHES) and self.tokens[at].end == self.tokens[after].start
        short = glued and not quoted and (self.tokens[at].value or 0) >= 10
        return after + 1 if short or self._is(after, {"k"}) else after

    def _hundreds(self, at: int) -> _Part:
        value, after = self._small(at)
        if not self._is(after, _HUNDRED):
            return value, after
        total, rest_at = _counted(value, 100), self._after_og(after + 1)
        rest, rest_after = (None, rest_at) if self._is_figure(rest_at) else self._small(rest_at)
        one_of_something = self._is_article(rest_at, rest_after) and not self._is(rest_after, _THOUSAND)
        if rest is None or rest != int(rest) or one_of_something:
            return total, after + 1
        return total + rest, rest_after

    def _small(self, at: int) -> _Part:
        """A figure, a word for 1-99, or either of them with a half."""
        if self._is(at, _ONE_AND_A_HALF):
            return Decimal("1.5"), at + 1
        if self._half(at) != at:
            return Decimal("0.5"), self._half(at)
        value, after = self._whole(at)
        half_after = self._half(self._after_og(after))
        if value is not None and self._is(after, {"og"}) and half_after > after + 1:
            return value + Decimal("0.5"), half_after
        return value, after

    def _half(self, at: int) -> int:
        half_at = at + 1 if self._is(at, _ARTICLES) else at
        return half_at + 1 if self._is(half_at, _HALF) else at

    def _whole(self, at: int) -> _Part:
        if self._is_figure(at):
            return self.tokens[at].value, at + 1
        first = self._word_value(at)
        if first is None:
            return None, at
        # «to og tredve», «tretti-to», «tretti to»; but «mellom fem og tyve» is two numbers.
        if (
            self._is(at + 1, {"og"})
            and not self._is(at - 1, _BETWEEN)
            and self._makes_one(self._word_value(at + 2), first)
        ):
            return Decimal(first + (self._word_value(at + 2) or 0)), at + 3
        ones_at = at + 2 if self._is(at + 1, {"-"}) else at + 1
        if self._makes_one(first, self._word_value(ones_at)) and not self._is(ones_at, _ARTICLES):
            return Decimal(first + (self._word_value(ones_at) or 0)), ones_at + 1
        return Decimal(first), at + 1

    @staticmethod
    def _makes_one(tens: int | None, ones: int | None) -> bool:
        return tens is not None and ones is not None and tens >= 20 and tens % 10 == 0 and ones < 10

    def _word_value(self, at: int) -> int | None:
        return small_numbers().get(self._words[at])

    def _is_figure(self, at: int) -> bool:
        return at < len(self.tokens) and self.tokens[at].kind == "figure"

    def _is(self, at: int, among: Collection[str]) -> bool:
        return self._words[at] in among

    def _is_article(self, at: int, after: int) -> bool:
        return after == at + 1 and self._is(at, _ARTICLES)

    def _after_og(self, at: int) -> int:
        return at + 1 if self._is(at, {"og"}) else at


def _counted(count: Decimal | None, scale: int) -> Decimal:
    """«to hundre» is two of them, «hundre» one."""
    return Decimal(scale) if count is None else count * scale
