"""The options that several commands have, and how an option that may be left out is declared."""

from typing import Any

import typer


def optional(*names: str, help: str, metavar: str | None = None) -> Any:
    """An option that is None (unknown) when it is not given; help shows no default, since there is none."""
    return typer.Option(None, *names, metavar=metavar, help=help, show_default=False)


def repeated(help: str, metavar: str) -> Any:
    """An option that may be given several times; an empty list when it is not given."""
    return typer.Option([], metavar=metavar, help=f"{help} Kan gjentas.", show_default=False)


def json_flag(help: str = "") -> Any:
    return typer.Option(False, "--json", help=f"Ett JSON-objekt på stdout. {help}".strip())


DATO = "ÅÅÅÅ-MM-DD"
MAALFORM = optional(metavar="nb|nn", help="Målform. Uten: kommunens.")
