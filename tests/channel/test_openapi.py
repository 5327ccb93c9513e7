"""docs/openapi.yml describes every route, and the server keeps to it whatever it is sent: no answer of 500, one shape of refusal.

BPA_FUZZ=5000 draws that many requests instead of the few that every run has.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.channel import beskrivelse
from tests.channel.fakes import Server, serving
from tests.documents.datasett import klage, soknad

LIMITS = {"messages_per_minute": 1e9, "conversations_per_minute": 1e9, "max_sessions": 1000}
EXAMPLES = int(os.environ.get("BPA_FUZZ", "250"))
OPERATIONS = sorted(beskrivelse.operations())
TALKATIVE = [
    {"text": "Velg.", "buttons": [{"title": "Ja", "payload": "/ja"}], "fremdrift": {"nr": 1, "antall": 9}},
    {"text": "Kjelde", "maalform": "nn", "kilder": [{"tittel": "Lov", "url": "https://lov.example"}, {"tittel": "x"}]},
    {"text": "Her.", "dokument": soknad()},
    {"text": "Fortell.", "dokument": klage(), "fritekst": True},
]


@pytest.fixture(scope="module")
def fuzzed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    patch = pytest.MonkeyPatch()
    patch.setenv("BPA_KLADDER", str(tmp_path_factory.mktemp("x") / "kladder"))
    patch.setenv("BPA_METRICS", "1")
    with serving(**LIMITS) as running:
        running.dialogue.answers |= dict.fromkeys(("velg", "/ja"), TALKATIVE)
        running.dialogue.state = {"flyt": "soknad", "svar": {"alder": 54}}
        yield running
    patch.undo()


def described_path(uri: str) -> str:
    """As the description writes what the router has: `<fil:str>` is `{fil}`."""
    return "/" + re.sub(r"<\w+:?[^>]*>", "{fil}", uri).strip("/")


def test_every_route_of_the_app_is_described_and_every_route_described_is_there(fuzzed: Server) -> None:
    routed = {
        (method.lower(), described_path(route.path)) for route in fuzzed.app.router.routes for method in route.methods
    }
    assert routed == set(OPERATIONS)


def test_a_whole_conversation_is_answered_as_described(fuzzed: Server) -> None:
    def ask(method: str, path: str, token: str = "", fil: str = "", **what: Any) -> httpx.Response:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        answer = fuzzed.client.request(method, path.replace("{fil}", fil), headers=headers, **what)
        assert beskrivelse.complaints(method, path, answer) == []
        assert answer.status_code in (200, 201)
        return answer

    token = ask("post", "/api/samtaler", json={"maalform": "nn"}).json()["token"]
    messages = ask("post", "/api/samtaler/meldinger", token, json={"tekst": "velg", "id": "1"}).json()["meldinger"]
    assert {name for message in messages for name in message} >= {"fremdrift", "dokument", "fritekst"}
    document = messages[2]["dokument"]["id"]
    button = messages[0]["knapper"][0]["id"]
    for form in ("pdf", "html", "json"):
        ask("get", "/api/samtaler/dokumenter/{fil}", token, f"{document}.{form}")
        ask("post", "/api/samtaler/dokumenter/{fil}", fil=f"{document}.{form}", data={"token": token})
    ask("post", "/api/samtaler/meldinger", token, json={"knapp": button})
    ask("get", "/api/samtaler/utskrift", token)
    file = ask("post", "/api/samtaler/lagring", token, json={"som": "fil"}).text
    code = ask("post", "/api/samtaler/lagring", token, json={"som": "kode"}).json()["kode"]
    for draft in ({"fil": file}, {"kode": code}):
        ask("post", "/api/samtaler/henting", token, json=draft)
    ask("delete", "/api/samtaler", token)
    for path in ("/", "/helse", "/helse/lever", "/metrics", "/static/innbygging.js", "/uten-skript/slettet"):
        ask("get", path)


def test_a_refusal_that_is_not_as_described_is_found() -> None:
    """The measure itself: it complains of a wrong status, a wrong kind, a missing and an unknown field."""
    seen = [
        httpx.Response(200, json={"meldinger": []}),
        httpx.Response(401, json={"feil": {"kode": "ukjent_samtale"}}),
        httpx.Response(401, json={"feil": {"kode": "x", "melding": "y", "sporing": "z"}}),
        httpx.Response(401, text="nei"),
        httpx.Response(302),
    ]
    assert [len(beskrivelse.complaints("post", "/api/samtaler/meldinger", answer)) for answer in seen] == [1] * 5


# --- Drawn requests ---

# What a client can send in a header at all; tests/channel/test_attacks.py sends the rest over a bare socket.
HEADER_TEXT = st.text(st.characters(min_codepoint=0x20, max_codepoint=0xFF, exclude_characters="\x7f"), max_size=60)
TOKENS = st.sampled_from(["own", "own", "own", "gone", "", "Bearer"]) | HEADER_TEXT
HEADERS = st.dictionaries(
    st.sampled_from(["Accept-Language", "Content-Type", "Origin", "X-Forwarded-For", "If-None-Match", "Content-Encoding",
                     "Cookie", "Range", "Expect-CT", "X-HTTP-Method-Override", "Sec-Fetch-Site"]),
    HEADER_TEXT,
    max_size=3,
)  # fmt: skip
NAMES = st.text(min_size=1, max_size=30) | st.sampled_from(
    ["{document}.pdf", "{document}.json", "{document}.exe", "chat.js"]
)


@st.composite
def requests(draw: st.DrawFn) -> dict[str, Any]:
    """A request for one operation: as described, mutated, any JSON, or any bytes."""
    method, path = draw(st.sampled_from(OPERATIONS))
    drawn = {"method": method, "path": path, "name": draw(NAMES), "token": draw(TOKENS), "headers": draw(HEADERS)}
    body = beskrivelse.resolved(beskrivelse.operations()[(method, path)].get("requestBody", {}))
    if not body:
        return drawn
    ((kind, content),) = body["content"].items()
    valid = draw(beskrivelse.values(content["schema"]))
    if valid.get("tekst") and draw(st.booleans()):
        valid["tekst"] = "velg"
    if kind != "application/json":
        return {**drawn, "data": valid}
    how = draw(st.sampled_from(["valid", "mutated", "any", "bytes", "cut"]))
    if how == "bytes":
        return {**drawn, "content": draw(st.binary(max_size=300))}
    value = {"valid": valid, "cut": valid}.get(how) if how in ("valid", "cut") else None
    value = value if value is not None else draw(beskrivelse.mutated(valid) if how == "mutated" else beskrivelse.JSON)
    written = json.dumps(value).encode()
    return {**drawn, "content": written[: draw(st.integers(0, len(written)))] if how == "cut" else written}


@settings(
    max_examples=EXAMPLES, deadline=None, derandomize="BPA_FUZZ" not in os.environ, database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)  # fmt: skip
@given(drawn=requests())
def test_no_request_is_answered_otherwise_than_described(fuzzed: Server, drawn: dict[str, Any]) -> None:
    token = fuzzed.start()
    document = fuzzed.say(token, "velg").json()["meldinger"][2]["dokument"]["id"]
    if drawn["token"] == "gone":
        fuzzed.client.delete("api/samtaler", headers={"Authorization": f"Bearer {token}"})
    bearer = f"Bearer {token}" if drawn["token"] in ("own", "gone") else drawn["token"]
    name = quote(drawn["name"].replace("{document}", document).encode("utf-8", "replace").decode(), safe="")
    what = {key: drawn[key] for key in ("data", "content") if key in drawn}
    given_headers = {"Authorization": bearer, **drawn["headers"]}
    headers = {key: value.strip().encode("latin-1") for key, value in given_headers.items()}
    path = drawn["path"].replace("{fil}", name)
    if path.endswith("/.") or path.endswith("/.."):
        return  # another route's address, as every client reads it
    answer = fuzzed.client.request(drawn["method"], path, headers=headers, **what)
    assert answer.status_code < 500
    if answer.status_code == 400 and answer.headers["content-type"] == "application/json":
        # A request that is no HTTP: refused before any route.
        assert set(answer.json()["feil"]) == {"kode", "melding"}
        return
    assert beskrivelse.complaints(drawn["method"], drawn["path"], answer) == []
    assert token not in answer.text and token not in str(answer.headers)
    guarded(drawn["path"], answer)


PRIVATE = ("/api/", "/uten-skript", "/metrics", "/helse")


def guarded(path: str, answer: httpx.Response) -> None:
    """No other site reads, frames or stores what is somebody's own; nothing inline runs anywhere."""
    headers = answer.headers
    policy = dict(part.strip().partition(" ")[::2] for part in headers["content-security-policy"].split(";"))
    assert (policy["default-src"], policy["base-uri"], policy["frame-ancestors"]) == ("'none'",) * 3
    assert policy["form-action"] == "'self'" and policy.get("script-src", "'self'") == "'self'"
    assert headers["x-frame-options"] == "DENY" and headers["x-content-type-options"] == "nosniff"
    assert "access-control-allow-origin" not in headers and "server" not in headers
    if path.startswith(PRIVATE):
        assert headers["cache-control"] == "no-store"
        assert headers["cross-origin-resource-policy"] == "same-origin"
    if not path.startswith("/uten-skript"):
        assert "set-cookie" not in headers
