"""What somebody who means harm may send, over HTTP and over a bare socket, and what must be true after each.

After every attack: no answer of 500 or more, nothing of the victim's in it, no markup, and the victim's conversation
goes on. `Dialogue` stands in Rasa's place, so what it received is what Rasa would have executed.
"""

from __future__ import annotations

import json
import re
import socket
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any
from urllib.parse import quote

import httpx
import pytest

from tests.channel.fakes import Server, serving
from tests.documents.datasett import soknad

SECRET_WORDS = "jeg heter Hemmelig og trenger hjelp"
OFFERED = [{"text": "Velg.", "buttons": [{"title": "Ja", "payload": "/offerets_knapp"}], "dokument": soknad()}]
LIMITS = {"messages_per_minute": 1e6, "conversations_per_minute": 1e6, "max_sessions": 100_000}


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    patch = pytest.MonkeyPatch()
    patch.setenv("BPA_KLADDER", str(tmp_path_factory.mktemp("x") / "kladder"))
    with serving(**LIMITS) as running:
        running.dialogue.answers["velg"] = OFFERED
        yield running
    patch.undo()


@pytest.fixture
def victim(attacked: Server) -> Iterator[SimpleNamespace]:
    """Somebody else's conversation, with a button and a document; it still goes on after the attack."""
    token = attacked.start()
    attacked.say(token, SECRET_WORDS)
    message = attacked.say(token, "velg").json()["meldinger"][0]
    sender = attacked.dialogue.received[-1].sender_id
    yield SimpleNamespace(
        token=token, button=message["knapper"][0]["id"], document=message["dokument"]["id"], sender=sender
    )
    assert (
        attacked.say(token, "er jeg her fortsatt?").json()["meldinger"][0]["tekst"] == "Du skrev er jeg her fortsatt?"
    )
    assert attacked.dialogue.received[-1].sender_id == sender


def harmless(response: httpx.Response, victim: SimpleNamespace) -> httpx.Response:
    assert response.status_code < 500, response.text
    told = response.text + str(response.headers)
    assert not [each for each in ("Hemmelig", victim.token, victim.sender, victim.document) if each in told]
    assert response.headers["x-content-type-options"] == "nosniff"
    assert not re.search(r"Traceback|File \"|sanic|rasa", told, re.IGNORECASE)
    return response


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


# --- Tokens: 14 forms at 6 doors ---

FORGERIES = {
    "none": lambda t: None,
    "no_token": lambda t: "Bearer",
    "bare": lambda t: t,
    "basic": lambda t: f"Basic {t}",
    "unsigned": lambda t: f"Bearer {t.rpartition('.')[0]}",
    "signature_only": lambda t: f"Bearer .{t.rpartition('.')[2]}",
    "other_signature": lambda t: f"Bearer {t.rpartition('.')[0]}.{'A' * 43}",
    "other_random": lambda t: f"Bearer {'A' * 43}.{t.rpartition('.')[2]}",
    "reversed": lambda t: f"Bearer {t[::-1]}",
    "trailing": lambda t: f"Bearer {t}A",
    "twice": lambda t: f"Bearer {t} {t}",
    "none_algorithm": lambda t: "Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.",
    "sql": lambda t: "Bearer ' OR '1'='1",
    "long": lambda t: "Bearer " + "a" * 4000,
}
DOORS = {
    "write": ("POST", "api/samtaler/meldinger", {"tekst": "hei"}),
    "save": ("POST", "api/samtaler/lagring", {"som": "kode"}),
    "resume": ("POST", "api/samtaler/henting", {"kode": "000"}),
    "delete": ("DELETE", "api/samtaler", None),
    "transcript": ("GET", "api/samtaler/utskrift", None),
    "document": ("GET", "api/samtaler/dokumenter/{document}.json", None),
}


