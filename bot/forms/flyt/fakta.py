"""The answers of a flow as the calculator takes them: facts of § 2-1 d, and the income of the household."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from bot.calculator.bpa_rett import Fakta
from bot.forms.flyt import tilstand as ts

_LEDES_AV = {"selv": "selv", "naer": "andre", "verge": "andre", "ingen": "ingen"}


def fakta(tilstand: Mapping[str, Any]) -> tuple[Fakta, Fakta]:
    """What is known of the person, once with the fewest hours told and once with the most (the same for one number).

    Hours of night and of two helpers «now and then» are hours that do not count; tasks told one by one say it themselves.
    """
    plan = ts.ukas_plan(tilstand)
    lasting = ts.verdi(tilstand, "varighet") or {}
    known = Fakta(
        alder=ts.verdi(tilstand, "alder"),
        varighet_mnd=lasting.get("mnd"),
        varig=True if lasting.get("varig") else None,
        bpa_for_67=ts.verdi(tilstand, "bpa_for_67"),
        foreldreansvar=ts.verdi(tilstand, "foreldreansvar"),
        arbeidsleder=_LEDES_AV.get(ts.verdi(tilstand, "arbeidsleder") or ""),
    )
    hours = ts.verdi(tilstand, "timer")
    if plan is not None and (hours is None or hours.get("fra") == "oppgaver"):
        counted = plan.fakta
        told = replace(
            counted,
            alder=known.alder,
            varighet_mnd=known.varighet_mnd,
            varig=known.varig,
            bpa_for_67=known.bpa_for_67,
            arbeidsleder=known.arbeidsleder,
        )
        return told, told
    if hours is None:
        return known, known
    health, sporadic = _part(tilstand, "timer_helse"), _part(tilstand, "timer_iblant")
    # Of «20 til 40 timer, 25 av dem helsehjelp» there are 25 at the least.
    least = max(Decimal(hours["per_uke"]), (health or Decimal(0)) + (sporadic or Decimal(0)))
    most = max(Decimal(hours.get("til") or 0), least)
    low = replace(
        known,
        timer_per_uke=least,
        timer_helse=health,
        timer_natt=sporadic,
        natt_kontinuerlig=False if sporadic else None,
    )
    return low, replace(low, timer_per_uke=most)


def _part(tilstand: Mapping[str, Any], key: str) -> Decimal | None:
    value = ts.verdi(tilstand, key)
    return None if value is None else Decimal(value["per_uke"])


def husstandens_inntekt(tilstand: Mapping[str, Any], g: Decimal) -> Decimal | None:
    """The household's income in kr a year, omsorgsstønad taken off (forskriften § 10); None when it was not told.

    `g` is the value of G, for an income told in G.
    """
    told = ts.verdi(tilstand, "inntekt")
    if told is None:
        return None
    if "g" in told:
        income = Decimal(told["g"]) * g
    else:
        income = sum((Decimal(amount) for amount in told.get("medlemmer") or [told["kr"]]), Decimal(0))
    return max(income - Decimal(ts.verdi(tilstand, "omsorgsstonad") or 0), Decimal(0))
