"""More than 500 identifiers told to the real server in every written form and at every door; then nothing of them anywhere.

Looked through: every file the server could write, its output, its numbers, every answer, document and transcript it gave, and
every text that still lives in the process. The same run shows that it never opened a connection.
"""

from __future__ import annotations

import io
import json
import os
import random
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from pypdf import PdfReader

from bot.engine.model import existing_model
from bot.settings import ROOT
from tests.channel import identifiers as made
from tests.conftest import TODAY
from tests.conversations.conftest import wait_until_ready
from tests.conversations.overvaket import is_in, squeezed

pytestmark = pytest.mark.samtale

# No form of ours hides it: a search that does not find it would find nothing else either.
CONTROL = "73 218 946 kr"
CONTROL_NUMBER = "73218946"
A_MESSAGE, AN_ACCOUNT = 9, 40
"""Identifiers in one message, and where the dialogue asks for an account in the citizen's own words."""
LOOK_SECONDS = 240


class Seeds:
    """Distinct identifiers, each written in the next form of its kind, with words between them."""

    def __init__(self) -> None:
        self.needles: list[str] = []
        self._draw = random.Random(500)
        self._disguises = list(made.DISGUISES.values())
        self._kinds = [
            (lambda: made.fodselsnummer(self._draw, right=bool(len(self.needles) % 2)), made.FODSELSNUMMER_FORMS),
            (lambda: made.fodselsnummer(self._draw), made.ODD_FODSELSNUMMER_FORMS),
            (lambda: made.mobil(self._draw), made.MOBIL_FORMS),
            (lambda: made.fasttelefon(self._draw), made.FASTTELEFON_FORMS[:-3]),
            (lambda: made.kontonummer(self._draw), made.KONTO_FORMS),
            (lambda: made.epost(self._draw), made.EPOST_FORMS),
        ]

    def one(self) -> str:
        count = len(self.needles)
        make, forms = self._kinds[count % len(self._kinds)]
        number = make()
        needle = number.partition(".")[0] if "@" in number else number
        assert needle not in self.needles
        self.needles.append(needle)
        written = forms[(count // len(self._kinds)) % len(forms)](number)
        return written if "@" in number else self._disguises[count % len(self._disguises)](written)

    def some(self, count: int = A_MESSAGE) -> str:
        return " og så ".join(self.one() for _ in range(count))


class Watched:
    """The watched server, and everything it has answered."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.seeds = folder, Seeds()
        self.heard: list[str] = []
        self.tokens: list[str] = []
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        for name in ("tmp", "kladder", "samtaler", "hjem"):
            (folder / name).mkdir(mode=0o700)
        places = {"TMPDIR": "tmp", "BPA_KLADDER": "kladder", "BPA_SAMTALER": "samtaler", "HOME": "hjem"}
        environment = {
            **{key: value for key, value in os.environ.items() if not key.startswith("XDG_")},
            **{name: str(folder / place) for name, place in places.items()},
            **{"BPA_DATO": TODAY, "HOST": "127.0.0.1", "PORT": str(self.port), "BPA_METRICS": "1"},
            **{"BPA_HEMMELIGHET": "hemmelig" * 8, "BPA_KANAL": "{messages_per_minute: 100}"},
        }
        with (folder / "utskrift.log").open("wb") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "tests.conversations.overvaket", str(folder)],
                cwd=ROOT,
                env=environment,
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        self.address = f"http://127.0.0.1:{self.port}"
        wait_until_ready(self.address, self.process)

    def ask(self, method: str, path: str, token: str = "", **what: Any) -> httpx.Response:
        """One request, over a connection of its own; the answer is kept for the search."""
        headers = {**({"Authorization": f"Bearer {token}"} if token else {}), **what.pop("headers", {})}
        answer = httpx.request(method, f"{self.address}/{path}", headers=headers, timeout=30, **what)
        self.heard.append(f"{answer.headers}\n{_text_of(answer)}")
        return answer

    def say(self, token: str, text: str, expected: int = 200) -> list[dict[str, Any]]:
        answer = self.ask("POST", "api/samtaler/meldinger", token, json={"tekst": text})
        assert answer.status_code == expected, answer.text
        return list(answer.json().get("meldinger", []))

    def start(self) -> str:
        token = str(self.ask("POST", "api/samtaler").json()["token"])
        self.tokens.append(token)
        return token

    def events(self) -> list[list[str]]:
        return [json.loads(line) for line in (self.folder / "hendelser.jsonl").read_text("utf-8").splitlines()]

    def sockets(self) -> set[str]:
        """The local ports of all of the process's sockets, as the operating system has them."""
        held = {os.readlink(entry) for entry in Path(f"/proc/{self.process.pid}/fd").iterdir() if entry.is_symlink()}
        ports = set()
        for table in ("tcp", "tcp6", "udp", "udp6"):
            for line in Path(f"/proc/{self.process.pid}/net/{table}").read_text().splitlines()[1:]:
                field = line.split()
                if f"socket:[{field[9]}]" in held:
                    ports.add(f"{table[:3]} {int(field[1].rpartition(':')[2], 16)}")
        return ports

    def living(self) -> dict[str, str]:
        """What still lives in the process of all that was told, and what stands around it; the control number at least."""
        (self.folder / "leter_etter.json").write_text(json.dumps([CONTROL_NUMBER, *self.seeds.needles]), "utf-8")
        self.process.send_signal(signal.SIGUSR1)
        report = self.folder / "funnet.json"
        for _ in range(LOOK_SECONDS * 10):
            if report.exists():
                break
            time.sleep(0.1)
        (self.folder / "leter_etter.json").unlink()
        told = dict(json.loads(report.read_text("utf-8")))
        report.unlink()
        return told


def _text_of(answer: httpx.Response) -> str:
    if answer.headers.get("content-type") == "application/pdf":
        return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages)
    return answer.text


# --- The doors ---


def ask_questions(watched: Watched) -> None:
    questions = ["Hva koster det?", "Kven kan få BPA?", "Hvordan klager jeg?", "Er 28 timer nok?", "Takk", "xyz"]
    for question in questions * 3:
        token = watched.start()
        watched.say(token, f"{watched.seeds.some()} {question}")
        watched.say(token, f"{question} {watched.seeds.some()}")
        watched.ask("GET", "api/samtaler/utskrift", token)


# What is asked, by words of the question, and the answer; {} is an identifier, {{}} forty of them.
APPLICATION = {
    "Her er alle svarene": "lag dokumentet",
    "Hvem trenger hjelpen": "meg selv",
    "Hvor gammel er du": "55, og {}",
    "Hvordan er hverdagen": f"Jeg trenger hjelp. {{{{}}}}. Vi har {CONTROL} til sammen.",
    "Hva klarer du selv": "Jeg spiser selv. {{}}",
    "Hva trenger du hjelp til": "ferdig",
    "om natta": "nei",
    "fra to samtidig": "nei, en er nok",
    "Hvor lenge": "resten av livet",
    "Hvilken hjelp får du": "Hjemmehjelp. {{}}",
    "Hva ville BPA gjøre": "Jeg kunne jobbe. {{}}",
    "arbeidsleder": "jeg selv",
    "leverandør": "ikke bestemt",
    "ligge ved": "ingen vedlegg",
    "helseopplysningene": "ja",
}
COMPLAINT = {
    "Her er alle svarene": "lag dokumentet",
    "Hva klager du på": "de har kuttet timene mine",
    "Hvilken dag": "2. november",
    "Hva er feil": "De tok ikke med natta. {{}}",
    "Hvorfor": "Jeg våkner. {{}}",
    "Hva vil du": "Jeg vil ha timene tilbake. {{}}",
    "Svar ja eller nei": "ja",
    "ved klagen": "vedtaket {}",
}
MOST_TURNS = 40
MOST_TRIES = 3000


def apply_for_bpa(watched: Watched) -> None:
    """A whole application, saved and taken up again on the way, corrected, and drawn in every format."""
    token = watched.start()
    _answer(watched, token, watched.say(token, "jeg vil søke nå"), APPLICATION, until="Hva trenger du hjelp til")
    watched.say(
        token, f"stell og påkledning en og en halv time hver dag\nhandling {watched.seeds.one()} 2 timer tirsdag"
    )
    for kind in ("fil", "kode"):
        saved = watched.ask("POST", "api/samtaler/lagring", token, json={"som": kind})
        other = watched.start()
        draft = {"fil": saved.text} if kind == "fil" else {"kode": saved.json()["kode"]}
        assert watched.ask("POST", "api/samtaler/henting", other, json=draft).status_code == 200
        watched.say(other, f"hva har jeg svart? {watched.seeds.some()}")
    _answer(watched, token, watched.say(token, "ferdig"), APPLICATION, until="Her er alle svarene")
    watched.say(token, f"endre alder {watched.seeds.one()}")
    _fetch(watched, token, watched.say(token, f"56, og {watched.seeds.one()}"), APPLICATION)
    assert CONTROL_NUMBER in squeezed(watched.heard[-1])


def complain(watched: Watched) -> None:
    token = watched.start()
    _fetch(watched, token, watched.say(token, "hjelp meg å skrive klagen"), COMPLAINT)


def _fetch(watched: Watched, token: str, messages: list[dict[str, Any]], answers: dict[str, str]) -> None:
    """Go on to the document, and take it in every format, then the transcript."""
    messages = _answer(watched, token, messages, answers)
    (document,) = [message["dokument"]["id"] for message in messages if "dokument" in message]
    for form in ("pdf", "html", "json"):
        answer = watched.ask("GET", f"api/samtaler/dokumenter/{document}.{form}", token)
        assert answer.status_code == 200
        assert (CONTROL_NUMBER in squeezed(watched.heard[-1])) == (answers is APPLICATION), form
    watched.ask("POST", f"api/samtaler/dokumenter/{document}.html", data={"token": token})
    watched.ask("GET", "api/samtaler/utskrift", token)


def _answer(
    watched: Watched, token: str, messages: list[dict[str, Any]], answers: dict[str, str], until: str = ""
) -> list[dict[str, Any]]:
    """Answer question after question, to the one that has the words `until`, or to the document."""
    for _ in range(MOST_TURNS):
        asked = messages[-1]["tekst"]
        if (until and until in asked) or any("dokument" in message for message in messages):
            return messages
        (said,) = [answers[words] for words in answers if words in asked][:1] or ["hopp over"]
        said = said.replace("{{}}", watched.seeds.some(AN_ACCOUNT)) if "{{}}" in said else said
        messages = watched.say(token, said.replace("{}", watched.seeds.one()) if "{}" in said else said)
    raise AssertionError(f"no document: {watched.heard[-1]}")


def cry_for_help(watched: Watched) -> None:
    token = watched.start()
    watched.say(token, f"jeg orker ikke leve lenger, ring meg på {watched.seeds.some(3)}")


def write_without_scripts(watched: Watched) -> None:
    seeds = watched.seeds
    with httpx.Client(base_url=f"{watched.address}/uten-skript/", timeout=30, follow_redirects=True) as client:

        def post(path: str = "", **fields: str) -> httpx.Response:
            hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]+)"', client.get("").text))
            answer = client.post(path, data={**hidden, **fields})
            watched.heard.append(f"{answer.headers}\n{answer.text}")
            return answer

        post(start="nb", tekst=f"hva koster det? {seeds.some()}")
        post(tekst=f"hvem kan få? {seeds.some()}")
        assert post(tekst=f"{seeds.some(20)} {'å' * 1000}").status_code == 413
        post(tekst=f"uten segl {seeds.some()}", segl="x")
        post(knapp=seeds.one())
        post("dokument", fil=f"{seeds.one()}.pdf")
        post("dokument", utskrift="1")
        assert "hvem kan få" in watched.heard[-1]


