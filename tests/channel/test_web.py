"""The JSON interface, over HTTP, with a small dialogue in Rasa's place."""

from __future__ import annotations

import logging
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace
from typing import Any

import pytest
from rasa.core.channels.channel import register
from rasa.shared.exceptions import RasaException
from rasa.shared.utils.common import class_from_module_path
from rasa.shared.utils.io import read_yaml_file
from sanic import Sanic

from bot.channel.page import STATIC
from bot.channel.web import WebChannel
from tests.channel.fakes import Server, refused, serving

OPENING = [
    {
        "text": "Hei! Jeg er en robot.",
        "maalform": "nb",
        "buttons": [{"title": "Hva er BPA?", "payload": "/bpa_hva_er"}, {"title": "Pris", "payload": '/pris{"a": 1}'}],
        "kilder": [
            {"tittel": "Loven", "url": "https://lov.example/1"},
            {"tittel": "Usikker", "url": "http://lov.example"},
            {"tittel": "Uten adresse"},
        ],
    }
]


# --- A new conversation ---


def test_a_new_conversation_gives_a_token_and_the_opening_words(server: Server) -> None:
    server.dialogue.answers["/felles_start"] = OPENING
    response = server.client.post("api/samtaler")
    assert response.status_code == 201
    (opening,) = response.json()["meldinger"]
    assert response.json()["token"]
    assert opening["tekst"] == "Hei! Jeg er en robot." and opening["maalform"] == "nb"
    assert [button["tittel"] for button in opening["knapper"]] == ["Hva er BPA?", "Pris"]
    assert opening["kilder"] == [
        {"tittel": "Loven", "url": "https://lov.example/1"},
        {"tittel": "Usikker", "url": ""},
        {"tittel": "Uten adresse", "url": ""},
    ]
    assert set(opening) == {"tekst", "maalform", "knapper", "kilder"}
    assert "/bpa_hva_er" not in response.text


@pytest.mark.parametrize(
    ("body", "payload"),
    [
        ({}, "/felles_start"),
        ({"maalform": "nb"}, '/felles_start{"maalform": "nb"}'),
        ({"maalform": "nn"}, '/felles_start{"maalform": "nn"}'),
    ],
)
def test_the_wanted_maalform_goes_with_the_opening(server: Server, body: dict[str, str], payload: str) -> None:
    assert server.client.post("api/samtaler", json=body).status_code == 201
    assert server.dialogue.texts == [payload]


@pytest.mark.parametrize("wanted", ["de", "", "en", 5, ["nn"], {"nn": 1}, False])
def test_another_maalform_is_refused_and_reaches_nobody(server: Server, wanted: object) -> None:
    assert refused(server.client.post("api/samtaler", json={"maalform": wanted})) == (400, "ugyldig_felt")
    assert server.dialogue.texts == []


def test_a_conversation_that_cannot_be_opened_is_an_error_and_not_kept(server: Server) -> None:
    server.dialogue.answers["/felles_start"] = RuntimeError()
    assert refused(server.client.post("api/samtaler")) == (500, "feil_hos_oss")
    assert len(server.channel._sessions) == 0


# --- Messages ---


def test_rasa_gets_the_text_a_hashed_sender_the_channels_name_and_nothing_of_the_clients(server: Server) -> None:
    token = server.start()
    body = {"tekst": "  hva er BPA?\u202e ", "metadata": {"rolle": "admin"}, "sender": "en annen"}
    assert server.post(token, body).status_code == 200
    first, second = server.dialogue.received
    assert second.text == "hva er BPA?"
    assert second.sender_id == first.sender_id and token.partition(".")[0] not in second.sender_id
    assert second.input_channel == "bpa" and second.output_channel.name() == "bpa"
    assert not second.metadata


def test_two_conversations_have_two_senders(server: Server) -> None:
    server.start(), server.start()
    first, second = server.dialogue.received
    assert first.sender_id != second.sender_id


@pytest.mark.parametrize("answer", [[], [{"text": ""}], [{"text": None, "custom": {"x": 1}}]])
def test_silence_becomes_an_apology(server: Server, answer: list[dict[str, Any]]) -> None:
    server.dialogue.answers["hei"] = answer
    response = server.say(server.start(), "hei")
    assert response.status_code == 200
    (apology,) = response.json()["meldinger"]
    assert apology["tekst"].startswith("Beklager, jeg fikk ikke laget et svar")
    assert apology["knapper"] == [] and apology["kilder"] == [] and apology["maalform"] == "nb"


