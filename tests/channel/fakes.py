"""The web channel on a real port, with a dialogue of a few lines in Rasa's place."""

from __future__ import annotations

import asyncio
import itertools
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import httpx
from rasa.core.channels.channel import UserMessage
from sanic import Sanic

from bot.channel.kept import Dialogue as Outside
from bot.channel.settings import ChannelSettings
from bot.channel.web import WebChannel

# Sanic rewrites its own methods at start; only so can a second app start in the same process.
Sanic.test_mode = True
_app_numbers = itertools.count()


@dataclass
class Dialogue:
    """Answers with what `answers` holds for a text (messages, or an exception to raise), otherwise with the text."""

    answers: dict[str, Any] = field(default_factory=dict)
    state: dict[str, Any] | None = None
    """What every conversation has to save."""
    received: list[UserMessage] = field(default_factory=list)
    told: dict[str, list[str]] = field(default_factory=dict)
    """What it remembers: the texts of each conversation."""
    seconds: float = 0
    busy: int = 0
    most_busy: int = 0

    async def __call__(self, message: UserMessage) -> None:
        self.received.append(message)
        self.busy += 1
        self.most_busy = max(self.most_busy, self.busy)
        try:
            await asyncio.sleep(self.seconds)
            answer = self.answers.get(message.text, [{"text": f"Du skrev {message.text}"}])
            if isinstance(answer, BaseException):
                raise answer
            for part in answer:
                await message.output_channel.send_response(message.sender_id, dict(part))
            self.told.setdefault(message.sender_id, []).append(message.text)
        finally:
            self.busy -= 1

    @property
    def texts(self) -> list[str]:
        return [message.text for message in self.received]


class Server(SimpleNamespace):
    """A running channel: its address, its dialogue, its app, and a client that speaks to it."""

    def start(self, **body: Any) -> str:
        """The token of a new conversation."""
        return str(self.client.post("api/samtaler", json=body).json()["token"])

    def say(self, token: str, text: Any) -> httpx.Response:
        return self.post(token, {"tekst": text})

    def post(self, token: str, body: Any, route: str = "meldinger") -> httpx.Response:
        headers = {"Authorization": f"Bearer {token}"}
        return self.client.post(f"api/samtaler/{route}", json=body, headers=headers)

    def document(self, token: str, file_name: str) -> httpx.Response:
        return self.client.get(f"api/samtaler/dokumenter/{file_name}", headers={"Authorization": f"Bearer {token}"})


def refused(response: httpx.Response) -> tuple[int, str]:
    """Status and key of a refusal."""
    return response.status_code, response.json()["feil"]["kode"]


@contextmanager
def serving(
    prefix: str | None = None, secret: str | None = None, answering: Any = None, **settings: Any
) -> Iterator[Server]:
    """The channel on a free port of 127.0.0.1 while the block runs; `answering` instead of a dialogue of a few lines."""
    dialogue = Dialogue()

    async def state_of(sender_id: str) -> dict[str, Any] | None:
        return dialogue.state

    def forget(sender_id: str) -> None:
        dialogue.told.pop(sender_id, None)

    outside = Outside(lambda sender_id: dialogue.told.get(sender_id), dialogue.told.__setitem__)
    channel = WebChannel(ChannelSettings(**settings), secret, forget, state_of, outside)
    app = Sanic(f"channel_test_{next(_app_numbers)}", configure_logging=False)
    app.blueprint(channel.blueprint(answering or dialogue), url_prefix=prefix)
    channel.protect(app)
    app.ctx.agent = SimpleNamespace(is_ready=lambda: True, model_id="modell-1")

    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    url = f"http://127.0.0.1:{listener.getsockname()[1]}{prefix or ''}/"
    loop = asyncio.new_event_loop()
    started = threading.Event()

    async def begin() -> None:
        server = await app.create_server(sock=listener, return_asyncio_server=True, access_log=False)
        await server.startup()
        await server.start_serving()
        started.set()

    def run() -> None:
        asyncio.set_event_loop(loop)
        loop.run_until_complete(begin())
        loop.run_forever()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    assert started.wait(10), "the test server did not start"
    try:
        with httpx.Client(base_url=url, timeout=10) as client:
            yield Server(url=url, app=app, channel=channel, dialogue=dialogue, client=client, loop=loop)
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        listener.close()
