"""The weekly schedule: to the minute, what counts toward 25/32, what is billable."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.calculator import Oppgave, Rates, UgyldigInndata, beregn_timeplan, vurder_rett
from bot.calculator.timeplan import SLAG

DUSJ = Oppgave("dusj", "personlig_stell", 45, per="dag")
VASK = Oppgave("gulvvask", "praktisk_bistand", 90, ukedager=(0, 3))
HANDEL = Oppgave("handle", "praktisk_bistand", 60, ganger=2, per="maaned")
VINDU = Oppgave("vindusvask", "praktisk_bistand", 120, ganger=2, per="aar")
SNU = Oppgave("snuing", "personlig_stell", 15, ganger=4, per="dag", natt=True)
LOFT = Oppgave("forflytning", "personlig_stell", 20, per="dag", hjelpere=2)
SAAR = Oppgave("sårstell", "helse", 30, per="dag")
AVLASTNING = Oppgave("avlastning", "avlastning", 600, per="uke")


def test_en_uke_til_minuttet() -> None:
    plan = beregn_timeplan([DUSJ, VASK, HANDEL, VINDU])
    assert plan.per_slag["personlig_stell"] == 315  # 7 x 45
    assert plan.per_slag["praktisk_bistand"] == 212  # 180 + 120 x 12/52 = 27.7 + 240/52 = 4.6
    assert plan.minutter_per_uke == 527
    assert plan.per_ukedag == (135, 45, 45, 135, 45, 45, 45)
    assert plan.uten_fast_dag == 32


def test_bare_praktisk_bistand_faktureres() -> None:
    plan = beregn_timeplan([DUSJ, VASK, SAAR, AVLASTNING])
    assert plan.fakturerbart_per_uke == 180
    assert plan.fakturerbare_timer_per_maaned == 13  # 3 hours x 52 / 12


def test_to_hjelpere_gir_dobbel_tid() -> None:
    assert beregn_timeplan([LOFT]).minutter_per_uke == 280


@pytest.mark.parametrize("fakta, fra, til", [
    ({}, 0, 28), ({"natt_kontinuerlig": True}, 28, 28), ({"natt_kontinuerlig": False}, 0, 0),
])  # fmt: skip
def test_nattimer_teller_bare_nar_behovet_er_kontinuerlig(fakta: dict[str, bool], fra: int, til: int) -> None:
    teller = beregn_timeplan([replace(SNU, minutter=60)], **fakta).timer_som_teller
    assert (teller.fra, teller.til) == (fra, til)


@pytest.mark.parametrize("natt, to, fra, til", [
    (True, True, 14, 14), (True, False, 0, 0), (False, True, 0, 0), (False, False, 0, 0), (None, None, 0, 14),
    (True, None, 0, 14), (None, True, 0, 14), (False, None, 0, 0), (None, False, 0, 0),
])  # fmt: skip
def test_natt_med_to_hjelpere_krever_at_begge_er_kontinuerlige(
    natt: bool | None, to: bool | None, fra: int, til: int
) -> None:
    oppgave = Oppgave("snuing", "personlig_stell", 60, per="dag", hjelpere=2, natt=True)
    teller = beregn_timeplan([oppgave], natt_kontinuerlig=natt, to_hjelpere_kontinuerlig=to).timer_som_teller
    assert (teller.fra, teller.til) == (fra, til)


def test_helsetimer_teller_ikke_men_avlastning_gjor_for_foreldre() -> None:
    for ansvar, fra, til in ((True, 10, 10), (False, 0, 0), (None, 0, 10)):
        teller = beregn_timeplan([SAAR, AVLASTNING], foreldreansvar=ansvar).timer_som_teller
        assert (teller.fra, teller.til) == (fra, til)


def test_32_timer_er_1920_minutter_og_ett_minutt_mindre_er_ikke(rates: Rates) -> None:
    for minutter, utfall in (
        (1920, "rett"),
        (1919, "rett_med_forbehold"),
        (1500, "rett_med_forbehold"),
        (1499, "kommunen_vurderer"),
    ):
        plan = beregn_timeplan(
            [Oppgave(f"del {nr}", "personlig_stell", minutter // 4 + (nr < minutter % 4)) for nr in range(4)]
        )
        fakta = replace(plan.fakta, alder=40, varighet_mnd=36)
        assert vurder_rett(rates, fakta, date(2026, 11, 21)).utfall == utfall, minutter


def test_en_tom_plan_er_null() -> None:
    plan = beregn_timeplan([])
    assert (plan.minutter_per_uke, plan.fakturerbart_per_uke, plan.per_ukedag) == (0, 0, (0,) * 7)


@pytest.mark.parametrize("feil, felt", [
    ({"slag": "vaktmester"}, "slag"), ({"per": "time"}, "per"), ({"minutter": 0}, "minutter"),
    ({"minutter": 1441}, "minutter"), ({"ganger": 0}, "ganger"), ({"hjelpere": 5}, "hjelpere"),
    ({"ukedager": (7,)}, "ukedager"), ({"ukedager": (1, 1)}, "ukedager"),
    ({"per": "dag", "ukedager": (1,)}, "ukedager"), ({"minutter": 1440, "per": "dag", "hjelpere": 4}, "timer_per_uke"),
])  # fmt: skip
def test_umulige_oppgaver_avvises(feil: dict[str, object], felt: str) -> None:
    with pytest.raises(UgyldigInndata) as fanget:
        beregn_timeplan([replace(VASK, ukedager=(), **feil) if "ukedager" not in feil else replace(VASK, **feil)])
    assert fanget.value.felt == felt


def test_json_er_rene_tall_med_enheter() -> None:
    data = beregn_timeplan([DUSJ, VASK]).as_dict()
    assert data["timer_som_teller"] == {"fra": 8.25, "til": 8.25}
    assert data["enhet"]["per_uke"] == "minutter" and "fakta" not in data


oppgaver = st.builds(
    Oppgave, navn=st.just("x"), slag=st.sampled_from(SLAG), minutter=st.integers(1, 60), ganger=st.integers(1, 3),
    per=st.sampled_from(["dag", "uke", "maaned", "aar"]), hjelpere=st.integers(1, 2), natt=st.booleans(),
)  # fmt: skip


@given(st.lists(oppgaver, max_size=8), st.sampled_from([True, False, None]))
def test_planen_kan_alltid_vurderes_og_delene_gar_opp_i_summen(
    rates: Rates, plan: list[Oppgave], kontinuerlig: bool | None
) -> None:
    resultat = beregn_timeplan(plan, natt_kontinuerlig=kontinuerlig, to_hjelpere_kontinuerlig=kontinuerlig)
    fakta = replace(resultat.fakta, alder=40, varighet_mnd=36)
    assert vurder_rett(rates, fakta, date(2026, 11, 21)).timer_som_teller == resultat.timer_som_teller
    assert 0 <= resultat.timer_som_teller.fra <= resultat.timer_som_teller.til
    if kontinuerlig:  # then all counts but health, and relief as long as parenthood is unknown
        utenfor = resultat.per_slag["helse"] + resultat.per_slag["avlastning"]
        assert abs(resultat.minutter_per_uke - utenfor - round(resultat.timer_som_teller.fra * 60)) <= 2


@given(st.lists(oppgaver, max_size=8))
def test_summen_av_et_helt_aar_stemmer(plan: list[Oppgave]) -> None:
    """Counted the other way: every occasion in a year of 364 days, one by one."""
    per_aar = {"dag": 364, "uke": 52, "maaned": 12, "aar": 1}
    aar = sum(o.minutter * o.ganger * o.hjelpere * per_aar[o.per] for o in plan)
    resultat = beregn_timeplan(plan)
    assert abs(Fraction(aar, 52) - resultat.minutter_per_uke) <= Fraction(1, 2)
    assert abs(sum(resultat.per_slag.values()) - resultat.minutter_per_uke) <= len(SLAG)
