"""§ 2-1 d: the decision table, the sentences around it, and an oracle that reads the law in another style."""

from __future__ import annotations

import csv
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import oracle_rett
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.calculator import Fakta, RateNotFound, Rates, UgyldigInndata, vurder_rett
from bot.calculator.bpa_rett import vurder_spenn

I_DAG = date(2026, 11, 21)
FOR_UNNTAKET = date(2020, 6, 30)
TABELL = list(csv.DictReader((Path(__file__).parent / "cases" / "rett.csv").read_text(encoding="utf-8").splitlines()))
JA_NEI = {"ja": True, "nei": False, "": None}


def _fakta(rad: dict[str, str]) -> dict[str, Any]:
    tall = {felt: Decimal(rad[felt]) if rad[felt] else None for felt in ("alder", "varighet_mnd", "timer_per_uke")}
    return tall | {"bpa_for_67": JA_NEI[rad["bpa_for_67"]]}


def _utfall(rates: Rates, dato: date = I_DAG, **fakta: Any) -> str:
    return vurder_rett(rates, Fakta(**fakta), dato).utfall


@pytest.mark.parametrize("rad", TABELL, ids=lambda rad: " ".join(verdi or "?" for verdi in rad.values()))
def test_beslutningstabellen(rates: Rates, rad: dict[str, str]) -> None:
    resultat = vurder_rett(rates, Fakta(**_fakta(rad)), date.fromisoformat(rad["dato"]))
    assert resultat.utfall == rad["utfall"]
    assert bool(resultat.avgjorende) == (resultat.utfall == "uavklart")


def test_tabellen_har_minst_200_rader_og_begge_sider_av_hver_grense() -> None:
    assert len(TABELL) >= 200
    assert {rad["alder"] for rad in TABELL} >= {"66", "67"}
    assert {rad["timer_per_uke"] for rad in TABELL} >= {"24.9", "25", "31.9", "32"}
    assert {rad["varighet_mnd"] for rad in TABELL} >= {"24", "25"}
    assert len({tuple(rad.values())[:-1] for rad in TABELL}) == len(TABELL)


@pytest.mark.parametrize("rad", TABELL, ids=lambda rad: " ".join(verdi or "?" for verdi in rad.values()))
def test_tabellen_stemmer_med_loven_lest_ord_for_ord(rad: dict[str, str]) -> None:
    assert oracle_rett.outcome(_fakta(rad), date.fromisoformat(rad["dato"])) == rad["utfall"]


SETNINGER: list[tuple[str, dict[str, Any], str]] = [
    ("28 timer er verken ja eller nei", {"timer_per_uke": 28}, "rett_med_forbehold"),
    ("32 timer er nok", {"timer_per_uke": 32}, "rett"),
    ("31,99 timer er ikke 32", {"timer_per_uke": Decimal("31.99")}, "rett_med_forbehold"),
    ("20 timer: kommunen må likevel vurdere", {"timer_per_uke": 20}, "kommunen_vurderer"),
    ("varig behov er over 2 år", {"timer_per_uke": 40, "varighet_mnd": None, "varig": True}, "rett"),
    ("ukjent varighet gjør saken åpen", {"timer_per_uke": 40, "varighet_mnd": None}, "uavklart"),
    ("et barn på 3 år har samme rett", {"alder": 3, "timer_per_uke": 32}, "rett"),
    ("71 år med BPA fra før 67 beholder den", {"alder": 71, "bpa_for_67": True, "timer_per_uke": 32}, "rett"),
    ("71 år uten BPA fra før", {"alder": 71, "bpa_for_67": False, "timer_per_uke": 32}, "kommunen_vurderer"),
    ("71 år, ukjent om BPA fra før", {"alder": 71, "timer_per_uke": 32}, "uavklart"),
    (
        "sporadiske nattimer teller ikke",
        {"timer_per_uke": 34, "timer_natt": 4, "natt_kontinuerlig": False},
        "rett_med_forbehold",
    ),
    ("kontinuerlige nattimer teller", {"timer_per_uke": 34, "timer_natt": 4, "natt_kontinuerlig": True}, "rett"),
    (
        "32 timer og 20 minutter, 20 av dem om natten av og til, er nøyaktig 32",
        {"timer_per_uke": Decimal(1940) / 60, "timer_natt": Decimal(20) / 60, "natt_kontinuerlig": False},
        "rett",
    ),
    ("uvisst om natten er kontinuerlig", {"timer_per_uke": 34, "timer_natt": 4}, "uavklart"),
    ("uvisst, men nok uansett", {"timer_per_uke": 40, "timer_natt": 4}, "rett"),
    (
        "to hjelpere av og til teller ikke",
        {"timer_per_uke": 26, "timer_to_hjelpere": 2, "to_hjelpere_kontinuerlig": False},
        "kommunen_vurderer",
    ),
    (
        "to hjelpere hele tiden teller",
        {"timer_per_uke": 26, "timer_to_hjelpere": 2, "to_hjelpere_kontinuerlig": True},
        "rett_med_forbehold",
    ),
    ("avlastning teller for foreldre", {"timer_per_uke": 20, "timer_avlastning": 12, "foreldreansvar": True}, "rett"),
    (
        "avlastning teller ikke for andre",
        {"timer_per_uke": 20, "timer_avlastning": 12, "foreldreansvar": False},
        "kommunen_vurderer",
    ),
    ("helsetimer teller ikke", {"timer_per_uke": 35, "timer_helse": 4}, "rett_med_forbehold"),
    (
        "uten rett til tjenester fra før vurderer kommunen",
        {"timer_per_uke": 40, "nodvendige_tjenester": False},
        "kommunen_vurderer",
    ),
    ("en annen kan være arbeidsleder", {"timer_per_uke": 40, "arbeidsleder": "andre"}, "rett"),
    ("når ingen kan lede, vurderer kommunen", {"timer_per_uke": 40, "arbeidsleder": "ingen"}, "kommunen_vurderer"),
]