@pytest.mark.parametrize("forgery", FORGERIES)
@pytest.mark.parametrize("door", DOORS)
def test_no_forged_token_opens_a_door(attacked: Server, victim: SimpleNamespace, door: str, forgery: str) -> None:
    method, path, body = DOORS[door]
    header = FORGERIES[forgery](victim.token)
    headers = {"Authorization": header} if header is not None else {}
    heard = len(attacked.dialogue.received)
    path = path.format(document=victim.document)
    response = harmless(attacked.client.request(method, path, json=body, headers=headers), victim)
    assert response.status_code == 401
    assert len(attacked.dialogue.received) == heard


@pytest.mark.parametrize("place", ["query", "cookie", "body", "x-token", "form"])
def test_a_token_counts_in_the_header_alone(attacked: Server, victim: SimpleNamespace, place: str) -> None:
    given: dict[str, Any] = {
        "query": {"params": {"token": victim.token}, "json": {"tekst": "hei"}},
        "cookie": {"headers": {"Cookie": f"token={victim.token}"}, "json": {"tekst": "hei"}},
        "body": {"json": {"tekst": "hei", "token": victim.token, "sender": victim.sender}},
        "x-token": {"headers": {"X-Token": victim.token}, "json": {"tekst": "hei"}},
        "form": {"data": {"token": victim.token, "tekst": "hei"}},
    }[place]
    assert harmless(attacked.client.post("api/samtaler/meldinger", **given), victim).status_code == 401


@pytest.mark.parametrize("stranger", ["attacker", "deleted"])
@pytest.mark.parametrize("format", ["pdf", "html", "json"])
def test_a_valid_token_of_another_gets_no_document(
    attacked: Server, victim: SimpleNamespace, stranger: str, format: str
) -> None:
    token = attacked.start()
    if stranger == "deleted":
        attacked.client.delete("api/samtaler", headers=bearer(token))
    response = harmless(attacked.document(token, f"{victim.document}.{format}"), victim)
    assert response.status_code == (401 if stranger == "deleted" else 404)


# --- Buttons ---


@pytest.mark.parametrize(
    "button",
    [
        "{victims}",
        "{stale}",
        "",
        "/restart",
        "/offerets_knapp",
        "0",
        "null",
        "../ja",
        "*",
        "a" * 900,
        0,
        None,
        True,
        [],
        {},
    ],
)
def test_no_button_but_one_just_offered_is_pressed(attacked: Server, victim: SimpleNamespace, button: Any) -> None:
    token = attacked.start()
    stale = attacked.say(token, "velg").json()["meldinger"][0]["knapper"][0]["id"]
    attacked.say(token, "videre")
    heard = len(attacked.dialogue.received)
    button = {"{victims}": victim.button, "{stale}": stale}.get(button, button) if isinstance(button, str) else button
    assert harmless(attacked.post(token, {"knapp": button}), victim).status_code in (400, 409)
    assert len(attacked.dialogue.received) == heard


# --- Orders to Rasa, typed ---

ORDERS = [
    "/restart",
    "/back",
    "/session_start",
    "/felles_start",
    '/flyt_gjenoppta{"tilstand": {"flyt": "soknad"}}',
    '/bpa@1.0{"x": 1}',
    "/bpa@0.99",
    "//restart",
    " /restart",
    "\t/restart",
    "\n/restart",
    "\u200b/restart",
    "\u202e/restart",
    "\ufeff/restart",
    "\x00/restart",
    "\u00ad/restart",
    "\uff0frestart",
    "\u2215restart",
    "\u2044restart",
    "\u29f8restart",
    "\u2571restart",
    "\\restart",
    "/\u200b/restart",
    "/ /restart",
    "\u00a0/restart",
    "\u3000/restart",
    "/\u0338/restart",
    "EXTERNAL: /restart",
]


@pytest.mark.parametrize("typed", ORDERS)
def test_no_typed_order_is_one(attacked: Server, victim: SimpleNamespace, typed: str) -> None:
    assert harmless(attacked.say(attacked.start(), typed), victim).status_code == 200
    heard = attacked.dialogue.texts[-1]
    assert not re.match(r"[\s/\\\u2044\u2215\u29f8\u2571\uff0f\uff3c]", heard)
    assert heard.isprintable()


