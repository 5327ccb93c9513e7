"""The real server under load, on this machine: `make load`.

    python -m benchmarks.load --minutter 3       20 people with 1-3 s of thinking time, beside a route that returns a constant
    python -m benchmarks.load --meldinger 10000  memory: 20 people who never think, after 1,000 messages and 10,000 later
    python -m benchmarks.load --drep             kill -9 in the middle of load, then the same people go on

All three may be asked for in one run. Exit code 1 when a limit is broken. Figures depend on the machine and on what else
it does: quote them with the baseline's and with the load that stands beside them.
"""

import argparse
import asyncio
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

import httpx
from rich.console import Console
from rich.table import Table

from benchmarks.people import Conversation, Person, Tally, Thinking, bearer
from benchmarks.serving import free_port, resident, served
from bot.settings import ROOT

PEOPLE = 20
WARM = 1000  # messages before memory is looked at
MOST_P95_MS, MOST_GROWTH = 300, 0.05
BASELINE_SECONDS = 20
KILL_AFTER_SECONDS = 30
HURRIED = Thinking(0.0, 0.4)  # so that several messages are under way when the process dies
# Twenty people at one address, none of whom the limits are about; with the memory part, faster than any human.
LIMITS = "{messages_per_minute: 1000000, address_messages_per_minute: 1000000, conversations_per_minute: 1000000}"

BARE = """
import sys
from sanic import Sanic
from sanic.response import json
app = Sanic("bare")
answer = {"token": "x", "meldinger": [{"tekst": "konstant " * 60, "knapper": []}]}
@app.route("/<path:path>", methods=["GET", "POST", "DELETE"])
async def constant(request, path): return json(answer)
app.run("127.0.0.1", int(sys.argv[1]), access_log=False, motd=False)
"""

console = Console(width=110)


@dataclass(frozen=True)
class Figures:
    """Milliseconds for a message at each percentile, messages a second, and every error."""

    p50: float
    p95: float
    p99: float
    per_second: float
    messages: int
    errors: list[str]


class Ours:
    """How our server is started, any number of times, on one port with one secret and one folder."""

    def __init__(self, folder: str) -> None:
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self._environment = {
            "HOST": "127.0.0.1",
            "PORT": str(self.port),
            "BPA_KANAL": LIMITS,
            "BPA_HEMMELIGHET": "l" * 32,
            "BPA_SAMTALER": f"{folder}/samtaler",
            "BPA_KLADDER": f"{folder}/kladder",
        }

    def running(self) -> "AbstractContextManager[tuple[subprocess.Popen[bytes], float]]":
        return served([sys.executable, "-m", "bot.server"], ROOT, self._environment, f"{self.address}/helse")


async def crowd(address: str, stop: Callable[[Tally], bool], thinking: Thinking | None) -> tuple[Figures, list[Person]]:
    """PEOPLE of them until `stop`, each thinking between messages."""
    tally = Tally()
    limits = httpx.Limits(max_connections=PEOPLE, max_keepalive_connections=PEOPLE)
    async with httpx.AsyncClient(base_url=address, timeout=60, limits=limits, trust_env=False) as http:
        people = [Person(number, http, tally, thinking) for number in range(PEOPLE)]
        started = time.monotonic()
        await asyncio.gather(*(person.live(lambda: stop(tally)) for person in people))
        seconds = time.monotonic() - started
    cuts = [second * 1000 for second in statistics.quantiles(tally.seconds, n=100)]
    count = len(tally.seconds)
    return Figures(statistics.median(cuts), cuts[94], cuts[98], count / seconds, count, tally.errors), people


def for_seconds(seconds: float) -> Callable[[Tally], bool]:
    end = time.monotonic() + seconds
    return lambda tally: time.monotonic() > end


def load(ours: Ours, minutes: float) -> list[str]:
    """Answer times of 20 people, beside those of the same people at a route that returns a constant."""
    bare_port = free_port()
    bare_at = f"http://127.0.0.1:{bare_port}"
    with served([sys.executable, "-c", BARE, str(bare_port)], ROOT, {}, f"{bare_at}/klar"):
        bare, _ = asyncio.run(crowd(bare_at, for_seconds(BASELINE_SECONDS), Thinking()))
    with ours.running() as (process, _):
        before, worked = resident(process), _cpu_seconds(process)
        figures, _ = asyncio.run(crowd(ours.address, for_seconds(minutes * 60), Thinking()))
        after, worked = resident(process), _cpu_seconds(process) - worked
    table = Table("", "BPA-veilederen", "fast svar", title=f"{PEOPLE} personer, 1-3 s tenketid, {minutes:g} minutter")
    for label, name in (("p50, ms", "p50"), ("p95, ms", "p95"), ("p99, ms", "p99"), ("meldinger per s", "per_second")):
        table.add_row(label, f"{getattr(figures, name):.1f}", f"{getattr(bare, name):.1f}")
    table.add_row("meldinger", str(figures.messages), str(bare.messages))
    table.add_row("feil", str(len(figures.errors)), str(len(bare.errors)))
    table.add_row("regnetid, ms per melding", f"{worked / figures.messages * 1000:.1f}", "")
    table.add_row("minne før og etter, MB", f"{before:.0f} -> {after:.0f}", "")
    console.print(table)
    return [*_too_slow(figures), *_errors(figures)]


