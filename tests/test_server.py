"""The server says at once, in one line, when it cannot listen."""

import socket

import pytest

from bot.channel.settings import ChannelSettings
from bot.server import PortInUse, channel_settings, check_port


def test_a_port_that_somebody_listens_on_is_refused_with_advice():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(PortInUse, match=f"PORT={port + 1} make run"):
            check_port("127.0.0.1", port)


def test_a_free_port_is_left_free():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    check_port("127.0.0.1", port)
    check_port("127.0.0.1", port)


def test_without_bpa_kanal_the_server_has_the_settings_of_credentials_yml(monkeypatch):
    monkeypatch.delenv("BPA_KANAL", raising=False)
    assert channel_settings() == ChannelSettings()


def test_bpa_kanal_sets_what_it_names_and_leaves_the_rest(monkeypatch):
    monkeypatch.setenv("BPA_KANAL", "{max_sessions: 5, trusted_proxies: [10.0.0.0/8, 192.0.2.1]}")
    assert channel_settings() == ChannelSettings(max_sessions=5, trusted_proxies=("10.0.0.0/8", "192.0.2.1"))


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ("{max_sesions: 5}", "max_sesions: unknown setting"),
        ("[5]", "must be a mapping"),
        ("{trusted_proxies: [proxy.example]}", "trusted_proxies: 'proxy.example' is no address"),
        ("{trusted_proxies: 10.0.0.0/8}", "trusted_proxies: '10.0.0.0/8' is not allowed"),
    ],
)
def test_a_wrong_bpa_kanal_is_named(monkeypatch, given, words):
    monkeypatch.setenv("BPA_KANAL", given)
    with pytest.raises(ValueError, match=words):
        channel_settings()
