"""What a citizen's words say in typed facts: income, income in G, hours, age, how long, the year asked about.

The one place where text becomes a typed value. Nothing is guessed: a number whose meaning is neither written nor clear
from the words around it is not read. Each kind of fact has its own module in `facts/`.
"""

from decimal import Decimal
from typing import Any

from bot.forms.dates import without_days
from bot.forms.facts import aar, alder, grunnbelop, inntekt, timer, varighet
from bot.forms.facts.fact import Fact, FactKind
from bot.forms.facts.message import Message
from bot.forms.numbers import read_items
from bot.forms.vocabulary import vocabulary

__all__ = ["Fact", "FactKind", "as_json", "hours_per_week", "is_only_facts", "read_facts"]

UKER_PER_MAANED = Decimal(52) / Decimal(12)
DAGER_PER_UKE = 7
_WORDS = vocabulary("svar")
_ASKS_OR_WANTS = _WORDS["spoersmaal"] | _WORDS["oenske"]
_MOST_OTHER_WORDS = 2
# A number belongs to the first that can read it; incomes come last, since any large number could be one.
_READERS = (aar, grunnbelop, timer, alder, varighet, inntekt)


def read_facts(text: str) -> list[Fact]:
    """Every fact in `text`, in order of appearance, never overlapping; [] when none is clear."""
    message = Message(text)
    facts: list[Fact] = []
    for reader in _READERS:
        facts += reader.read(message, message.free(facts))
    return sorted(facts, key=lambda fact: fact.start)


def is_only_facts(text: str) -> bool:
    """Whether `text` is little more than facts, days or bare numbers: «ja, i fem år», «den kom 2. november», «35».

    At most two words may be left beside them and small words; a question or a wish is more than facts.
    """
    rest = without_days(text)
    for fact in read_facts(text):
        rest = rest[: fact.start] + "\n" * (fact.end - fact.start) + rest[fact.end :]
    items = read_items(rest)
    tells = rest != text or any(number is not None and not number.article for _, number in items)
    words = [token.word for token, number in items if number is None and token.kind != "mark"]
    asks = bool(_ASKS_OR_WANTS & set(words)) or bool(words and words[0] in _WORDS["spoersmaalsverb"])
    if "?" in rest and not set(words) <= _WORDS["ved_tallet"]:
        asks = True
    return tells and not asks and sum(word not in _WORDS["smaaord"] for word in words) <= _MOST_OTHER_WORDS


def hours_per_week(hours: Decimal | None, per: str | None) -> Decimal | None:
    """Hours for a period ("uke", "dag", "maaned") as hours per week; None when period or number was not said."""
    if hours is None:
        return None
    return {"uke": hours, "dag": hours * DAGER_PER_UKE, "maaned": hours / UKER_PER_MAANED}.get(per or "")


def as_json(fact: Fact) -> Any:
    """The fact's value as plain data for an entity; numbers as text, so that no float touches them.

    inntekt "400000" (kr per year); inntekt_i_g {"fra", "til"} (G); alder, aar: int; varighet: months; varig: True;
    timer {"tall", "tall_til", "per", "per_uke", "per_uke_til"}: the two with "til" are None unless a range was said.
    """
    value = fact.value
    if fact.kind == "inntekt":
        return _plain(value["kr"])
    if fact.kind == "inntekt_i_g":
        return {end: _plain(value[end]) for end in ("fra", "til")}
    if fact.kind == "timer":
        return _hours_as_json(value)
    return next(iter(value.values()))


def _hours_as_json(value: dict[str, Any]) -> dict[str, str | None]:
    weekly = {end: hours_per_week(value[end], value["per"]) for end in ("tall", "tall_til")}
    return {
        "tall": _plain(value["tall"]),
        "tall_til": _plain(value["tall_til"]),
        "per": value["per"],
        "per_uke": _plain(weekly["tall"], places="0.01"),
        "per_uke_til": _plain(weekly["tall_til"], places="0.01"),
    }


def _plain(number: Decimal | None, places: str | None = None) -> str | None:
    if number is None:
        return None
    rounded = number if places is None else number.quantize(Decimal(places))
    return format(rounded.normalize(), "f")
