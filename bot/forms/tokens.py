"""The words, figures and marks of a message, each with its place in the text.

Figures get their value here («450.000» is 450000, «4.5» is four and a half); figures that are no number of anything
(dates, phone numbers, paragraphs, «24/7», «B12») become codes, which no reader looks at. Words are folded, so that
«År» and «aar» are one word.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from bot.forms.vocabulary import fold, plain_letters, vocabulary

Kind = Literal["word", "figure", "mark", "code"]


@dataclass(frozen=True)
class Token:
    """`text[start:end]`; `word` is folded for words and the character itself for marks, "" otherwise."""

    kind: Kind
    word: str
    start: int
    end: int
    value: Decimal | None = None


_TOKEN = re.compile(
    r"""
      (?P<code> §{1,2}\s?[0-9]+(?:\s?-\s?[0-9]+)*        # § 2-1
      | (?!(?:kr|nok|ca)[0-9])[^\W\d_½]+[0-9]\w*         # B12, but not kr450
      | \+[0-9]+                                         # +47
      | [0-9]+(?:-[0-9]+){2,} )                          # 2026-11-21
    | (?P<half> (?:[0-9]+\s{0,2})?½ | (?:[0-9]+\s{1,2})?1/2(?![0-9/]) )
    | (?P<slashed> [0-9]+(?:[/:][0-9]+)+ )               # 24/7, 12/10, 10:30
    | (?P<figure> [0-9]+(?:(?:[.,'’]|[ \u00a0\u202f]{1,2})[0-9]+)*(?![0-9]|[/:][0-9]) )
    | (?P<word> [^\W\d_½]+(?:['’][^\W\d_½]+)* )
    | (?P<mark> \n | \S )
    """,
    re.VERBOSE | re.IGNORECASE,
)
# «ca. 400 000» goes on after its full stop.
_WORDS = vocabulary("tall")
_ABBREVIATED = _WORDS["forkortet"]


def tokenize(text: str) -> list[Token]:
    """All tokens of `text` in order; blanks other than newlines are left out."""
    tokens: list[Token] = []
    for match in _TOKEN.finditer(text):
        kind, start, end = match.lastgroup, match.start(), match.end()
        if kind == "word":
            tokens += [Token("word", part.word, start + part.start, start + part.end) for part in _parts(match.group())]
        elif kind == "figure":
            tokens += _figures(match.group(), start)
        elif kind == "half":
            whole = match.group().replace("1/2", "").replace("½", "").strip()
            tokens.append(Token("figure", "", start, end, Decimal(whole or 0) + Decimal("0.5")))
        elif kind == "mark":
            if not (match.group() == "." and tokens and tokens[-1].end == start and tokens[-1].word in _ABBREVIATED):
                tokens.append(Token("mark", match.group(), start, end))
        else:
            tokens.append(Token("code", "", start, end))
    return tokens


# --- Figures ---

_BLANKS = re.compile("[ \u00a0\u202f]+")
_DECIMALS = r"(?:[.,](?P<decimals>[0-9]{1,2}))?"
# The ways to write a number, tried in turn. In English «1,250» could be one and a quarter, so it is none of them.
_FORMS = (
    re.compile(r"(?P<whole>0|[1-9][0-9]*)"),
    re.compile(rf"(?P<whole>[1-9][0-9]{{0,2}}(?:(?P<mark>[ .'’])[0-9]{{3}})(?:(?P=mark)[0-9]{{3}})*){_DECIMALS}"),
    re.compile(
        rf"(?P<whole>[1-9][0-9]?,000|[1-9][0-9]{{2}},[0-9]{{3}}|[1-9][0-9]{{0,2}}(?:,[0-9]{{3}}){{2,}}){_DECIMALS}"
    ),
    re.compile(rf"(?P<whole>0|[1-9][0-9]*){_DECIMALS}"),
)
_YEAR_BESIDE = re.compile(r"(?P<first>20[0-4][0-9])\s+(?P<second>.+)|(?P<amount>.+)\s+(?P<year>20[0-4][0-9])")
# More digits than any amount has: a reference of some kind.
_LONGEST = 20


def _figures(raw: str, start: int) -> list[Token]:
    """One figure; two when a year stands beside an amount («2023 400 000»); a code when it is no number."""
    value = figure_value(raw)
    if value is not None:
        return [Token("figure", "", start, start + len(raw), value)]
    beside = _YEAR_BESIDE.fullmatch(raw) if len(raw) <= _LONGEST else None
    if beside:
        first, second = beside["first"] or beside["amount"], beside["second"] or beside["year"]
        if figure_value(first) is not None and figure_value(second) is not None:
            return _figures(first, start) + _figures(second, start + len(raw) - len(second))
    return [Token("code", "", start, start + len(raw))]


def figure_value(raw: str) -> Decimal | None:
    """«450 000,50» -> 450000.50. None for what is no number: «07», «12.05.1958», «22 40 00 40», «1,250»."""
    plain = _BLANKS.sub(" ", raw)
    matches = (form.fullmatch(plain) for form in _FORMS) if len(plain) <= _LONGEST else ()
    match = next(filter(None, matches), None)
    if match is None:
        return None
    digits = "".join(char for char in match["whole"] if char.isdigit())
    return Decimal(f"{digits}.{match.groupdict().get('decimals') or 0}")


# --- Words that hold a number word: «firehundretusen», «åtteåring», «halvtime» ---

_ENDINGS, _SCALES = _WORDS["endelse"], _WORDS["hundre"] | _WORDS["tusen"] | _WORDS["million"]
_LONGEST_WORD, _LONGEST_PART = 45, 18


@lru_cache(maxsize=4096)
def _parts(word: str) -> list[Token]:
    """The word itself, or the words it is written together of, when those are number words."""
    whole = [Token("word", fold(word), 0, len(word))]
    if len(word) > _LONGEST_WORD or fold(word) in small_numbers():
        return whole
    parts: list[Token] = []
    at = 0
    while at < len(word):
        ends = range(min(len(word), at + _LONGEST_PART), at, -1)
        end = next((end for end in ends if _is_part(fold(word[at:end]), first=at == 0, last=end == len(word))), None)
        if end is None:
            return whole
        parts.append(Token("word", fold(word[at:end]), at, end))
        at = end
    # «femti» and «tito» are no compounds: something must be counted.
    counts = any(part.word in _SCALES for part in parts) or parts[-1].word in _ENDINGS
    return parts if counts and len(parts) > 1 else whole


def _is_part(part: str, first: bool, last: bool) -> bool:
    if part == "halv":
        return first
    if part == "og":
        return not first and not last
    return part in small_numbers() or part in _SCALES or (last and not first and part in _ENDINGS)


@lru_cache(maxsize=1)
def small_numbers() -> dict[str, int]:
    """Every folded word for 1-99, e.g. «trettito» -> 32, with Nynorsk, dialect and older forms («toogtredve»)."""
    from num2words import num2words  # only when the first message comes

    by_word = {num2words(n, lang="no"): n for n in range(1, 100)}
    by_word.update({form: int(n) for n, forms in vocabulary("tallord").items() for form in forms})
    tens = {word: n for word, n in by_word.items() if n >= 20 and n % 10 == 0}
    ones = {word: n for word, n in by_word.items() if n < 10}
    by_word.update({ten + one: t + o for ten, t in tens.items() for one, o in ones.items()})
    by_word.update({one + "og" + ten: t + o for ten, t in tens.items() for one, o in ones.items()})
    return {form: n for word, n in by_word.items() for form in (word, plain_letters(word))}
