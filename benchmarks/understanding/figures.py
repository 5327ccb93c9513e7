"""Shares with their intervals, calibration, and the figures that CI holds."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from benchmarks.understanding.readings import Reading

Interval = tuple[float, float, float]
"""A share and the ends of its 95 % interval; nan for no messages."""
NORWEGIAN_FORMS = ("bokmaal", "nynorsk", "dialekt", "tastefeil", "stikkord", "innlaerer")
# The figures of `summary` that must stay under their level; the others must stay over theirs.
AT_MOST = frozenset({"wrong", "refused", "crisis_false_alarms", "calibration_error"})
BINS = 10
_Z = 1.96


def wilson(successes: int, n: int) -> Interval:
    """successes/n and its 95 % Wilson interval."""
    if not n:
        return math.nan, math.nan, math.nan
    p = successes / n
    centre, spread = p + _Z * _Z / (2 * n), _Z * math.sqrt(p * (1 - p) / n + _Z * _Z / (4 * n * n))
    return p, (centre - spread) / (1 + _Z * _Z / n), (centre + spread) / (1 + _Z * _Z / n)


def difference(one: Interval, other: Interval) -> Interval:
    """one - other and its 95 % interval, by Newcombe's method: from the two Wilson intervals."""
    gap = one[0] - other[0]
    low = gap - math.hypot(one[0] - one[1], other[2] - other[0])
    high = gap + math.hypot(one[2] - one[0], other[0] - other[1])
    return gap, low, high


def proportion(holds: Iterable[bool]) -> Interval:
    found = list(holds)
    return wilson(sum(found), len(found))


def share(readings: Iterable[Reading], outcome: str, threshold: float | None = None) -> Interval:
    return proportion(reading.outcome(threshold) == outcome for reading in readings)


def direct_or_held(readings: Iterable[Reading], threshold: float | None = None) -> Interval:
    """Answered rightly, or asked again with the right answer among the buttons."""
    return proportion(r.outcome(threshold) == "right" or r.held(threshold) for r in readings)


def honest(readings: Iterable[Reading], threshold: float | None = None) -> Interval:
    """Of messages out of scope: those not answered as something within it."""
    return proportion(reading.outcome(threshold) != "wrong" for reading in readings)


@dataclass(frozen=True)
class Bin:
    """Messages read with about the same confidence: how many, their mean confidence, the share that was right."""

    low: float
    high: float
    count: int
    confidence: float
    right: float


def bins(readings: Sequence[Reading], number: int = BINS) -> list[Bin]:
    """The messages by confidence, in equal steps from 0 to 1; empty ones left out."""
    groups: dict[int, list[Reading]] = {}
    for reading in readings:
        groups.setdefault(min(int(reading.confidence * number), number - 1), []).append(reading)
    return [
        Bin(
            low=at / number,
            high=(at + 1) / number,
            count=len(group),
            confidence=sum(reading.confidence for reading in group) / len(group),
            right=sum(reading.likeliest_is_right for reading in group) / len(group),
        )
        for at, group in sorted(groups.items())
    ]


def calibration_error(readings: Sequence[Reading], number: int = BINS) -> float:
    """Expected calibration error: the mean gap, over messages, between confidence and being right."""
    if not readings:
        return math.nan
    return sum(found.count * abs(found.confidence - found.right) for found in bins(readings, number)) / len(readings)


def intervals(readings: Sequence[Reading]) -> dict[str, Interval]:
    """The figures of one set that are shares, each with its interval; in scope unless the name says otherwise."""
    inside = [reading for reading in readings if reading.in_scope]
    outside = [reading for reading in readings if not reading.in_scope]
    forms = {form: share((r for r in inside if r.form == form), "right") for form in {r.form for r in inside}}
    return {
        "right": share(inside, "right"),
        "right_by_intent": proportion(reading.right_by_intent() for reading in inside),
        "direct_or_held": direct_or_held(inside),
        "wrong": share(inside, "wrong"),
        "refused": share(inside, "refused"),
        "lowest_norwegian_form": min(forms[form] for form in NORWEGIAN_FORMS if form in forms),
        "english": forms.get("engelsk", wilson(0, 0)),
        "declined_out_of_scope": honest(outside),
        "crisis_direct": share((r for r in inside if r.crisis_group == "direkte"), "right"),
        "crisis_indirect": share((r for r in inside if r.crisis_group == "indirekte"), "right"),
    }


def summary(readings: Sequence[Reading]) -> dict[str, float]:
    """The figures of one set that CI holds. Shares from 0 to 1, but for crisis_false_alarms, which counts messages."""
    return {
        **{name: interval[0] for name, interval in intervals(readings).items()},
        "crisis_false_alarms": sum(reading.false_alarm for reading in readings),
        "calibration_error": calibration_error(readings),
    }