@pytest.mark.parametrize(
    "extra", ["metadata", "sender", "sender_id", "input_channel", "parse_data", "slots", "intent", "events"]
)
def test_nothing_but_the_text_reaches_rasa(attacked: Server, victim: SimpleNamespace, extra: str) -> None:
    harmless(attacked.post(attacked.start(), {"tekst": "hei", extra: {"rolle": victim.sender}}), victim)
    received = attacked.dialogue.received[-1]
    assert (received.text, received.input_channel) == ("hei", "bpa")
    assert not received.metadata and not received.parse_data and received.sender_id != victim.sender


# --- Markup and tricks of writing ---

MARKUP = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    '"><iframe src=//evil.example>',
    "</textarea><script>1</script>",
    "[klikk](javascript:alert(1))",
    "![x](https://evil.example/x.png)",
    "<a href='javascript:1'>x</a>",
    "&lt;script&gt;",
    "{{7*7}}",
    "${7*7}",
    "{pris}",
    "{slot[__class__]}",
    "%s%s%n",
    "'; DROP TABLE events;--",
    "\u202etxet desrever\u202c",
    "\u2066skjult\u2069",
    "a\u0000b\u0007c\u001b[31m",
    "e" + "\u0301" * 500,
    "\ud83d\ude00" * 200,
]


@pytest.mark.parametrize("typed", MARKUP)
def test_markup_is_data_in_json_and_text_in_the_transcript(
    attacked: Server, victim: SimpleNamespace, typed: str
) -> None:
    token = attacked.start()
    response = harmless(attacked.say(token, json.loads(json.dumps(typed))), victim)
    assert response.status_code == 200 and response.headers["content-type"] == "application/json"
    kept = attacked.client.get("api/samtaler/utskrift", headers=bearer(token))
    assert kept.headers["content-type"] == "text/plain; charset=utf-8"
    assert kept.headers["content-disposition"].startswith("attachment")
    for said in (response.json()["meldinger"][0]["tekst"], kept.text):
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069]", said)


# --- Bodies ---

BODIES = {
    "deep_list": b'{"tekst":' + b"[" * 20_000 + b"]" * 20_000 + b"}",
    "deep_object": b'{"a":' * 6000 + b"1" + b"}" * 6000,
    "many_keys": b"{" + b",".join(b'"%d":0' % n for n in range(4000)) + b"}",
    "same_key": b'{"tekst":"a","tekst":["b"]}',
    "huge_number": b'{"tekst":' + b"9" * 10_000 + b"}",
    "infinity": b'{"tekst":Infinity}',
    "nan": b'{"tekst":NaN}',
    "lone_surrogate": b'{"tekst":"\\ud800"}',
    "null_byte": b'{"tekst":"\\u0000"}',
    "not_utf8": b'{"tekst":"\xff\xfe"}',
    "utf16": '{"tekst":"hei"}'.encode("utf-16"),
    "bom": b'\xef\xbb\xbf{"tekst":"hei"}',
    "array": b'[{"tekst":"hei"}]',
    "string": b'"hei"',
    "two": b'{"tekst":"hei"}{"tekst":"hei"}',
    "xml": b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
    "empty": b"",
    "too_large": b'{"tekst":"' + b"a" * 60_000 + b'"}',
    "far_too_large": b"a" * 2_000_000,
    "id_object": b'{"tekst":"hei","id":{}}',
    "id_long": b'{"tekst":"hei","id":"' + b"a" * 65 + b'"}',
}


@pytest.mark.parametrize("name", BODIES)
@pytest.mark.parametrize(
    "path", ["api/samtaler", "api/samtaler/meldinger", "api/samtaler/lagring", "api/samtaler/henting"]
)
def test_no_body_breaks_anything(attacked: Server, victim: SimpleNamespace, path: str, name: str) -> None:
    token = attacked.start()
    # A connection of the attacker's own: what is far too large is hung up on.
    with httpx.Client(base_url=attacked.url, timeout=10) as attacker:
        try:
            response = attacker.post(path, content=BODIES[name], headers=bearer(token))
        except httpx.TransportError:
            assert name == "far_too_large"
        else:
            harmless(response, victim)
            assert "passwd" not in response.text and "root:" not in response.text