@pytest.mark.parametrize("fakta, venter", [rest for _, *rest in SETNINGER], ids=[setning for setning, *_ in SETNINGER])
def test_setninger_om_retten(rates: Rates, fakta: dict[str, Any], venter: str) -> None:
    assert _utfall(rates, **({"alder": 40, "varighet_mnd": 36} | fakta)) == venter


@pytest.mark.parametrize(
    "fakta, avgjorende",
    [
        ({"alder": 71, "varighet_mnd": 36, "timer_per_uke": 32}, ("bpa_for_67",)),
        ({"alder": 40, "varighet_mnd": 36}, ("timer_per_uke",)),
        ({"varighet_mnd": 36, "timer_per_uke": 32}, ("alder",)),
        ({"alder": 40, "timer_per_uke": 32}, ("varighet_mnd",)),
        ({"alder": 40, "varighet_mnd": 36, "timer_per_uke": 34, "timer_natt": 4}, ("natt_kontinuerlig",)),
        ({"alder": 40, "varighet_mnd": 36, "timer_per_uke": 20, "timer_avlastning": 8}, ("foreldreansvar",)),
        ({}, ("alder", "varighet_mnd", "timer_per_uke")),
    ],
)
def test_uavklart_sier_hva_som_avgjor(rates: Rates, fakta: dict[str, Any], avgjorende: tuple[str, ...]) -> None:
    assert vurder_rett(rates, Fakta(**fakta), I_DAG).avgjorende == avgjorende


def test_alltid_fire_vilkar_med_paragraf(rates: Rates) -> None:
    data = vurder_rett(rates, Fakta(alder=40, timer_per_uke=28, varighet_mnd=36), I_DAG).as_dict()
    assert [(v["id"], v["status"]) for v in data["vilkar"]] == [
        ("alder", "oppfylt"),
        ("varighet", "oppfylt"),
        ("timer_minst_25", "oppfylt"),
        ("timer_minst_32", "ikke_oppfylt"),
    ]
    assert all(v["hjemmel"]["url"] == "https://lovdata.no/lov/1999-07-02-63/§2-1d" for v in data["vilkar"])


def test_unntaket_etter_67_kom_1_juli_2020(rates: Rates) -> None:
    fakta = {"alder": 67, "bpa_for_67": True, "varighet_mnd": 36, "timer_per_uke": 32}
    assert _utfall(rates, FOR_UNNTAKET, **fakta) == "kommunen_vurderer"
    assert _utfall(rates, date(2020, 7, 1), **fakta) == "rett"


def test_ordet_samtykkekompetanse_ble_beslutningskompetanse_1_juni_2026(rates: Rates) -> None:
    ord_for = {
        dag: vurder_rett(rates, Fakta(), dag).begrep["kompetanse"] for dag in (date(2026, 5, 31), date(2026, 6, 1))
    }
    assert list(ord_for.values()) == ["samtykkekompetanse", "beslutningskompetanse"]


def test_paragrafen_for_nodvendige_tjenester_flyttet_1_juni_2024(rates: Rates) -> None:
    fakta = Fakta(nodvendige_tjenester=True)
    hjemler = [
        next(v.hjemmel.nokkel for v in vurder_rett(rates, fakta, dag).vilkar if v.id == "nodvendige_tjenester")
        for dag in (date(2024, 5, 31), date(2024, 6, 1))
    ]
    assert hjemler == ["pbrl_2_1_a", "pbrl_2_1"]


