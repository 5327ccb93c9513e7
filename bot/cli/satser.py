"""`bpa satser`: which tables there are and how old they are; `bpa satser sjekk`: what is wrong or odd in a folder."""

# ruff: noqa: UP045 - Typer 0.7 reads Optional[...], not "... | None"

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any, Optional

import typer
from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from bot import settings
from bot.calculator import Dekning, Funn, Rates, dekning, sjekk_mappe
from bot.calculator.money import som_json
from bot.calculator.ratetable import STANDARDMAPPE
from bot.calculator.sjekk import FEIL
from bot.cli.options import DATO, MAALFORM, json_flag, optional
from bot.cli.output import WRONG_INPUT, clear_errors, heading, listing, points, print_json, show
from bot.cli.reading import day, language
from bot.cli.words import Words
from bot.context import rates

_COLOURS = {"feil": "red", "advarsel": "yellow"}


def register(app: typer.Typer) -> None:
    group = typer.Typer(invoke_without_command=True, help="Hvilke tabeller som er lagt inn. «sjekk» sjekker filene.")
    group.callback()(satser)
    group.command("sjekk")(sjekk)
    app.add_typer(group, name="satser")


@clear_errors
def satser(
    ctx: typer.Context,
    dato: Optional[str] = optional(metavar=DATO, help="Regn alderen fra denne dagen. Uten: i dag."),
    maalform: Optional[str] = MAALFORM,
    as_json: bool = json_flag("Alder i hele år."),
) -> None:
    """Hvilke tabeller som er lagt inn: kommune, tjeneste, nyeste tabell og alder. Med BPA_SATSER: også mappen din."""
    if ctx.invoked_subcommand:
        return
    words, when = language(maalform), day(dato)
    rows, newest = dekning(rates(), when), _national(rates())
    if as_json:
        covered = [row.as_dict() for row in rows]
        print_json({"dato": when.isoformat(), "dekning": covered, "nasjonalt": som_json(newest)})
    else:
        show(*covered_tables(rows, newest, when, words))


def _national(rates: Rates) -> dict[str, dict[str, Any]]:
    """The newest of each national value."""
    makspris, g, lov = rates.siste_makspris(date.max.year), rates.alle_grunnbelop()[-1], rates.alle_bpa_rett()[-1]
    return {
        "makspris": {"aar": makspris.aar, "kr": makspris.kr} if makspris else {},
        "grunnbelop": {"fra": g.fra, "kr": g.kr},
        "lov": {"fra": lov.fra},
    }


def covered_tables(
    rows: Sequence[Dekning], newest: dict[str, dict[str, Any]], dato: date, words: Words
) -> list[RenderableType]:
    """One row for each municipality and service, then the newest national values."""
    columns = ("kommune", "nummer", "tjeneste", "nyeste", "alder", "antall")
    headings = [words(f"satser.{column}") for column in columns]
    table = listing(*headings, title=words("satser.tittel", dato=dato), right=(4, 5))
    for row in rows:
        name = words("satser.historisk", kommune=row.kommune) if row.historisk else row.kommune
        start = words("verdi.kort_dato", dato=row.nyeste) if row.nyeste else words("satser.ingen")
        old = row.historisk or bool(row.alder_aar)
        cells = (name, row.nummer, words(f"tjeneste.{row.tjeneste}"), start, _age(row, words), str(row.antall))
        table.add_row(*map(Text, cells), style="dim" if row.historisk else "yellow" if old else "green")
    values = [words(f"satser.{name}", **value) for name, value in newest.items() if value]
    return [table, heading(words("satser.nasjonalt")), points(values)]


def _age(row: Dekning, words: Words) -> str:
    if row.alder_aar is None:
        return words("verdi.ukjent")
    if row.alder_aar < 0:
        return words("satser.fram_i_tid")
    return words("satser.aar", aar=row.alder_aar) if row.alder_aar else words("satser.i_aar")


@clear_errors
def sjekk(
    mappe: Optional[str] = typer.Argument(
        None, help="En mappe med kommunemapper. Uten: satsene her, og BPA_SATSER.", show_default=False
    ),
    maalform: Optional[str] = MAALFORM,
    as_json: bool = json_flag(),
) -> None:
    """Sjekk satsfiler: fil, nøkkel, hva som ble funnet, hva som er tillatt. Returkode 2 ved feil, 0 ved advarsler."""
    words = language(maalform)
    folders = [Path(mappe)] if mappe else list(filter(None, (STANDARDMAPPE, settings.extra_rates())))
    found = {folder: sjekk_mappe(folder) for folder in folders}
    everything = [funn for finds in found.values() for funn in finds]
    errors = sum(funn.niva == FEIL for funn in everything)
    if as_json:
        counts = {"antall_feil": errors, "antall_advarsler": len(everything) - errors}
        print_json({"mapper": list(map(str, folders)), **counts, "funn": [funn.as_dict() for funn in everything]})
    else:
        for folder, finds in found.items():
            show(*findings(folder, finds, words))
    if errors:
        raise typer.Exit(WRONG_INPUT)


def findings(folder: Path, finds: Sequence[Funn], words: Words) -> list[RenderableType]:
    """Errors first, then warnings; under each file the key, what it is about, what was found and what is allowed."""
    parts: list[RenderableType] = [Text(words("sjekk.tittel", mappe=folder), style="bold")]
    for niva, of_level in groupby(finds, key=lambda funn: funn.niva):
        parts.append(Text("\n" + words(f"sjekk.{niva}"), style=f"bold {_COLOURS[niva]}"))
        for fil, of_file in groupby(of_level, key=lambda funn: funn.fil):
            parts += [Text(f"  {fil}"), Padding(points(_finding(funn, words) for funn in of_file), (0, 0, 0, 2))]
    errors = sum(funn.niva == FEIL for funn in finds)
    summary = words("sjekk.oppsummert", feil=errors, advarsler=len(finds) - errors) if finds else words("sjekk.i_orden")
    return [*parts, Text(f"\n{summary}\n")]


def _finding(funn: Funn, words: Words) -> str:
    allowed = "sjekk.tillatt" if funn.niva == FEIL else "sjekk.ventet"
    return words(
        "sjekk.funn",
        nokkel=funn.nokkel or words("sjekk.hele_filen"),
        om=words(f"funn.{funn.kode}"),
        funnet=funn.funnet,
        tillatt=words(allowed, tillatt=funn.tillatt),
    )