def be_refused(watched: Watched) -> None:
    """Every refusal there is, with identifiers in body, address and headers."""
    token, seeds = watched.start(), watched.seeds
    headers = (
        "User-Agent",
        "Referer",
        "X-Forwarded-For",
        "Accept-Language",
        "Cookie",
        "Origin",
        "X-Request-ID",
        "If-None-Match",
    )
    for name in headers:
        given = {name: seeds.one().encode("utf-8")}
        watched.ask("POST", "api/samtaler/meldinger", token, json={"tekst": "hei"}, headers=given)
    for body in (f'{{"tekst": "{seeds.some()}', f'"{seeds.some()}"', json.dumps({"fritekst": seeds.some()})):
        watched.ask("POST", "api/samtaler/meldinger", token, content=body.encode())
    for field in ({"knapp": seeds.one()}, {"tekst": [seeds.one()]}, {"tekst": "hei", "id": [seeds.one()]}):
        watched.ask("POST", "api/samtaler/meldinger", token, json=field)
    watched.ask(
        "POST", "api/samtaler/meldinger", token, json={"tekst": "hei", "id": seeds.one(), "metadata": seeds.some()}
    )
    watched.say(token, f"{seeds.some(30)} {'å' * 1000}", 413)
    watched.ask("POST", "api/samtaler/meldinger", token, content=seeds.some(20).encode() * 200)
    watched.ask("POST", "api/samtaler", json={"maalform": seeds.one()})
    for draft in ({"kode": seeds.one()}, {"fil": seeds.some()}, {"som": seeds.one()}):
        watched.ask("POST", "api/samtaler/henting", token, json=draft)
        watched.ask("POST", "api/samtaler/lagring", token, json=draft)
    plain = [made.fodselsnummer(random.Random(at)) for at in range(8)]
    seeds.needles += plain
    for path in (f"api/samtaler/dokumenter/{plain[0]}.pdf", f"{plain[1]}", f"static/{plain[2]}.js", f"api/{plain[3]}"):
        watched.ask("GET", path, token)
    watched.ask("GET", f"api/samtaler/utskrift?fnr={plain[4]}", token)
    watched.ask("PUT", f"api/samtaler/{plain[5]}", token, content=plain[6])
    watched.ask("GET", "api/samtaler/utskrift", plain[7])
    statuses = []
    while 429 not in statuses and len(statuses) < MOST_TRIES:
        statuses.append(watched.ask("POST", "api/samtaler/meldinger", token, json={"tekst": ""}).status_code)
    for _ in range(10):
        statuses.append(watched.ask("POST", "api/samtaler/meldinger", token, json={"tekst": seeds.one()}).status_code)
    assert statuses.count(429) > 5


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watched]:
    """The server after all that was told to it."""
    if existing_model() is None:
        pytest.skip("the dialogue model for the present data is not trained: run `make train`")
    server = Watched(tmp_path_factory.mktemp("spor"))
    try:
        for told in (ask_questions, apply_for_bpa, complain, cry_for_help, write_without_scripts, be_refused):
            told(server)
        yield server
    finally:
        server.process.kill()
        server.process.wait(20)


