"""A conversation belongs to whoever holds its token, and ends by itself."""

from __future__ import annotations

import base64

import pytest

from bot.channel.errors import UnknownConversation
from bot.channel.sessions import Sessions
from bot.channel.settings import ChannelSettings

SECRET = "s" * 32


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_the_token_finds_its_session_and_no_other() -> None:
    sessions = Sessions(ChannelSettings(), SECRET)
    (one_token, one), (other_token, other) = sessions.create("nb"), sessions.create("nn")
    assert sessions.find(f"Bearer {one_token}") is one
    assert sessions.find(f"bearer {other_token}") is other


def test_a_token_has_at_least_128_random_bits_and_1000_tokens_differ() -> None:
    sessions = Sessions(ChannelSettings(), SECRET)
    tokens = {sessions.create("nb")[0] for _ in range(1000)}
    assert len(tokens) == 1000
    assert all(len(base64.urlsafe_b64decode(token.rpartition(".")[0] + "=")) * 8 >= 128 for token in tokens)


def test_rasas_sender_id_tells_nothing_of_the_token() -> None:
    token, session = Sessions(ChannelSettings(), SECRET).create("nb")
    random_part, _, signature = token.rpartition(".")
    assert random_part not in session.sender_id and signature not in session.sender_id
    assert len(session.sender_id) == 64


def test_forged_and_malformed_tokens_are_unknown() -> None:
    sessions = Sessions(ChannelSettings(), SECRET)
    token, session = sessions.create("nb")
    random_part, _, signature = token.rpartition(".")
    foreign, _ = Sessions(ChannelSettings(), "t" * 32).create("nb")
    forged = [None, "", "Bearer", "Bearer ", token, f"Basic {token}", f"Bearer {token} x", f"Bearer {token[:-1]}"]
    forged += [f"Bearer {part}" for part in (random_part, f"{random_part}.", f".{signature}", session.sender_id)]
    forged += [
        f"Bearer {foreign}",
        f"Bearer {random_part[::-1]}.{signature}",
        "Bearer \u00e6\u00f8\u00e5",
        "Bearer " + "a" * 9000,
    ]
    for header in forged:
        with pytest.raises(UnknownConversation):
            sessions.find(header)


def test_a_session_lives_60_seconds_after_its_last_message_and_not_longer() -> None:
    clock = Clock()
    sessions = Sessions(ChannelSettings(idle_seconds=60), SECRET, clock=clock)
    token, _ = sessions.create("nb")
    clock.now = 60
    sessions.find(f"Bearer {token}")
    clock.now = 120
    sessions.find(f"Bearer {token}")
    clock.now = 180.1
    with pytest.raises(UnknownConversation):
        sessions.find(f"Bearer {token}")
    assert len(sessions) == 0


def test_only_idle_sessions_are_forgotten() -> None:
    clock = Clock()
    sessions = Sessions(ChannelSettings(idle_seconds=60), SECRET, clock=clock)
    (used, _), (idle, _) = sessions.create("nb"), sessions.create("nb")
    clock.now = 50
    sessions.find(f"Bearer {used}")
    clock.now = 70
    assert len(sessions) == 1
    sessions.find(f"Bearer {used}")
    with pytest.raises(UnknownConversation):
        sessions.find(f"Bearer {idle}")


def test_the_third_conversation_of_two_ends_the_one_that_was_idle_longest() -> None:
    ended: list[str] = []
    sessions = Sessions(ChannelSettings(max_sessions=2), SECRET, on_end=ended.append)
    (first_token, _), (_, second) = sessions.create("nb"), sessions.create("nb")
    sessions.find(f"Bearer {first_token}")
    sessions.create("nb")
    assert ended == [second.sender_id] and second.ended and len(sessions) == 2


def test_an_address_with_its_3_conversations_pushes_out_its_own_and_nobody_elses() -> None:
    sessions = Sessions(ChannelSettings(max_sessions=4, max_sessions_per_address=3), SECRET)
    _, neighbour = sessions.create("nb", "nabo")
    mine = [sessions.create("nb", "jeg")[1] for _ in range(50)]
    assert not neighbour.ended
    assert [session.ended for session in mine] == [True] * 47 + [False] * 3


def test_conversations_without_a_known_address_share_no_limit() -> None:
    sessions = Sessions(ChannelSettings(max_sessions_per_address=1), SECRET)
    assert [sessions.create("nb")[1].ended for _ in range(3)] == [False] * 3 and len(sessions) == 3


def test_an_ended_session_holds_nothing_that_was_said() -> None:
    sessions = Sessions(ChannelSettings(), SECRET)
    _, session = sessions.create("nb")
    session.transcript.turn("hei", [{"tekst": "svar"}])
    session.keep_answer("1", [{"tekst": "svar"}])
    session.documents["x"] = {}
    sessions.forget(session)
    assert not (session.transcript.lines or session.answers or session.documents or session.buttons)


def test_a_secret_of_31_characters_is_too_short() -> None:
    with pytest.raises(ValueError, match="BPA_HEMMELIGHET has 31 characters, give at least 32"):
        Sessions(ChannelSettings(), "s" * 31)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"max_tekst": 5}, "max_tekst: unknown setting"),
        ({"max_text": 0}, "max_text: 0 is not allowed"),
        ({"max_text": "mange"}, "max_text: 'mange' is not allowed"),
        ({"idle_seconds": -1}, "idle_seconds: -1 is not allowed"),
        ({"idle_seconds": 7 * 24 * 3600 + 1}, "idle_seconds: 604801 is not allowed, give at most 604800"),
        ({"frame_ancestors": "'self'\r\nX: y"}, "frame_ancestors: "),
    ],
)
def test_a_wrong_setting_is_named(values: dict[str, object], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        ChannelSettings.from_mapping(values)


def test_a_conversation_may_last_7_days_after_its_last_message() -> None:
    assert ChannelSettings(idle_seconds=7 * 24 * 3600).idle_seconds == 604_800


def test_no_settings_are_the_defaults() -> None:
    assert ChannelSettings.from_mapping(None) == ChannelSettings()


def test_whoever_keeps_more_about_a_conversation_hears_when_it_ends_after_24_idle_hours():
    now, ended = [0.0], []
    settings = ChannelSettings()
    sessions = Sessions(settings, "s" * 32, clock=lambda: now[0], on_end=ended.append)
    _, session = sessions.create("nb")
    now[0] = settings.idle_seconds
    sessions.forget_idle()
    assert ended == []
    now[0] = settings.idle_seconds + 1
    sessions.forget_idle()
    assert ended == [session.sender_id]
