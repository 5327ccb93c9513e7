"""Finished documents over HTTP: for their owner alone, drawn from the data set, gone with the conversation."""

from __future__ import annotations

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from bot.channel import documents
from bot.documents import lag_html
from tests.channel.fakes import Server, refused, serving
from tests.documents.datasett import klage, soknad

FORMATS = ("pdf", "html", "json")


def finished(server: Server, token: str, data: dict[str, Any] | None = None) -> dict[str, Any]:
    """What the browser is told of the document that the dialogue has just made."""
    server.dialogue.answers["ferdig"] = [{"text": "Her er søknaden.", "dokument": data or soknad()}]
    (message,) = server.say(token, "ferdig").json()["meldinger"]
    return dict(message["dokument"])


@pytest.mark.parametrize(("data", "name"), [(soknad(), "soknad-bpa"), (klage(), "klage-bpa")])
def test_the_browser_is_told_id_name_and_formats_and_nothing_of_the_data(
    server: Server, data: dict[str, Any], name: str
) -> None:
    told = finished(server, server.start(), data)
    assert told == {"id": told["id"], "navn": name, "formater": ["pdf", "html", "json"]}
    assert len(told["id"]) == 12


@pytest.mark.parametrize(
    ("extension", "content_type", "beginning"),
    [
        ("pdf", "application/pdf", b"%PDF-1."),
        ("html", "text/html; charset=utf-8", b"<!DOCTYPE html>"),
        ("json", "application/json", b"{"),
    ],
)
def test_each_format_is_a_file_to_keep(server: Server, extension: str, content_type: str, beginning: bytes) -> None:
    token = server.start()
    response = server.document(token, f"{finished(server, token)['id']}.{extension}")
    assert response.status_code == 200 and response.content.startswith(beginning)
    assert response.headers["content-type"] == content_type
    assert response.headers["content-disposition"] == f'attachment; filename="soknad-bpa.{extension}"'
    assert response.headers["cache-control"] == "no-store"
    assert response.headers["x-content-type-options"] == "nosniff"
    policy = response.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline';") and "script" not in policy


def test_the_data_is_the_dialogues_own(server: Server) -> None:
    token = server.start()
    assert json.loads(server.document(token, f"{finished(server, token)['id']}.json").content) == soknad()


@pytest.mark.parametrize("extension", FORMATS)
def test_anothers_document_and_an_unknown_one_get_the_same_answer(server: Server, extension: str) -> None:
    mine, other = server.start(), server.start()
    document_id = finished(server, mine)["id"]
    answers = [
        server.document(other, f"{document_id}.{extension}"),
        server.document(mine, f"{'a' * 12}.{extension}"),
        server.document(mine, f".{extension}"),
        server.document(mine, f"{document_id}.exe"),
        server.document(mine, f"{document_id}.{extension}."),
        server.document(mine, document_id),
    ]
    assert {refused(answer) for answer in answers} == {(404, "dokument_borte")}
    assert len({answer.text for answer in answers}) == 1
    assert "Dokumentet finnes ikke lenger" in answers[0].text


@pytest.mark.parametrize("path", ["..%2f..%2fweb.py", "%2e%2e/web.py", "a/b.pdf"])
def test_a_path_trick_finds_nothing(server: Server, path: str) -> None:
    token = server.start()
    finished(server, token)
    assert server.document(token, path).status_code == 404


def test_without_a_token_nobody_gets_a_document(server: Server) -> None:
    document_id = finished(server, server.start())["id"]
    path = f"api/samtaler/dokumenter/{document_id}.pdf"
    assert refused(server.client.get(path)) == (401, "ukjent_samtale")
    assert refused(server.client.get(path, params={"token": "x"})) == (401, "ukjent_samtale")