def test_a_failing_dialogue_is_an_apology_and_the_log_names_the_type_alone(
    server: Server, caplog: pytest.LogCaptureFixture
) -> None:
    server.dialogue.answers["jeg er syk"] = RuntimeError("jeg er syk")
    with caplog.at_level(logging.DEBUG):
        response = server.say(server.start(), "jeg er syk")
    assert refused(response) == (500, "feil_hos_oss")
    assert "Prøv igjen om litt" in response.json()["feil"]["melding"]
    assert "RuntimeError" in caplog.text and "syk" not in caplog.text


def test_after_a_failure_the_buttons_of_the_last_answer_still_work(server: Server) -> None:
    server.dialogue.answers |= {"/felles_start": OPENING, "feil": RuntimeError()}
    start = server.client.post("api/samtaler").json()
    assert server.say(start["token"], "feil").status_code == 500
    assert server.post(start["token"], {"knapp": start["meldinger"][0]["knapper"][0]["id"]}).status_code == 200


def test_an_answer_that_takes_longer_than_its_time_is_an_apology() -> None:
    with serving(reply_seconds=0.05) as server:
        token = server.start()
        server.dialogue.seconds = 5
        assert refused(server.say(token, "hei")) == (500, "feil_hos_oss")


def test_messages_of_one_conversation_are_handled_one_at_a_time_and_those_of_two_together(server: Server) -> None:
    one, other = server.start(), server.start()
    server.dialogue.seconds = 0.05
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda number: server.say(one, f"melding {number}"), range(4)))
        assert [answer.status_code for answer in answers] == [200] * 4
        assert server.dialogue.most_busy == 1
        server.dialogue.seconds = 1  # long enough for the second to come, however slow the machine
        list(pool.map(lambda token: server.say(token, "hei"), [one, other]))
        assert server.dialogue.most_busy == 2


@pytest.mark.parametrize(
    ("typed", "heard"),
    [("/restart", "restart"), ("／felles_krise", "felles_krise"), ("//", "?"), ('/pris@1.0{"a":1}', 'pris@1.0{"a":1}')],
)
def test_typed_text_is_never_an_order(server: Server, typed: str, heard: str) -> None:
    assert server.say(server.start(), typed).status_code == 200
    assert server.dialogue.texts[-1] == heard


def test_1000_characters_pass_and_1001_are_refused_with_the_limit(server: Server) -> None:
    token = server.start()
    assert server.say(token, "å" * 1000).status_code == 200
    response = server.say(token, "å" * 1001)
    assert refused(response) == (413, "for_lang")
    assert "høyst 1000 tegn" in response.json()["feil"]["melding"]


FREE_TEXT = [{"text": "Takk."}, {"text": "Fortell om situasjonen din.", "fritekst": True}]


def test_where_free_text_is_asked_for_4000_characters_pass_and_4001_are_refused_with_that_limit(server: Server) -> None:
    server.dialogue.answers |= {"søk": FREE_TEXT, "å" * 4000: [{"text": "Hvor gammel er du?"}]}
    token = server.start()
    assert server.say(token, "søk").json()["meldinger"][1]["fritekst"] == 4000
    too_long = server.say(token, "å" * 4001)
    assert refused(too_long) == (413, "for_lang_fritekst")
    assert "plass til 4000 tegn" in too_long.json()["feil"]["melding"]
    assert server.say(token, "å" * 4000).status_code == 200
    assert refused(server.say(token, "å" * 1001)) == (413, "for_lang")


def test_free_text_is_asked_for_by_the_last_message_alone_and_outlives_a_failure(server: Server) -> None:
    server.dialogue.answers |= {"søk": FREE_TEXT, "videre": list(reversed(FREE_TEXT)), "feil": RuntimeError()}
    token = server.start()
    server.say(token, "søk")
    server.say(token, "feil")
    assert server.say(token, "a" * 2000).status_code == 200
    server.say(token, "videre")
    assert refused(server.say(token, "a" * 2000)) == (413, "for_lang")


