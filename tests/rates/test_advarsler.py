"""Warnings: what a municipality's own page says against itself or the law, with both numbers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.calculator import Funn, beregn_egenandel, load_rates, sjekk_mappe
from bot.calculator.ratetable import STANDARDMAPPE

KILDE = "kilde: {tittel: Priser, lest: 2024-02-01}\n"
FIL = "9901-prove/praktisk_bistand/2024-01-01.yml"


def advarsler(prove: Callable[..., Path], rader: str, foran: str = "", fil: str = FIL) -> list[Funn]:
    return [funn for funn in sjekk_mappe(prove({fil: f"{KILDE}{foran}trinn:\n{rader}"})) if funn.niva == "advarsel"]


def kort(funn: list[Funn]) -> list[tuple[str, str, str, str]]:
    return [(ett.kode, ett.nokkel, ett.funnet, ett.tillatt) for ett in funn]


def test_teksten_sier_4_ganger_timeprisen_men_tabellen_sier_noe_annet(prove: Callable[..., Path]) -> None:
    rad = (
        "  - {{fra_g: 0, gratis: true}}\n  - {{fra_g: 2, timepris: 256, maks_per_maaned: {}, oppgitt_maks_timer: 4}}\n"
    )
    assert kort(advarsler(prove, rad.format(1066))) == [
        ("oppgitt_maks", "trinn[1].maks_per_maaned", "1066 kr", "4 x 256 = 1024 kr, som teksten sier")
    ]
    assert advarsler(prove, rad.format(1024)) == []


def test_makspris_under_2_g_over_arets_tak(prove: Callable[..., Path]) -> None:
    assert kort(advarsler(prove, "  - {fra_g: 0, abonnement: 231}\n")) == [
        ("over_statlig_makspris", "trinn[0]", "231 kr", "høyst 230 kr under 2 G i 2024; taket blir brukt")
    ]
    assert advarsler(prove, "  - {fra_g: 0, abonnement: 230}\n") == []
    assert advarsler(prove, "  - {fra_g: 0, gratis: true}\n  - {fra_g: 2, abonnement: 231}\n") == []


def test_taket_brukes_selv_om_tabellen_trykker_mer(prove: Callable[..., Path]) -> None:
    mappe = prove({FIL: f"{KILDE}trinn:\n  - {{fra_g: 0, abonnement: 231}}\n"})
    assert beregn_egenandel(load_rates(base=mappe), "prove", 200_000, 6, date(2024, 6, 1)).belop_per_maaned == 230


def test_i_et_aar_uten_tak_er_det_ikke_noe_a_sammenligne_med(prove: Callable[..., Path]) -> None:
    fil = "9901-prove/praktisk_bistand/2027-01-01.yml"
    assert advarsler(prove, "  - {fra_g: 0, abonnement: 999}\n", fil=fil) == []


def test_prisen_faller_nar_inntekten_stiger(prove: Callable[..., Path]) -> None:
    rader = "  - {fra_g: 0, timepris: 50, maks_per_maaned: 230}\n  - {fra_g: 2, timepris: 300, maks_per_maaned: 900}\n"
    assert kort(advarsler(prove, rader + "  - {fra_g: 3, timepris: 299, maks_per_maaned: 899}\n")) == [
        ("faller_med_inntekt", "trinn[2].makspris", "899 kr", "minst 900 kr, som ved lavere inntekt"),
        ("faller_med_inntekt", "trinn[2].timepris", "299 kr", "minst 300 kr, som ved lavere inntekt"),
    ]
    assert advarsler(prove, rader + "  - {fra_g: 3, timepris: 300, maks_per_maaned: 900}\n") == []


def test_et_hull_mellom_trinnene_hindrer_ikke_sammenligningen(prove: Callable[..., Path]) -> None:
    rader = "  - {fra_g: 0, abonnement: 200}\n  - {fra_g: 2, ikke_publisert: true}\n  - {fra_g: 3, abonnement: 100}\n"
    assert [funn.kode for funn in advarsler(prove, rader)] == ["faller_med_inntekt"]


@pytest.mark.parametrize("abonnement, kode", [(2460, []), (2459, ["faller_med_timer"])])
def test_flere_timer_koster_mindre(prove: Callable[..., Path], abonnement: int, kode: list[str]) -> None:
    rad = f"  - {{fra_g: 2, timepris: 410, abonnement: {abonnement}, abonnement_fra_timer: 6.5}}\n"
    rader = "  - {fra_g: 0, gratis: true}\n" + rad
    assert [funn.kode for funn in advarsler(prove, rader)] == kode


def test_bolker_som_faller(prove: Callable[..., Path]) -> None:
    rader = (
        "  - {fra_g: 0, gratis: true}\n  - {fra_g: 2, bolker: [{over_timer: 0, kr: 400}, {over_timer: 4, kr: 399}]}\n"
    )
    assert kort(advarsler(prove, rader)) == [
        ("faller_med_timer", "trinn[1].bolker", "399 kr", "minst 400 kr, som færre timer koster")
    ]
    assert advarsler(prove, rader.replace("399", "400")) == []


def test_timepris_over_selvkost(prove: Callable[..., Path]) -> None:
    rader = "  - {fra_g: 0, gratis: true}\n  - {fra_g: 2, timepris: 401}\n"
    assert [funn.kode for funn in advarsler(prove, rader, "selvkost_per_time: 400\n")] == ["over_selvkost"]
    assert advarsler(prove, rader, "selvkost_per_time: 401\n") == []


def test_ingen_rad_for_lave_inntekter(prove: Callable[..., Path]) -> None:
    assert [funn.kode for funn in advarsler(prove, "  - {fra_g: 2, timepris: 401}\n")] == ["hull"]


def test_en_kommune_uten_tabell(prove: Callable[..., Path]) -> None:
    mappe = prove({"9902-annen/kommune.yml": 'navn: Annen\nnummer: "9902"\n'})
    assert [(funn.kode, funn.fil) for funn in sjekk_mappe(mappe)] == [("ingen_tabell", "9902-annen")]


def test_advarslene_i_repositoriet_er_kjente_og_kommer_fra_kommunenes_egne_sider() -> None:
    funn = {(ett.fil.split("/")[0].split("-")[1], ett.kode) for ett in sjekk_mappe(STANDARDMAPPE)}
    assert funn == {
        ("averoy", "over_statlig_makspris"), ("fjord", "oppgitt_maks"), ("fredrikstad", "oppgitt_maks"),
        ("hustadvika", "faller_med_timer"),
    }  # fmt: skip
