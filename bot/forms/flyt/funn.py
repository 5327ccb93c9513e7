"""Facts that a message tells beside the answer asked for, and which answers they fill."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from bot.forms.answers import Fact, as_json, read_facts
from bot.forms.flyt.lesing import les
from bot.forms.flyt.sporsmaal import FLYTER, SPORSMAAL, FlytNavn

_CLEARLY_PER_UKE = 24
# The kinds of fact that each kind of question reads itself.
EGNE = {
    "tall": {"alder"},
    "timer": {"timer"},
    "timer_eller_nei": {"timer"},
    "varighet": {"varighet", "varig"},
    "inntekt": {"inntekt", "inntekt_i_g"},
    "kroner_eller_nei": {"inntekt", "inntekt_i_g"},
}
_NOKKEL = {
    "alder": "alder", "timer": "timer", "varighet": "varighet", "varig": "varighet", "inntekt": "inntekt",
    "inntekt_i_g": "inntekt", "bpa_for_67": "bpa_for_67", "hvem": "hvem",
}  # fmt: skip
_NO_DAY = date(1, 1, 1)


def funn_i(text: str) -> dict[str, Any]:
    """The facts of a message by kind, as plain data; a kind told in two ways is left out. `hvem` after «for» or «til»."""
    found = _one_of_each(read_facts(text[:1000]))
    somebody = re.search(r"\b(?:for|til|åt|på vegne av)\s+(.{2,60})", text[:400], re.IGNORECASE)
    who = les(SPORSMAAL["hvem"], somebody.group(1), _NO_DAY) if somebody else None
    return found | ({"hvem": who} if who in ("barn", "annen") else {})


def _one_of_each(facts: list[Fact]) -> dict[str, Any]:
    by_kind: dict[str, list[Any]] = {}
    for fact in facts:
        by_kind.setdefault(fact.kind, []).append(as_json(fact))
    return {kind: values[0] for kind, values in by_kind.items() if all(value == values[0] for value in values)}


def som_svar(funn: Mapping[str, Any], flyt: FlytNavn) -> dict[str, Any]:
    """The answers of the flow that the facts fill: key -> value. Hours with an open unit fill none."""
    answers: dict[str, Any] = {}
    for kind, value in funn.items():
        key = _NOKKEL.get(kind)
        if key in FLYTER[flyt] and value is not None and (answer := _verdi(kind, value)) is not None:
            answers[key] = answer
    return answers


def _verdi(kind: str, value: Any) -> Any:
    if kind == "timer":
        if value["per"] is None and float(value["tall"]) > _CLEARLY_PER_UKE:
            return {"per_uke": value["tall"], "til": value["tall_til"], "sagt": value["tall"]}
        if value["per_uke"] is None:
            return None
        return {"per_uke": value["per_uke"], "til": value["per_uke_til"], "sagt": value["tall"]}
    if kind == "varighet":
        return {"mnd": value}
    if kind == "varig":
        return {"varig": True} if value else None
    if kind == "inntekt":
        return {"kr": value}
    if kind == "inntekt_i_g":
        return {"g": value["fra"]} if value["fra"] == value["til"] else None
    return value
