"""Numbers as Norwegians write them, in figures or words, found in running text.

«450.000», «4,5», «trettito», «fire hundre og femti tusen», «ein halv million», «3 mill» -> Decimal, with the place
in the text. Units (kroner, timer, år, G) are the business of `answers.py`.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Iterator, List, Optional, Tuple

from num2words import num2words

_FIGURES = re.compile(r"(?<!\w)(?<!\d[.,])(?:\d{1,3}(?:[ .\u00a0\u202f']\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?)(?!\d)")
_SCALE_AFTER_FIGURES = re.compile(r"\s?(?:(tusen|tus|k)|(millioner|millionar|million|mill|mnok))\b\.?", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")

# Forms that num2words does not give: Nynorsk, spoken and older counting, spelling without å/ø.
_OTHER_FORMS = {
    "ein": 1, "ett": 1, "ei": 1, "eit": 1, "et": 1, "tvo": 2, "sju": 7, "atte": 8,
    "søtten": 17, "tyve": 20, "tredve": 30, "førr": 40, "forti": 40, "søtti": 70, "atti": 80,
}  # fmt: skip
_ARTICLES = {"en", "ei", "et", "ett", "ein", "eit", "én"}
_HALF = {"halv", "halve", "halvt"}
_ONE_AND_A_HALF = {"halvannen", "halvanna"}
_HUNDRED = {"hundre", "hundra"}
_THOUSAND = {"tusen"}
# «en», «tusen takk», «hundre ganger»: no number of anything by itself.
_NEVER_ALONE = _ARTICLES | _HALF | _HUNDRED | _THOUSAND
_MILLION = {"million", "millioner", "millionar", "mill"}


@dataclass(frozen=True)
class Number:
    """A number and where it stands: `text[start:end]`.

    `scaled` tells that tusen/million was written out, so that «300 og 250 tusen» can be told from «300».
    """

    value: Decimal
    start: int
    end: int
    scaled: bool = False


def find_numbers(text: str) -> List[Number]:
    """All numbers in `text`, in order, never overlapping; [] when there is none."""
    figures = list(_numbers_in_figures(text))
    words = [
        number
        for number in _numbers_in_words(text)
        if not any(number.start < other.end and other.start < number.end for other in figures)
    ]
    return sorted(figures + words, key=lambda number: number.start)


def _numbers_in_figures(text: str) -> Iterator[Number]:
    for match in _FIGURES.finditer(text):
        raw = re.sub(r"[ \u00a0\u202f']", "", match.group())
        if re.fullmatch(r"\d{1,3}(\.\d{3})+(,\d+)?", raw):  # «450.000» groups thousands, «4.5» does not
            raw = raw.replace(".", "")
        value, end = Decimal(raw.replace(",", ".")), match.end()
        scale = _SCALE_AFTER_FIGURES.match(text, end)
        if scale:
            value, end = value * (1000 if scale.group(1) else 1_000_000), scale.end()
        yield Number(value, match.start(), end, scaled=bool(scale))


def _numbers_in_words(text: str) -> Iterator[Number]:
    matches = list(_WORD.finditer(text))
    words = [match.group().lower() for match in matches]
    at = 0
    while at < len(words):
        value, after, scaled = _WordReader(words).number(at)
        alone = after == at + 1 and words[at] in _NEVER_ALONE
        if value is not None and not alone:
            yield Number(value, matches[at].start(), matches[after - 1].end(), scaled)
        at = max(after, at + 1)


@lru_cache(maxsize=1)
def _small_words() -> "dict[str, int]":
    """Every word for 1-99, e.g. «trettito» -> 32, with Nynorsk and older forms («toogtredve»)."""
    words = {num2words(n, lang="no"): n for n in range(1, 100)}
    words.update(_OTHER_FORMS)
    tens = {word: n for word, n in words.items() if n >= 20 and n % 10 == 0}
    ones = {word: n for word, n in words.items() if n < 10}
    words.update({ten + one: t + o for ten, t in tens.items() for one, o in ones.items()})
    words.update({one + "og" + ten: t + o for ten, t in tens.items() for one, o in ones.items()})
    return words


class _WordReader:
    """Recursive descent over lower-case words. Each method gives (value or None, index after what it read)."""

    def __init__(self, words: List[str]) -> None:
        self.words = words

    def _is(self, at: int, among: "set[str]") -> bool:
        return at < len(self.words) and self.words[at] in among

    def _after_og(self, at: int) -> int:
        return at + 1 if self._is(at, {"og"}) else at

    def number(self, at: int) -> Tuple[Optional[Decimal], int, bool]:
        value, after = self._with_half(at)
        if self._is(after, _MILLION):
            rest, rest_after = self._thousands(self._after_og(after + 1))
            millions = (Decimal(1) if value is None else value) * 1_000_000
            return (millions, after + 1, True) if rest is None else (millions + rest, rest_after, True)
        thousands, thousands_after = self._thousands(at)
        if thousands is not None:
            return thousands, thousands_after, True
        return value, after, False

    def _thousands(self, at: int) -> Tuple[Optional[Decimal], int]:
        value, after = self._below_thousand(at)
        if not self._is(after, _THOUSAND):
            return None, at
        total, end = (Decimal(1) if value is None else value) * 1000, after + 1
        rest, rest_after = self._below_thousand(self._after_og(end))
        # «fem hundre tusen og tre hundre tusen» is two numbers.
        if rest is None or self._is(rest_after, _THOUSAND):
            return total, end
        return total + rest, rest_after

    def _with_half(self, at: int) -> Tuple[Optional[Decimal], int]:
        if self._is(at, _ONE_AND_A_HALF):
            return Decimal("1.5"), at + 1
        half_at = at + 1 if self._is(at, _ARTICLES) else at
        if self._is(half_at, _HALF):
            return Decimal("0.5"), half_at + 1
        value, after = self._below_thousand(at)
        if value is not None and self._is(after, {"og"}):
            half_at = after + 2 if self._is(after + 1, _ARTICLES) else after + 1
            if self._is(half_at, _HALF):
                return value + Decimal("0.5"), half_at + 1
        return value, after

    def _below_thousand(self, at: int) -> Tuple[Optional[Decimal], int]:
        value, after = self._below_hundred(at)
        if not self._is(after, _HUNDRED):
            return value, after
        total, end = (Decimal(1) if value is None else value) * 100, after + 1
        rest, rest_after = self._below_hundred(self._after_og(end))
        return (total, end) if rest is None else (total + rest, rest_after)

    def _below_hundred(self, at: int) -> Tuple[Optional[Decimal], int]:
        if at < len(self.words) and self.words[at] in _small_words():
            return Decimal(_small_words()[self.words[at]]), at + 1
        return None, at
