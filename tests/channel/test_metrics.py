"""Numbers for staff: how much, how fast, how well, and never who or what."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from sanic.compat import Header

from bot.channel.metrics import OUTCOMES, Metrics
from bot.channel.operations import _of_this_machine
from tests.channel.fakes import Server, refused, serving

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def counting(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    monkeypatch.setenv("BPA_METRICS", "1")
    with serving() as running:
        yield running


def samples(server: Server) -> dict[str, float]:
    lines = [line for line in server.client.get("metrics").text.splitlines() if not line.startswith("#")]
    return {name: float(value) for name, _, value in (line.rpartition(" ") for line in lines)}


def test_messages_answers_refusals_and_open_conversations_are_counted(counting: Server) -> None:
    counting.dialogue.answers |= {
        "rar": [{"text": "?", "utter_action": "utter_felles_forstod_ikke"}],
        "pris": [
            {"text": "A", "utter_action": "utter_pris", "tema": "pris_generelt"},
            {"text": "B", "tema": "pris_generelt"},
            {"text": "C", "flytsteg": {"flyt": "rett", "sporsmaal": "alder"}},
        ],
        "klage?": [{"text": "?", "utter_action": "utter_felles_mente_du", "usikker": ["klage_frist", "klage_hvor"]}],
        "stille": [],
    }
    token = counting.start()
    counting.start()
    for text in ("rar", "pris", "klage?", "stille", "ring 99 99 99 99", "x" * 1001):
        counting.say(token, text)
    found = samples(counting)
    assert found["bpa_samtaler_startet_total"] == found["bpa_samtaler_aapne"] == 2
    assert found['bpa_meldinger_total{slag="tekst"}'] == 5
    assert found['bpa_svar_total{slag="ikke_forstaatt"}'] == 1
    assert found['bpa_svar_total{slag="ingen"}'] == 1
    assert found['bpa_svar_total{slag="svar"}'] == 4  # two openings, pris, and the masked one
    assert found["bpa_maskert_total"] == 1
    assert found['bpa_temasvar_total{tema="pris_generelt"}'] == 1  # one answer, in two messages
    assert found['bpa_usikker_total{tema="klage_frist"}'] == found['bpa_usikker_total{tema="klage_hvor"}'] == 1
    assert found['bpa_flytsteg_total{flyt="rett",sporsmaal="alder"}'] == 1
    assert found['bpa_avvist_total{kode="for_lang"}'] == 1


def test_no_text_no_token_no_sender_and_no_address_is_in_the_numbers(counting: Server) -> None:
    token = counting.start()
    counting.say(token, "jeg er syk")
    text = counting.client.get("metrics").text
    sender = counting.dialogue.received[0].sender_id
    assert not [secret for secret in ("syk", token, token[:20], sender, "127.0.0.1") if secret in text]


def test_every_line_is_in_the_exposition_format_and_every_series_has_its_type(counting: Server) -> None:
    counting.dialogue.answers["hei"] = [{"text": "Hei", "flytsteg": {"flyt": "rett", "sporsmaal": "alder"}}]
    counting.say(counting.start(), "hei")
    response = counting.client.get("metrics")
    assert response.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8"
    lines = response.text.splitlines()
    label = r'[a-z]+="[^"\\\n]*"'
    sample = re.compile(rf"([a-z_]+)(\{{{label}(?:,{label})*\}})? [0-9.]+")
    typed = {line.split()[2] for line in lines if line.startswith("# TYPE")}
    for line in lines:
        if not line.startswith("# "):
            match = sample.fullmatch(line)
            assert match, line
            assert re.sub(r"_(bucket|sum|count)$", "", match[1]) in typed, line


def test_the_histogram_is_cumulative_with_both_sides_of_300_milliseconds() -> None:
    metrics = Metrics()
    for seconds in (0.3, 0.3001, 99.0):
        metrics.answered([], seconds)
    text = metrics.text(0)
    for line in ('{le="0.2"} 0', '{le="0.3"} 1', '{le="0.5"} 2', '{le="10.0"} 2', '{le="+Inf"} 3'):
        assert f"bpa_svartid_sekunder_bucket{line}\n" in text
    assert "bpa_svartid_sekunder_count 3\n" in text


# --- For whom ---


def test_without_bpa_metrics_there_are_none(server: Server) -> None:
    assert refused(server.client.get("metrics")) == (404, "ikke_funnet")


def test_a_word_that_is_neither_1_nor_aapen_opens_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BPA_METRICS", "true")
    with serving() as running:
        assert running.client.get("metrics").status_code == 404


PROXIED = {
    "X-Forwarded-For": "192.0.2.1",
    "Forwarded": "for=192.0.2.1",
    "Via": "1.1 proxy",
    "X-Real-IP": "192.0.2.1",
    "x-forwarded-proto": "https",
    "X-Forwarded-Host": "bpa.example",
}


@pytest.mark.parametrize("header", PROXIED)
@pytest.mark.parametrize(("setting", "status"), [("1", 404), ("aapen", 200)])
def test_through_a_proxy_they_are_shown_only_when_opened_on_purpose(
    monkeypatch: pytest.MonkeyPatch, header: str, setting: str, status: int
) -> None:
    monkeypatch.setenv("BPA_METRICS", setting)
    with serving() as running:
        assert running.client.get("metrics", headers={header: PROXIED[header]}).status_code == status
        assert running.client.get("metrics").status_code == 200


@pytest.mark.parametrize(
    ("address", "own"),
    [
        ("127.0.0.1", True),
        ("127.8.8.8", True),
        ("::1", True),
        ("::ffff:127.0.0.1", True),
        ("10.0.0.5", False),
        ("192.168.1.2", False),
        ("::ffff:10.0.0.5", False),
        ("2001:db8::1", False),
        ("", False),  # a Unix socket names nobody
        ("localhost", False),
    ],
)
def test_only_a_loopback_address_is_of_this_machine(address: str, own: bool) -> None:
    assert _of_this_machine(SimpleNamespace(ip=address, headers=Header())) is own  # type: ignore[arg-type]


def test_every_response_key_that_is_counted_exists() -> None:
    written = "\n".join(path.read_text("utf-8") for path in (ROOT / "data" / "nlu").rglob("responses.yml"))
    assert [key for key in OUTCOMES if f"\n  {key}:" not in written] == []


def test_live_answers_also_while_the_dialogue_is_not_ready(server: Server) -> None:
    del server.app.ctx.agent
    assert server.client.get("helse").status_code == 503
    assert (server.client.get("helse/lever").status_code, server.client.get("helse/lever").json()) == (
        200,
        {"status": "lever"},
    )
