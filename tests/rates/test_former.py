"""Shapes found on other municipalities' pages, as data in a folder outside the repository's own."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.calculator import RateNotFound, Rates, beregn_egenandel, load_rates, sjekk_mappe

FORMER = Path(__file__).parent / "former"
G_2024, G_2018 = 118_620, 93_634  # per 1 January


@pytest.fixture(scope="module")
def rates() -> Rates:
    return load_rates(FORMER)


SETNINGER = [
    ("Asker er gratis under 2,5 G", "asker", int(2.5 * G_2024) - 1, 10, 2024, 0),
    ("Asker fra 2,5 G: høyst 2 timer", "asker", int(2.5 * G_2024), 10, 2024, 860),
    ("Asker fra 2,5 G: 1,5 time", "asker", int(2.5 * G_2024), 1.5, 2024, 645),
    ("Asker over 6 G: høyst 8 timer", "asker", 6 * G_2024, 40, 2024, 3440),
    ("Sogn under 2 G: statens tak", "sogn", 2 * G_2018 - 1, 10, 2018, 205),
    ("Sogn 2-3 G: 9,5 timer à 196", "sogn", 2 * G_2018, 9.5, 2018, 1862),
    ("Sogn 2-3 G: fast fra 10 timer", "sogn", 2 * G_2018, 30, 2018, 1960),
    ("Sogn 4-5 G: siden trykker mindre for 10 timer enn for 9,5", "sogn", 4 * G_2018, 10, 2018, 2290),
    ("Sogn 4-5 G: 9,5 timer", "sogn", 4 * G_2018, 9.5, 2018, 2422.5),
    ("Sogn over 5 G: bare time", "sogn", 5 * G_2018, 20, 2018, 5740),
    ("Kvæfjord 2-3 G: til og med 4 timer", "kvæfjord", 2 * G_2024, 4, 2024, 396),
    ("Kvæfjord 2-3 G: over 4 timer", "kvæfjord", 2 * G_2024, 4.5, 2024, 737),
    ("Kvæfjord 3-4 G: over 12 timer", "kvæfjord", 3 * G_2024, 50, 2024, 1720),
    ("Kvæfjord: ingen timer, ingen pris", "kvæfjord", 3 * G_2024, 0, 2024, 0),
]


@pytest.mark.parametrize(
    "kommune, inntekt, timer, aar, kr", [rad[1:] for rad in SETNINGER], ids=[rad[0] for rad in SETNINGER]
)
def test_formene(rates: Rates, kommune: str, inntekt: int, timer: float, aar: int, kr: float) -> None:
    resultat = beregn_egenandel(rates, kommune, inntekt, timer, date(aar, 6, 15))
    assert resultat.as_dict()["belop_per_maaned"] == kr


@pytest.mark.parametrize("inntekt", [0, 2 * G_2024 - 1, 4 * G_2024, 900_000])
def test_et_hull_i_tabellen_gir_aldri_en_gjetning(rates: Rates, inntekt: int) -> None:
    with pytest.raises(RateNotFound) as feil:
        beregn_egenandel(rates, "kvæfjord", inntekt, 6, date(2024, 6, 15))
    assert feil.value.hva == "trinn" and feil.value.finnes == (2, 3)


def test_mappen_har_bare_advarsler() -> None:
    assert {(funn.niva, funn.fil[:4], funn.kode) for funn in sjekk_mappe(FORMER)} == {
        ("advarsel", "0000", "faller_med_timer"),
        ("advarsel", "5510", "hull"),
    }
