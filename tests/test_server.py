"""The server says at once, in one line, when it cannot listen."""

import socket

import pytest

from bot.server import PortInUse, check_port


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
