"""What if, and what did it cost then."""

from __future__ import annotations

from datetime import date

import pytest

from bot.calculator import Rates, Sporsmal, UgyldigInndata, UnknownKommune, sammenlign, sammenlign_tabeller

HER_OG_NA = Sporsmal("fredrikstad", 400_000, 6, date(2026, 11, 21))


def test_lavere_inntekt_gir_961_mindre(rates: Rates) -> None:
    to = sammenlign(rates, HER_OG_NA, grunnlag=390_479)
    assert (to.for_.belop_per_maaned, to.etter.belop_per_maaned, to.differanse) == (2027, 1066, -961)
    assert to.endret == ("grunnlag",)


def test_flere_timer_koster_ikke_mer_nar_maks_er_nadd(rates: Rates) -> None:
    assert sammenlign(rates, HER_OG_NA, timer=12).differanse == 0


def test_en_annen_kommune(rates: Rates) -> None:
    to = sammenlign(rates, HER_OG_NA, kommune="flå")
    assert (to.etter.kommune, to.etter.belop_per_maaned, to.differanse) == ("Flå", 1782, -245)


def test_uten_timer_er_det_ingen_differanse(rates: Rates) -> None:
    assert sammenlign(rates, HER_OG_NA, timer=None).differanse is None


def test_samme_husstand_i_2022_og_na(rates: Rates) -> None:
    da, na = sammenlign_tabeller(rates, HER_OG_NA, [date(2022, 6, 1), date(2026, 11, 21)])
    assert (da.tabell_fra.year, da.belop_per_maaned, da.trinn.fra_g) == (2022, 1955, 3)
    assert (na.tabell_fra.year, na.belop_per_maaned, na.trinn.fra_g) == (2023, 2027, 3)


def test_json_har_begge_svar(rates: Rates) -> None:
    data = sammenlign(rates, HER_OG_NA, timer=2).as_dict()
    assert (data["for"]["belop_per_maaned"], data["etter"]["belop_per_maaned"], data["differanse"]) == (
        2027,
        810,
        -1217,
    )


def test_et_felt_som_ikke_finnes_avvises(rates: Rates) -> None:
    with pytest.raises(UgyldigInndata, match="formue"):
        sammenlign(rates, HER_OG_NA, formue=1)
    with pytest.raises(UnknownKommune):
        sammenlign(rates, HER_OG_NA, kommune="ankeborg")
