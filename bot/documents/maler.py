"""The templates that documents are drawn with."""

from pathlib import Path

from jinja2 import Template

from bot.templates import template

MALER = Path(__file__).with_name("maler")


def mal(navn: str) -> Template:
    """The template of that name in `maler/`."""
    return template(MALER / navn)
