"""What was told and answered outlives the process: each test begins a second server on the first one's folder, and says
nothing to the first, as when it was killed."""

from __future__ import annotations

import errno
import fcntl
import logging
import os
import re
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.lagring import Samtalelager, mappe
from tests.channel.fakes import Server, refused, serving
from tests.documents.datasett import soknad

SECRET = "s" * 32
TOLD = "jeg er redd for å dusje alene"
NOW = datetime(2026, 11, 21, 13, 3, 20, tzinfo=timezone.utc)
SECOND = timedelta(seconds=1)


def lasting(**settings: Any) -> AbstractContextManager[Server]:
    return serving(secret=SECRET, **settings)


def files(folder: Path) -> list[Path]:
    return sorted(folder.iterdir()) if folder.exists() else []


def headers(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def transcript(server: Server, token: str) -> str:
    return server.client.get("api/samtaler/utskrift", headers=headers(token)).text


def at(server: Server, moment: datetime) -> None:
    """The server's disk lives at that moment."""
    server.channel._kept._now = lambda: moment


def purge(server: Server) -> None:
    import asyncio

    asyncio.run_coroutine_threadsafe(server.channel.purge_conversations(), server.loop).result(10)


# --- It goes on ---


def test_after_a_restart_the_same_token_goes_on_with_all_that_was_told() -> None:
    with lasting() as killed, lasting() as server:
        token = killed.start(maalform="nn")
        killed.say(token, TOLD)
        answer = server.say(token, "og no?")
        assert answer.json()["meldinger"][0]["maalform"] == "nn"
        (heard,) = server.dialogue.told.values()
        assert heard == ['/felles_start{"maalform": "nn"}', TOLD, "og no?"]
        assert [line for line in transcript(server, token).split("\n\n") if "Du:" in line] == [
            f"Du:\n{TOLD}",
            "Du:\nog no?",
        ]


def test_what_has_been_answered_is_answered_the_same_and_asked_once() -> None:
    with lasting() as killed, lasting() as server:
        token = killed.start()
        first = killed.post(token, {"tekst": TOLD, "id": "1"})
        again = server.post(token, {"tekst": TOLD, "id": "1"})
        assert again.status_code == 200 and again.json() == first.json()
        assert server.dialogue.texts == []


def test_a_message_that_was_being_answered_is_asked_anew_under_its_id_and_nothing_before_it_is_lost() -> None:
    with lasting() as killed, lasting() as server:
        token = killed.start()
        killed.say(token, "54 år")
        killed.dialogue.seconds = 5
        with httpx.Client(base_url=killed.url, timeout=0.2) as impatient, pytest.raises(httpx.ReadTimeout):
            impatient.post("api/samtaler/meldinger", json={"tekst": TOLD, "id": "1"}, headers=headers(token))
        assert server.post(token, {"tekst": TOLD, "id": "1"}).json()["meldinger"][0]["tekst"] == f"Du skrev {TOLD}"
        (heard,) = server.dialogue.told.values()
        assert heard == ["/felles_start", "54 år", TOLD]


def test_buttons_a_free_text_question_and_documents_are_there_still() -> None:
    with lasting() as killed, lasting() as server:
        killed.dialogue.answers["ferdig"] = [
            {"text": "Klar.", "dokument": soknad()},
            {"text": "Noe mer?", "buttons": [{"title": "Ja", "payload": "/ja"}], "fritekst": True},
        ]
        token = killed.start()
        document, question = killed.say(token, "ferdig").json()["meldinger"]
        name = f"{document['dokument']['id']}.json"
        assert server.document(token, name).json() == killed.document(token, name).json()
        assert server.say(token, "a" * 4000).status_code == 200
        token = killed.start()
        question = killed.say(token, "ferdig").json()["meldinger"][1]
        assert server.post(token, {"knapp": question["knapper"][0]["id"]}).status_code == 200
        assert server.dialogue.texts[-1] == "/ja"


def test_a_conversation_that_has_only_begun_goes_on_too() -> None:
    with lasting() as killed, lasting() as server:
        assert server.say(killed.start(), "hei").status_code == 200


def test_a_draft_that_was_taken_up_goes_on() -> None:
    with lasting() as killed, lasting() as server:
        killed.dialogue.state = {"flyt": "soknad"}
        token = killed.start()
        code = killed.post(token, {"som": "kode"}, "lagring").json()["kode"]
        killed.post(token, {"kode": code}, "henting")
        assert "Hent fram kladden min." in transcript(server, token)


def test_two_messages_at_once_after_a_restart_are_of_one_conversation() -> None:
    with lasting() as killed, lasting() as server:
        token = killed.start()
        server.dialogue.seconds = 0.1
        with ThreadPoolExecutor(8) as pool:
            answers = list(pool.map(lambda number: server.say(token, f"nr {number}"), range(8)))
        assert {answer.status_code for answer in answers} == {200}
        (heard,) = server.dialogue.told.values()
        assert len(heard) == 9 and len(server.channel._sessions) == 1


def test_the_page_without_scripts_shows_every_turn_and_takes_a_form_from_before() -> None:
    with lasting() as killed, lasting() as server:
        with httpx.Client(base_url=f"{killed.url}uten-skript/") as page:
            page.post("", data={"start": "nb"})
            page.post("", data={**_hidden(page), "tekst": TOLD})
            before, cookies = _hidden(page), dict(page.cookies)
        with httpx.Client(base_url=f"{server.url}uten-skript/", cookies=cookies) as page:
            assert TOLD in page.get("").text
            for _ in range(2):
                assert page.post("", data={**before, "tekst": "og nå?"}).status_code == 303
            shown = page.get("").text
        assert shown.count("Du skrev og nå?") == 1 and TOLD in shown
        assert server.dialogue.texts == ["og nå?"]


def _hidden(page: httpx.Client) -> dict[str, str]:
    return dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]+)"', page.get("").text))


