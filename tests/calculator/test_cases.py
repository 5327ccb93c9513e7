"""Sentences with kroner: every row of cases/*.yml is one household, one table and what it pays."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from bot.calculator import EgenandelResult, RateNotFound, Rates, beregn_egenandel

CASES = sorted((Path(__file__).parent / "cases").glob("*.yml"))
ROWS = [(fil.stem, rad) for fil in CASES for rad in YAML(typ="safe").load(fil.read_text(encoding="utf-8"))]


def _faktisk(resultat: EgenandelResult, felt: str) -> Any:
    data = resultat.as_dict()
    tabellaar = data["tabellaar_trinn"]
    utledet = {
        "fra_g": data["trinn"]["fra_g"],
        "til_g": data["trinn"]["til_g"],
        "tabellaar_fra_g": tabellaar and tabellaar["trinn"]["fra_g"],
        "tabellaar_belop": tabellaar and tabellaar["belop_per_maaned"],
        "siste_makspris_aar": data["siste_kjente_makspris"]["aar"],
    }
    return utledet[felt] if felt in utledet else data[felt]


@pytest.mark.parametrize("rad", [rad for _, rad in ROWS], ids=[f"{fil}: {rad['setning']}" for fil, rad in ROWS])
def test_setning_med_kroner(rates: Rates, rad: dict[str, Any]) -> None:
    spor, venter = dict(rad["spor"]), dict(rad["venter"])
    fast = [spor.pop(navn) for navn in ("kommune", "inntekt", "timer", "dato")]
    if "feil" in venter:
        with pytest.raises(RateNotFound) as feil:
            beregn_egenandel(rates, *fast, **spor)
        assert feil.value.hva == venter["feil"]
        return
    resultat = beregn_egenandel(rates, *fast, **spor)
    usikkert = {u["kode"]: [u["fra"], u["til"]] for u in resultat.as_dict()["usikkert"]}
    for kode, grenser in venter.pop("usikkert", {}).items():
        assert usikkert.get(kode) == grenser, (kode, usikkert)
    for kode in venter.pop("uten_usikkert", []):
        assert kode not in usikkert
    for felt, verdi in venter.items():
        verdi = verdi.isoformat() if hasattr(verdi, "isoformat") else verdi
        assert _faktisk(resultat, felt) == verdi, felt


def test_every_case_names_something_to_expect() -> None:
    assert ROWS
    for fil, rad in ROWS:
        assert set(rad) == {"setning", "spor", "venter"} and rad["venter"], (fil, rad["setning"])
