"""An answer in the citizen's own words -> the value of a question, or None when it is not clear.

Nothing is guessed: what could mean two things is not read. Values are plain data as the contract of the flows has them:
valg "meg"; flervalg ["epikrise"]; tall 72; ja_nei True; timer {"per_uke": "28", "til": "35" or None, "sagt": "..."}
(hours per week); varighet {"mnd": 36} or {"varig": True}; inntekt {"kr": "400000"}, {"g": "3.5"} or, for a span,
{"g": "2", "g_til": "3"}; kroner_eller_nei "60000" (kr per year); dato "2026-11-02"; fritekst the text itself.
"""

import re
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from bot.forms.answers import Fact, as_json, hours_per_week, read_facts
from bot.forms.dates import read_day
from bot.forms.facts.alder import OLDEST
from bot.forms.facts.message import Message, Quantity
from bot.forms.facts.periods import period_after
from bot.forms.flyt.kommandoer import ja_eller_nei, rettelse
from bot.forms.flyt.likhet import finn, fraser, ordene
from bot.forms.flyt.sporsmaal import Sporsmal
from bot.forms.vocabulary import vocabulary, words

LENGSTE_TEKST = 4000  # characters kept of a free text
_LENGSTE_LEST = 1000  # characters read for a value
_LONGEST_CHOICE = 60  # words
_NOT = frozenset({"ikke", "ikkje", "itj", "itte"})
_WITHOUT = frozenset({"uten", "utan"})
_NOBODY = frozenset({"ingen", "inga"})
_PRONOUN = 3  # letters: «jeg», «eg», «mæ»
_MOST_PER_UKE = Decimal(336)  # two helpers round the clock
_CLEARLY_PER_UKE = Decimal(24)
_MONTHS_OF_RULE = 24
_LEAST_FOR_A_YEAR, _KRONER = 20_000, frozenset({"", "kr", "kroner", "kronar", "kron"})
_HOURS, _UNITS = vocabulary("timer"), vocabulary("alder")["andre_enheter"]
_COMMON = vocabulary("felles")


def les(sporsmal: Sporsmal, text: str, i_dag: date) -> Any:
    """The answer to the question; None when unclear. Hours without a period come without "per_uke", as {"tall", "til"}."""
    if sporsmal.slag == "fritekst":
        return text.strip()[:LENGSTE_TEKST] if re.search(r"\w", text) else None
    text = text[:_LENGSTE_LEST]
    if sporsmal.slag == "valg":
        return _valg(sporsmal, text)
    if sporsmal.slag == "flervalg":
        return _flervalg(sporsmal, text)
    if sporsmal.slag == "ja_nei":
        return ja_eller_nei(text)
    if sporsmal.slag == "dato":
        return _dato(text, i_dag)
    readers = {
        "tall": _alder, "timer": _timer, "timer_eller_nei": _timer_eller_nei, "varighet": _varighet,
        "inntekt": _inntekt, "kroner_eller_nei": _kroner_eller_nei,
    }  # fmt: skip
    return readers[sporsmal.slag](text) if sporsmal.slag in readers else None


# --- Choices ---


def _valg(sporsmal: Sporsmal, text: str) -> str | None:
    said = ordene(text)[:_LONGEST_CHOICE]
    groups = (*sporsmal.forst.items(), *sporsmal.ord.items())
    value = next((value for value, phrases in groups if _is_said(said, phrases)), None)
    return value if value in sporsmal.valg else None


def _flervalg(sporsmal: Sporsmal, text: str) -> list[str] | None:
    said = ordene(text)[: 4 * _LONGEST_CHOICE]
    found = {value for value, phrases in sporsmal.ord.items() if _is_said(said, phrases)}
    several = [value for value in sporsmal.valg if value in found and value != "ingen"]
    return several or (["ingen"] if "ingen" in found else None)


def _is_said(said: tuple[str, ...], phrases: tuple[tuple[str, ...], ...]) -> bool:
    """Whether a phrase stands there and is not denied: «ikke kona», «ingen i familien»."""
    place = finn(said, phrases)
    if place is None:
        return False
    before, after = said[: place[0]], said[place[1] :]
    # «jeg klarer det ikke», «jeg har ingen»: a pronoun is denied from further off.
    pronoun = place[1] - place[0] == 1 and len(said[place[0]]) <= _PRONOUN
    denied = (_NOT & {*before[-1:], *after[: 3 if pronoun else 1]}) | (_WITHOUT & {*before[-1:]})
    return not (denied or _NOBODY & {*before[-2:], *after[: 3 if pronoun else 0]})


