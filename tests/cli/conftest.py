"""`bpa` as staff type it, in this process. Today is 21 November 2026 (tests/conftest.py)."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from typer.testing import CliRunner

from bot import context
from bot.cli import app
from bot.cli.output import console

FORMER = Path(__file__).parent.parent / "rates" / "former"  # shapes found on other municipalities' pages
Run = Callable[..., Result]
KOMMUNE = 'navn: Prøve\nnummer: "9901"\n'
TABELL = """\
kilde: {tittel: "Prøve kommune: Priser", url: "https://www.prove.kommune.no", lest: 2024-02-01}
trinn:
  - {fra_g: 0, timepris: 100, maks_per_maaned: 230}
  - {fra_g: 2, timepris: 200, maks_per_maaned: 800}
"""


@pytest.fixture(scope="session")
def bpa() -> Run:
    """Run a command line. An exception that is not an exit is a failure of the test."""
    runner = CliRunner(mix_stderr=False)

    def run(*args: str) -> Result:
        result = runner.invoke(app, list(args))
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result

    return run


@pytest.fixture(scope="session")
def as_json(bpa: Run) -> Callable[..., dict[str, Any]]:
    """The one JSON object that the command prints; nothing stands on stderr."""

    def run(*args: str) -> dict[str, Any]:
        result = bpa(*args, "--json")
        assert result.stderr == ""
        answer: dict[str, Any] = json.loads(result.stdout)
        return answer

    return run


@pytest.fixture(scope="session")
def said(bpa: Run) -> Callable[..., str]:
    """What the command says, without frames and line breaks."""
    return lambda *args: " ".join(re.sub("[│╭╮╰╯─]", " ", bpa(*args).stdout).split())


@pytest.fixture
def satser(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Path], None]]:
    """Set BPA_SATSER, with rates that are read anew before and after."""

    def use(folder: Path) -> None:
        monkeypatch.setenv("BPA_SATSER", str(folder))
        context.rates.cache_clear()
        context.kommune.cache_clear()

    yield use
    monkeypatch.undo()
    context.rates.cache_clear()
    context.kommune.cache_clear()


@pytest.fixture
def columns() -> Iterator[Callable[[int], None]]:
    """Set the width of the terminal."""
    before = console.width

    def set_width(width: int) -> None:
        console.width = width

    yield set_width
    console.width = before


@pytest.fixture
def mappe(tmp_path: Path) -> Callable[..., Path]:
    """A folder with one municipality; `mappe(tabell=...)` writes another table."""

    def write(tabell: str = TABELL, fra: str = "2024-01-01", kommune: str = KOMMUNE) -> Path:
        folder = tmp_path / "9901-prove" / "praktisk_bistand"
        folder.mkdir(parents=True, exist_ok=True)
        (folder.parent / "kommune.yml").write_text(kommune, encoding="utf-8")
        (folder / f"{fra}.yml").write_text(tabell, encoding="utf-8")
        return tmp_path

    return write
