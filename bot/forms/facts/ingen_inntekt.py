"""No income at all: «jeg har ingen inntekt», «inntekt: 0», «tjener null».

Only what the writer says of the own household: with a spouse, a child or another kind of income in the message, the
household may well have an income, and nothing is read.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from bot.forms.facts.fact import Fact
from bot.forms.facts.message import CLAUSE_ENDS, NUMBER, Message, Quantity
from bot.forms.vocabulary import vocabulary

_WORDS, _HOUSEHOLD = vocabulary("ingen_inntekt"), vocabulary("husstand")
_INCOME, _NONE, _KRONER = _WORDS["inntekt"], _WORDS["ingen"], vocabulary("inntekt")["kroner"]
_NOT_OURS = (
    _HOUSEHOLD["ektefeller"] | _HOUSEHOLD["han_hun"] | _HOUSEHOLD["slekt"] | _HOUSEHOLD["leieboere"]
    | _WORDS["annen_inntekt"]
)  # fmt: skip
_EDGES = CLAUSE_ENDS | {""}
ZERO = "0"


def read(message: Message, quantities: Sequence[Quantity]) -> Iterator[Fact]:
    """One inntekt of 0 kr, or nothing."""
    if _NOT_OURS & message.all_words or not (_INCOME | _WORDS["tjener"]) & message.all_words:
        return
    zeros = {quantity.first for quantity in quantities if quantity.high == 0}
    words = [ZERO if at in zeros else word for at, word in enumerate(message.words)] + [""] * 8
    for at in range(len(message.words)):
        end = _end(words, at)
        if end is not None and NUMBER not in words[at:end]:
            yield Fact("inntekt", {"kr": Decimal(0)}, message.start_of(at), message.end_of(end - 1))
            return


def _end(words: Sequence[str], at: int) -> int | None:
    """The place after the phrase that begins there; None when none does."""
    if words[at] in _NONE | _WORDS["ikke"]:
        end = _income_denied(words, at)
        before = words[at - 1] if at else ""
        starts = before in _EDGES | _WORDS["etter"]
    elif words[at] in _INCOME | _WORDS["tjener"]:
        end, starts = _income_is_zero(words, at), True
    else:
        return None
    if end is None or not starts:
        return None
    whole = words[end] not in {"i"} or words[end + 1] in _WORDS["i_det_hele_tatt"]
    return end if whole and words[end] in _EDGES | _WORDS["foran"] else None


def _income_denied(words: Sequence[str], at: int) -> int | None:
    """«ingen inntekt», «0 kr i inntekt», «ikke noen inntekt», «ikke har inntekt»."""
    place = at + 1
    if words[at] in _WORDS["ikke"]:
        while place < at + 3 and words[place] in _WORDS["noe"]:
            place += 1
    else:
        place += words[place] in _KRONER
        place += words[place] == "i"
    return place + 1 if words[place] in _INCOME else None


def _income_is_zero(words: Sequence[str], at: int) -> int | None:
    """«inntekten min er 0 kr», «tjener ingenting»."""
    place = at + 1
    while words[at] in _INCOME and place < at + 4 and words[place] in _WORDS["min"]:
        place += 1
    if words[place] not in (_WORDS["ingenting"] if words[at] in _WORDS["tjener"] else {ZERO, "null"}):
        return None
    return place + 1 + (words[place + 1] in _KRONER)
