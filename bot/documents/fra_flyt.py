"""The data set of a document, from the answers of a guided flow."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any, Literal

from bot.calculator.bpa_rett import vurder_spenn
from bot.calculator.klagefrist import beregn_klagefrist
from bot.calculator.kommune import Kommune
from bot.calculator.ratetable import Rates
from bot.forms.flyt import oppgaver
from bot.forms.flyt import tilstand as ts
from bot.forms.flyt.fakta import fakta
from bot.forms.flyt.sporsmaal import gjeldende

from .datasett import egne_svar

# Outcomes that the citizen gains by saying.
_WORTH_SAYING = ("rett", "rett_med_forbehold")


def datasett(
    tilstand: Mapping[str, Any],
    flyt: Literal["soknad", "klage"],
    maalform: str,
    i_dag: date,
    rates: Rates,
    kommune: Kommune,
) -> dict[str, Any]:
    """What `lag_pdf`, `lag_html` and `lag_json` take. Only the questions that apply to these answers are in it."""
    navn = f"bpa-{flyt}"
    gjelder = {sporsmal.nokkel for sporsmal in gjeldende(flyt, tilstand["svar"])}
    svar = {key: value for key, value in egne_svar(navn, tilstand["svar"]).items() if key in gjelder}
    regler = rates.klage(i_dag)
    data: dict[str, Any] = {
        "skjema": navn,
        "versjon": 1,
        "maalform": "nn" if maalform == "nn" else "nb",
        "dato": i_dag.isoformat(),
        "kommune": {
            "navn": kommune.navn,
            "nummer": kommune.nummer,
            "kontor": kommune.kontor or None,
            "nettsted": kommune.nettsted or None,
            "adresse": kommune.adresse or None,
            "telefon": kommune.telefon or None,
        },
        "svar": json.loads(json.dumps(svar)),
        "klagefrist_uker": regler.klage_uker,
        "forelopig_svar_mnd": regler.forelopig_svar_mnd,
    }
    return data | (_soknad(tilstand, i_dag, rates) if flyt == "soknad" else _klage(tilstand, i_dag, rates))


def _soknad(tilstand: Mapping[str, Any], i_dag: date, rates: Rates) -> dict[str, Any]:
    plan = ts.ukas_plan(tilstand)
    result = vurder_spenn(rates, *fakta(tilstand), i_dag)
    # The paragraph alone, as both written forms name it: the law's own name stands in the document's words.
    conditions = [{"id": one.id, "status": one.status, "paragraf": one.hjemmel.paragraf} for one in result.vilkar]
    return {
        "timeplan": _timeplan(oppgaver.som_data(plan)) if plan is not None else None,
        # A condition that we think is not met is the municipality's to find, not the citizen's to sign.
        "rett": {"utfall": result.utfall, "vilkar": conditions} if result.utfall in _WORTH_SAYING else None,
        "egenandel": None,
        "klagefrist": None,
    }


def _timeplan(totals: dict[str, Any]) -> dict[str, Any]:
    """What counts is left out while it is a range: a document states one figure or none."""
    span = totals.pop("teller_til")
    return {**totals, "teller_per_uke": None if span else totals["teller_per_uke"]}


def _klage(tilstand: Mapping[str, Any], i_dag: date, rates: Rates) -> dict[str, Any]:
    mottatt = ts.verdi(tilstand, "mottatt")
    if mottatt is None:
        return {"klagefrist": None}
    frist = beregn_klagefrist(rates, date.fromisoformat(mottatt), i_dag)
    last, deliver = frist.siste_dag.isoformat(), frist.lever_senest.isoformat()
    return {"klagefrist": {"siste_dag": last, "lever_senest": min(deliver, last)}}