@pytest.mark.parametrize(
    "kind", ["text/xml", "multipart/form-data; boundary=x", "application/x-www-form-urlencoded", "x" * 3000]
)
def test_no_content_type_breaks_anything(attacked: Server, victim: SimpleNamespace, kind: str) -> None:
    headers = {**bearer(attacked.start()), "Content-Type": kind}
    for path in ("api/samtaler/meldinger", f"api/samtaler/dokumenter/{victim.document}.html"):
        harmless(attacked.client.post(path, content=b"--x\r\nrot", headers=headers), victim)


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br"])
def test_a_compressed_body_is_not_unpacked(attacked: Server, victim: SimpleNamespace, encoding: str) -> None:
    headers = {**bearer(attacked.start()), "Content-Encoding": encoding}
    response = attacked.client.post("api/samtaler/meldinger", content=b"\x1f\x8b\x08" + b"\0" * 900, headers=headers)
    assert harmless(response, victim).status_code == 400


# --- Paths and methods ---

TRICKS = [
    "../web.py",
    "..%2fweb.py",
    "%2e%2e%2fweb.py",
    "..%252fweb.py",
    "..%5cweb.py",
    "....//web.py",
    "%2fetc%2fpasswd",
    "chat.js%00.html",
    "chat.js/x",
    "chat.js/../../web.py",
    ".",
    "..",
    "~root",
    "%c0%ae%c0%ae%2fweb.py",
    "index.html",
    "file:%2f%2f%2fetc%2fpasswd",
]


@pytest.mark.parametrize("trick", TRICKS)
@pytest.mark.parametrize("folder", ["static", "api/samtaler/dokumenter"])
def test_no_path_trick_finds_a_file(attacked: Server, victim: SimpleNamespace, folder: str, trick: str) -> None:
    with socket.create_connection(("127.0.0.1", attacked.client.base_url.port), timeout=5) as wire:
        head = f"GET /{folder}/{trick} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {attacked.start()}\r\n"
        wire.sendall((head + "Connection: close\r\n\r\n").encode())
        answer = _everything(wire)
    assert re.match(rb"HTTP/1\.1 (400|401|404) ", answer), answer[:80]
    assert b"import" not in answer and b"root:" not in answer and b"Hemmelig" not in answer


@pytest.mark.parametrize("method", ["PUT", "PATCH", "OPTIONS", "HEAD", "TRACE", "CONNECT", "PROPFIND"])
def test_no_other_method_does_anything(attacked: Server, victim: SimpleNamespace, method: str) -> None:
    heard = len(attacked.dialogue.received)
    for path in ("/api/samtaler", "/api/samtaler/meldinger", "/static/chat.js", "/helse"):
        with socket.create_connection(("127.0.0.1", attacked.client.base_url.port), timeout=5) as wire:
            head = f"{method} {path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {victim.token}\r\n"
            wire.sendall((head + "Connection: close\r\n\r\n").encode())
            answer = _everything(wire)
        assert re.match(rb"HTTP/1\.1 (?!5)\d\d\d ", answer), answer[:80]
        assert b"Hemmelig" not in answer and b"Access-Control-Allow-Origin" not in answer
    assert len(attacked.dialogue.received) == heard


# --- Headers ---

INJECTED = ["nb\r\nSet-Cookie: a=b", "nb\nX-Evil: 1", "nn;q=" + "9" * 5000, "\x00", "nb," * 3000, "\xe6\xf8\xe5"]


@pytest.mark.parametrize("value", INJECTED, ids=["crlf", "lf", "long_quality", "null", "long_list", "latin1"])
@pytest.mark.parametrize("name", ["Accept-Language", "If-None-Match", "X-Forwarded-For", "Origin"])
def test_no_header_comes_back_in_an_answer(attacked: Server, victim: SimpleNamespace, name: str, value: str) -> None:
    for line in (b"POST /api/samtaler/meldinger", b"GET /static/chat.js"):
        with socket.create_connection(("127.0.0.1", attacked.client.base_url.port), timeout=5) as wire:
            wire.sendall(line + f" HTTP/1.1\r\nHost: x\r\n{name}: {value}\r\nContent-Length: 0\r\n".encode("latin-1"))
            wire.sendall(b"Connection: close\r\n\r\n")
            head = _everything(wire).partition(b"\r\n\r\n")[0].lower()
        assert re.match(rb"http/1\.1 (?!5)\d\d\d ", head), head[:80]
        assert b"set-cookie" not in head and b"x-evil" not in head


