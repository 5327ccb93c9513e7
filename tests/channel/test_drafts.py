"""Save and resume over HTTP: a file or a code, in this conversation or the next, and every refusal in words."""

from __future__ import annotations

import asyncio
import json
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import SlotSet
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.core.training_data.story_reader.yaml_story_reader import YAMLStoryReader
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.channel.settings import ChannelSettings, draft_folder
from bot.engine.conversations import ConversationStore
from bot.server import flow_state
from tests.channel.fakes import Server, refused, serving

SECRET = "h" * 32
NOW = datetime(2026, 11, 21, 13, 3, tzinfo=timezone.utc)
STATE = {
    "versjon": 1,
    "flyt": "soknad",
    "svar": {"situasjon": {"verdi": 'Jeg er }{ "ålreit" @0.9\n✓', "status": "svart"}},
}


@pytest.fixture
def lasting() -> Any:
    """A server with a secret of its own, at 14.03 on 21 November 2026, and something to save."""
    with serving(secret=SECRET) as server:
        yield at(server, NOW)


def at(server: Server, time: datetime) -> Server:
    server.dialogue.state = STATE
    server.channel._drafts._now = lambda: time
    return server


def saved(server: Server, how: str) -> Any:
    response = server.post(server.start(), {"som": how}, "lagring")
    assert response.status_code == 200
    return response.text if how == "fil" else response.json()["kode"]


def resumed(server: Server, body: Any, token: str | None = None) -> Any:
    return server.post(token or server.start(), body, "henting")


# --- Saving ---


def test_a_file_is_given_with_its_name_and_the_words_about_it(lasting: Server) -> None:
    response = lasting.post(lasting.start(), {"som": "fil"}, "lagring")
    assert response.status_code == 200
    assert response.headers["content-disposition"] == 'attachment; filename="bpa-kladd-2026-11-21.txt"'
    assert response.headers["cache-control"] == "no-store"
    assert response.text.startswith("BPA-veilederen: kryptert fil, gyldig til 28.11.2026 kl. 14.03\n")
    words = unquote(response.headers["x-melding"])
    assert "fram til 28. november 2026 klokka 14.03" in words and "Alle som har filen" in words
    assert "ålreit" not in response.text


def test_a_code_is_given_in_groups_with_its_time_and_the_words_about_it(lasting: Server) -> None:
    body = lasting.post(lasting.start(), {"som": "kode"}, "lagring").json()
    assert [len(group) for group in body["kode"].split("-")] == [3] * 6
    assert body["gyldig_til"] == "2026-11-28T13:03:00+00:00"
    assert "fram til 28. november 2026 klokka 14.03" in body["melding"]
    assert "Alle som har koden, kan lese kladden" in body["melding"]


def test_the_words_are_those_of_the_conversations_written_form(lasting: Server) -> None:
    lasting.dialogue.answers['/felles_start{"maalform": "nn"}'] = [{"text": "Hei", "maalform": "nn"}]
    token = lasting.start(maalform="nn")
    assert "Koden verkar fram til" in lasting.post(token, {"som": "kode"}, "lagring").json()["melding"]


def test_only_without_a_lasting_secret_is_it_said_that_a_restart_ends_the_draft(
    server: Server, lasting: Server
) -> None:
    warning = "hvis tjenesten blir startet på nytt"
    server.dialogue.state = STATE
    for running, told in ((server, True), (lasting, False)):
        token = running.start()
        assert (warning in running.post(token, {"som": "kode"}, "lagring").json()["melding"]) is told
        assert (warning in unquote(running.post(token, {"som": "fil"}, "lagring").headers["x-melding"])) is told


@pytest.mark.parametrize("how", ["fil", "kode"])
def test_nothing_to_save_is_told(lasting: Server, how: str) -> None:
    lasting.dialogue.state = None
    response = lasting.post(lasting.start(), {"som": how}, "lagring")
    assert refused(response) == (409, "lagring_tom")
    assert "Jeg fant ikke noe å lagre" in response.text


@pytest.mark.parametrize("body", [{}, {"som": "epost"}, {"som": None}, {"som": ["fil"]}, {"fil": "kode"}])
def test_a_draft_is_saved_as_file_or_code_and_nothing_else(lasting: Server, body: Any) -> None:
    assert refused(lasting.post(lasting.start(), body, "lagring")) == (400, "ugyldig_felt")


@pytest.mark.parametrize("route", ["lagring", "henting", "sletting"])
def test_without_a_valid_token_nobody_saves_resumes_or_deletes(lasting: Server, route: str) -> None:
    assert refused(lasting.post("x.y", {"som": "kode"}, route)) == (401, "ukjent_samtale")