def test_free_text_of_one_conversation_is_not_that_of_another(server: Server) -> None:
    server.dialogue.answers["søk"] = FREE_TEXT
    server.say(server.start(), "søk")
    assert refused(server.say(server.start(), "a" * 1001)) == (413, "for_lang")


def test_progress_is_handed_on_as_two_figures_with_its_question_alone(server: Server) -> None:
    server.dialogue.answers["søk"] = [{"text": "Takk."}, {"text": "?", "fremdrift": {"nr": 3, "antall": 9, "x": 1}}]
    first, question = server.say(server.start(), "søk").json()["meldinger"]
    assert question["fremdrift"] == {"nr": 3, "antall": 9} and "fremdrift" not in first


def test_4000_characters_pass_also_when_json_writes_each_with_twelve_bytes(server: Server) -> None:
    server.dialogue.answers["søk"] = FREE_TEXT
    token = server.start()
    server.say(token, "søk")
    body = '{"tekst": "' + r"\ud83d\udc4d" * 4000 + '"}'
    headers = {"Authorization": f"Bearer {token}"}
    assert server.client.post("api/samtaler/meldinger", content=body, headers=headers).status_code == 200


@pytest.mark.parametrize("typed", ["", "   ", "\u200b"])
def test_an_empty_text_is_refused(server: Server, typed: str) -> None:
    assert refused(server.say(server.start(), typed)) == (400, "tom_melding")


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"tekst": 5},
        {"tekst": None},
        {"tekst": ["hei"]},
        {"tekst": "hei", "knapp": "x"},
        {"knapp": 5},
        {"knapp": None},
    ],
)
def test_exactly_one_of_text_and_button_and_each_a_string(server: Server, body: dict[str, Any]) -> None:
    token = server.start()
    assert refused(server.post(token, body)) == (400, "ugyldig_felt")
    assert len(server.dialogue.texts) == 1


@pytest.mark.parametrize("raw", [b"", b"{", b"[]", b'"hei"', b"null", b"\xff\xfe", b"[" * 9000, b'{"tekst": "a"} x'])
def test_a_body_that_is_no_json_object_is_refused(server: Server, raw: bytes) -> None:
    headers = {"Authorization": f"Bearer {server.start()}"}
    assert refused(server.client.post("api/samtaler/meldinger", content=raw, headers=headers)) == (400, "ugyldig_json")


@pytest.mark.parametrize("path", ["api/samtaler", "api/samtaler/meldinger"])
@pytest.mark.parametrize("chunked", [False, True])
def test_a_body_above_the_limit_is_refused_before_it_is_read(server: Server, path: str, chunked: bool) -> None:
    def parts() -> Iterator[bytes]:
        for _ in range(49):
            yield b" " * 1024

    headers = {"Authorization": f"Bearer {server.start()}"}
    response = server.client.post(path, content=parts() if chunked else b" " * 49_153, headers=headers)
    assert refused(response) == (413, "for_lang")


# --- Whose conversation it is ---


@pytest.mark.parametrize(
    "header", [{}, {"Authorization": "Bearer x.y"}, {"Authorization": "Bearer"}, {"Authorization": "Basic eDp5"}]
)
def test_without_a_valid_token_nobody_speaks(server: Server, header: dict[str, str]) -> None:
    response = server.client.post("api/samtaler/meldinger", json={"tekst": "hei"}, headers=header)
    assert refused(response) == (401, "ukjent_samtale")
    assert server.dialogue.texts == []


def test_a_token_of_another_server_is_refused(server: Server) -> None:
    with serving() as other:
        assert refused(server.say(other.start(), "hei")) == (401, "ukjent_samtale")


def test_a_conversation_that_stood_still_too_long_is_gone() -> None:
    with serving(idle_seconds=1e-9) as server:
        assert refused(server.say(server.start(), "hei")) == (401, "ukjent_samtale")


def test_a_newcomer_is_let_in_when_all_room_is_taken_and_the_longest_idle_conversation_ends() -> None:
    with serving(max_sessions=2) as server:
        idle, used = server.start(), server.start()
        newcomer = server.start()
        assert refused(server.say(idle, "hei")) == (401, "ukjent_samtale")
        assert server.say(used, "hei").status_code == server.say(newcomer, "hei").status_code == 200


# --- Buttons ---