# --- What lies on the disk ---


def test_neither_text_nor_token_stands_in_the_folder_which_is_its_owners_alone(conversation_folder: Path) -> None:
    with lasting() as server:
        tokens = [server.start() for _ in range(3)]
        for token in tokens:
            server.say(token, TOLD)
        assert len(files(conversation_folder)) == 3
        assert conversation_folder.stat().st_mode & 0o777 == 0o700
        assert {file.stat().st_mode & 0o777 for file in files(conversation_folder)} == {0o600}
        written = b"".join(file.name.encode() + file.read_bytes() for file in files(conversation_folder))
        senders = [message.sender_id for message in server.dialogue.received]
        for word in [
            TOLD,
            "dusje",
            "Du skrev",
            "felles_start",
            SECRET,
            *senders,
            *tokens,
            *".".join(tokens).split("."),
        ]:
            assert word.encode() not in written


def test_without_a_secret_nothing_is_written_and_nothing_goes_on(conversation_folder: Path) -> None:
    with serving() as killed, serving() as server:
        token = killed.start()
        killed.say(token, TOLD)
        purge(killed)
        assert refused(server.say(token, "hei")) == (401, "ukjent_samtale")
        assert not conversation_folder.exists()


def test_with_another_secret_nothing_goes_on() -> None:
    with lasting() as killed, serving(secret="t" * 32) as server:
        assert refused(server.say(killed.start(), "hei")) == (401, "ukjent_samtale")


@pytest.mark.parametrize("damage", [b"", b"BPAL", b"x" * 500])
def test_a_damaged_file_is_an_unknown_conversation_and_the_log_names_the_type(
    conversation_folder: Path, caplog: pytest.LogCaptureFixture, damage: bytes
) -> None:
    with lasting() as killed, lasting() as server:
        token = killed.start()
        (file,) = files(conversation_folder)
        file.write_bytes(damage)
        assert refused(server.say(token, TOLD)) == (401, "ukjent_samtale")
        assert "samtale_ikke_hentet feil=Tuklet" in caplog.text and TOLD not in caplog.text


def test_a_folder_that_others_may_enter_is_refused_at_the_start(conversation_folder: Path) -> None:
    conversation_folder.mkdir(mode=0o755)
    with pytest.raises(ValueError, match="has mode 755, make it 700"), lasting():
        pass


# --- It ends ---


def test_what_is_ended_is_gone_from_the_disk_at_once_and_for_every_server(conversation_folder: Path) -> None:
    with lasting() as server, lasting() as other:
        token = server.start()
        server.say(token, TOLD)
        assert server.client.delete("api/samtaler", headers=headers(token)).json() == {"slettet": True}
        assert files(conversation_folder) == []
        assert refused(other.say(token, "hei")) == (401, "ukjent_samtale")


def test_what_lies_on_the_disk_alone_can_be_ended_too(conversation_folder: Path) -> None:
    with lasting() as killed, lasting() as server:
        token = killed.start()
        server.client.delete("api/samtaler", headers=headers(token))
        assert files(conversation_folder) == [] and server.dialogue.told == {}


