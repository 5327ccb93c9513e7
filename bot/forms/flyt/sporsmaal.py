"""The catalogue of questions: which flows there are, which questions they ask, in what order and when."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from ruamel.yaml import YAML

from bot.forms.flyt.likhet import Ord, fraser

FlytNavn = Literal["rett", "egenandel", "soknad", "klage"]
Slag = Literal[
    "valg", "flervalg", "tall", "ja_nei", "timer", "timer_eller_nei", "varighet", "inntekt", "kroner_eller_nei",
    "fritekst", "oppgaver", "dato",
]  # fmt: skip

# The last thing asked in a flow that has it: whether the answers are right.
SJEKK = "sjekk"


@dataclass(frozen=True)
class Sporsmal:
    """One question. `naar` maps earlier answers to the values (or bounds) for which it is asked."""

    nokkel: str
    slag: Slag
    naar: Mapping[str, Any] = field(default_factory=dict)
    annen: bool = False
    bare_svaret: bool = False
    valg: tuple[str, ...] = ()
    forst: Mapping[str, tuple[Ord, ...]] = field(default_factory=dict)
    ord: Mapping[str, tuple[Ord, ...]] = field(default_factory=dict)
    ord_annen: Mapping[str, tuple[Ord, ...]] = field(default_factory=dict)
    felt: tuple[Ord, ...] = ()

    def om_andre(self) -> "Sporsmal":
        """The same question asked about somebody else than the one who writes."""
        return replace(self, ord={**self.ord_annen, **{k: v for k, v in self.ord.items() if k not in self.ord_annen}})

    def gjelder(self, svar: Mapping[str, Any]) -> bool:
        """Whether the question is asked, given the answers so far."""
        return all(_holds(svar.get(key), condition) for key, condition in self.naar.items())


def _holds(answer: Any, condition: Any) -> bool:
    """An answer that was not given holds for no condition."""
    value = answer["verdi"] if answer is not None and answer["status"] == "svart" else None
    if value is None:
        return False
    if isinstance(condition, list):
        return value in condition
    return bool(condition.get("minst", value) <= value < condition.get("under", value + 1))


@lru_cache(maxsize=1)
def _data() -> "dict[str, Any]":
    data: dict[str, Any] = YAML(typ="safe").load(Path(__file__).with_name("sporsmaal.yml").read_text(encoding="utf-8"))
    return data


def _sporsmal(nokkel: str, data: "dict[str, Any]") -> Sporsmal:
    return Sporsmal(
        nokkel=nokkel,
        slag=data["slag"],
        naar=data.get("naar", {}),
        annen=data.get("annen", False),
        bare_svaret=data.get("bare_svaret", False),
        valg=tuple(data.get("valg", ())),
        **{
            group: {value: fraser(text) for value, text in data.get(group, {}).items()}
            for group in ("forst", "ord", "ord_annen")
        },
        felt=fraser(data["felt"]),
    )


SPORSMAAL: Mapping[str, Sporsmal] = {key: _sporsmal(key, data) for key, data in _data()["sporsmaal"].items()}
FLYTER: Mapping[FlytNavn, tuple[str, ...]] = {name: tuple(keys) for name, keys in _data()["flyter"].items()}
MED_SJEKK: frozenset[FlytNavn] = frozenset(_data()["med_sjekk"])


def sporsmaalene(flyt: FlytNavn) -> tuple[str, ...]:
    """The keys of every question of the flow, asked or not, in order."""
    return FLYTER[flyt]


def gjeldende(flyt: FlytNavn, svar: Mapping[str, Any]) -> list[Sporsmal]:
    """The questions that apply with these answers, in order."""
    return [SPORSMAAL[key] for key in FLYTER[flyt] if SPORSMAAL[key].gjelder(svar)]
