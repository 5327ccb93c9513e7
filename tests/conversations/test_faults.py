"""What goes wrong around a conversation, with the real dialogue: the citizen gets an answer, and nothing told is lost."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from rasa.utils.endpoints import EndpointConfig

from bot.engine import agent as engine
from bot.forms.flyt import flyt
from bot.settings import ROOT
from tests.channel.fakes import Server
from tests.channel.fakes import serving as in_process
from tests.conversations.conftest import Conversation, free_port, serving

pytestmark = pytest.mark.samtale

SITUATION = "Jeg har sittet i rullestol siden ulykken på Hvaler og trenger hjelp til det meste."
SITUATION_NN = "Eg har sete i rullestol sidan ulukka på Kvaløya og treng hjelp til det meste."
SELF = "Jeg spiser selv når maten er skåret opp."
IDLE_SECONDS = 15
GUARD_SECONDS = 120


# --- Killed and begun anew ---


@dataclass
class Restarted:
    """Three applications that a server was killed in the middle of, and where the next one keeps everything."""

    nb: Conversation
    nn: Conversation
    under_way: Conversation
    folder: Path
    left_by_the_killed: bytes

    def files(self) -> list[Path]:
        return [path for path in self.folder.rglob("*") if path.is_file()]


def applying(address: str, maalform: str, *said: str) -> Conversation:
    conversation = Conversation(address, maalform)
    for text in said:
        conversation.say(text, f"id {text[:20]}")
    return conversation


@pytest.fixture(scope="module")
def restarted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Restarted]:
    folder = tmp_path_factory.mktemp("tilstand")
    environment = {
        "BPA_HEMMELIGHET": "h" * 32,
        "BPA_SAMTALER": str(folder / "samtaler"),
        "BPA_KLADDER": str(folder / "kladder"),
        "PORT": free_port(),
    }
    with serving(**environment) as (address, process):
        nb = applying(address, "nb", "jeg vil søke nå", "meg selv", "54", SITUATION)
        nn = applying(address, "nn", "eg vil søkje no", "meg sjølv", "54", SITUATION_NN)
        under_way = applying(address, "nb", "jeg vil søke nå", "meg selv", "54", SITUATION)
        with ThreadPoolExecutor(1) as pool:
            lost = pool.submit(under_way.say, SELF, "under arbeid")
            time.sleep(0.02)
            process.send_signal(signal.SIGKILL)
            process.wait(timeout=20)
            # Answered just before, or not at all: both may happen, and what follows holds for both.
            lost.exception()
    left = b"".join(path.name.encode() + path.read_bytes() for path in folder.rglob("*") if path.is_file())
    short = f"{{idle_seconds: {IDLE_SECONDS}, draft_days: {IDLE_SECONDS / 86400}}}"
    with serving(**environment, BPA_KANAL=short):
        yield Restarted(nb, nn, under_way, folder, left)


def test_after_a_kill_the_application_stands_at_the_same_question_with_every_answer(restarted: Restarted) -> None:
    before = restarted.nb.messages
    assert restarted.nb.say(SITUATION, f"id {SITUATION[:20]}") == before
    assert "Hva klarer du selv?" in restarted.nb.text()
    restarted.nb.say(SELF)
    assert "Hva trenger du hjelp til gjennom uka?" in restarted.nb.text()
    assert restarted.nb.transcript().count(f"Du:\n{SITUATION}\n") == 1
    restarted.nb.say("vis svarene mine")
    for told in ("54 år", SITUATION, SELF):
        assert told in restarted.nb.text()
    restarted.nb.end()


def test_in_nynorsk_too_and_its_buttons_work(restarted: Restarted) -> None:
    restarted.nn.press("Hopp over")
    assert "Kva treng du hjelp til gjennom veka?" in restarted.nn.text()
    assert {message["maalform"] for message in restarted.nn.messages} == {"nn"}
    restarted.nn.say("vis svara mine")
    assert "54 år" in restarted.nn.text() and SITUATION_NN in restarted.nn.text()
    assert restarted.nn.transcript().count(f"Du:\n{SITUATION_NN}\n") == 1
    restarted.nn.end()


def test_a_message_under_way_when_the_process_died_can_be_sent_again_and_counts_once(restarted: Restarted) -> None:
    restarted.under_way.say(SELF, "under arbeid")
    assert "Hva trenger du hjelp til gjennom uka?" in restarted.under_way.text()
    assert restarted.under_way.transcript().count(f"Du:\n{SELF}\n") == 1
    restarted.under_way.end()


def test_what_the_killed_process_left_on_the_disk_holds_no_word_that_was_told(restarted: Restarted) -> None:
    assert restarted.left_by_the_killed.count(b"BPAL") == 3
    for word in ("rullestol", "Hvaler", "Kvaløya", "ulykken", "soknad", "flyt", restarted.nb.token):
        assert word.encode() not in restarted.left_by_the_killed


def test_when_its_time_is_over_every_file_of_a_conversation_and_its_draft_is_gone(restarted: Restarted) -> None:
    told = applying(str(restarted.nb._http.base_url), "nb", "jeg vil søke nå", "meg selv", "54")
    told.save("kode")
    told.say(SITUATION)  # the time begins anew with it
    assert {path.parent.name for path in restarted.files()} == {"samtaler", "kladder"}
    deadline = time.monotonic() + GUARD_SECONDS
    while restarted.files() and time.monotonic() < deadline:
        time.sleep(0.5)
    assert restarted.files() == []
    with pytest.raises(AssertionError, match="ukjent_samtale"):
        told.say("hei")


# --- Actions that fail ---


@pytest.fixture
def channel(dialog: "tuple[Callable[..., Any], Any]") -> Iterator[Server]:
    _, agent = dialog

    async def handle(message: Any) -> None:
        await engine.answer(agent, message)

    with in_process(answering=handle) as server:
        yield server


def answered(server: Server, token: str, *said: str) -> str:
    """The last answer."""
    for text in said:
        response = server.say(token, text)
        assert response.status_code == 200
    return "\n".join(message["tekst"] for message in response.json()["meldinger"])


def _crash(*args: Any) -> None:
    raise RuntimeError(SITUATION)


def in_the_flow(agent: Any, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(flyt, "svar", _crash)


def around_the_action(agent: Any, patch: pytest.MonkeyPatch) -> None:
    patch.setitem(agent.processor.action_endpoint._executor.actions, "action_flyt_svar", _crash)


def dead_server(agent: Any, patch: pytest.MonkeyPatch) -> None:
    """As under `rasa run` when nobody runs `rasa run actions`."""
    patch.setattr(agent.processor, "action_endpoint", EndpointConfig(f"http://127.0.0.1:{free_port()}/webhook"))


@pytest.mark.parametrize("fault", [in_the_flow, around_the_action, dead_server])
@pytest.mark.parametrize(
    ("maalform", "hours", "again"), [("nb", "28 timer i uka", "en gang til"), ("nn", "28 timar i veka", "ein gong til")]
)
def test_a_crashing_action_or_a_dead_action_server_is_an_apology_and_the_flow_waits_with_what_was_told(
    fault: Any, maalform: str, hours: str, again: str, channel: Server, dialog: Any
) -> None:
    token = channel.start(maalform=maalform)
    answered(channel, token, "sjekk retten min", "meg", "40")
    with pytest.MonkeyPatch.context() as patch:
        fault(dialog[1], patch)
        apology = answered(channel, token, hours)
    assert again in apology and "kommune" in apology
    assert SITUATION not in apology
    assert "helsehjelp" in answered(channel, token, hours)


def test_the_log_has_the_type_of_what_crashed_and_no_word_of_it(channel: Server, dialog: Any, caplog: Any) -> None:
    token = channel.start()
    with pytest.MonkeyPatch.context() as patch:
        around_the_action(dialog[1], patch)
        answered(channel, token, "sjekk retten min", "meg")
    assert "handling_feilet handling=action_flyt_svar feil=RuntimeError" in caplog.text
    assert "Hvaler" not in caplog.text


# --- A model that cannot be loaded ---


def test_a_damaged_model_is_one_clear_line_and_exit_1(tmp_path: Path) -> None:
    whole = engine.existing_model()
    if whole is None:
        pytest.skip("the dialogue model for the present data is not trained: run `make train`")
    damaged = tmp_path / "bpa-skadet.tar.gz"
    damaged.write_bytes(whole.read_bytes()[:100_000])
    script = f"""
from pathlib import Path
from bot.engine import agent, model
agent.existing_model = model.existing_model = lambda root=None: Path({str(damaged)!r})
from bot.server import serve
serve()
"""
    result = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        env={**os.environ, "PORT": free_port()},
        capture_output=True,
        text=True,
        timeout=900,
    )
    assert result.returncode == 1
    assert result.stderr.splitlines()[1:] == [
        "FEIL: Modellen bpa-skadet.tar.gz er ødelagt og lot seg ikke laste. Slett filen i models/, og kjør «make train»."
    ]
