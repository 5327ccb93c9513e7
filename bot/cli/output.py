"""How the commands print results, and fail: one clear line on stderr (under --json one object), exit code 2."""

import json
import re
import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import wraps
from typing import Any, TypeVar

import click
import typer
from rich import box
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table
from rich.text import Text
from typer.core import TyperGroup

from bot.calculator.errors import CalculatorError, RateFileError, RateNotFound, UgyldigInndata, UnknownKommune
from bot.calculator.result import Kilde
from bot.cli.reading import WrongInput, language
from bot.cli.words import GLUE, Words
from bot.context import rates
from bot.settings import InvalidSetting

WRONG_INPUT = 2
WIDEST = 100  # columns: longer lines are hard to read
console = Console(highlight=False)
Command = TypeVar("Command", bound=Callable[..., Any])


def print_json(data: dict[str, Any]) -> None:
    """One JSON object on stdout, æøå as they are."""
    print(json.dumps(data, ensure_ascii=False, indent=2))


def show(*renderables: RenderableType) -> None:
    """Print, with no line broken inside a figure."""
    with console.capture() as captured:
        for renderable in renderables:
            console.print(renderable, width=min(console.width, WIDEST))
    print("\n".join(line.rstrip() for line in captured.get().replace(GLUE, " ").splitlines()))


def heading(text: str) -> Text:
    return Text(f"\n{text}", style="bold")


def card(title: str, headline: Sequence[str], rows: Iterable[tuple[str, str | None]]) -> RenderableType:
    """The answer in a frame: its first line in bold, then label and value; a row without a value is left out."""
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column()
    for label, value in rows:
        if value is not None:
            grid.add_row(Text(label), Text(value))
    first, *others = headline
    content: list[RenderableType] = [Text(first, style="bold"), *map(Text, others)]
    if grid.row_count:
        content += ["", grid]
    return Panel(Group(*content), title=Text(title), title_align="left", border_style="blue", padding=(0, 1))


def listing(*headings: str, title: str | None = None, right: Sequence[int] = ()) -> Table:
    """An open table; the columns numbered in `right` are aligned to the right."""
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, collapse_padding=True, title_justify="left")
    table.title = Text(title) if title else None
    for number, text in enumerate(headings):
        table.add_column(Text(text), justify="right" if number in right else "left", overflow="fold")
    return table


def points(items: Iterable[str]) -> RenderableType:
    """One paragraph for each item, the lines hanging."""
    return _listed(("•", Text(item)) for item in items)


def numbered(items: Iterable[Text]) -> RenderableType:
    return _listed((f"{number}.", item) for number, item in enumerate(items, start=1))


def _listed(rows: Iterable[tuple[str, Text]]) -> RenderableType:
    grid = Table.grid(padding=(0, 1))
    grid.add_column(justify="right")
    grid.add_column(overflow="fold")
    for mark, item in rows:
        grid.add_row(mark, item)
    return Padding(grid, (0, 0, 0, 2))


def sources(kilder: Iterable[Kilde], words: Words) -> list[RenderableType]:
    """The list of sources with address and the day they were read, each once."""
    unique = {kilde.nokkel: kilde for kilde in kilder}.values()
    lines = []
    for kilde in unique:
        parts = [kilde.tittel, kilde.url, words("kilder.lest", lest=kilde.lest) if kilde.lest else None]
        lines.append(", ".join(part for part in parts if part))
    return [heading(words("kilder.tittel")), points(lines)]


def clear_errors(command: Command) -> Command:
    """The command, with wrong input answered by one line and exit code 2."""

    @wraps(command)
    def guarded(*args: Any, **kwargs: Any) -> Any:
        try:
            return command(*args, **kwargs)
        except (CalculatorError, InvalidSetting, WrongInput) as error:
            kode, melding = _explained(error, _language_of(kwargs.get("maalform")))
            _report(kode, melding, as_json=bool(kwargs.get("as_json")))
            raise typer.Exit(WRONG_INPUT) from None

    return guarded  # type: ignore[return-value]


def _report(kode: str, melding: str, *, as_json: bool) -> None:
    melding = " ".join(melding.replace(GLUE, " ").split())
    if as_json:
        print_json({"feil": {"kode": kode, "melding": melding}})
    else:
        typer.echo(melding, err=True)


def _language_of(maalform: str | None) -> Words:
    try:
        return language(maalform)
    except WrongInput:
        return language(None)


def _explained(error: Exception, words: Words) -> tuple[str, str]:
    """The error's code and its one line."""
    if isinstance(error, WrongInput):
        return error.kode, words(f"feil.{error.kode}", **error.values)
    if isinstance(error, UnknownKommune):
        return "ukjent_kommune", words("feil.ukjent_kommune", navn=error.navn, finnes=", ".join(error.finnes))
    if isinstance(error, RateNotFound):
        return "sats_mangler", _missing(error, words)
    if isinstance(error, UgyldigInndata):
        return error.kode, str(error)
    return ("feil_i_satsfil" if isinstance(error, RateFileError) else "ugyldig_innstilling"), str(error)


def _missing(error: RateNotFound, words: Words) -> str:
    """Which table or value there is none of, and which there are. A municipality that has ceased says so."""
    values: dict[str, Any] = {"kommune": error.kommune, "sokt": error.sokt, "opphort": _ceased(error.kommune)}
    if isinstance(error.sokt, date) and values["opphort"] and error.sokt >= values["opphort"]:
        return words("sats_mangler.opphort", **values)
    key, known = f"sats_mangler.{error.hva}", [str(value) for value in error.finnes]
    if not known or not words.has(key):
        return str(error)
    return words(key, **values, finnes=", ".join(known), forste=known[0], siste=known[-1])


def _ceased(kommune: str | None) -> date | None:
    try:
        return rates().kommune(kommune).opphort if kommune else None
    except CalculatorError:  # two municipalities may share a name
        return None


class OneLineErrors(TyperGroup):
    """Click's own complaints about a command line, in our words, as the rest of the errors."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        given = kwargs.get("args") or (args[0] if args else None) or sys.argv[1:]
        try:
            code = super().main(*args, **(kwargs | {"standalone_mode": False}))
        except click.UsageError as error:
            kode, values = _misused(error)
            command = error.ctx.command_path if error.ctx else "bpa"
            _report(kode, language(None)(f"feil.{kode}", kommando=command, **values), as_json="--json" in given)
            sys.exit(WRONG_INPUT)
        except click.Abort:
            sys.exit(1)
        sys.exit(code if isinstance(code, int) else 0)


def _misused(error: click.UsageError) -> tuple[str, dict[str, str]]:
    """Key under `feil` and its values."""
    if isinstance(error, click.MissingParameter) and error.param and error.ctx:
        return "mangler_valg", {"valg": error.param.get_error_hint(error.ctx).strip("'")}
    if isinstance(error, click.NoSuchOption):
        return "ukjent_valg", {"valg": error.option_name}
    if isinstance(error, click.BadOptionUsage):
        return "mangler_verdi", {"valg": error.option_name}
    named = re.search(r"'(?P<command>.*)'|\((?P<extra>.*)\)", error.message)
    if named and named["command"]:
        return "ukjent_kommando", {"funnet": named["command"]}
    return ("for_mye", {"funnet": named["extra"]}) if named else ("annet", {"funnet": error.message})
