"""The real server with the trained model, as a citizen meets it: one process for the whole test session."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.engine.model import existing_model
from bot.settings import ROOT
from tests.conftest import TODAY
from tests.conversations.borger import dialogen

START_SECONDS = 240
SECRET = "en hemmelighet for prøvene alene"


class Conversation:
    """A citizen's conversation over the JSON interface."""

    def __init__(self, address: str, maalform: str | None = None) -> None:
        self._http = httpx.Client(base_url=address, timeout=30)
        opened = self._http.post("/api/samtaler", json={"maalform": maalform} if maalform else None)
        assert opened.status_code == 201, opened.text
        self.token = opened.json()["token"]
        self.messages: list[dict[str, Any]] = opened.json()["meldinger"]

    def say(self, text: str, message_id: str = "") -> list[dict[str, Any]]:
        return self._send({"tekst": text, "id": message_id})

    def press(self, title: str) -> list[dict[str, Any]]:
        ids = [button["id"] for message in self.messages for button in message["knapper"] if button["tittel"] == title]
        assert ids, f"no button «{title}» among {self.titles()}"
        return self._send({"knapp": ids[0]})

    def get(self, path: str) -> httpx.Response:
        """What there is for the conversation's owner at the address."""
        return self._http.get(path, headers=self._headers)

    def titles(self) -> list[str]:
        return [button["tittel"] for message in self.messages for button in message["knapper"]]

    def text(self) -> str:
        return "\n\n".join(message["tekst"] for message in self.messages)

    def sources(self) -> str:
        return "\n".join(kilde["tittel"] for message in self.messages for kilde in message["kilder"])

    def transcript(self) -> str:
        return self._request("GET", "utskrift").text

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
        return self._request("GET", f"dokumenter/{document['id']}.{ending}")

    def end(self) -> None:
        assert self._http.delete("/api/samtaler", headers=self._headers).status_code == 200

    def post(self, route: str, body: dict[str, str]) -> httpx.Response:
        # In ASCII, so that anything a browser can send can be sent: half a character too.
        return self._request("POST", route, content=json.dumps(body))

    @property
    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}

    def _request(self, method: str, route: str, **body: Any) -> httpx.Response:
        return self._http.request(method, f"/api/samtaler/{route}", headers=self._headers, **body)

    def _send(self, body: dict[str, str], route: str = "meldinger") -> list[dict[str, Any]]:
        answer = self.post(route, body)
        assert answer.status_code == 200, answer.text
        self.messages = answer.json()["meldinger"]
        assert self.messages, "an answer is never an empty list"
        return self.messages


@contextmanager
def serving(**environment: str) -> "Iterator[tuple[str, subprocess.Popen[bytes]]]":
    """The address and the process of a server of its own. Needs the trained model (`make test` trains it first)."""
    if existing_model() is None:
        pytest.skip("the dialogue model for the present data is not trained: run `make train`")
    port = environment.get("PORT") or free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "bot.server"],
        cwd=ROOT,
        env={**os.environ, "BPA_DATO": TODAY, "HOST": "127.0.0.1", "PORT": port, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        wait_until_ready(address, process)
        yield address, process
    finally:
        process.terminate()
        process.wait(timeout=20)


def free_port() -> str:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return str(probe.getsockname()[1])


@pytest.fixture(scope="session")
def drafts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder where the server keeps what is saved under a code."""
    return tmp_path_factory.mktemp("tilstand") / "kladder"


@pytest.fixture(scope="session")
def server(drafts: Path) -> Iterator[str]:
    """The address of a running server, the same for the whole test session."""
    environment = {
        "BPA_KANAL": "{messages_per_minute: 1000000, conversations_per_minute: 1000000}",
        "BPA_HEMMELIGHET": SECRET,
        "BPA_KLADDER": str(drafts),
        "BPA_SAMTALER": str(drafts.with_name("samtaler")),
    }
    with serving(**environment) as (address, _):
        yield address


@pytest.fixture(scope="session")
def dialog() -> "tuple[Callable[..., Any], Any]":
    """The dialogue in this process: what runs its coroutines, and the agent."""
    if existing_model() is None:
        pytest.skip("the dialogue model for the present data is not trained: run `make train`")
    return dialogen()


def wait_until_ready(address: str, process: "subprocess.Popen[bytes]") -> None:
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
