"""What a citizen's words say in typed facts: income, income group in G, hours, age, duration, year.

The one place where text becomes a typed value. Nothing is guessed: a number whose unit is neither written nor clear
from its neighbours is not read. `read_facts` finds every fact in a message of any length.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Dict, List, Literal, Optional

from bot.forms.numbers import Number, find_numbers

FactKind = Literal["inntekt", "inntekt_i_g", "timer", "alder", "varighet", "aar"]

UKER_PER_MAANED = Decimal(52) / Decimal(12)
DAGER_PER_UKE = 7
MAANEDER_PER_AAR = 12
# Below this a bare amount of kroner is a price, not a household's yearly income; above it, a slip of the keys.
OLDEST = 115
# No one says «i 16 år» of help to come; «16 år» alone is somebody's age.
LONGEST_PLAN = 15
MIN_INNTEKT, MAX_INNTEKT = Decimal(10_000), Decimal(50_000_000)


@dataclass(frozen=True)
class Fact:
    """One fact and where it stands: `text[start:end]`.

    value by kind: inntekt {"kr": Decimal} (kr per year); inntekt_i_g {"fra", "til"} (G, None = open; equal = a point);
    timer {"tall": Decimal, "per": "uke" | "dag" | "maaned" | None}; alder {"aar": int}; varighet {"mnd": int};
    aar {"aar": int}.
    """

    kind: FactKind
    value: Dict[str, Any]
    start: int
    end: int


_KRONER_AFTER = re.compile(r"\s?(?:kroner|kronar|kroners|kr|,-|nok|lapper)(?![^\W\d_])", re.IGNORECASE)
_KRONER_BEFORE = re.compile(r"(?:\bkr|\bkroner|\bnok)\.?\s?$", re.IGNORECASE)
_G_AFTER = re.compile(r"\s?-?(?:g|grunnbeløp\w*|grunnbelop\w*)(?![^\W\d_])", re.IGNORECASE)
_HOURS_AFTER = re.compile(r"\s?-?(?:timers|timer|timar|timars|tima|tims|time|tim|t|h)(?![^\W\d_])", re.IGNORECASE)
_YEARS_OLD = re.compile(r"\s?-?(?:års|år|aar|ars|ar)\s*-?\s*(?:gammel|gamal|gammal|gamle|gamal|gl|old)", re.IGNORECASE)
_YEARS = re.compile(r"\s?(?:år|aar|ar|årene|åra|years?)(?![^\W\d_])", re.IGNORECASE)
_AARING = re.compile(r"\s?-?(?:åring|aaring|aring)(?:en)?(?![^\W\d_])", re.IGNORECASE)
_MONTHS = re.compile(r"\s?(?:måneder|månader|månedar|maneder|mnd|mndr|måneds|månads)(?![^\W\d_])", re.IGNORECASE)
_PER_PERIOD = re.compile(
    r"\.?\s*(?:i|per|pr\.?|om|for|kvar|hver|/|på)?\s*"
    r"(?:(?P<uke>uke[nr]?|uka|veke[nr]?|veka|u\b|week)|(?P<dag>dag(?:en)?|døgn(?:et)?|dogn|day)"
    r"|(?P<maaned>måned(?:en)?|månad(?:en)?|mnd|maned(?:en)?|mående|month))",
    re.IGNORECASE,
)
_STATES_AGE = re.compile(
    r"\b(?:er|e|æ|blir|vert|ble|vart|fyller|fylle|fylt|på|alder(?:en)?)"
    r"(?:\s+(?:over|under|snart|nettopp|akkurat|bare|berre|rundt|no|nå|ca\.?|godt))*\s+$",
    re.IGNORECASE,
)
_COUNTS_SOMETHING_ELSE = re.compile(
    r"\s*(?:[%/:\d-]|(?:prosent|stk|uker|veker|dager|dagar|minutt\w*|min|gang\w*|person\w*|barn|assistent\w*|grader|km|kilo"
    r"|kr\w*|nok|g|ok|januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember)(?![^\W\d_]))",
    re.IGNORECASE,
)
_MORE_THAN = re.compile(r"\b(?:over|mer enn|meir enn|mere enn|lenger enn|lengre enn|utover|ut over)\s+$", re.IGNORECASE)
_LESS_THAN = re.compile(r"\b(?:under|mindre enn|kortere enn|kortare enn)\s+$", re.IGNORECASE)
# «har hatt dette i 10 år» says nothing of how long the need will last.
_IN_THE_PAST = re.compile(r"\b(?:hatt|hadd|vært|vore|vært|siden|sidan|slitt|bodd|budd|jobba|jobbet|ventet|venta)\b", re.IGNORECASE)
_INCOME_WORDS = re.compile(
    r"tjen|tent|inntekt|inntek|løn|lønn|trygd|pensjon|husstand|hushald|netto|brutto|forsørg", re.IGNORECASE
)
_YEAR = re.compile(r"(?:\b(?:i|for|fra|frå|per|pr|år|året|januar|juni|juli|desember)\s+|\b)(20[0-4]\d)\b", re.IGNORECASE)
_TOGETHER = re.compile(r"\b(?:til sammen|tilsammen|sammen|saman|samla|samlet|totalt|i alt)\b", re.IGNORECASE)
_ALTERNATIVES = re.compile(r"\b(?:eller|mot|kontra|mellom|versus|vs|istedenfor|i stedet|i staden|enn)\b", re.IGNORECASE)
_UNDER = re.compile(r"\b(?:under|mindre enn|lavere enn|lågare enn|inntil|opp til|opptil|maks)\s*$|<\s*$", re.IGNORECASE)
_OVER = re.compile(r"\b(?:over|mer enn|meir enn|mere enn|høyere enn|høgare enn|minst|fra|frå)\s*$|>\s*$", re.IGNORECASE)
_RANGE = re.compile(r"\s*(?:-|–|—|til|og)\s*$")


def read_facts(text: str) -> List[Fact]:
    """Every fact in `text`, in order of appearance; [] when none is clear."""
    numbers = find_numbers(text)
    years = [
        Fact("aar", {"aar": int(match.group(1))}, match.start(1), match.end(1))
        for match in _YEAR.finditer(text)
        if not _has_unit(text, match.end(1))
    ]
    taken = [(fact.start, fact.end) for fact in years]
    facts: List[Fact] = list(years)
    previous: Optional[Number] = None
    for index, number in enumerate(numbers):
        if any(number.start < end and start < number.end for start, end in taken):
            continue
        following = numbers[index + 1] if index + 1 < len(numbers) else None
        fact = _read_one(text, number, previous, following)
        if fact is not None:
            facts.append(fact)
        previous = number
    return sorted(_without_range_starts(facts), key=lambda fact: fact.start)


def incomes(text: str, facts: List[Fact]) -> List[Decimal]:
    """The household incomes a message asks about (kr per year).

    «jeg tjener 300 000 og mannen 250 000» is one household of 550 000; «400 000 eller 500 000» are two questions.
    """
    amounts: List[Decimal] = [fact.value["kr"] for fact in facts if fact.kind == "inntekt"]
    if len(amounts) < 2 or _ALTERNATIVES.search(text):
        return amounts
    if _TOGETHER.search(text) and amounts[-1] == sum(amounts[:-1], Decimal(0)):
        return [amounts[-1]]
    return [sum(amounts, Decimal(0))]


def hours_per_week(fact: Fact) -> Optional[Decimal]:
    """A `timer` fact as hours per week; None when the period was not said (timer per uke is then a question)."""
    per, tall = fact.value["per"], Decimal(fact.value["tall"])
    if per == "uke":
        return tall
    if per == "dag":
        return tall * DAGER_PER_UKE
    if per == "maaned":
        return tall / UKER_PER_MAANED
    return None


def _has_unit(text: str, end: int) -> bool:
    return any(unit.match(text, end) for unit in (_KRONER_AFTER, _G_AFTER, _HOURS_AFTER))


def _read_one(text: str, number: Number, previous: Optional[Number], following: Optional[Number]) -> Optional[Fact]:
    for reader in (_read_g, _read_hours, _read_age, _read_duration, _read_income):
        fact = reader(text, number, previous, following)
        if fact is not None:
            return fact
    return None


def _range_start(text: str, number: Number, previous: Optional[Number]) -> Optional[Number]:
    """The number that opens a range this one closes: the 2 of «2-3 G»."""
    if previous is not None and _RANGE.fullmatch(text[previous.end : number.start]):
        return previous
    return None


def _read_g(text: str, number: Number, previous: Optional[Number], following: Optional[Number]) -> Optional[Fact]:
    unit = _G_AFTER.match(text, number.end)
    if not unit or number.value > 100:
        return None
    before = text[: number.start]
    opening = _range_start(text, number, previous)
    if opening is not None and opening.value < number.value:
        return Fact("inntekt_i_g", {"fra": opening.value, "til": number.value}, opening.start, unit.end())
    if _UNDER.search(before):
        return Fact("inntekt_i_g", {"fra": None, "til": number.value}, number.start, unit.end())
    if _OVER.search(before) or re.match(r"\s*(?:og over|og meir|og mer|eller mer|\+)", text[unit.end() :]):
        return Fact("inntekt_i_g", {"fra": number.value, "til": None}, number.start, unit.end())
    return Fact("inntekt_i_g", {"fra": number.value, "til": number.value}, number.start, unit.end())


def _read_hours(text: str, number: Number, previous: Optional[Number], following: Optional[Number]) -> Optional[Fact]:
    unit = _HOURS_AFTER.match(text, number.end)
    if not unit or number.scaled:
        return None
    period = _PER_PERIOD.match(text, unit.end())
    per = period.lastgroup if period else None
    opening = _range_start(text, number, previous)
    start = number.start if opening is None else opening.start
    return Fact("timer", {"tall": number.value, "per": per}, start, period.end() if period else unit.end())


def _read_age(text: str, number: Number, previous: Optional[Number], following: Optional[Number]) -> Optional[Fact]:
    if number.value != int(number.value) or number.value > OLDEST or number.scaled:
        return None
    before = text[: number.start]
    unit = _YEARS_OLD.match(text, number.end) or _AARING.match(text, number.end)
    years = _YEARS.match(text, number.end)
    if not unit and years and (_STATES_AGE.search(before) or number.value > LONGEST_PLAN):
        unit = years  # «over 67 år» is an age and «over 2 år» a duration
    bare = not years and _STATES_AGE.search(before) and not _COUNTS_SOMETHING_ELSE.match(text, number.end)
    if not unit and not bare:
        return None
    # «under 67» is 66 at most; «over 67» in everyday speech has turned 67.
    age = int(number.value) - (1 if _LESS_THAN.search(before) else 0)
    return Fact("alder", {"aar": age}, number.start, unit.end() if unit else number.end)


def _read_duration(text: str, number: Number, previous: Optional[Number], following: Optional[Number]) -> Optional[Fact]:
    unit = _MONTHS.match(text, number.end) or _YEARS.match(text, number.end)
    before = text[: number.start]
    if number.scaled or not unit or _IN_THE_PAST.search(before):
        return None
    per_unit = 1 if _MONTHS.match(text, number.end) else MAANEDER_PER_AAR
    # The law asks for *more* than two years, so «over 2 år» must come out on the other side of 24 than «i 2 år».
    beyond = 1 if _MORE_THAN.search(before) else -1 if _LESS_THAN.search(before) else 0
    return Fact("varighet", {"mnd": int(number.value * per_unit) + beyond}, number.start, unit.end())


def _read_income(text: str, number: Number, previous: Optional[Number], following: Optional[Number]) -> Optional[Fact]:
    unit = _KRONER_AFTER.match(text, number.end)
    marked = bool(unit or _KRONER_BEFORE.search(text[: number.start]) or number.scaled)
    value, end = number.value, unit.end() if unit else number.end
    if not marked and following is not None and following.scaled and value < 1000 and number.end <= following.start:
        # «300 og 250 tusen»: the thousand is said once.
        between = text[number.end : following.start]
        if re.fullmatch(r"\s*(?:og|pluss|\+|eller)\s*", between):
            value, marked = value * 1000, True
    period = _PER_PERIOD.match(text, end)
    if period and period.lastgroup == "maaned" and MIN_INNTEKT / 2 <= value:
        value, end = value * MAANEDER_PER_AAR, period.end()
    if not MIN_INNTEKT <= value <= MAX_INNTEKT:
        return None
    if marked or value >= 50_000 or _INCOME_WORDS.search(text):
        return Fact("inntekt", {"kr": value}, number.start, end)
    return None


def _without_range_starts(facts: List[Fact]) -> List[Fact]:
    """Drop a fact that lies inside another: the «2» of «2-3 G» when it was read by itself."""
    return [
        fact
        for fact in facts
        if not any(
            other is not fact and other.start <= fact.start and fact.end <= other.end and other.kind == fact.kind
            for other in facts
        )
    ]
