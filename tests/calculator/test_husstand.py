"""Whose income counts (forskriften § 10), as sentences with kroner."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bot.calculator import Husstand, Medlem, Rates, UgyldigInndata, beregn_egenandel
from bot.calculator.husstand import finn_grunnlag

DAG = date(2026, 6, 15)  # 2 G per 1 January is 260 320, 3 G 390 480


def grunnlag(*medlemmer: Medlem) -> tuple[int, int]:
    funnet = finn_grunnlag(Husstand(medlemmer))
    return int(funnet.inntekt), int(funnet.inntekt_makspris)


SETNINGER: list[tuple[str, list[Medlem], tuple[int, int]]] = [
    ("den som søker alene", [Medlem("soker", 240_000)], (240_000, 240_000)),
    ("ektefellens inntekt legges til", [Medlem("soker", 200_000), Medlem("ektefelle", 150_000)], (350_000, 350_000)),
    ("samboerens inntekt legges til", [Medlem("soker", 200_000), Medlem("samboer", 150_000)], (350_000, 350_000)),
    (
        "barn under 18 teller ikke når hjelpen ikke gjelder barnet",
        [Medlem("soker", 200_000), Medlem("barn", 50_000, alder=17)],
        (200_000, 200_000),
    ),
    (
        "barn under 18 teller når hjelpen gjelder barnet",
        [Medlem("soker", 200_000), Medlem("barn", 50_000, alder=17, hjelpen_gjelder=True)],
        (250_000, 250_000),
    ),
    (
        "den som har fylt 18, er ikke barn i husstanden",
        [Medlem("soker", 200_000), Medlem("barn", 50_000, alder=18, hjelpen_gjelder=True)],
        (200_000, 200_000),
    ),
    (
        "søsken av barnet som får hjelp teller ikke",
        [
            Medlem("soker", 200_000),
            Medlem("barn", 10_000, alder=9, hjelpen_gjelder=True),
            Medlem("barn", 20_000, alder=16),
        ],
        (210_000, 210_000),
    ),
    ("voksne barn teller ikke", [Medlem("soker", 200_000), Medlem("voksent_barn", 400_000)], (200_000, 200_000)),
    ("leieboere teller ikke", [Medlem("soker", 200_000), Medlem("leieboer", 400_000)], (200_000, 200_000)),
    ("andre som bor der, teller ikke", [Medlem("soker", 200_000), Medlem("annen", 400_000)], (200_000, 200_000)),
    ("omsorgsstønad trekkes fra", [Medlem("soker", 300_000, omsorgsstonad=80_000)], (220_000, 220_000)),
    (
        "omsorgsstønad trekkes fra den felles inntekten",
        [Medlem("soker", 50_000, omsorgsstonad=80_000), Medlem("ektefelle", 300_000)],
        (270_000, 270_000),
    ),
    ("grunnlaget blir aldri under null", [Medlem("soker", 50_000, omsorgsstonad=80_000)], (0, 0)),
    ("hjelpestønad til tilsyn teller ikke", [Medlem("soker", 200_000, hjelpestonad=60_000)], (200_000, 200_000)),
    (
        "den som betaler for langtidsopphold, teller ikke i regelen om 2 G",
        [Medlem("soker", 200_000), Medlem("ektefelle", 150_000, institusjon=True)],
        (350_000, 200_000),
    ),
]


@pytest.mark.parametrize(
    "medlemmer, venter", [rest for _, *rest in SETNINGER], ids=[setning for setning, *_ in SETNINGER]
)
def test_hvem_som_teller(medlemmer: list[Medlem], venter: tuple[int, int]) -> None:
    assert grunnlag(*medlemmer) == venter


def test_steg_sier_hvorfor_en_inntekt_ikke_teller() -> None:
    husstand = Husstand(
        (Medlem("soker", 200_000, omsorgsstonad=10_000, hjelpestonad=5_000), Medlem("voksent_barn", 400_000))
    )
    steg = {ett.regel: ett.tall for ett in finn_grunnlag(husstand).steg}
    assert steg["husstand.teller_ikke"]["grunn"] == "ikke_i_husstanden"
    assert steg["husstand.omsorgsstonad_trekkes_fra"]["kr"] == 10_000
    assert steg["husstand.hjelpestonad_teller_ikke"]["kr"] == 5_000
    assert steg["husstand.sum"] == {"inntekt": 190_000, "inntekt_for_makspris": 190_000}


def test_ektefelle_pa_institusjon_gir_statens_tak_i_kommunens_trinn(rates: Rates) -> None:
    husstand = Husstand((Medlem("soker", 200_000), Medlem("ektefelle", 150_000, institusjon=True)))
    resultat = beregn_egenandel(rates, "fredrikstad", husstand, 6, DAG)
    assert (resultat.trinn.fra_g, resultat.under_2g, resultat.belop_per_maaned) == (2, True, 245)
    assert resultat.makspris_brukt


def test_husstanden_gir_samme_pris_som_summen_av_inntektene(rates: Rates) -> None:
    husstand = Husstand((Medlem("soker", 200_000), Medlem("samboer", 200_000)))
    med, uten = (beregn_egenandel(rates, "fredrikstad", hva, 6, DAG) for hva in (husstand, 400_000))
    assert med.belop_per_maaned == uten.belop_per_maaned == 2027


def test_retten_til_a_be_om_lavere_egenandel_nevnes_alltid_sist(rates: Rates) -> None:
    for inntekt in (0, 260_319, 400_000, 900_000):
        for timer in (None, 0, 6):
            steg = beregn_egenandel(rates, "fredrikstad", inntekt, timer, DAG).steg
            assert (steg[-1].regel, steg[-1].kilder) == ("forskrift.reduksjon", ("forskrift_9",))


@pytest.mark.parametrize("medlemmer, felt", [
    ([Medlem("ektefelle", 1)], "medlemmer"),
    ([Medlem("soker", 1), Medlem("soker", 1)], "medlemmer"),
    ([Medlem("soker", 1), Medlem("ektefelle", 1), Medlem("samboer", 1)], "medlemmer"),
    ([Medlem("soker", -1)], "inntekt"),
    ([Medlem("soker", float("nan"))], "inntekt"),
    ([Medlem("soker", 1, omsorgsstonad=-1)], "omsorgsstonad"),
    ([Medlem("soker", 1), Medlem("hund", 1)], "rolle"),
    ([Medlem("soker", 1), Medlem("barn", 1, alder=-1)], "alder"),
    ([Medlem("soker", 1, hjelpen_gjelder=True)], "hjelpen_gjelder"),
])  # fmt: skip
def test_umulige_husstander_avvises(medlemmer: list[Medlem], felt: str) -> None:
    with pytest.raises(UgyldigInndata) as feil:
        finn_grunnlag(Husstand(tuple(medlemmer)))
    assert feil.value.felt == felt


def test_barn_uten_oppgitt_alder_regnes_som_barn() -> None:
    barn: dict[str, Any] = {"rolle": "barn", "inntekt": 1_000, "hjelpen_gjelder": True}
    assert grunnlag(Medlem("soker", 200_000), Medlem(**barn)) == (201_000, 201_000)
