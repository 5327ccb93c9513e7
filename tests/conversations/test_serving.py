"""The server around the conversation: JSON interface, health, errors, the page and the shell."""

import json
import os
import re
import socket
import subprocess
import sys

import httpx
import pytest

from bot.settings import ROOT
from tests.conftest import TODAY
from tests.conversations.conftest import Conversation

pytestmark = pytest.mark.samtale


def _run(*command: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env={**os.environ, "BPA_DATO": TODAY, **environment},
        capture_output=True,
        text=True,
        timeout=180,
    )


def test_health_says_klar_when_it_can_answer(server):
    answer = httpx.get(f"{server}/helse")
    assert answer.status_code == 200
    assert answer.json()["status"] == "klar"


def test_the_page_and_everything_it_needs_comes_from_the_server_itself(server):
    page = httpx.get(f"{server}/")
    assert page.status_code == 200
    assert "BPA-veilederen" in page.text
    assert re.findall(r'(?:src|href)="(?:https?:)?//', page.text) == []


def test_errors_have_a_code_and_a_message_in_words(server):
    answer = httpx.post(f"{server}/api/samtaler/meldinger", json={"tekst": "hei"})
    assert answer.status_code == 401
    assert set(answer.json()["feil"]) == {"kode", "melding"}


def test_two_citizens_never_hear_each_other(server):
    one, other = Conversation(server), Conversation(server)
    one.say("jeg er 71 år og trenger 40 timer i uka, har jeg rett?")
    other.say("og 24 timer i uka?")
    assert "71" not in other.text()


def test_ja_means_something_only_after_an_offer(server):
    conversation = Conversation(server)
    conversation.say("hva koster det?")
    conversation.say("ja")
    assert "Skriv hva husstanden" in conversation.text()


def test_bpa_svar_gives_one_json_object_with_answer_intent_confidence_runner_up_source_and_table_date():
    result = _run("-m", "bot.cli", "svar", "hva koster det når vi tjener 400 000?", "--json")
    answer = json.loads(result.stdout)
    assert "405 kr per time" in answer["svar"]
    assert answer["intent"] == "pris_inntekt"
    assert 0 < answer["nest_best"]["konfidens"] < answer["konfidens"] <= 1
    assert answer["kilder"]
    assert answer["tabell_fra"] == "2023-01-01"


def test_a_port_in_use_is_one_clear_line_before_anything_loads():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        result = _run("-m", "bot.server", PORT=str(taken.getsockname()[1]))
    assert result.returncode == 1
    assert "Velg en annen port" in result.stderr
    assert result.stderr.strip().count("\n") == 0


@pytest.mark.parametrize(
    ("name", "value"), [("PORT", "99999"), ("PORT", "abc"), ("BPA_DATO", "i dag"), ("BPA_KOMMUNE", "atlantis")]
)
def test_a_wrong_setting_is_one_clear_line_that_names_it(name, value):
    result = _run("-m", "bot.server", **{name: value})
    assert result.returncode == 1
    assert value in result.stderr
    assert result.stderr.strip().count("\n") == 0