def test_a_button_stands_for_the_payload_offered(server: Server) -> None:
    server.dialogue.answers["/felles_start"] = OPENING
    start = server.client.post("api/samtaler").json()
    chosen = start["meldinger"][0]["knapper"][1]["id"]
    assert server.post(start["token"], {"knapp": chosen}).status_code == 200
    assert server.dialogue.texts[-1] == '/pris{"a": 1}'


def test_stale_forged_and_borrowed_buttons_are_refused(server: Server) -> None:
    server.dialogue.answers["/felles_start"] = OPENING
    mine, other = server.client.post("api/samtaler").json(), server.client.post("api/samtaler").json()
    old = mine["meldinger"][0]["knapper"][0]["id"]
    borrowed = other["meldinger"][0]["knapper"][0]["id"]
    server.say(mine["token"], "hei")
    heard = len(server.dialogue.texts)
    for button in (old, borrowed, "", "/restart", "/bpa_hva_er"):
        assert refused(server.post(mine["token"], {"knapp": button})) == (409, "ukjent_knapp")
    assert len(server.dialogue.texts) == heard


def test_a_button_pressed_twice_quickly_counts_once(server: Server) -> None:
    server.dialogue.answers["/felles_start"] = OPENING
    start = server.client.post("api/samtaler").json()
    chosen = start["meldinger"][0]["knapper"][0]["id"]
    server.dialogue.seconds = 0.05
    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(lambda _: server.post(start["token"], {"knapp": chosen}), range(2)))
    assert sorted(answer.status_code for answer in answers) == [200, 409]
    assert server.dialogue.texts.count("/bpa_hva_er") == 1


# --- Privacy ---


def test_personal_data_never_reaches_the_dialogue_the_citizen_is_told_and_gets_an_answer(server: Server) -> None:
    response = server.say(server.start(), "Jeg er 010190 12345 og tjener 450 000 kr, ring 99 99 99 99")
    heard = "Jeg er [fødselsnummer] og tjener 450 000 kr, ring [telefonnummer]"
    assert server.dialogue.texts[-1] == heard
    notice, answer = response.json()["meldinger"]
    assert "et fødselsnummer og et telefonnummer" in notice["tekst"]
    assert answer["tekst"] == f"Du skrev {heard}"
    assert "12345" not in response.text


def test_without_personal_data_nothing_is_said_about_it(server: Server) -> None:
    assert len(server.say(server.start(), "vi tjener 450 000 kr i 2026").json()["meldinger"]) == 1


# --- The channel's own words ---


@pytest.mark.parametrize(
    ("accepted", "words"),
    [
        ("nn-NO,nb;q=0.8", "Samtalen er avslutta"),
        ("nb-NO,nn;q=0.8", "Samtalen er avsluttet"),
        ("de", "Samtalen er avsluttet"),
    ],
)
def test_a_stranger_is_answered_in_the_browsers_written_form(server: Server, accepted: str, words: str) -> None:
    response = server.client.post("api/samtaler/meldinger", json={}, headers={"Accept-Language": accepted})
    assert response.json()["feil"]["melding"].startswith(words)


def test_own_words_follow_the_written_form_last_spoken_in_the_conversation(server: Server) -> None:
    server.dialogue.answers |= {
        "eg lurer": [{"text": "Ja", "maalform": "nn"}],
        "english": [{"text": "Yes", "maalform": "en"}],
    }
    token = server.start()
    assert "høyst" in server.say(token, "x" * 1001).json()["feil"]["melding"]
    server.say(token, "eg lurer")
    assert "høgst" in server.say(token, "x" * 1001).json()["feil"]["melding"]
    assert server.say(token, "english").json()["meldinger"][0]["maalform"] == "en"
    assert "høgst" in server.say(token, "x" * 1001).json()["feil"]["melding"]
    assert server.say(token, "tlf 99999999").json()["meldinger"][0]["maalform"] == "nn"


# --- Health, page, headers ---


def test_health_is_ready_only_with_a_ready_agent(server: Server) -> None:
    assert server.client.get("helse").json() == {"status": "klar", "modell": "modell-1"}
    server.app.ctx.agent = SimpleNamespace(is_ready=lambda: False, model_id=None)
    response = server.client.get("helse")
    assert (response.status_code, response.json()) == (503, {"status": "starter"})
    del server.app.ctx.agent
    assert server.client.get("helse").status_code == 503


