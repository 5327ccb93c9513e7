"""What every reader of facts gives: one typed value and where it stands in the message."""

from dataclasses import dataclass
from typing import Any, Literal

FactKind = Literal["inntekt", "inntekt_i_g", "timer", "alder", "varighet", "varig", "aar"]


@dataclass(frozen=True)
class Fact:
    """One fact and where it stands: `text[start:end]`.

    value by kind:
    inntekt {"kr": Decimal}: a household's income, kr per year; below 0 or beyond belief only where it was called an income;
    inntekt_i_g {"fra", "til"}: Decimal in G, None = open at that end, equal = a point;
    timer {"tall", "tall_til": Decimal, "per": "uke" | "dag" | "maaned" | None}: tall_til is None but for a range;
    alder {"aar": int}: whole years lived today;
    varighet {"mnd": int}: how long the need will last, in months;
    varig {"varig": True}: the need will last for good;
    aar {"aar": int}: the year a price is asked for.
    """

    kind: FactKind
    value: dict[str, Any]
    start: int
    end: int