def test_for_2015_fantes_ikke_retten(rates: Rates) -> None:
    assert _utfall(rates, date(2015, 1, 1), alder=40, varighet_mnd=36, timer_per_uke=32) == "rett"
    with pytest.raises(RateNotFound, match="2014-12-31"):
        vurder_rett(rates, Fakta(), date(2014, 12, 31))


@pytest.mark.parametrize(
    "fakta, felt",
    [
        ({"alder": -1}, "alder"),
        ({"alder": 121}, "alder"),
        ({"alder": "førti"}, "alder"),
        ({"alder": True}, "alder"),
        ({"timer_per_uke": -1}, "timer_per_uke"),
        ({"timer_per_uke": 337}, "timer_per_uke"),
        ({"timer_per_uke": float("nan")}, "timer_per_uke"),
        ({"varighet_mnd": -1}, "varighet_mnd"),
        ({"arbeidsleder": "hunden"}, "arbeidsleder"),
        ({"timer_per_uke": 10, "timer_natt": 11}, "timer_per_uke"),
    ],
)
def test_umulige_fakta_avvises(rates: Rates, fakta: dict[str, Any], felt: str) -> None:
    with pytest.raises(UgyldigInndata) as feil:
        vurder_rett(rates, Fakta(**fakta), I_DAG)
    assert feil.value.felt == felt


def test_merknader_nevner_det_som_hjelper(rates: Rates) -> None:
    def koder(**fakta: Any) -> set[str]:
        return {merknad.kode for merknad in vurder_rett(rates, Fakta(**fakta), I_DAG).merknader}

    assert {"foreldre_representerer_barnet", "barnet_kan_vaere_part"} <= koder(alder=12)
    assert "barnet_kan_vaere_part" not in koder(alder=11)
    assert "foreldre_representerer_barnet" not in koder(alder=18)
    assert "kommunen_maa_tilby_bpa" in koder(alder=40, varighet_mnd=36, timer_per_uke=20)
    assert "kommunen_maa_dokumentere_kostnad" in koder(alder=40, varighet_mnd=36, timer_per_uke=25)
    assert "beholdes_etter_67" in koder(alder=66) - koder(alder=67)


halve = st.integers(0, 100).map(lambda antall: Decimal(antall) / 2)
kanskje = st.sampled_from([True, False, None])


@settings(max_examples=500, deadline=None)
@given(
    alder=st.sampled_from([None, 0, 17, 18, 66, 67, 90]),
    bpa=kanskje,
    mnd=st.sampled_from([None, 0, 24, Decimal("24.5"), 25, 600]),
    timer=st.none() | halve,
    to=halve,
    to_k=kanskje,
    natt=halve,
    natt_k=kanskje,
    avl=halve,
    ansvar=kanskje,
    helse=halve,
    dag=st.sampled_from([FOR_UNNTAKET, date(2020, 7, 1), I_DAG]),
)
def test_kalkulatoren_er_enig_med_loven_lest_som_mulige_verdener(
    rates: Rates,
    alder: int | None,
    bpa: bool | None,
    mnd: Any,
    timer: Decimal | None,
    to: Decimal,
    to_k: bool | None,
    natt: Decimal,
    natt_k: bool | None,
    avl: Decimal,
    ansvar: bool | None,
    helse: Decimal,
    dag: date,
) -> None:
    if timer is None:  # parts of an unknown whole say nothing
        to = natt = avl = helse = Decimal(0)
    elif to + natt + helse > timer:
        timer = to + natt + helse
    fakta = {
        "alder": alder,
        "bpa_for_67": bpa,
        "varighet_mnd": mnd,
        "timer_per_uke": timer,
        "timer_to_hjelpere": to,
        "to_hjelpere_kontinuerlig": to_k,
        "timer_natt": natt,
        "natt_kontinuerlig": natt_k,
        "timer_avlastning": avl,
        "foreldreansvar": ansvar,
        "timer_helse": helse,
    }
    assert _utfall(rates, dag, **fakta) == oracle_rett.outcome(fakta, dag)


@pytest.mark.parametrize(
    ("lav", "hoy", "utfall"), [("33", "35", "rett"), ("30", "35", "uavklart"), ("25", "31", "rett_med_forbehold")]
)
def test_a_span_of_hours_decides_only_when_both_its_ends_agree(rates: Rates, lav: str, hoy: str, utfall: str) -> None:
    ends = (Fakta(alder=40, varig=True, timer_per_uke=Decimal(timer)) for timer in (lav, hoy))
    assert vurder_spenn(rates, *ends, I_DAG).utfall == utfall