def test_neither_the_code_nor_an_answer_is_found_in_the_folder(lasting: Server, draft_folder: Path) -> None:
    code = saved(lasting, "kode")
    (file,) = draft_folder.iterdir()
    assert file.stat().st_mode & 0o077 == 0
    traces = [code, code.replace("-", ""), "situasjon", "ålreit"]
    found = file.name.encode() + file.read_bytes()
    assert [trace for trace in traces if trace.encode() in found] == []


def test_the_11th_draft_in_a_minute_is_refused_and_the_10_before_it_are_not(lasting: Server) -> None:
    token = lasting.start()
    answers = [lasting.post(token, {"som": "kode"}, "lagring") for _ in range(11)]
    assert [answer.status_code for answer in answers] == [200] * 10 + [429]
    assert "Vent 60 sekunder" in answers[-1].text


def test_a_folder_that_cannot_be_written_is_told_with_the_way_out(lasting: Server, draft_folder: Path) -> None:
    draft_folder.write_text("no folder")
    response = lasting.post(lasting.start(), {"som": "kode"}, "lagring")
    assert refused(response) == (507, "lagring_kan_ikke_lagre")
    assert "Last ned en fil i stedet" in response.text
    assert lasting.post(lasting.start(), {"som": "fil"}, "lagring").status_code == 200


# --- Resuming ---


@pytest.mark.parametrize("how", ["fil", "kode"])
def test_another_conversation_gets_the_whole_state_and_its_answer(lasting: Server, how: str) -> None:
    draft = saved(lasting, how)
    messages = resumed(lasting, {how: draft}).json()["meldinger"]
    intent, _, entities = lasting.dialogue.texts[-1].partition("{")
    assert intent == "/flyt_gjenoppta" and json.loads("{" + entities) == {"tilstand": STATE}
    assert len(messages) == 1
    read = YAMLStoryReader.unpack_regex_message(Message(data={TEXT: lasting.dialogue.texts[-1]}))
    assert read.get("intent")["name"] == "flyt_gjenoppta"
    assert [(entity["entity"], entity["value"]) for entity in read.get("entities")] == [("tilstand", STATE)]


@pytest.mark.parametrize("how", ["fil", "kode"])
def test_another_server_with_the_same_secret_opens_it(lasting: Server, how: str) -> None:
    draft = saved(lasting, how)
    with serving(secret=SECRET) as other:
        assert resumed(at(other, NOW), {how: draft}).status_code == 200


@pytest.mark.parametrize(("how", "code"), [("fil", (400, "lagring_tuklet")), ("kode", (404, "lagring_ikke_funnet"))])
def test_a_server_with_another_secret_does_not(lasting: Server, how: str, code: tuple[int, str]) -> None:
    draft = saved(lasting, how)
    with serving(secret="x" * 32) as other:
        assert refused(resumed(at(other, NOW), {how: draft})) == code
        assert len(other.dialogue.texts) == 1


def test_a_code_is_read_however_it_is_written(lasting: Server) -> None:
    code = saved(lasting, "kode")
    written = f"  {code.lower().replace('-', ' ').replace('0', 'o')} "
    assert resumed(lasting, {"kode": written}).status_code == 200


@pytest.mark.parametrize("how", ["fil", "kode"])
def test_a_draft_opens_one_second_before_its_7_days_are_over_and_not_then(lasting: Server, how: str) -> None:
    draft = saved(lasting, how)
    at(lasting, NOW + timedelta(days=7, seconds=-1))
    assert resumed(lasting, {how: draft}).status_code == 200
    at(lasting, NOW + timedelta(days=7))
    response = resumed(lasting, {how: draft})
    assert refused(response) == (410, "lagring_utlopt")
    assert "fram til 28. november 2026 klokka 14.03" in response.text


def test_the_time_is_a_setting() -> None:
    with serving(secret=SECRET, draft_days=30) as server:
        body = at(server, NOW).post(server.start(), {"som": "kode"}, "lagring").json()
    assert body["gyldig_til"].startswith("2026-12-21")


@pytest.mark.parametrize("days", [0, 30.1, -1])
def test_a_draft_lives_more_than_0_and_at_most_30_days(days: float) -> None:
    with pytest.raises(ValueError, match="draft_days"):
        ChannelSettings(draft_days=days)


def test_a_changed_file_is_told(lasting: Server) -> None:
    draft = saved(lasting, "fil")
    response = resumed(lasting, {"fil": draft.replace("2026", "2036", 1)})
    assert refused(response) == (400, "lagring_tuklet")
    assert "Enten er den endret" in response.text


