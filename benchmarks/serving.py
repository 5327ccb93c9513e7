"""Training, start-up, memory and answer time of the whole assistant beside the starter bot of `rasa init`: `make bench`.

Both are trained and served on this machine, one after the other, in the same run; every message goes over HTTP to the
served process. Figures depend on the machine: quote them with the baseline's, never alone.
"""

import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
from rich.console import Console
from rich.table import Table

from bot.settings import ROOT

Send = Callable[[str], httpx.Response]
MESSAGES = 300
PER_CONVERSATION = 10  # Rasa replays a conversation at each message, and citizens begin anew
READY_SECONDS = 300
OURS = (
    "hva er bpa",
    "hva koster det i timen når vi har 400 000 i inntekt til sammen?",
    "kva er makspris under 2 G",
    "er 28 timer i uka nok?",
    "klagefrist",
    "takk",
)
STARTER = ("hello", "i am sad", "great", "are you a bot?", "no", "bye")
QUIET = {"RASA_TELEMETRY_ENABLED": "false", "TF_CPP_MIN_LOG_LEVEL": "3", "BPA_DATO": "2026-11-21"}


@dataclass(frozen=True)
class Figures:
    """Seconds to train and to be ready, MB resident after the messages, and milliseconds a message."""

    train: float
    ready: float
    memory: float
    median: float
    p95: float


def measure_ours() -> Figures:
    """Our assistant as `make run` serves it, the model trained anew first."""
    train = _timed([sys.executable, "-m", "bot.cli", "tren", "--tving"], ROOT)
    port = free_port()
    # One client sends faster than any human: the limits are measured elsewhere.
    limits = "{messages_per_minute: 1000000, address_messages_per_minute: 1000000, conversations_per_minute: 1000000}"
    environment = {"HOST": "127.0.0.1", "PORT": str(port), "BPA_KANAL": limits}
    with served([sys.executable, "-m", "bot.server"], ROOT, environment, f"http://127.0.0.1:{port}/helse") as (
        process,
        ready,
    ):
        client = httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=30)

        def conversation() -> Send:
            headers = {"Authorization": f"Bearer {client.post('/api/samtaler').json()['token']}"}
            return lambda text: client.post("/api/samtaler/meldinger", json={"tekst": text}, headers=headers)

        times = _times(conversation, OURS)
        return Figures(train, ready, resident(process), *times)


def measure_starter() -> Figures:
    """The bot that `rasa init` makes, with its REST channel and its action server's default (none is needed)."""
    folder = Path(tempfile.mkdtemp())
    try:
        from rasa.cli.scaffold import create_initial_project

        create_initial_project(str(folder))
        rasa = str(Path(sys.executable).with_name("rasa"))
        train = _timed([rasa, "train"], folder)
        port = free_port()
        command = [rasa, "run", "--enable-api", "-p", str(port), "-i", "127.0.0.1"]
        with served(command, folder, {}, f"http://127.0.0.1:{port}/status") as (process, ready):
            client = httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=30)

            def conversation() -> Send:
                sender = uuid.uuid4().hex
                return lambda text: client.post("/webhooks/rest/webhook", json={"sender": sender, "message": text})

            times = _times(conversation, STARTER)
            return Figures(train, ready, resident(process), *times)
    finally:
        shutil.rmtree(folder)


def _timed(command: list[str], folder: Path) -> float:
    started = time.monotonic()
    subprocess.run(command, cwd=folder, env={**os.environ, **QUIET}, check=True, capture_output=True)
    return time.monotonic() - started


@contextmanager
def served(
    command: list[str], folder: Path, environment: dict[str, str], ready_at: str
) -> Iterator[tuple["subprocess.Popen[bytes]", float]]:
    started = time.monotonic()
    process = subprocess.Popen(
        command,
        cwd=folder,
        env={**os.environ, **QUIET, **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        while True:
            try:
                if httpx.get(ready_at, timeout=2).status_code == 200:
                    break
            except httpx.TransportError:
                pass
            if process.poll() is not None or time.monotonic() - started > READY_SECONDS:
                raise RuntimeError(f"{command[0]} was never ready")
            time.sleep(0.1)
        yield process, time.monotonic() - started
    finally:
        process.terminate()
        process.wait(timeout=30)


def _times(conversation: Callable[[], Send], texts: tuple[str, ...]) -> tuple[float, float]:
    """Median and 95th percentile in ms over MESSAGES messages. (The starter is silent now and then; ours never is.)"""
    seconds = []
    for number in range(MESSAGES):
        if number % PER_CONVERSATION == 0:
            send = conversation()
        started = time.perf_counter()
        answer = send(texts[number % len(texts)])
        seconds.append(time.perf_counter() - started)
        assert answer.status_code == 200, answer.text
    return statistics.median(seconds) * 1000, statistics.quantiles(seconds, n=20)[-1] * 1000


def resident(process: "subprocess.Popen[bytes]") -> float:
    kilobytes = subprocess.run(["ps", "-o", "rss=", "-p", str(process.pid)], capture_output=True, text=True, check=True)
    return int(kilobytes.stdout) / 1024


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def main() -> None:
    ours, starter = measure_ours(), measure_starter()
    table = Table("", "BPA-veilederen", "rasa init", "forhold", title=f"{MESSAGES} meldinger til hver, samme kjøring")
    for label, name in (
        ("trening, s", "train"),
        ("klar etter start, s", "ready"),
        ("minne, MB", "memory"),
        ("median, ms per melding", "median"),
        ("p95, ms per melding", "p95"),
    ):
        a, b = getattr(ours, name), getattr(starter, name)
        table.add_row(label, f"{a:.1f}", f"{b:.1f}", f"{a / b:.2f}")
    Console().print(table)


if __name__ == "__main__":
    main()