def memory(ours: Ours, messages: int) -> list[str]:
    """Resident memory after WARM messages, and after `messages` more."""
    with ours.running() as (process, _):
        warm, _ = asyncio.run(crowd(ours.address, lambda tally: len(tally.seconds) >= WARM, None))
        before = resident(process)
        figures, _ = asyncio.run(crowd(ours.address, lambda tally: len(tally.seconds) >= messages, None))
        after = resident(process)
    growth = after / before - 1
    console.print(
        f"Minne: {before:.0f} MB etter {warm.messages} meldinger, {after:.0f} MB etter {figures.messages} til: "
        f"{growth:+.1%}. {figures.per_second:.0f} meldinger per sekund uten tenketid, {len(figures.errors)} feil."
    )
    broken = [f"minnet vokste {growth:.1%}, høyst {MOST_GROWTH:.0%}"] if growth > MOST_GROWTH else []
    return [*broken, *_errors(warm), *_errors(figures)]


def kill(ours: Ours) -> list[str]:
    """Kill -9 in the middle of load; every person must find every answered message, and go on."""
    with ours.running() as (process, _):

        def killed(tally: Tally) -> bool:
            if time.monotonic() > end:
                process.kill()
            return False

        end = time.monotonic() + KILL_AFTER_SECONDS
        figures, people = asyncio.run(crowd(ours.address, killed, HURRIED))
    current = [person.current for person in people if person.current]
    answered = sum(len(conversation.answered) for conversation in current)
    under_way = sum(conversation.under_way is not None for conversation in current)
    with ours.running() as (_, ready):
        lost = asyncio.run(_lost(ours.address, people))
    console.print(
        f"kill -9 etter {figures.messages} meldinger, {under_way} under arbeid. Klar igjen på {ready:.0f} s. "
        f"{len(current)} samtaler med {answered} besvarte meldinger, {len(lost)} avvik."
    )
    return lost


async def _lost(address: str, people: list[Person]) -> list[str]:
    """What somebody misses after the restart."""
    tally = Tally()
    lost = []
    async with httpx.AsyncClient(base_url=address, timeout=60, trust_env=False) as http:
        for number, person in enumerate(people):
            person.reconnect(http, tally)
            if person.current:
                lost += [f"person {number}: {what}" for what in await _missed(http, person, person.current)]
    return lost + tally.errors


async def _missed(http: httpx.AsyncClient, person: Person, conversation: Conversation) -> list[str]:
    missed = []
    under_way = conversation.under_way
    found = (await http.get("/api/samtaler/utskrift", headers=bearer(conversation.token))).text
    # A message that was saved but whose answer never left may stand after those that were answered.
    whole = [told for told in conversation.transcripts() if found.startswith(told.rstrip("\n"))]
    if not whole or (under_way is None and found not in whole):
        missed.append("utskriften mangler noe som var besvart")
    if conversation.answered and under_way is None:
        _, body, said, messages = conversation.answered[-1]
        if await person.send(conversation, body, said) != messages:
            missed.append("samme id ga et annet svar")
    if under_way is not None and not await person.send(conversation, *under_way):
        missed.append("meldingen som var under arbeid, lot seg ikke sende igjen")
    if not await person.send(conversation, {"tekst": "hva er bpa?", "id": "videre"}, "hva er bpa?"):
        missed.append("samtalen går ikke videre")
    return missed


def _cpu_seconds(process: "subprocess.Popen[bytes]") -> float:
    """What the server itself has worked, whatever else the machine does."""
    fields = Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _too_slow(figures: Figures) -> list[str]:
    return [f"p95 er {figures.p95:.0f} ms, høyst {MOST_P95_MS}"] if figures.p95 > MOST_P95_MS else []


def _errors(figures: Figures) -> list[str]:
    return [f"{len(figures.errors)} feil, for eksempel {figures.errors[0]}"] if figures.errors else []


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutter", type=float, help="how long 20 people chat")
    parser.add_argument("--meldinger", type=int, help="messages between the two looks at memory")
    parser.add_argument("--drep", action="store_true", help="kill -9 in the middle of load")
    asked = parser.parse_args()
    if not (asked.minutter or asked.meldinger or asked.drep):
        asked.minutter = 3
    broken: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        ours = Ours(folder)
        if asked.minutter:
            broken += load(ours, asked.minutter)
        if asked.meldinger:
            broken += memory(ours, asked.meldinger)
        if asked.drep:
            broken += kill(ours)
    one, five, fifteen = os.getloadavg()
    console.print(f"Maskinen: {os.cpu_count()} kjerner, belastning {one:.1f} {five:.1f} {fifteen:.1f} ved slutten.")
    console.print(f"Grenser: p95 høyst {MOST_P95_MS} ms, 0 feil, minnet høyst +{MOST_GROWTH:.0%}, ingenting tapt.")
    if broken:
        sys.exit("Brutt: " + "; ".join(broken))
    console.print("Alle holdt.")


if __name__ == "__main__":
    main()
