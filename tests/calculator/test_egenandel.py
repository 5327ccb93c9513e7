"""The price's inputs, rounding, explicit G, what would change it, and its JSON form."""

from __future__ import annotations

import json
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from bot.calculator import (
    RateNotFound,
    Rates,
    UgyldigInndata,
    UnknownKommune,
    beregn_egenandel,
    load_rates,
    prisoversikt,
)
from bot.calculator.pris import maanedspris, rund_timer
from bot.calculator.tabell import Avrunding, Trinn

DAG = date(2026, 11, 21)


@pytest.mark.parametrize("inntekt, timer, felt, kode", [
    (-1, 6, "inntekt", "negativ"), (10**10, 6, "inntekt", "absurd"), (float("inf"), 6, "inntekt", "absurd"),
    ("400000", 6, "inntekt", "ikke_tall"), (float("nan"), 6, "inntekt", "ikke_tall"), (True, 6, "inntekt", "ikke_tall"),
    (None, 6, "inntekt", "ikke_tall"), (400_000, -0.5, "timer", "negativ"), (400_000, 745, "timer", "absurd"),
    (400_000, "seks", "timer", "ikke_tall"), (400_000, Decimal("NaN"), "timer", "ikke_tall"),
    (400_000, [2, -1], "timer", "negativ"), (400_000, [700, 700], "timer", "absurd"),
])  # fmt: skip
def test_umulige_tall_avvises_med_feltets_navn(rates: Rates, inntekt: Any, timer: Any, felt: str, kode: str) -> None:
    with pytest.raises(UgyldigInndata) as feil:
        beregn_egenandel(rates, "fredrikstad", inntekt, timer, DAG)
    assert (feil.value.felt, feil.value.kode) == (felt, kode)
    assert felt in str(feil.value)


@pytest.mark.parametrize("inntekt, timer", [(0, 6), (10**9, 6), (400_000, 0), (400_000, 744)])
def test_ytterste_lovlige_tall_gir_svar(rates: Rates, inntekt: int, timer: int) -> None:
    assert beregn_egenandel(rates, "fredrikstad", inntekt, timer, DAG).belop_per_maaned is not None


def test_dato_ma_vaere_en_dato(rates: Rates) -> None:
    with pytest.raises(UgyldigInndata, match="dato"):
        beregn_egenandel(rates, "fredrikstad", 1, 1, "2026-11-21")  # type: ignore[arg-type]
    assert beregn_egenandel(rates, "fredrikstad", 1, 1, datetime(2026, 11, 21, 14, 30)).dato == DAG


def test_for_den_forste_tabellen_gjettes_det_ikke(rates: Rates) -> None:
    with pytest.raises(RateNotFound) as feil:
        beregn_egenandel(rates, "fredrikstad", 400_000, 6, date(2021, 12, 31))
    assert feil.value.finnes == (date(2022, 1, 1), date(2023, 1, 1))
    assert feil.value.kommune == "Fredrikstad"
    assert "2022-01-01" in str(feil.value)


def test_et_aar_der_g_ikke_er_kjent_gir_ikke_noe_svar(rates: Rates) -> None:
    assert beregn_egenandel(rates, "fredrikstad", 400_000, 6, date(2027, 12, 31)).g == 136_549
    with pytest.raises(RateNotFound) as feil:
        beregn_egenandel(rates, "fredrikstad", 400_000, 6, date(2028, 1, 1))
    assert feil.value.hva == "grunnbelop"


def test_ukjent_kommune_sier_hvilke_som_finnes_i_dag(rates: Rates) -> None:
    with pytest.raises(UnknownKommune) as feil:
        beregn_egenandel(rates, "Ankeborg", 400_000, 6, DAG)
    assert feil.value.navn == "Ankeborg"
    assert "Fredrikstad" in feil.value.finnes and "Agdenes" not in feil.value.finnes