@pytest.mark.parametrize(
    ("size", "code"),
    [(256_000, (400, "lagring_tuklet")), (256_001, (413, "lagring_for_stor")), (400_000, (413, "lagring_for_stor"))],
)
def test_a_file_of_256_kb_is_read_and_a_larger_one_is_refused(
    lasting: Server, size: int, code: tuple[int, str]
) -> None:
    response = resumed(lasting, {"fil": "x" * size})
    assert refused(response) == code
    assert size <= 256_000 or "Grensen er 256 kilobyte" in response.text


@pytest.mark.parametrize("hostile", ["\ud800", "æøå", "\x00", "BPA-veilederen:\n" * 1000, '{"versjon": 1}'])
def test_what_is_no_file_of_ours_is_told(lasting: Server, hostile: str) -> None:
    headers = {"Authorization": f"Bearer {lasting.start()}"}
    response = lasting.client.post("api/samtaler/henting", content=json.dumps({"fil": hostile}), headers=headers)
    assert refused(response) == (400, "lagring_tuklet")


def test_a_mistyped_code_is_told_and_one_too_short_with_how_many_symbols_it_has(lasting: Server) -> None:
    code = saved(lasting, "kode")
    swapped = code[1] + code[0] + code[2:] if code[0] != code[1] else ("A" if code[0] != "A" else "C") + code[1:]
    assert refused(resumed(lasting, {"kode": swapped})) == (400, "lagring_feil_kode_tegn")
    short = resumed(lasting, {"kode": code[:-1]})
    assert refused(short) == (400, "lagring_feil_kode")
    assert "Den har 18 tegn, og jeg leste 17" in short.text


def test_the_11th_wrong_code_is_refused_for_a_minute_and_others_are_not_held_back(lasting: Server) -> None:
    code = saved(lasting, "kode")
    with serving(secret="x" * 32) as other:
        unknown = [saved(at(other, NOW), "kode") for _ in range(11)]
    token = lasting.start()
    answers = [resumed(lasting, {"kode": wrong}, token) for wrong in unknown]
    assert [answer.status_code for answer in answers] == [404] * 10 + [429]
    assert "for mange forsøk" in answers[-1].text
    assert resumed(lasting, {"kode": code}).status_code == 200


@pytest.mark.parametrize("body", [{}, {"kode": 5}, {"fil": None}, {"kode": "x", "fil": "y"}, {"tilstand": {"a": 1}}])
def test_exactly_one_of_code_and_file_and_each_a_string(lasting: Server, body: Any) -> None:
    assert refused(resumed(lasting, body)) == (400, "ugyldig_felt")
    assert len(lasting.dialogue.texts) == 1


@pytest.mark.parametrize("body", [{"kode": "  "}, {"fil": ""}])
def test_an_empty_field_is_told(lasting: Server, body: Any) -> None:
    assert refused(resumed(lasting, body)) == (400, "tom_melding")


def test_typed_text_cannot_resume_a_state_of_its_own(lasting: Server) -> None:
    lasting.say(lasting.start(), '/flyt_gjenoppta{"tilstand": {"versjon": 1}}')
    assert lasting.dialogue.texts[-1] == 'flyt_gjenoppta{"tilstand": {"versjon": 1}}'


def test_a_draft_is_saved_between_two_messages_never_in_the_middle_of_one(lasting: Server) -> None:
    token = lasting.start()
    (session,) = lasting.channel._sessions._sessions.values()
    seen = []

    async def state_of(sender_id: str) -> Any:
        seen.append((sender_id == session.sender_id, session.lock.locked()))
        return STATE

    lasting.channel._state_of = state_of
    assert lasting.post(token, {"som": "kode"}, "lagring").status_code == 200
    assert seen == [(True, True)]


@pytest.mark.parametrize(
    ("state", "found"),
    [
        (None, False),
        ({"flyt": None, "svar": {}}, False),
        ({"flyt": "rett", "svar": {}}, True),
        ({"flyt": None, "svar": {"alder": {"verdi": 44, "status": "svart"}}}, True),
    ],
)
def test_there_is_something_to_save_once_a_flow_runs_or_an_answer_is_known(state: Any, found: bool) -> None:
    store = ConversationStore()
    store.domain = Domain.from_dict({"slots": {"flyt": {"type": "any", "mappings": [{"type": "custom"}]}}})
    tracker = DialogueStateTracker("noen", store.domain.slots)
    tracker.update(SlotSet("flyt", state))
    asyncio.run(store.save(tracker))
    assert asyncio.run(flow_state(store, "noen")) == (state if found else None)
    assert asyncio.run(flow_state(store, "en annen")) is None


