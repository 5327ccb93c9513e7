"""Deadlines as sentences: four weeks, the same weekday, weekends and holidays named, the year's limit."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.calculator import (
    RateNotFound,
    Rates,
    UgyldigInndata,
    beregn_forelopig_svar,
    beregn_klagefrist,
    beregn_kostnadsfrist,
)
from bot.calculator.klagefrist import er_helligdag


def test_mottatt_mandag_2_november_2026_gir_frist_mandag_30_november(rates: Rates) -> None:
    frist = beregn_klagefrist(rates, date(2026, 11, 2), date(2026, 11, 21))
    assert (frist.siste_dag, frist.ukedag, frist.dager_igjen) == (date(2026, 11, 30), 0, 9)
    assert frist.as_dict()["ukedag"] == "mandag"
    assert frist.flagg == ("ett_aar_ukjent",)


def test_siste_dag_er_ikke_for_sent_men_dagen_etter_er(rates: Rates) -> None:
    mottatt = date(2026, 11, 2)
    assert "i_dag_er_siste_dag" in beregn_klagefrist(rates, mottatt, date(2026, 11, 30)).flagg
    dagen_etter = beregn_klagefrist(rates, mottatt, date(2026, 12, 1))
    assert dagen_etter.dager_igjen == -1
    assert {"utlopt", "kan_sokes_oppreisning"} <= set(dagen_etter.flagg)


def test_en_frist_pa_lordag_flyttes_ikke_men_fredag_anbefales(rates: Rates) -> None:
    frist = beregn_klagefrist(rates, date(2026, 11, 7), date(2026, 11, 21))
    assert (frist.siste_dag, frist.lever_senest) == (date(2026, 12, 5), date(2026, 12, 4))
    assert "helg" in frist.flagg


def test_en_frist_pa_forste_juledag_2026_anbefales_levert_torsdag_24_desember(rates: Rates) -> None:
    frist = beregn_klagefrist(rates, date(2026, 11, 27), date(2026, 12, 1))
    assert (frist.siste_dag, frist.lever_senest) == (date(2026, 12, 25), date(2026, 12, 24))
    assert "helligdag" in frist.flagg and "helg" not in frist.flagg


def test_en_frist_pa_langfredag_2026_anbefales_levert_onsdag_for_skjaertorsdag(rates: Rates) -> None:
    frist = beregn_klagefrist(rates, date(2026, 3, 6), date(2026, 3, 10))
    assert (frist.siste_dag, frist.lever_senest) == (date(2026, 4, 3), date(2026, 4, 1))


def test_helligdagene_i_2026(rates: Rates) -> None:
    dager = [date(2026, 1, 1) + timedelta(days=dag) for dag in range(365)]
    helligdager = [dag.strftime("%d.%m") for dag in dager if er_helligdag(rates.helligdager(), dag)]
    assert helligdager == [
        "01.01",
        "02.04",
        "03.04",
        "05.04",
        "06.04",
        "01.05",
        "14.05",
        "17.05",
        "24.05",
        "25.05",
        "25.12",
        "26.12",
    ]


def test_ett_aar_fra_vedtaket_er_ytterste_grense(rates: Rates) -> None:
    mottatt, vedtak = date(2025, 11, 10), date(2025, 11, 3)
    innenfor = beregn_klagefrist(rates, mottatt, date(2026, 11, 3), vedtak)
    assert innenfor.ett_aar == date(2026, 11, 3)
    assert "kan_sokes_oppreisning" in innenfor.flagg
    etter = beregn_klagefrist(rates, mottatt, date(2026, 11, 4), vedtak)
    assert "ett_aar_passert" in etter.flagg and "kan_sokes_oppreisning" not in etter.flagg


def test_uten_vedtaksdato_er_ettarsgrensen_ukjent(rates: Rates) -> None:
    frist = beregn_klagefrist(rates, date(2026, 1, 2), date(2026, 11, 21))
    assert frist.ett_aar is None
    assert {"ett_aar_ukjent", "kan_sokes_oppreisning"} <= set(frist.flagg)


@pytest.mark.parametrize(("i_dag", "passert"), [(date(2026, 2, 1), False), (date(2026, 2, 2), True)])
def test_et_aar_etter_at_det_kom_er_aaret_gaatt_uansett_naar_vedtaket_ble_truffet(
    rates: Rates, i_dag: date, passert: bool
) -> None:
    flagg = beregn_klagefrist(rates, date(2025, 2, 1), i_dag).flagg
    assert ("ett_aar_passert" in flagg) is passert
    assert ("kan_sokes_oppreisning" in flagg) is not passert


def test_vedtak_29_februar_gir_28_februar_aret_etter(rates: Rates) -> None:
    assert beregn_klagefrist(rates, date(2024, 3, 4), date(2024, 3, 5), date(2024, 2, 29)).ett_aar == date(2025, 2, 28)


def test_et_vedtak_kan_ikke_komme_fram_for_det_er_truffet(rates: Rates) -> None:
    with pytest.raises(UgyldigInndata, match="vedtak_dato"):
        beregn_klagefrist(rates, date(2026, 11, 2), date(2026, 11, 21), date(2026, 11, 3))
    assert beregn_klagefrist(rates, date(2026, 11, 2), date(2026, 11, 21), date(2026, 11, 2)).ett_aar == date(
        2027, 11, 2
    )


def test_et_brev_som_ikke_har_kommet_ennaa_blir_merket(rates: Rates) -> None:
    assert "mottatt_fram_i_tid" in beregn_klagefrist(rates, date(2026, 11, 22), date(2026, 11, 21)).flagg


def test_forelopig_svar_etter_en_maaned(rates: Rates) -> None:
    assert beregn_forelopig_svar(rates, date(2026, 10, 21), date(2026, 11, 21)).siste_dag == date(2026, 11, 21)
    assert beregn_forelopig_svar(rates, date(2026, 1, 31), date(2026, 2, 1)).siste_dag == date(2026, 2, 28)
    assert "utlopt" in beregn_forelopig_svar(rates, date(2026, 10, 20), date(2026, 11, 21)).flagg


def test_krav_om_dekning_av_kostnader_innen_tre_uker(rates: Rates) -> None:
    frist = beregn_kostnadsfrist(rates, date(2026, 11, 2), date(2026, 11, 21))
    assert (frist.siste_dag, frist.dager_igjen) == (date(2026, 11, 23), 2)
    assert frist.kilder[0].nokkel == "fvl_36"


def test_for_reglene_finnes_ingen_frist(rates: Rates) -> None:
    with pytest.raises(RateNotFound):
        beregn_klagefrist(rates, date(2011, 12, 31), date(2026, 11, 21))


def test_tekst_er_ikke_en_dato(rates: Rates) -> None:
    with pytest.raises(UgyldigInndata, match="mottatt"):
        beregn_klagefrist(rates, "2026-11-02", date(2026, 11, 21))  # type: ignore[arg-type]


@given(mottatt=st.dates(date(2012, 1, 1), date(2099, 12, 31)), gaatt=st.integers(-50, 800))
def test_fristen_ender_alltid_pa_samme_ukedag_28_dager_etter(rates: Rates, mottatt: date, gaatt: int) -> None:
    i_dag = mottatt + timedelta(days=gaatt)
    frist = beregn_klagefrist(rates, mottatt, i_dag)
    assert frist.siste_dag.toordinal() - mottatt.toordinal() == 28
    assert frist.siste_dag.weekday() == mottatt.weekday() == frist.ukedag
    assert frist.dager_igjen == 28 - gaatt
    assert frist.lever_senest <= frist.siste_dag and frist.lever_senest.weekday() < 5
    assert ("utlopt" in frist.flagg) == (gaatt > 28)