def test_g_kan_oppgis_og_datoen_folger_med(rates: Rates) -> None:
    mai = beregn_egenandel(rates, "fredrikstad", 265_000, 6, DAG, g=136_549, g_dato=date(2026, 5, 1))
    assert (mai.trinn.fra_g, mai.g, mai.g_dato) == (0, 136_549, date(2026, 5, 1))
    assert not mai.under_2g  # the state's rule counts with 1 January whatever G the brackets are counted with
    assert beregn_egenandel(rates, "fredrikstad", 265_000, 6, DAG, g_dato=date(2026, 5, 1)).g == 136_549
    assert beregn_egenandel(rates, "fredrikstad", 265_000, 6, DAG).trinn.fra_g == 2
    with pytest.raises(UgyldigInndata, match="g"):
        beregn_egenandel(rates, "fredrikstad", 265_000, 6, DAG, g=0)


RUNDING = [
    # hours or visits, tie rule, unit -> lowest, highest, open
    (Decimal("2.24"), "opp", "maaned", 2, 2, False),
    (Decimal("2.25"), "opp", "maaned", 2.5, 2.5, False),
    (Decimal("2.25"), "ned", "maaned", 2, 2, False),
    (Decimal("2.26"), "ned", "maaned", 2.5, 2.5, False),
    (Decimal("2.25"), None, "maaned", 2, 2.5, True),
    (Decimal("2.25"), None, None, 2, 2.5, True),
    (Decimal("2.1"), None, None, 2, 2, True),
    (Decimal("2.5"), None, None, 2.5, 2.5, False),
    (Decimal("2.1"), "opp", "besok", 2.1, 2.1, False),
    ([0.7, 0.7, 0.7], "opp", "besok", 1.5, 1.5, False),
    ([0.7, 0.7, 0.7], "opp", "maaned", 2, 2, False),
    ([0.7, 0.7, 0.7], "opp", None, 1.5, 2, True),
    ([0.25, 0.25], None, "besok", 0, 1, True),
    ([], "opp", "besok", 0, 0, False),
]


@pytest.mark.parametrize("timer, ved_likt, per, lav, hoy, apent", RUNDING)
def test_avrunding_til_naermeste_halvtime(
    timer: Any, ved_likt: str | None, per: str | None, lav: float, hoy: float, apent: bool
) -> None:
    rundet = rund_timer(timer, Avrunding(ved_likt=ved_likt, per=per))
    assert (float(rundet.lav), float(rundet.hoy), rundet.apent) == (lav, hoy, apent)


def test_besok_og_maaned_gir_hver_sin_pris_nar_siden_ikke_sier_enheten(rates: Rates) -> None:
    resultat = beregn_egenandel(rates, "fredrikstad", 300_000, [0.7, 0.7, 0.7], DAG)
    usikkert = {u.kode: (u.fra, u.til) for u in resultat.usikkert}
    assert resultat.belop_per_maaned == 512
    assert usikkert["avrunding"] == (384, 512)


def test_hva_som_ville_endre_prisen(rates: Rates) -> None:
    resultat = beregn_egenandel(rates, "fredrikstad", 300_000, 2, DAG)
    assert {e.kode: (e.ved, e.belop_per_maaned) for e in resultat.endres_av} == {
        "lavere_inntekt": (260_320, 245),
        "hoyere_inntekt": (390_480, 810),
        "flere_timer": (Decimal("4.5"), 1066),
    }
    for endring in resultat.endres_av[:2]:
        inntekt = endring.ved - 1 if endring.kode == "lavere_inntekt" else endring.ved
        assert beregn_egenandel(rates, "fredrikstad", inntekt, 2, DAG).belop_per_maaned == endring.belop_per_maaned
    assert beregn_egenandel(rates, "fredrikstad", 300_000, Decimal("4.5"), DAG).belop_per_maaned == 1066
    assert beregn_egenandel(rates, "fredrikstad", 300_000, 4, DAG).belop_per_maaned == 1024


@pytest.mark.parametrize("timer, koder", [(Decimal("4.5"), ["maks_naadd"]), (4, ["flere_timer"]), (None, [])])
def test_flere_timer_koster_ikke_mer_naar_maks_er_naadd(rates: Rates, timer: Any, koder: list[str]) -> None:
    endringer = beregn_egenandel(rates, "fredrikstad", 300_000, timer, DAG).endres_av
    assert [e.kode for e in endringer if not e.kode.endswith("inntekt")] == koder