def test_a_document_is_gone_with_its_conversation(server: Server) -> None:
    token = server.start()
    document_id = finished(server, token)["id"]
    (session,) = server.channel._sessions._sessions.values()
    server.channel._sessions.forget(session)
    assert refused(server.document(token, f"{document_id}.pdf")) == (401, "ukjent_samtale")


def test_the_10_newest_documents_are_kept_and_the_11th_takes_the_place_of_the_oldest(server: Server) -> None:
    token = server.start()
    ids = [finished(server, token)["id"] for _ in range(11)]
    statuses = [server.document(token, f"{document_id}.json").status_code for document_id in ids]
    assert statuses == [404] + [200] * 10


def test_a_document_that_cannot_be_made_is_told_in_words_and_the_log_names_the_type_alone(
    server: Server, caplog: pytest.LogCaptureFixture
) -> None:
    token = server.start()
    document_id = finished(server, token, {**soknad(), "dato": "jeg er syk"})["id"]
    response = server.document(token, f"{document_id}.pdf")
    assert refused(response) == (500, "dokument_feilet")
    assert "Svarene dine er her fortsatt" in response.text
    assert "UgyldigDokumentdata" in caplog.text and "syk" not in caplog.text


def test_while_a_document_is_drawn_messages_are_answered_and_only_one_is_drawn_at_a_time(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawing, most, released = 0, 0, asyncio.Event()

    async def slowly(make: Any, data: Any) -> bytes:
        nonlocal drawing, most
        drawing, most = drawing + 1, max(most, drawing + 1)
        await asyncio.wait_for(released.wait(), 5)
        drawing -= 1
        return b"%PDF"

    monkeypatch.setattr(documents.asyncio, "to_thread", slowly)
    token, other = server.start(), server.start()
    path = f"{finished(server, token)['id']}.pdf"
    with ThreadPoolExecutor(3) as pool:
        waiting = [pool.submit(server.document, token, path) for _ in range(3)]
        assert server.say(other, "hei").status_code == server.say(token, "hei").status_code == 200
        assert not any(one.done() for one in waiting)
        server.loop.call_soon_threadsafe(released.set)
        assert [one.result().status_code for one in waiting] == [200] * 3
    assert most == 1


def test_a_document_that_takes_longer_than_its_time_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    async def forever(make: Any, data: Any) -> bytes:
        await asyncio.sleep(5)
        return b""

    monkeypatch.setattr(documents.asyncio, "to_thread", forever)
    with serving(reply_seconds=0.2) as server:
        token = server.start()
        response = server.document(token, f"{finished(server, token)['id']}.pdf")
    assert refused(response) == (500, "dokument_feilet")


# --- In a tab ---


def opened(server: Server, file_name: str, token: str) -> Any:
    return server.client.post(f"api/samtaler/dokumenter/{file_name}", data={"token": token})


def test_a_tab_shows_the_document_to_whoever_posts_the_token_and_runs_nothing(server: Server) -> None:
    token = server.start()
    response = opened(server, f"{finished(server, token)['id']}.html", token)
    assert response.status_code == 200 and response.text == lag_html(soknad())
    assert response.headers["content-disposition"] == 'inline; filename="soknad-bpa.html"'
    assert response.headers["content-security-policy"].startswith("default-src 'none'; style-src 'unsafe-inline';")
    assert token not in str(response.url)


@pytest.mark.parametrize("forged", ["", "x.y", "Bearer x"])
def test_a_tab_without_a_valid_token_gets_words_and_no_document(server: Server, forged: str) -> None:
    response = opened(server, f"{finished(server, server.start())['id']}.html", forged)
    assert response.status_code == 401
    assert response.headers["content-type"] == "text/plain; charset=utf-8"
    assert response.text.startswith("Samtalen er avsluttet")


def test_a_tab_of_another_conversation_gets_words_and_no_document(server: Server) -> None:
    response = opened(server, f"{finished(server, server.start())['id']}.html", server.start())
    assert (response.status_code, response.text[:32]) == (404, "Dokumentet finnes ikke lenger he")