# --- Numbers ---


def _facts(text: str, *kinds: str) -> list[Fact]:
    return [fact for fact in read_facts(text) if fact.kind in kinds]


def _only(facts: list[Fact]) -> Any:
    """The value that all the facts agree on, as plain data; None when there is none, or several."""
    values = [as_json(fact) for fact in facts]
    return values[0] if values and all(value == values[0] for value in values) else None


def _lone(text: str) -> tuple[Message, Quantity] | None:
    """The one number of the message, when it is neither denied nor left open («under 25»)."""
    message = Message(text)
    told = [quantity for quantity in message.quantities if not quantity.article]
    if len(told) != 1 or set(message.before(told[0].first)[:3]) & words(_ord()["aapen_grense"]):
        return None
    return message, told[0]


def _alder(text: str) -> int | None:
    # «snart 67»
    age: int | None = _only(_facts(text, "alder") or _facts(f"jeg er {text}", "alder"))
    lone = _lone(text)
    if age is not None or lone is None:
        return age
    message, quantity = lone
    following = message.word(quantity.last + 1)
    if quantity.is_range or following in _UNITS - _COMMON["maaned_enhet"]:
        return None
    if following in _COMMON["maaned_enhet"]:  # «8 måneder»
        return int(quantity.low // 12)
    whole = quantity.low == int(quantity.low) or following in _COMMON["aar_enhet"]
    return int(quantity.low) if whole and quantity.low <= OLDEST else None


def _timer(text: str) -> "dict[str, str | None] | None":
    facts = _facts(text, "timer")
    if facts:
        value = as_json(facts[0])
        parts = [as_json(fact) for fact in facts[1:]]
        shares = set(ordene(text)) & {"hvorav", "herav", "derav", "kvarav", "av"}
        if any(part != value for part in parts) and not shares:
            return None
        return timer_av(Decimal(value["tall"]), Decimal(value["tall_til"] or value["tall"]), value["per"], text)
    lone = _lone(text)
    if lone is None:
        return None
    message, quantity = lone
    unit = message.word(quantity.last + 1)
    if unit in words(_ord()["minutter"]):
        per, _ = period_after(message, quantity.last + 2)
        hours = [(end / 60).quantize(Decimal("0.0001")) for end in (quantity.low, quantity.high)]
        return timer_av(hours[0], hours[1], per, text)
    if quantity.scaled or (unit in _UNITS | _COMMON["aar_enhet"] and unit not in _HOURS["enhet"]):
        return None
    # «30 i uka», «4 om dagen»
    at = quantity.last + (2 if unit in _HOURS["enhet"] else 1)
    return timer_av(quantity.low, quantity.high, period_after(message, at)[0], text)


def timer_av(low: Decimal, high: Decimal, per: str | None, said: str) -> "dict[str, str | None] | None":
    """Hours as an answer, per week; without "per_uke" when the period was not said and the number does not tell it."""
    if per not in ("dag", "uke", "maaned", None) or (per == "dag" and high > 24):
        return None
    if per is None and high > 0 and low <= _CLEARLY_PER_UKE:
        return {"tall": _plain(low), "til": _plain(high) if high > low else None, "sagt": said}
    ends = [hours_per_week(end, per or "uke") or Decimal(0) for end in (low, high)]
    if ends[1] > _MOST_PER_UKE:
        return None
    return {
        "per_uke": _plain(ends[0]),
        "til": _plain(ends[1]) if ends[1] > ends[0] else None,
        "sagt": said,
        # As it was told: 6 hours a month are not to become 5.9999.
        "tall": _plain(low),
        "tall_til": _plain(high) if high > low else None,
        "per": per or "uke",
    }


def les_enhet(venter: "dict[str, str | None]", text: str) -> "dict[str, str | None] | None":
    """Hours per week, of hours told before and the period told now: «om dagen», «mandag til fredag», «uke»."""
    tall, said = Decimal(venter["tall"] or 0), f"{venter['sagt']} {text}"[:_LENGSTE_LEST]
    message = Message(text[:_LENGSTE_LEST])
    numbers = [quantity for quantity in message.quantities if not quantity.article]
    if rettelse(text) is not None or (numbers and message.all_words & _HOURS["enhet"]):
        return None  # other hours: «nei, 5 timer om dagen»
    high = Decimal(venter["til"] or tall)
    again = _only(_facts(f"{tall} timer {text}"[:_LENGSTE_LEST], "timer"))
    if again is not None and again["per"] in ("dag", "uke", "maaned"):
        times = Decimal(again["tall"]) / tall if tall else Decimal(1)
        return timer_av(tall * times, high * times, again["per"], said)
    units = {unit for word in ordene(text) for unit, names in _enheter().items() if word in names}
    alone = len(units) == 1 and not numbers
    return timer_av(tall, high, units.pop(), said) if alone else None


def _timer_eller_nei(text: str) -> "dict[str, str | None] | None":
    hours = _timer(text)
    if hours is None and ja_eller_nei(text) is False and not Message(text).quantities:
        return {"per_uke": "0", "til": None, "sagt": text}
    return hours if hours is None or hours.get("tall") != "0" else {"per_uke": "0", "til": None, "sagt": text}


def _varighet(text: str) -> "dict[str, Any] | None":
    months = _only(_facts(text, "varighet"))
    if months is not None:
        return {"mnd": months}
    words_said = ordene(text)
    if _facts(text, "varig") or (_is_said(words_said, fraser(_ord()["varig"])) and not Message(text).quantities):
        return {"varig": True}
    lone = _lone(text)
    if lone is None:
        return None
    message, quantity = lone
    unit = message.word(quantity.last + 1)
    factor = 12 if unit in _COMMON["aar_enhet"] else 1 if unit in _COMMON["maaned_enhet"] else 0
    low, high = int(quantity.low * factor), int(quantity.high * factor)
    unclear = set(message.before(quantity.first)[:2]) & {"ca", "cirka", "omtrent", "rundt", "nesten"} and low == 24
    # «2-3 år» could be on either side of what the law asks for.
    if unclear or not 0 < high <= 1200 or (low <= _MONTHS_OF_RULE < high):
        return None
    over = message.bound_before(quantity.first)[0] in vocabulary("varighet")["mer"]
    return {"mnd": low + over}


def _inntekt(text: str) -> "dict[str, str] | None":
    for said in (text, f"jeg tjener {text}"):
        facts = _facts(said, "inntekt", "inntekt_i_g")
        value = _only(facts)
        if value is None:
            continue
        if isinstance(value, str):
            return {"kr": value} if 0 <= Decimal(value) <= 10**9 else None
        if value["fra"] == value["til"]:
            return {"g": value["fra"]}
        return {"g": value["fra"] or "0"} | ({"g_til": value["til"]} if value["til"] else {"g_minst": "ja"})
    return None


def _kroner_eller_nei(text: str) -> str | None:
    if ja_eller_nei(text) is False and not Message(text).quantities:
        return "0"
    for said in (text, f"jeg tjener {text}", f"jeg tjener {re.sub(r'^[^0-9]*', '', text)}"):
        kr = _only(_facts(said, "inntekt"))
        if kr is not None:
            return kr if 0 <= Decimal(kr) <= 10**9 else None
    lone = _lone(text)
    if lone is None or lone[1].is_range:
        return None
    message, quantity = lone
    # «60 000» is for a year; less could be for a month.
    bare = message.word(quantity.last + 1) in _KRONER and quantity.low >= _LEAST_FOR_A_YEAR
    return _plain(quantity.low) if bare or quantity.high == 0 else None


def _dato(text: str, i_dag: date) -> str | None:
    for said in (text, f"kom {text}"):
        day = read_day(said, i_dag)
        if day is not None:
            return day.isoformat() if day <= i_dag else None
    return None


def sier_helsehjelp(text: str) -> bool:
    """Whether the message tells of health care: «10 timer i uka er helsehjelp»."""
    return any(word.startswith(tuple(ordene(_ord()["helsehjelp"]))) for word in ordene(text))


def sier_inntekt(text: str) -> bool:
    """Whether the message says that it tells of an income: «vi tjener 500 000»."""
    return bool(Message(text).all_words & vocabulary("inntekt")["oppgitt"])


def _plain(number: Decimal) -> str:
    return format(number.quantize(Decimal("0.0001")).normalize(), "f")


@lru_cache(maxsize=1)
def _ord() -> "dict[str, Any]":
    data: dict[str, Any] = YAML(typ="safe").load(Path(__file__).with_name("lesing.yml").read_text(encoding="utf-8"))
    return data


@lru_cache(maxsize=1)
def _enheter() -> "dict[str, frozenset[str]]":
    return {unit: frozenset(ordene(text)) for unit, text in _ord()["enhet"].items()}
