"""Facts that a message tells beside the answer asked for, and which answers they fill."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from bot.forms.answers import Fact, as_json, read_facts
from bot.forms.flyt.lesing import les, sier_helsehjelp, timer_av
from bot.forms.flyt.sporsmaal import FLYTER, SPORSMAAL, FlytNavn

# «for mora mi», «om sønnen min på 9»; at the beginning also without a preposition, but «min far» only with his own.
_SOMEBODY = re.compile(
    r"(?:\b(?:for|til|åt|på vegne av|om|at|hvis|dersom|viss)\s+|^)((?:(?:min|mi|mitt|vår|vårt|hans|hennes)\s+)?\w+(?:\s+(?:min|mi|mitt|vår|vårt|våres))?)",
    re.IGNORECASE,
)
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
    """The facts of a message by kind, as plain data; a kind told in two ways is left out. `hvem` when somebody else is named.

    Hours told together with health care may be a part and not all of them: they are left to be asked about.
    """
    found = _one_of_each(read_facts(text[:1000]))
    if sier_helsehjelp(text[:1000]):
        found.pop("timer", None)
    named = (les(SPORSMAAL["hvem"], match.group(1), _NO_DAY) for match in _SOMEBODY.finditer(text[:400]))
    who = next((one for one in named if one in ("barn", "annen")), None)
    return found | ({"hvem": who} if who else {})


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
        low, high = Decimal(value["tall"]), Decimal(value["tall_til"] or value["tall"])
        hours = timer_av(low, high, value["per"], value["tall"])
        return hours if hours is not None and "per_uke" in hours else None
    if kind == "varighet":
        return {"mnd": value}
    if kind == "varig":
        return {"varig": True} if value else None
    if kind == "inntekt":
        return {"kr": value}
    if kind == "inntekt_i_g":
        return {"g": value["fra"]} if value["fra"] == value["til"] else None
    return value
