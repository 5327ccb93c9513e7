"""The national figures, each against the table of facts they were taken from; both sides of every change."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from bot.calculator import RateNotFound, Rates, beregn_nasjonalt, load_rates

G_FRA_1_MAI = {
    2015: 90068,
    2016: 92576,
    2017: 93634,
    2018: 96883,
    2019: 99858,
    2020: 101351,
    2021: 106399,
    2022: 111477,
    2023: 118620,
    2024: 124028,
    2025: 130160,
    2026: 136549,
}
TAK = {
    2013: 175,
    2014: 180,
    2015: 186,
    2016: 190,
    2017: 200,
    2018: 205,
    2019: 210,
    2020: 210,
    2021: 210,
    2022: 215,
    2023: 220,
    2024: 230,
    2025: 240,
    2026: 245,
}
TO_G_PER_1_JANUAR = {
    2019: 193766,
    2020: 199716,
    2021: 202702,
    2022: 212798,
    2023: 222954,
    2024: 237240,
    2025: 248056,
    2026: 260320,
}


@pytest.fixture(scope="module")
def rates() -> Rates:
    return load_rates()


@pytest.mark.parametrize("aar, kr", G_FRA_1_MAI.items())
def test_g_skifter_1_mai(rates: Rates, aar: int, kr: int) -> None:
    dagen = date(aar, 5, 1)
    assert rates.grunnbelop(dagen).kr == kr
    assert rates.grunnbelop(date(aar + 1, 4, 30)).kr == kr
    if aar > 2015:
        assert rates.grunnbelop(dagen - timedelta(days=1)).kr == G_FRA_1_MAI[aar - 1]


def test_g_gjettes_verken_for_den_forste_eller_etter_neste_regulering(rates: Rates) -> None:
    assert rates.grunnbelop(date(2027, 4, 30)).kr == 136549
    for dag in (date(2015, 4, 30), date(2027, 5, 1), date(2099, 1, 1)):
        with pytest.raises(RateNotFound, match="grunnbelop"):
            rates.grunnbelop(dag)


@pytest.mark.parametrize("aar, kr", TAK.items())
def test_statens_tak_gjelder_ett_kalenderaar(rates: Rates, aar: int, kr: int) -> None:
    assert rates.statlig_makspris(aar).kr == kr
    assert rates.statlig_makspris(aar).kilde.nokkel == "forskrift_10"


@pytest.mark.parametrize("aar", [2012, 2027, 2030])
def test_et_aar_uten_rad_har_ikke_noe_tak(rates: Rates, aar: int) -> None:
    with pytest.raises(RateNotFound) as feil:
        rates.statlig_makspris(aar)
    assert feil.value.finnes == tuple(TAK)


def test_siste_kjente_tak_er_til_opplysning(rates: Rates) -> None:
    siste = rates.siste_makspris(2030)
    assert siste is not None and (siste.aar, siste.kr) == (2026, 245)
    assert rates.siste_makspris(2012) is None


@pytest.mark.parametrize("aar, grense", TO_G_PER_1_JANUAR.items())
def test_2_g_per_1_januar_er_over_og_en_krone_mindre_er_under(rates: Rates, aar: int, grense: int) -> None:
    assert beregn_nasjonalt(rates, grense - 1, date(aar, 7, 1)).under_2g
    over = beregn_nasjonalt(rates, grense, date(aar, 7, 1))
    assert not over.under_2g and over.grense_2g_kr == grense and over.inntekt_i_g == 2


def test_uten_tabell_sies_statens_tak_for_aaret(rates: Rates) -> None:
    i_fjor, neste = (
        beregn_nasjonalt(rates, 200_000, date(2026, 11, 21)),
        beregn_nasjonalt(rates, 200_000, date(2027, 1, 1)),
    )
    assert (i_fjor.statlig_makspris, neste.statlig_makspris) == (245, None)
    assert neste.siste_kjente_makspris is not None and neste.siste_kjente_makspris.aar == 2026


def test_hver_kilde_har_tittel_og_lovdata_i_fast_form(rates: Rates) -> None:
    urler = {kilde.nokkel: kilde.url or "" for kilde in rates.kilder()}
    assert urler["pbrl_7_5"] == "https://lovdata.no/lov/1999-07-02-63/§7-5"
    assert urler["forskrift_10"] == "https://lovdata.no/forskrift/2011-12-16-1349/§10"
    assert urler["fvl_11_a"] == "https://lovdata.no/lov/1967-02-10/§11a"
    lov = [
        url
        for nokkel, url in urler.items()
        if nokkel.split("_")[0] in ("pbrl", "hol", "fvl", "ftrl", "forskrift", "domstolloven")
    ]
    assert lov and all(url.startswith("https://lovdata.no/") and "/§" in url for url in lov)


def test_ukjent_kilde_sier_hva_som_finnes(rates: Rates) -> None:
    with pytest.raises(RateNotFound) as feil:
        rates.kilde("pbrl_99")
    assert "pbrl_7_5" in feil.value.finnes


def test_nodnumre_og_hvilke_som_maa_sjekkes(rates: Rates) -> None:
    numre = {rad.id: rad for rad in rates.nodnummer()}
    assert {rad.nummer for rad in numre.values()} == {
        "113",
        "112",
        "02800",
        "110",
        "116 117",
        "116 123",
        "22 40 00 40",
        "116 111",
        "800 33 321",
        "116 006",
        "22 59 13 00",
    }
    assert [rad.id for rad in numre.values() if not rad.sikker] == ["giftinformasjonen"]


def test_nodnumre_sier_hvem_og_naar_paa_hvert_maal(rates: Rates) -> None:
    numre = {rad.id: rad for rad in rates.nodnummer()}
    assert numre["legevakt"].hvem == {
        "nb": "Legevakten",
        "nn": "Legevakta",
        "en": "The out-of-hours doctor (legevakten)",
    }
    assert numre["brann"].naar == {"nb": "ved brann", "nn": "ved brann", "en": "for fire"}


def test_to_timer_terskler_og_frister_er_tall_i_filene(rates: Rates) -> None:
    regler, klage = rates.bpa_rett(date(2026, 11, 21)), rates.klage(date(2026, 11, 21))
    assert (regler.aldersgrense, regler.timer_rett, regler.timer_forbehold, regler.varighet_over_mnd) == (
        67,
        32,
        25,
        Decimal(24),
    )
    assert (klage.klage_uker, klage.ett_aar, klage.forelopig_svar_mnd, klage.kostnader_uker) == (4, 1, 1, 3)
    assert [versjon.fra.isoformat() for versjon in rates.alle_bpa_rett()] == [
        "2015-01-01",
        "2017-10-01",
        "2020-07-01",
        "2024-06-01",
        "2026-06-01",
    ]


def test_a_vedtak_can_take_1_to_3_months_and_the_source_says_who_states_it():
    tid = load_rates().behandlingstid()
    assert (tid.fra_mnd, tid.til_mnd, tid.kilde.nokkel) == (1, 3, "hjemmebest_bpa")