def test_ending_while_the_conversation_is_being_saved_leaves_nothing(
    conversation_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with lasting() as server, ThreadPoolExecutor(1) as pool:
        token = server.start()
        save = Samtalelager.lagre

        def slow(*args: Any) -> None:
            time.sleep(0.5)
            save(*args)

        monkeypatch.setattr(Samtalelager, "lagre", slow)
        answer = pool.submit(server.say, token, TOLD)
        while len(server.dialogue.texts) < 2:
            time.sleep(0.01)
        time.sleep(0.2)
        server.client.delete("api/samtaler", headers=headers(token))
        answer.result()
        assert files(conversation_folder) == []


def test_it_lies_there_24_hours_from_its_last_message_and_is_purged_in_that_second(conversation_folder: Path) -> None:
    with lasting() as killed, lasting() as server, lasting() as late:
        at(killed, NOW - timedelta(hours=5))
        token = killed.start()
        at(killed, NOW)
        killed.say(token, TOLD)
        at(server, NOW + timedelta(hours=24) - SECOND)
        purge(server)
        assert len(files(conversation_folder)) == 1
        at(late, NOW + timedelta(hours=24))
        assert refused(late.say(token, "hei")) == (401, "ukjent_samtale")
        assert TOLD in transcript(server, token)  # read, not written anew: that lengthens nothing
        purge(late)
        assert files(conversation_folder) == []


def test_ending_on_a_disk_that_says_no_holds_and_the_next_purge_removes_it(
    conversation_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with lasting() as server:
        token = server.start()
        with monkeypatch.context() as read_only:
            read_only.setattr(os, "unlink", _fails(errno.EROFS))
            read_only.setattr(Path, "unlink", _fails(errno.EROFS))
            server.client.delete("api/samtaler", headers=headers(token))
        assert len(files(conversation_folder)) == 1
        assert refused(server.say(token, "hei")) == (401, "ukjent_samtale")
        purge(server)
        assert files(conversation_folder) == []


# --- The disk says no ---


def _fails(number: int) -> Any:
    def fail(*args: object, **options: object) -> None:
        raise OSError(number, os.strerror(number))

    return fail


@pytest.mark.parametrize(
    ("where", "what", "number", "named"),
    [
        (os, "replace", errno.ENOSPC, "OSError"),
        (tempfile, "mkstemp", errno.EROFS, "OSError"),
        (tempfile, "mkstemp", errno.EACCES, "PermissionError"),
    ],
)
def test_on_a_full_or_read_only_disk_the_citizen_is_answered_and_the_next_message_saves_all(
    where: Any, what: str, number: int, named: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("BPA_METRICS", "1")
    with lasting() as killed, lasting() as server:
        token = killed.start()
        with monkeypatch.context() as full:
            full.setattr(where, what, _fails(number))
            assert killed.post(token, {"tekst": TOLD, "id": "1"}).status_code == 200
        lines = [record for record in caplog.records if record.levelno >= logging.ERROR]
        assert len(lines) == 1 and lines[0].getMessage().startswith(f"samtale_ikke_lagret feil={named} hvor=")
        assert "bpa_ikke_lagret_total 1\n" in killed.client.get("metrics").text
        # The same answer again is a message too.
        killed.post(token, {"tekst": TOLD, "id": "1"})
        assert TOLD in transcript(server, token) and killed.dialogue.texts.count(TOLD) == 1


def test_a_folder_that_somebody_has_locked_keeps_nobody_waiting_for_long(
    conversation_folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(mappe, "_VENT", 0.05)
    with lasting() as server:
        token = server.start()
        folder = os.open(conversation_folder, os.O_RDONLY)
        try:
            fcntl.flock(folder, fcntl.LOCK_EX)
            assert server.say(token, TOLD).status_code == 200
            assert server.client.delete("api/samtaler", headers=headers(token)).status_code == 200
        finally:
            os.close(folder)
        assert "samtale_ikke_lagret feil=BlockingIOError" in caplog.text
        assert files(conversation_folder) == []


def test_a_purge_that_fails_is_logged_and_raises_nothing(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    with lasting() as server:
        server.start()
        monkeypatch.setattr(Path, "unlink", _fails(errno.EROFS))
        at(server, NOW + timedelta(days=3650))
        purge(server)
        assert "samtaler_ikke_ryddet feil=OSError" in caplog.text


# --- Room ---


def test_where_memory_holds_2_a_third_conversation_ends_none_of_them() -> None:
    with lasting(max_sessions=2) as server:
        tokens = [server.start() for _ in range(3)]
        for _ in range(2):
            for number, token in enumerate(tokens):
                assert server.say(token, f"{TOLD} {number}").status_code == 200
        assert len(server.channel._sessions) == 2 == len(server.dialogue.told)
        for number, token in enumerate(tokens):
            assert transcript(server, token).count(f"Du:\n{TOLD} {number}\n") == 2


def test_one_that_is_being_answered_is_never_the_one_to_leave_memory() -> None:
    with lasting(max_sessions=1) as server, ThreadPoolExecutor(1) as pool:
        token = server.start()
        server.dialogue.seconds = 0.3
        answer = pool.submit(server.say, token, TOLD)
        while server.dialogue.busy == 0:
            time.sleep(0.01)
        server.start()
        assert answer.result().status_code == 200
        assert TOLD in transcript(server, token)


def test_of_4_on_a_disk_that_may_hold_3_the_one_idle_longest_is_purged(conversation_folder: Path) -> None:
    with lasting(max_saved=3) as killed, lasting() as server:
        tokens = []
        for number in range(4):
            at(killed, NOW + number * SECOND)
            tokens.append(killed.start())
        purge(killed)
        assert len(files(conversation_folder)) == 3
        at(server, NOW)
        answered = [server.say(token, "hei").status_code for token in tokens]
        assert answered == [401, 200, 200, 200]
