"""The report's sections in the terminal and as one self-contained page."""

from collections.abc import Sequence
from pathlib import Path

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from benchmarks.understanding.report import Section, Sets
from bot.settings import ROOT

PAGE = ROOT / "build" / "forstaaelse.html"
WIDTH_OF_A_LOG = 120
_TEMPLATE = Path(__file__).with_name("page.html")


def terminal() -> Console:
    """Standard output; wide enough for the tables when it is no terminal."""
    console = Console()
    return console if console.is_terminal else Console(width=WIDTH_OF_A_LOG)


def in_terminal(sections: Sequence[Section], console: Console | None = None) -> None:
    console = console or terminal()
    for section in sections:
        if section.page_only:
            continue
        table = Table(box=SIMPLE_HEAD, padding=(0, 1, 0, 0), title=escape(section.title), title_justify="left")
        for name in section.header:
            table.add_column(escape(name), overflow="fold")
        for row in section.rows:
            table.add_row(*map(escape, row))
        console.print(table if section.rows else f"{escape(section.title)}: ingen")
        console.print()


def as_page(sections: Sequence[Section], sets: Sets, path: Path = PAGE) -> Path:
    """Write the page, its pictures in it, and give its path."""
    from jinja2 import Environment, StrictUndefined
    from markupsafe import Markup

    from benchmarks.understanding.plots import picture

    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    template = environment.from_string(_TEMPLATE.read_text(encoding="utf-8"))
    path.parent.mkdir(parents=True, exist_ok=True)
    page = template.render(
        sections=sections, picture=lambda section: Markup(picture(section.picture, sets[section.set_name]))
    )
    path.write_text(page, encoding="utf-8")
    return path
