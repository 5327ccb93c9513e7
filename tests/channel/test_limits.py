"""How often one conversation and one address may ask, and whose address a request has."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from sanic.compat import Header

from bot.channel.limits import Addresses, Buckets
from bot.channel.settings import ChannelSettings
from tests.channel.fakes import Server, refused, serving

PROXY = {"trusted_proxies": ("127.0.0.1",)}


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_60_tries_pass_at_once_the_61st_waits_and_a_second_later_there_is_one_more() -> None:
    clock = Clock()
    buckets = Buckets(60, clock)
    assert [buckets.take("a") for _ in range(61)] == [0] * 60 + [5]
    clock.now = 0.99
    assert buckets.take("a") == 5
    clock.now = 1.01
    assert [buckets.take("a"), buckets.take("a")] == [0, 5]


def test_the_wait_is_told_in_full_where_it_is_longer_than_5_seconds() -> None:
    buckets = Buckets(2, Clock())
    assert [buckets.take("a") for _ in range(3)] == [0, 0, 30]


def test_one_key_does_not_use_up_anothers() -> None:
    buckets = Buckets(1, Clock())
    assert [buckets.take("a"), buckets.take("a"), buckets.take("b")] == [0, 60, 0]


def test_a_key_is_forgotten_a_minute_after_its_last_try_and_not_before() -> None:
    clock = Clock()
    buckets = Buckets(10, clock)
    buckets.take("a")
    clock.now = 60
    assert len(buckets) == 1
    clock.now = 60.1
    assert len(buckets) == 0


# --- Whose address ---


def seen(peer: str, *forwarded: str) -> Any:
    """A request that came from `peer`."""
    headers = Header([("X-Forwarded-For", value) for value in forwarded])
    return SimpleNamespace(ip=peer, headers=headers)


@pytest.mark.parametrize(
    ("peer", "forwarded", "same_as"),
    [
        ("192.0.2.7", ["198.51.100.1"], "192.0.2.7"),  # nobody we trust: what it says counts for nothing
        ("10.0.0.1", ["198.51.100.1"], "198.51.100.1"),
        ("10.0.0.1", ["203.0.113.9, 198.51.100.1"], "198.51.100.1"),  # what the citizen wrote to the left is not read
        ("10.0.0.1", ["203.0.113.9", "198.51.100.1, 10.0.0.2"], "198.51.100.1"),
        ("10.0.0.1", [], "10.0.0.1"),
        ("10.0.0.1", ["rot"], "10.0.0.1"),
        ("::ffff:192.0.2.7", [], "192.0.2.7"),
        ("2001:db8::1", [], "2001:db8::ffff"),  # one household
    ],
)
def test_the_address_is_the_first_from_the_right_that_is_no_trusted_proxy(
    peer: str, forwarded: list[str], same_as: str
) -> None:
    addresses = Addresses(("10.0.0.0/8",))
    assert addresses.of(seen(peer, *forwarded)) == addresses.of(seen(same_as)) != ""


def test_two_addresses_differ_and_no_process_can_know_anothers_hash() -> None:
    one, other = Addresses(()), Addresses(())
    hashes = {one.of(seen("192.0.2.7")), one.of(seen("192.0.2.8")), other.of(seen("192.0.2.7"))}
    hashes |= {one.of(seen("2001:db8::1")), one.of(seen("2001:db8:0:1::1"))}
    assert len(hashes) == 5 and not any("192" in each and "." in each for each in hashes)


@pytest.mark.parametrize("peer", ["127.0.0.1", "::1", ""])
def test_an_address_of_this_machine_tells_nobody_from_anybody(peer: str) -> None:
    assert Addresses(()).of(seen(peer, "198.51.100.1")) == ""


# --- Over HTTP ---


def begin(server: Server, address: str) -> Any:
    return server.client.post("api/samtaler", headers={"X-Forwarded-For": address})


def test_the_fourth_message_of_three_a_minute_is_told_kindly_when_to_try_again_in_both_written_forms() -> None:
    with serving(messages_per_minute=3) as server:
        for maalform, words in (("nb", "Vent 20 sekunder, og prøv igjen"), ("nn", "Vent 20 sekund, og prøv igjen")):
            token = server.start(maalform=maalform)
            assert [server.say(token, "hei").status_code for _ in range(3)] == [200] * 3
            response = server.say(token, "hei")
            assert refused(response) == (429, "for_fort")
            assert response.headers["retry-after"] == "20"
            assert words in response.json()["feil"]["melding"]


def test_the_message_that_was_too_much_never_reaches_the_dialogue_and_another_conversation_goes_on() -> None:
    with serving(messages_per_minute=1) as server:
        one, other = server.start(), server.start()
        server.say(one, "a")
        server.say(one, "b")
        assert server.say(other, "c").status_code == 200
        assert server.dialogue.texts[2:] == ["a", "c"]


def test_the_third_conversation_of_two_a_minute_is_refused_for_that_address_alone() -> None:
    with serving(conversations_per_minute=2, **PROXY) as server:
        assert [begin(server, "192.0.2.7").status_code for _ in range(2)] == [201, 201]
        response = begin(server, "192.0.2.7")
        assert refused(response) == (429, "for_mange") and response.headers["retry-after"] == "30"
        assert begin(server, "192.0.2.8").status_code == 201


def test_an_address_cannot_get_more_by_speaking_in_many_conversations() -> None:
    with serving(address_messages_per_minute=4, **PROXY) as server:
        tokens = [begin(server, "192.0.2.7").json()["token"] for _ in range(3)]
        said = [
            server.client.post(
                "api/samtaler/meldinger",
                json={"tekst": "hei"},
                headers={"Authorization": f"Bearer {token}", "X-Forwarded-For": "192.0.2.7"},
            ).status_code
            for token in tokens * 2
        ]
        assert said == [200] * 4 + [429] * 2


def test_who_has_asked_too_often_may_still_delete() -> None:
    with serving(messages_per_minute=1) as server:
        token = server.start()
        assert [server.say(token, "hei").status_code for _ in range(2)] == [200, 429]
        answer = server.client.delete("api/samtaler", headers={"Authorization": f"Bearer {token}"})
        assert answer.status_code == 200


def test_by_default_somebody_who_writes_every_second_for_an_hour_is_never_refused() -> None:
    clock = Clock()
    buckets = Buckets(ChannelSettings().messages_per_minute, clock)
    waits = set()
    for second in range(3600):
        clock.now = float(second)
        waits.add(buckets.take("a"))
    assert waits == {0}