def test_the_page_speaks_the_browsers_written_form(server: Server) -> None:
    assert '<html lang="nb"' in server.client.get("", headers={"Accept-Language": "nb"}).text
    page = server.client.get("", headers={"Accept-Language": "nn"})
    assert '<html lang="nn"' in page.text and "Kva lurer du på?" in page.text
    assert page.headers["vary"] == "Accept-Language"


@pytest.mark.parametrize("name", sorted(path.name for path in STATIC.iterdir() if path.suffix != ".html"))
def test_the_pages_files_are_served_and_not_sent_twice(server: Server, name: str) -> None:
    first = server.client.get(f"static/{name}")
    assert first.status_code == 200 and first.content
    again = server.client.get(f"static/{name}", headers={"If-None-Match": first.headers["etag"]})
    assert again.status_code == 304 and not again.content


@pytest.mark.parametrize(
    "path", ["static/index.html", "static/web.py", "static/..%2fweb.py", "static/%2e%2e/web.py", "static/", "annet"]
)
def test_nothing_else_is_served(server: Server, path: str) -> None:
    assert refused(server.client.get(path)) == (404, "ikke_funnet")


def test_the_wrong_method_is_refused(server: Server) -> None:
    assert refused(server.client.get("api/samtaler")) == (405, "feil_metode")


@pytest.mark.parametrize("path", ["", "static/chat.js", "helse", "annet", "api/samtaler"])
def test_every_answer_has_the_security_headers(server: Server, path: str) -> None:
    headers = server.client.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy and "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["x-frame-options"] == "DENY"


def test_json_is_never_stored(server: Server) -> None:
    for response in (server.client.post("api/samtaler"), server.client.get("helse"), server.client.get("annet")):
        assert response.headers["cache-control"] == "no-store"
        assert response.headers["content-type"] == "application/json"


def test_a_site_may_be_allowed_to_frame_the_page() -> None:
    with serving(frame_ancestors="https://kommune.example") as server:
        headers = server.client.get("").headers
    assert "frame-ancestors https://kommune.example" in headers["content-security-policy"]
    assert "x-frame-options" not in headers


def test_a_request_that_is_no_http_leaves_the_server_answering(server: Server) -> None:
    with socket.create_connection(("127.0.0.1", server.client.base_url.port), timeout=5) as connection:
        connection.sendall(b"\x00\xff rot\r\n\r\n")
        connection.recv(100)
    assert server.client.get("helse").status_code == 200


def test_a_broken_body_is_the_senders_fault(server: Server) -> None:
    head = b"POST /api/samtaler HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nikke-et-tall\r\n"
    with socket.create_connection(("127.0.0.1", server.client.base_url.port), timeout=5) as connection:
        connection.sendall(head)
        assert connection.recv(100).startswith(b"HTTP/1.1 400 ")
    assert server.dialogue.texts == []


# --- Under `rasa run` ---


def test_below_a_prefix_the_page_is_reached_with_and_without_the_last_slash() -> None:
    with serving(prefix="/webhooks/bpa") as server:
        response = server.client.get(server.url.rstrip("/"), follow_redirects=True)
        assert response.status_code == 200 and str(response.url) == server.url
        assert server.say(server.start(), "hei").status_code == 200


def test_credentials_name_this_channel_alone_and_rasa_can_mount_it() -> None:
    credentials = read_yaml_file("credentials.yml")
    assert credentials == {"bot.channel.web.WebChannel": None}
    channel = class_from_module_path("bot.channel.web.WebChannel").from_credentials(None)
    app = Sanic("channel_test_rasa", configure_logging=False)
    register([channel], app, route="/webhooks/")
    app.router.finalize()
    assert "webhooks/bpa/api/samtaler/meldinger" in {route.path for route in app.router.routes}


def test_a_wrong_setting_in_credentials_is_named() -> None:
    with pytest.raises(RasaException, match=r"^credentials\.yml, .*WebChannel: max_tekst: unknown setting"):
        WebChannel.from_credentials({"max_tekst": 5})


def test_the_secret_comes_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BPA_HEMMELIGHET", "kort")
    with pytest.raises(RasaException, match="BPA_HEMMELIGHET has 4 characters"):
        WebChannel.from_credentials(None)
