"""Which cancelled visits are billed: by hours, or by a clock time the day before."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from bot.calculator import Rates, avbestillingsfrist, faktureres

BESOK = datetime(2026, 11, 25, 10, 0)


def test_fredrikstad_krever_et_dogn(rates: Rates) -> None:
    regel = rates.tabell("fredrikstad", "praktisk_bistand", date(2023, 6, 1)).avbestilling
    assert regel is not None
    frist = avbestillingsfrist(regel, BESOK)
    assert frist == datetime(2026, 11, 24, 10, 0)
    assert faktureres(regel, BESOK, frist) is False
    assert faktureres(regel, BESOK, frist + timedelta(minutes=1)) is True


def test_trondheim_krever_for_klokka_15_dagen_for(rates: Rates) -> None:
    regel = rates.tabell("trondheim", "praktisk_bistand", date(2019, 6, 1)).avbestilling
    assert regel is not None
    frist = avbestillingsfrist(regel, BESOK)
    assert frist == datetime(2026, 11, 24, 15, 0)
    assert faktureres(regel, BESOK, frist - timedelta(minutes=1)) is False
    assert faktureres(regel, BESOK, frist) is True


@pytest.mark.parametrize("avbestilt", [None, BESOK])
def test_et_besok_som_ikke_er_avbestilt_i_tide_faktureres(rates: Rates, avbestilt: datetime | None) -> None:
    for kommune, dag in (("fredrikstad", date(2023, 6, 1)), ("trondheim", date(2019, 6, 1))):
        regel = rates.tabell(kommune, "praktisk_bistand", dag).avbestilling
        assert faktureres(regel, BESOK, avbestilt) is True


def test_naar_siden_ikke_sier_noe_vet_vi_ikke(rates: Rates) -> None:
    regel = rates.tabell("frosta", "praktisk_bistand", date(2024, 6, 1)).avbestilling
    assert regel is None
    assert faktureres(regel, BESOK, BESOK - timedelta(days=3)) is None