def test_statens_tak_som_fast_pris_er_heller_ikke_over_selvkost() -> None:
    trinn = Trinn(
        Decimal(0), "time_maks", timepris=Decimal(80), maks_per_maaned=Decimal(230), alltid_statlig_makspris=True
    )
    pris = maanedspris(trinn, Decimal(1), selvkost=Decimal(100), tak=Decimal(230))
    assert (pris.lavest, pris.belop) == (80, 100)


def test_et_hull_ved_siden_av_sies_uten_belop(rates: Rates) -> None:
    resultat = beregn_egenandel(rates, "nissedal", 468_169, 6, date(2018, 6, 1))
    over = next(e for e in resultat.endres_av if e.kode == "hoyere_inntekt")
    assert (over.ved, over.belop_per_maaned) == (468_170, None)


def test_json_har_de_avtalte_noklene_og_bare_rene_tall(rates: Rates) -> None:
    data = beregn_egenandel(rates, "fredrikstad", 400_000, 6, DAG).as_dict()
    assert data == json.loads(json.dumps(data))
    assert {
        "belop_per_maaned",
        "timepris",
        "inntekt_i_g",
        "trinn",
        "steg",
        "tabell_fra",
        "kilde",
        "usikkert",
        "enhet",
    } <= set(data)
    assert (data["belop_per_maaned"], data["timepris"], data["inntekt_i_g"]) == (2027, 405, 3.07)
    assert data["trinn"] == {"fra_g": 3, "til_g": 4, "fra_kr": 390480, "til_kr": 520640}
    assert data["usikkert"][0]["kode"] == "naer_grense" and {"fra", "til"} <= set(data["usikkert"][0])
    assert data["kilde"]["tittel"].startswith("Fredrikstad kommune")
    assert all(set(ett) == {"regel", "tall", "kilder"} for ett in data["steg"])


def test_hver_kilde_i_stegene_finnes(rates: Rates) -> None:
    for inntekt in (200_000, 400_000):
        resultat = beregn_egenandel(rates, "averoy", inntekt, 1, date(2023, 3, 1))
        for ett in resultat.steg:
            for nokkel in ett.kilder:
                assert nokkel == resultat.kilder[0].nokkel or rates.kilde(nokkel).tittel


def test_prisoversikten_viser_alle_rader_med_kronegrenser(rates: Rates) -> None:
    oversikt = prisoversikt(rates, "fredrikstad", DAG)
    assert [(r.fra_g, r.fra_kr, r.til_kr, r.timepris, r.makspris) for r in oversikt.rader] == [
        (0, 0, 260_320, 220, 220),
        (2, 260_320, 390_480, 256, 1066),
        (3, 390_480, 520_640, 405, 2027),
        (4, 520_640, None, 538, 2696),
    ]
    assert (oversikt.statlig_makspris, oversikt.tabell_gammel, oversikt.tabell_nyeste) == (245, True, True)
    assert prisoversikt(rates, "fredrikstad", date(2027, 1, 1)).statlig_makspris is None
    assert [rad.mangler for rad in prisoversikt(rates, "nissedal", date(2018, 1, 1)).rader] == [False] * 4 + [True]


def test_saken_leser_bare_filene_den_trenger(tmp_path: Path) -> None:
    for navn in ("0001-en", "0002-to"):
        (tmp_path / navn / "praktisk_bistand").mkdir(parents=True)
        (tmp_path / navn / "kommune.yml").write_text(
            f'navn: {navn[5:].title()}\nnummer: "{navn[:4]}"\n', encoding="utf-8"
        )
        fil = {"kilde": {"tittel": "t", "lest": date(2026, 1, 1)}, "trinn": [{"fra_g": 0, "timepris": 100}]}
        with (tmp_path / navn / "praktisk_bistand" / "2026-01-01.yml").open("w", encoding="utf-8") as ut:
            YAML().dump(fil, ut)
    (tmp_path / "0002-to" / "kommune.yml").write_text("navn: [", encoding="utf-8")
    assert beregn_egenandel(load_rates(tmp_path), "en", 300_000, 3, DAG).belop_per_maaned == 300