@pytest.fixture(scope="module")
def stopped(watched: Watched) -> Watched:
    """The same, when it has written its last."""
    watched.ask("GET", "metrics")
    watched.process.terminate()
    watched.process.wait(20)
    return watched


def found_in(text: str, watched: Watched) -> list[str]:
    small = squeezed(text)
    return [needle for needle in watched.seeds.needles if is_in(needle, small)]


def test_more_than_500_different_identifiers_were_told(watched: Watched) -> None:
    assert len(set(watched.seeds.needles)) == len(watched.seeds.needles) >= 500


def test_the_answers_the_transcripts_and_the_documents_hold_none(watched: Watched) -> None:
    assert [found for answer in watched.heard for found in found_in(answer, watched)] == []


def test_no_text_that_lives_in_the_process_holds_one(watched: Watched) -> None:
    found = watched.living()
    assert found.pop(CONTROL_NUMBER)
    assert found == {}


def test_the_process_has_the_socket_that_it_listens_on_and_no_other(watched: Watched) -> None:
    assert watched.sockets() == {f"tcp {watched.port}"}


def test_it_connected_nowhere_and_looked_up_no_name_from_start_to_stop(stopped: Watched) -> None:
    went_out = [event for event in stopped.events() if event[0].startswith("socket.") and "127.0.0.1" not in event[1]]
    assert went_out == []
    assert {event[1] for event in stopped.events() if event[0] == "subprocess.Popen"} <= {
        "'git'",
        "'uname'",
        "'ldconfig'",
    }


def test_no_file_that_it_could_write_holds_one_nor_a_token(stopped: Watched) -> None:
    written = {Path(event[1]) for event in stopped.events() if event[0] == "open" and not event[1].startswith("/dev/")}
    files = {path for path in (*written, *stopped.folder.rglob("*")) if path.is_file()}
    assert stopped.folder / "utskrift.log" in files
    assert any(path.is_relative_to(stopped.folder / "kladder") for path in files)
    for path in files:
        text = path.read_bytes().decode("utf-8", "replace")
        assert found_in(text, stopped) == [], path
        assert [token for token in stopped.tokens if token in text] == [], path


def test_it_writes_to_its_own_folders_alone(stopped: Watched) -> None:
    """No file of the checkout changes; a cache of compiled code is nobody's words."""
    written = [event[1] for event in stopped.events() if event[0] == "open"]
    outside = [path for path in written if not path.startswith((str(stopped.folder), "/dev/"))]
    assert [path for path in outside if not path.endswith((".pyc", ".pyc.*")) and "__pycache__" not in path] == []
