"""Settings from the environment: defaults, and one clear line for what cannot be used."""

from datetime import date

import pytest

from bot import settings


def test_without_settings_it_listens_on_127_0_0_1_port_5005(monkeypatch):
    for name in ("HOST", "PORT"):
        monkeypatch.delenv(name, raising=False)
    assert (settings.host(), settings.port()) == ("127.0.0.1", 5005)


@pytest.mark.parametrize("value", ["0", "65536", "-1", "abc", "50 05", "５００５"])
def test_a_port_outside_1_to_65535_is_refused_by_name(monkeypatch, value):
    monkeypatch.setenv("PORT", value)
    with pytest.raises(settings.InvalidSetting, match="PORT"):
        settings.port()


def test_bpa_dato_sets_today(monkeypatch):
    monkeypatch.setenv("BPA_DATO", "2024-02-29")
    assert settings.today() == date(2024, 2, 29)


@pytest.mark.parametrize("value", ["2026-02-30", "21.11.2026", "i dag"])
def test_a_bpa_dato_that_is_no_date_is_refused_by_name(monkeypatch, value):
    monkeypatch.setenv("BPA_DATO", value)
    with pytest.raises(settings.InvalidSetting, match="BPA_DATO"):
        settings.today()
