"""What an operator sees of the real server: numbers with names from closed sets, and a log of JSON lines, no word in either."""

import json
import os
import re
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import httpx
import pytest
from ruamel.yaml import YAML

from bot.channel.metrics import OUTCOMES
from bot.channel.privacy import PLACEHOLDERS
from bot.channel.texts import WORDS_FILE
from bot.engine.model import existing_model
from bot.forms.flyt.sporsmaal import FLYTER, SJEKK, SPORSMAAL
from bot.settings import ROOT
from tests.conftest import TODAY
from tests.conversations.conftest import Conversation

pytestmark = pytest.mark.samtale

MOST_WAITS = 1000  # of 0.3 seconds

SECRETS = ("Kvasthilda", "epidermolyse", "Sagveien", "13097248022", "98765432", "kvasthilda@example.no", "777123")
SAID = (
    "hei, jeg heter Kvasthilda og har epidermolyse",
    "hva koster det når vi tjener 777123?",
    "13097248022 ring 98765432 eller kvasthilda@example.no, hva er klagefristen?",
    "epidermolyse Kvasthilda Sagveien",
    "hva er været i Sagveien i morgen?",
    "kan mannen til Kvasthilda jobbe",
    "/klage_frist Kvasthilda",
    'bpa_temasvar_total{tema="Kvasthilda"} 5',
    "jeg vil søke",
    "meg, Kvasthilda",
    "99",
    "hva er klagefristen?",
    "jeg har epidermolyse og bor i Sagveien 777123",
)
SETS: dict[str, set[str]] = {
    "tema": set(YAML(typ="safe").load(ROOT / "domain.yml")["intents"]),
    "flyt": set(FLYTER),
    "sporsmaal": {*SPORSMAAL, SJEKK},
    "utfall": {"startet", "fullfoert", "avbrutt", "lagret", "forlatt"},
    "hjalp": {"ja", "nei"},
    "slag": {"tekst", "knapp", "svar", "ingen", *OUTCOMES.values(), *PLACEHOLDERS},
    "kode": set(YAML(typ="safe").load(WORDS_FILE)),
    "le": {"0.025", "0.05", "0.1", "0.2", "0.3", "0.5", "1.0", "2.5", "5.0", "10.0", "+Inf"},
}


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """A server's numbers and everything it printed, from start to stop, with a talkative citizen in between."""
    if existing_model() is None:
        pytest.skip("the dialogue model for the present data is not trained: run `make train`")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    state = tmp_path_factory.mktemp("drift")
    environment = {
        **os.environ, "BPA_DATO": TODAY, "HOST": "127.0.0.1", "PORT": str(port), "BPA_METRICS": "1", "BPA_LOGG": "json",
        "BPA_KLADDER": str(state / "kladd"), "BPA_SAMTALER": str(state / "samtaler"),
    }  # fmt: skip
    printed = state / "utskrift"
    with printed.open("w") as sink:
        process = subprocess.Popen(
            [sys.executable, "-m", "bot.server"], cwd=ROOT, env=environment, stdout=sink, stderr=subprocess.STDOUT
        )
        try:
            address = f"http://127.0.0.1:{port}"
            _wait_until_told(printed, process, "klar")
            _talk(address)
            numbers = httpx.get(f"{address}/metrics").text
            proxied = httpx.get(f"{address}/metrics", headers={"X-Forwarded-For": "192.0.2.1"}).status_code
        finally:
            process.terminate()
            process.wait(timeout=20)
    return {"numbers": numbers, "proxied": proxied, "printed": printed.read_text(), "port": port}


def _wait_until_told(printed: Path, process: "subprocess.Popen[bytes]", event: str) -> None:
    """Until the log has the event. A server that never tells is killed, so that no test waits for ever."""
    for _ in range(MOST_WAITS):
        if f'"hendelse": "{event}"' in printed.read_text() or process.poll() is not None:
            break
        time.sleep(0.3)
    assert process.poll() is None, printed.read_text()


def _talk(address: str) -> None:
    conversation = Conversation(address)
    for text in SAID:
        conversation.say(text)
    other = Conversation(address)
    (answer,) = other.say("hva er klagefristen?")
    told = {"svar": answer["tilbakemelding"], "hjalp": False}
    headers = {"Authorization": f"Bearer {other.token}"}
    thanks = httpx.post(f"{address}/api/samtaler/tilbakemelding", json=told, headers=headers).json()
    other._send({"knapp": thanks["knapper"][0]["id"]})
    assert "kommune" in other.text()
    for path, body in (("meldinger", {"tekst": ""}), ("tilbakemelding", {"svar": "Kvasthilda", "hjalp": True})):
        assert httpx.post(f"{address}/api/samtaler/{path}", json=body, headers=headers).status_code >= 400
    httpx.delete(f"{address}/api/samtaler", headers={"Authorization": f"Bearer {conversation.token}"})


def samples(text: str) -> list[tuple[str, dict[str, str], float]]:
    lines = [line.rpartition(" ") for line in text.splitlines() if not line.startswith("#")]
    return [
        (name.partition("{")[0], dict(re.findall(r'(\w+)="([^"]*)"', name)), float(value)) for name, _, value in lines
    ]


def test_every_label_is_from_its_closed_set(seen):
    strange = [
        (name, key, value)
        for name, labels, _ in samples(seen["numbers"])
        for key, value in labels.items()
        if value not in SETS[key]
    ]
    assert strange == []


def test_the_topics_answered_the_flows_question_and_what_was_said_of_an_answer_are_counted(seen):
    found = {(name, tuple(labels.values())): value for name, labels, value in samples(seen["numbers"])}
    assert found[("bpa_temasvar_total", ("klage_frist",))] >= 3
    assert found[("bpa_tilbakemelding_total", ("klage_frist", "nei"))] == 1
    assert found[("bpa_flytsteg_total", ("soknad", "hvem"))] >= 1
    assert found[("bpa_flyt_total", ("soknad", "startet"))] == found[("bpa_flyt_total", ("soknad", "forlatt"))] == 1
    assert sum(value for (name, _), value in found.items() if name == "bpa_flytstopp_total") == 1


def test_no_word_of_a_citizen_is_in_the_numbers_or_in_anything_printed(seen):
    assert [secret for secret in SECRETS if secret in seen["numbers"] + seen["printed"]] == []


def test_the_numbers_are_not_for_whoever_comes_through_a_proxy(seen):
    assert seen["proxied"] == 404


def test_everything_printed_is_one_json_object_a_line_start_ready_stop(seen):
    events = [json.loads(line) for line in seen["printed"].splitlines()]
    assert [event["hendelse"] for event in events] == ["start", "klar", "stopp"]
    assert [event["nivaa"] for event in events] == ["info"] * 3
    assert events[0]["kommune"] == "Fredrikstad" and str(seen["port"]) in events[0]["adresse"]
    assert events[1]["sekunder"] > 0 and events[1]["modell"]


def test_in_json_a_wrong_setting_is_one_json_object_too():
    done = subprocess.run(
        [sys.executable, "-m", "bot.server"],
        cwd=ROOT,
        env={**os.environ, "BPA_LOGG": "json", "PORT": "abc"},
        capture_output=True,
        text=True,
        timeout=60,
    )
    told = json.loads(done.stderr)
    assert done.returncode == 1 and told["hendelse"] == "kan_ikke_starte" and "abc" in told["melding"]