# --- Deleting ---


def deleted(server: Server, body: Any, token: str | None = None) -> Any:
    return server.post(token or server.start(), body, "sletting")


def test_a_draft_is_deleted_by_its_code_however_it_is_written_and_then_opens_nowhere(
    lasting: Server, draft_folder: Path
) -> None:
    kept, gone = saved(lasting, "kode"), saved(lasting, "kode")
    answer = deleted(lasting, {"kode": f" {gone.lower().replace('-', ' ')} "})
    assert answer.status_code == 200 and "Kladden er slettet hos oss" in answer.json()["melding"]
    assert len(list(draft_folder.iterdir())) == 1
    assert refused(resumed(lasting, {"kode": gone})) == (404, "lagring_ikke_funnet")
    assert refused(deleted(lasting, {"kode": gone})) == (404, "lagring_ikke_funnet")
    assert resumed(lasting, {"kode": kept}).status_code == 200


def test_deleting_a_draft_leaves_the_conversation_as_it_is(lasting: Server) -> None:
    code, token = saved(lasting, "kode"), lasting.start()
    before = list(lasting.dialogue.texts)
    assert deleted(lasting, {"kode": code}, token).status_code == 200
    assert lasting.dialogue.texts == before and lasting.dialogue.state == STATE
    assert lasting.post(token, {"som": "kode"}, "lagring").status_code == 200


def test_the_11th_wrong_code_to_delete_is_refused_for_a_minute_as_one_to_fetch_is(lasting: Server) -> None:
    with serving(secret="x" * 32) as other:
        unknown = [saved(at(other, NOW), "kode") for _ in range(11)]
    token = lasting.start()
    answers = [deleted(lasting, {"kode": wrong}, token) for wrong in unknown]
    assert [answer.status_code for answer in answers] == [404] * 10 + [429]
    assert resumed(lasting, {"kode": unknown[0]}, token).status_code == 429


def test_a_folder_that_lets_nothing_be_removed_is_told(lasting: Server, draft_folder: Path) -> None:
    code = saved(lasting, "kode")
    (file,) = draft_folder.iterdir()
    file.unlink()
    file.mkdir()
    answer = deleted(lasting, {"kode": code})
    assert refused(answer) == (503, "lagring_kan_ikke_slette")
    assert "Den blir uansett slettet når tiden er ute" in answer.text


@pytest.mark.parametrize("body", [{}, {"kode": 5}, {"fil": "x"}, {"kode": "x", "fil": "y"}])
def test_a_draft_is_deleted_by_its_code_and_nothing_else(lasting: Server, body: Any) -> None:
    assert refused(deleted(lasting, body)) == (400, "ugyldig_felt")
    assert refused(deleted(lasting, {"kode": " "})) == (400, "tom_melding")


# --- The store ---


def test_purging_removes_the_file_when_its_time_is_over_and_not_a_second_before(
    lasting: Server, draft_folder: Path
) -> None:
    saved(lasting, "kode")
    for time, left in ((NOW + timedelta(days=7, seconds=-1), 1), (NOW + timedelta(days=7), 0)):
        asyncio.run(at(lasting, time).channel.purge_drafts())
        assert len(list(draft_folder.iterdir())) == left


def test_a_purge_that_fails_is_logged_and_raises_nothing(
    lasting: Server, draft_folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    draft_folder.write_text("no folder")
    asyncio.run(lasting.channel.purge_drafts())
    assert "kladder_ikke_ryddet feil=NotADirectoryError" in caplog.text


def test_the_folder_is_the_operators_or_the_systems_own_for_state(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BPA_KLADDER", "/srv/kladder")
    assert draft_folder() == Path("/srv/kladder")
    monkeypatch.delenv("BPA_KLADDER")
    monkeypatch.setenv("XDG_STATE_HOME", "/var/lib/bpa")
    assert draft_folder() == Path("/var/lib/bpa/bpa-veilederen/kladder")
    monkeypatch.delenv("XDG_STATE_HOME")
    monkeypatch.setenv("HOME", "/srv/bpa")
    assert draft_folder() == Path("/srv/bpa/.local/state/bpa-veilederen/kladder")


def test_a_folder_that_others_may_enter_is_refused_at_start(draft_folder: Path) -> None:
    draft_folder.mkdir(mode=0o755)
    with pytest.raises(ValueError, match="make it 700"), serving():
        pass
