"""§ 2-1 d read as possible worlds: an oracle in another style than the calculator.

Every unknown fact is tried with a value on each side of its threshold. When all worlds agree, that is the outcome; when
they do not, it cannot be told yet. The crisp law itself is one `if` per sentence of the paragraph.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from itertools import product
from typing import Any

EXCEPTION_FROM = date(2020, 7, 1)
BOTH_SIDES: dict[str, list[Any]] = {
    "alder": [66, 67],
    "bpa_for_67": [True, False],
    "varighet_mnd": [24, 25],
    "timer_per_uke": [0, 25, 32],
    "to_hjelpere_kontinuerlig": [True, False],
    "natt_kontinuerlig": [True, False],
    "foreldreansvar": [True, False],
}


def crisp(world: Mapping[str, Any], day: date) -> str:
    """The outcome when everything is known."""
    hours = Fraction(str(world["timer_per_uke"])) - Fraction(str(world.get("timer_helse") or 0))
    if not world["to_hjelpere_kontinuerlig"]:
        hours -= Fraction(str(world.get("timer_to_hjelpere") or 0))
    if not world["natt_kontinuerlig"]:
        hours -= Fraction(str(world.get("timer_natt") or 0))
    if world["foreldreansvar"]:
        hours += Fraction(str(world.get("timer_avlastning") or 0))
    young_enough = world["alder"] < 67 or (day >= EXCEPTION_FROM and world["bpa_for_67"])
    if not young_enough or world["varighet_mnd"] <= 24 or hours < 25:
        return "kommunen_vurderer"
    return "rett" if hours >= 32 else "rett_med_forbehold"


def worlds(facts: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    unknown = [name for name in BOTH_SIDES if facts.get(name) is None]
    for values in product(*(BOTH_SIDES[name] for name in unknown)):
        yield dict(facts) | dict(zip(unknown, values, strict=True))


def outcome(facts: Mapping[str, Any], day: date) -> str:
    outcomes = {crisp(world, day) for world in worlds(facts)}
    return outcomes.pop() if len(outcomes) == 1 else "uavklart"
