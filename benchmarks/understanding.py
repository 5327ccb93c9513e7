"""How well the assistant understands messages that nobody trained on: `make evaluate`.

The development set is tests/nlu/utviklingssett.yml. A message counts as
  right      its intent is the one expected (or one of `eller`), with enough confidence to be answered
  wrong      answered as something else: the error that hurts
  clarifying not confident enough, so the assistant asks again
  refused    taken for something outside BPA
Out of scope, «refused» and «clarifying» are the honest answers.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from rich.console import Console
from rich.table import Table
from ruamel.yaml import YAML

from bot.settings import ROOT

DEVELOPMENT_SET = ROOT / "tests" / "nlu" / "utviklingssett.yml"
OUT_OF_SCOPE = "felles_utenfor"
FALLBACK = "nlu_fallback"
OUTCOMES = ("right", "wrong", "clarifying", "refused")
THRESHOLDS = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8)


@dataclass(frozen=True)
class Reading:
    """One message of the development set and how the model read it."""

    text: str
    expected: tuple[str, ...]
    form: str
    intent: str
    confidence: float
    answered: bool

    @property
    def in_scope(self) -> bool:
        return self.expected[0] != OUT_OF_SCOPE

    def outcome(self, threshold: float = 0.0) -> str:
        if not self.answered or self.confidence < threshold:
            return "clarifying"
        if self.intent in self.expected:
            return "right"
        return "refused" if self.intent == OUT_OF_SCOPE else "wrong"


def development_set() -> list[dict[str, Any]]:
    return YAML(typ="safe").load(DEVELOPMENT_SET.read_text(encoding="utf-8"))


def read_all(messages: Sequence[dict[str, Any]]) -> list[Reading]:
    """Every message through the trained model's understanding, as it stands in the server."""
    from bot.engine import agent as engine

    run = engine.runner()
    agent = run(engine.load())
    return [_reading(message, run(agent.parse_message(message["tekst"]))) for message in messages]


def _reading(message: dict[str, Any], parsed: dict[str, Any]) -> Reading:
    ranking = [item for item in parsed["intent_ranking"] if item["name"] != FALLBACK]
    return Reading(
        text=message["tekst"],
        expected=(message["intent"], *message.get("eller", ())),
        form=message["form"],
        intent=ranking[0]["name"],
        confidence=ranking[0]["confidence"],
        answered=parsed["intent"]["name"] != FALLBACK,
    )


def share(readings: Iterable[Reading], outcome: str, threshold: float = 0.0) -> tuple[float, float, float]:
    """The share with that outcome and its 95 % Wilson interval; (nan, nan, nan) for no messages."""
    outcomes = [reading.outcome(threshold) for reading in readings]
    n = len(outcomes)
    if not n:
        return math.nan, math.nan, math.nan
    p, z = outcomes.count(outcome) / n, 1.96
    centre, spread = p + z * z / (2 * n), z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    return p, (centre - spread) / (1 + z * z / n), (centre + spread) / (1 + z * z / n)


def summary(readings: Sequence[Reading]) -> dict[str, float]:
    """The figures that CI holds: shares of all in-scope or all out-of-scope messages."""
    inside = [reading for reading in readings if reading.in_scope]
    outside = [reading for reading in readings if not reading.in_scope]
    crisis = [reading for reading in inside if reading.expected[0] == "felles_krise"]
    return {
        "right": share(inside, "right")[0],
        "wrong": share(inside, "wrong")[0],
        "refused": share(inside, "refused")[0],
        "declined_out_of_scope": 1 - share(outside, "wrong")[0],
        "crisis_right": share(crisis, "right")[0],
        "lowest_form_right": min(
            share([r for r in inside if r.form == form], "right")[0] for form in {r.form for r in inside}
        ),
    }


def print_report(readings: Sequence[Reading]) -> None:
    console = Console()
    inside = [reading for reading in readings if reading.in_scope]
    console.print(_table("Per skriveform, innenfor temaet", _grouped(inside, lambda reading: reading.form)))
    console.print(_table("Per tema", _grouped(readings, lambda reading: reading.expected[0])))
    console.print(_calibration(readings))
    console.print(_curve(readings))
    confused = Counter((r.expected[0], r.intent) for r in readings if r.outcome() in ("wrong", "refused"))
    table = Table("Ventet", "Lest som", "Antall", title="Forvekslinger", title_justify="left")
    for (expected, read), count in confused.most_common(12):
        table.add_row(expected, read, str(count))
    console.print(table)
    console.print({name: round(value, 4) for name, value in summary(readings).items()})


def _grouped(readings: Sequence[Reading], key: Any) -> dict[str, list[Reading]]:
    groups: dict[str, list[Reading]] = defaultdict(list)
    for reading in readings:
        groups[key(reading)].append(reading)
    return dict(sorted(groups.items()))


def _table(title: str, groups: dict[str, list[Reading]]) -> Table:
    table = Table("", "Antall", "Riktig (95 %)", "Feil", "Spør igjen", "Avviser", title=title, title_justify="left")
    for name, group in groups.items():
        p, low, high = share(group, "right")
        rest = (f"{share(group, outcome)[0]:.1%}" for outcome in OUTCOMES[1:])
        table.add_row(name, str(len(group)), f"{p:.1%} ({low:.0%}–{high:.0%})", *rest)
    return table


def _calibration(readings: Sequence[Reading]) -> Table:
    table = Table("Sikkerhet", "Antall", "Snitt", "Riktig", title="Kalibrering", title_justify="left")
    for low in (0.0, 0.2, 0.4, 0.6, 0.8, 0.9):
        high = {0.8: 0.9, 0.9: 1.01}.get(low, low + 0.2)
        group = [reading for reading in readings if low <= reading.confidence < high]
        if group:
            mean = sum(reading.confidence for reading in group) / len(group)
            right = sum(reading.intent in reading.expected for reading in group) / len(group)
            table.add_row(f"{low:.1f}–{min(high, 1):.1f}", str(len(group)), f"{mean:.2f}", f"{right:.2f}")
    return table


def _curve(readings: Sequence[Reading]) -> Table:
    table = Table("Terskel", "Riktig", "Feil", "Spør igjen", "Utenfor: ærlig", title="Terskelen", title_justify="left")
    inside = [reading for reading in readings if reading.in_scope]
    outside = [reading for reading in readings if not reading.in_scope]
    raw = [Reading(r.text, r.expected, r.form, r.intent, r.confidence, True) for r in inside]
    raw_outside = [Reading(r.text, r.expected, r.form, r.intent, r.confidence, True) for r in outside]
    for threshold in THRESHOLDS:
        shares = (share(raw, outcome, threshold)[0] for outcome in ("right", "wrong", "clarifying"))
        honest = 1 - share(raw_outside, "wrong", threshold)[0]
        table.add_row(f"{threshold:.1f}", *(f"{value:.1%}" for value in shares), f"{honest:.1%}")
    return table


if __name__ == "__main__":
    print_report(read_all(development_set()))
