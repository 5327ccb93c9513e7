"""Finding municipalities and tables: by name and number, by date, lazily, and in a folder outside the repository."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.calculator import RateFileError, RateNotFound, Rates, UnknownKommune, beregn_egenandel, dekning, load_rates
from bot.calculator.ratetable import som_mappenavn

DAG = date(2026, 11, 21)
TABELL = "kilde: {tittel: Priser, lest: 2026-02-01}\ntrinn:\n  - {fra_g: 0, timepris: 111}\n"


@pytest.fixture(scope="module")
def rates() -> Rates:
    return load_rates()


@pytest.mark.parametrize("sokt", ["fredrikstad", "Fredrikstad", "FREDRIKSTAD", " Fredrikstad kommune ", "3107"])
def test_kommunen_finnes_ved_navn_og_nummer(rates: Rates, sokt: str) -> None:
    assert rates.kommune(sokt).nummer == "3107"


@pytest.mark.parametrize(
    "sokt, nummer",
    [("Målselv", "5524"), ("malselv", "5524"), ("Flå", "3320"), ("averøy", "1554"), ("Høyanger", "4638")],
)
def test_ae_oe_og_aa_i_navnet(rates: Rates, sokt: str, nummer: str) -> None:
    assert rates.kommune(sokt).nummer == nummer


@pytest.mark.parametrize(
    "navn, mappe",
    [("Østre Toten", "ostre-toten"), ("Nord-Fron", "nord-fron"), ("Ås", "aas"), ("Vågå kommune", "vaagaa")],
)
def test_stavemaaten_i_mappenavn(navn: str, mappe: str) -> None:
    assert som_mappenavn(navn) == mappe


@pytest.mark.parametrize("sokt", ["", "Ankeborg", "9999", "3107-fredrikstad", "../3107-fredrikstad", "nasjonalt"])
def test_ukjent_kommune(rates: Rates, sokt: str) -> None:
    with pytest.raises(UnknownKommune):
        rates.kommune(sokt)


def test_to_kommuner_med_samme_navn_ma_velges_med_nummer(prove: Callable[..., Path]) -> None:
    mappe = prove({"9902-prove/kommune.yml": 'navn: Prøve\nnummer: "9902"\n'})
    rates = load_rates(base=mappe)
    with pytest.raises(UnknownKommune) as feil:
        rates.kommune("Prøve")
    assert feil.value.finnes == ("9901-prove", "9902-prove")
    assert rates.kommune("9902").navn == "Prøve"


def test_historiske_kommuner_tilbys_ikke_men_kan_leses(rates: Rates) -> None:
    i_dag = {kommune.navn for kommune in rates.kommuner()}
    alle = {kommune.navn for kommune in rates.kommuner(historiske=True)}
    assert alle - i_dag == {"Agdenes", "Norddal", "Fjell"}
    assert rates.kommune("agdenes").historisk
    assert len(i_dag) >= 15


def test_fredrikstad_har_ingen_oppdiktede_kontaktfelt(rates: Rates) -> None:
    kommune = rates.kommune("fredrikstad")
    assert (kommune.maalform, kommune.kontor, kommune.nettsted) == (
        "nb",
        "tildelingskontoret",
        "https://www.fredrikstad.kommune.no",
    )
    assert (kommune.telefon, kommune.epost, kommune.adresse, kommune.apningstid, kommune.leverandorside) == (None,) * 5


def test_den_nyeste_tabellen_i_kraft_brukes(rates: Rates) -> None:
    assert rates.tabeller("fredrikstad") == (date(2022, 1, 1), date(2023, 1, 1))
    for dag, fra in ((date(2022, 12, 31), 2022), (date(2023, 1, 1), 2023), (date(2030, 1, 1), 2023)):
        assert rates.tabell("fredrikstad", "praktisk_bistand", dag).fra.year == fra


def test_en_tjeneste_uten_tabell(rates: Rates) -> None:
    assert rates.tabeller("fredrikstad", "trygghetsalarm") == ()
    with pytest.raises(RateNotFound) as feil:
        rates.tabell("fredrikstad", "trygghetsalarm", DAG)
    assert feil.value.hva == "trygghetsalarm"


def test_en_mappe_utenfor_repositoriet_legger_til_en_kommune(prove: Callable[..., Path]) -> None:
    rates = load_rates(prove())
    assert beregn_egenandel(rates, "prøve", 300_000, 3, DAG).belop_per_maaned == 600
    assert rates.kommune("fredrikstad").navn == "Fredrikstad"


def test_en_mappe_utenfor_kan_gi_fredrikstad_en_nyere_tabell_uten_a_miste_de_gamle(prove: Callable[..., Path]) -> None:
    rates = load_rates(prove({"3107-fredrikstad/praktisk_bistand/2026-01-01.yml": TABELL}))
    assert rates.kommune("fredrikstad").kontor == "tildelingskontoret"
    assert [dag.year for dag in rates.tabeller("fredrikstad")] == [2022, 2023, 2026]
    assert beregn_egenandel(rates, "fredrikstad", 400_000, 6, DAG).belop_per_maaned == 666
    assert beregn_egenandel(rates, "fredrikstad", 400_000, 6, date(2025, 6, 1)).belop_per_maaned == 2027


def test_tabellen_utenfor_vinner_nar_datoen_er_den_samme(prove: Callable[..., Path]) -> None:
    rates = load_rates(prove({"3107-fredrikstad/praktisk_bistand/2023-01-01.yml": TABELL}))
    assert beregn_egenandel(rates, "fredrikstad", 400_000, 6, DAG).belop_per_maaned == 666


def test_filer_leses_forst_nar_de_trengs(prove: Callable[..., Path]) -> None:
    mappe = prove({"9902-annen/kommune.yml": "navn: [", "9901-prove/praktisk_bistand/2020-01-01.yml": "trinn: ["})
    rates = load_rates(base=mappe)
    assert beregn_egenandel(rates, "prove", 300_000, 3, DAG).belop_per_maaned == 600
    with pytest.raises(RateFileError, match=r"9902-annen/kommune\.yml"):
        rates.kommune("annen")
    with pytest.raises(UnknownKommune):  # a broken neighbour does not hide which municipality was asked for
        rates.kommune("ankeborg")
    with pytest.raises(RateFileError, match=r"2020-01-01\.yml"):
        rates.tabell("prove", "praktisk_bistand", date(2021, 1, 1))


def test_dekningen_viser_nyeste_tabell_og_alder(rates: Rates) -> None:
    rader = {rad.kommune: rad for rad in dekning(rates, DAG)}
    assert (rader["Fredrikstad"].nyeste, rader["Fredrikstad"].alder_aar, rader["Fredrikstad"].antall) == (
        date(2023, 1, 1),
        3,
        2,
    )
    assert (rader["Flå"].alder_aar, rader["Holmestrand"].alder_aar) == (0, 10)
    assert [rad.kommune for rad in dekning(rates, DAG)][-3:] == ["Agdenes", "Fjell", "Norddal"]
    assert rader["Fredrikstad"].as_dict()["nyeste"] == "2023-01-01"


def test_en_kommune_uten_tabell_star_i_dekningen(prove: Callable[..., Path]) -> None:
    rates = load_rates(base=prove({"9902-annen/kommune.yml": 'navn: Annen\nnummer: "9902"\n'}))
    rad = next(rad for rad in dekning(rates, DAG) if rad.kommune == "Annen")
    assert (rad.nyeste, rad.alder_aar, rad.antall) == (None, None, 0)
