"""The real server with the trained model, as a citizen meets it: one process for the whole test session."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.engine.model import existing_model
from bot.settings import ROOT
from tests.conftest import TODAY

START_SECONDS = 300
SECRET = "en hemmelighet for prøvene alene"


class Conversation:
    """A citizen's conversation over the JSON interface."""

    def __init__(self, address: str, maalform: str | None = None) -> None:
        self._http = httpx.Client(base_url=address, timeout=30)
        opened = self._http.post("/api/samtaler", json={"maalform": maalform} if maalform else None)
        assert opened.status_code == 201, opened.text
        self._bearer = {"Authorization": f"Bearer {opened.json()['token']}"}
        self.messages: list[dict[str, Any]] = opened.json()["meldinger"]

    def say(self, text: str) -> list[dict[str, Any]]:
        return self._send({"tekst": text})

    def press(self, title: str) -> list[dict[str, Any]]:
        ids = [button["id"] for message in self.messages for button in message["knapper"] if button["tittel"] == title]
        assert ids, f"no button «{title}» among {self.titles()}"
        return self._send({"knapp": ids[0]})

    def titles(self) -> list[str]:
        return [button["tittel"] for message in self.messages for button in message["knapper"]]

    def text(self) -> str:
        return "\n\n".join(message["tekst"] for message in self.messages)

    def sources(self) -> str:
        return "\n".join(kilde["tittel"] for message in self.messages for kilde in message["kilder"])

    def save(self, how: str) -> str:
        """The draft: the text of the file, or the code."""
        answer = self.post("lagring", {"som": how})
        assert answer.status_code == 200, answer.text
        return answer.text if how == "fil" else str(answer.json()["kode"])

    def resume(self, how: str, draft: str) -> list[dict[str, Any]]:
        return self._send({how: draft}, "henting")

    def document(self, ending: str) -> httpx.Response:
        """The document of the latest answer, as pdf, html or json."""
        document = next(message["dokument"] for message in self.messages if message.get("dokument"))
        return self._http.get(f"/api/samtaler/dokumenter/{document['id']}.{ending}", headers=self._bearer)

    def post(self, route: str, body: dict[str, str]) -> httpx.Response:
        return self._http.post(f"/api/samtaler/{route}", json=body, headers=self._bearer)

    def _send(self, body: dict[str, str], route: str = "meldinger") -> list[dict[str, Any]]:
        answer = self.post(route, body)
        assert answer.status_code == 200, answer.text
        self.messages = answer.json()["meldinger"]
        assert self.messages, "an answer is never an empty list"
        return self.messages


@pytest.fixture(scope="session")
def drafts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder where the server keeps what is saved under a code."""
    return tmp_path_factory.mktemp("tilstand") / "kladder"


@pytest.fixture(scope="session")
def server(drafts: Path) -> Iterator[str]:
    """The address of a running server. Needs the trained model (`make test` trains it first)."""
    if existing_model() is None:
        pytest.skip("the dialogue model for the present data is not trained: run `make train`")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    limits = "{messages_per_minute: 1000000, conversations_per_minute: 1000000}"
    environment = {
        **os.environ,
        "BPA_DATO": TODAY,
        "HOST": "127.0.0.1",
        "PORT": str(port),
        "BPA_KANAL": limits,
        "BPA_HEMMELIGHET": SECRET,
        "BPA_KLADDER": str(drafts),
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "bot.server"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_until_ready(address, process)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait_until_ready(address: str, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"the server stopped: {process.stdout.read().decode() if process.stdout else ''}")
        try:
            if httpx.get(f"{address}/helse", timeout=2).status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.3)
    raise RuntimeError(f"the server was not ready after {START_SECONDS} seconds")