@pytest.mark.parametrize(
    "name", ["a\r\nX-Evil: 1.pdf", 'a".pdf', "a;b.html", "æøå.json"], ids=["crlf", "quote", "semicolon", "letters"]
)
def test_a_file_name_of_the_clients_is_never_in_a_header(attacked: Server, victim: SimpleNamespace, name: str) -> None:
    response = harmless(attacked.document(attacked.start(), quote(name)), victim)
    assert response.status_code == 404
    assert "x-evil" not in response.headers and "content-disposition" not in response.headers


# --- Slow, half and repeated requests ---


@pytest.mark.parametrize(
    "half",
    [
        b"POST /api/samtaler/mel",
        b"POST /api/samtaler/meldinger HTTP/1.1\r\nHost: x\r\nContent-Length: 500\r\n\r\n{",
        b"POST /api/samtaler HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{",
        b"POST /api/samtaler HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"GET /" + b"a" * 20_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * 5000 + b"\r\n",
    ],
    ids=["line", "length", "chunk", "both_lengths", "version", "tls", "long_path", "many_headers"],
)
def test_a_request_that_never_ends_keeps_nobody_else_waiting(
    attacked: Server, victim: SimpleNamespace, half: bytes
) -> None:
    with socket.create_connection(("127.0.0.1", attacked.client.base_url.port), timeout=5) as wire:
        wire.sendall(half)
        # The attacker's wire stays open until the victim has the answer.
        assert attacked.say(victim.token, "hei").status_code == 200


def test_a_replayed_message_is_answered_from_memory_and_a_replayed_button_refused(
    attacked: Server, victim: SimpleNamespace
) -> None:
    token = attacked.start()
    button = attacked.say(token, "velg").json()["meldinger"][0]["knapper"][0]["id"]
    assert attacked.post(token, {"knapp": button}).status_code == 200
    assert harmless(attacked.post(token, {"knapp": button}), victim).status_code == 409
    heard = len(attacked.dialogue.received)
    answers = {attacked.post(token, {"tekst": "hei", "id": "x"}).text for _ in range(20)}
    assert len(answers) == 1 and len(attacked.dialogue.received) == heard + 1


@pytest.mark.parametrize("message_id", ["01019012345", "kari@eksempel.no", "\ud800", "<script>"])
def test_an_id_of_the_clients_counts_and_is_kept_nowhere(
    attacked: Server, victim: SimpleNamespace, message_id: str
) -> None:
    token = attacked.start()
    body = json.dumps({"tekst": "hei", "id": message_id})
    heard = len(attacked.dialogue.received)
    for _ in range(2):
        answer = attacked.client.post("api/samtaler/meldinger", content=body, headers=bearer(token))
        assert harmless(answer, victim).status_code == 200
    assert len(attacked.dialogue.received) == heard + 1
    assert message_id not in str([session.answers for session in attacked.channel._sessions._sessions.values()])


def test_a_replayed_request_after_deletion_finds_nothing(attacked: Server, victim: SimpleNamespace) -> None:
    token = attacked.start()
    attacked.post(token, {"tekst": "hei", "id": "x"})
    attacked.client.delete("api/samtaler", headers=bearer(token))
    assert harmless(attacked.post(token, {"tekst": "hei", "id": "x"}), victim).status_code == 401


def _everything(wire: socket.socket) -> bytes:
    """What the server answers until it closes; a reset after an answer is its right."""
    answer = b""
    try:
        while part := wire.recv(65_536):
            answer += part
    except ConnectionResetError:
        pass
    return answer
