"""The jinja templates: everything filled in is escaped, a name that is missing is an error."""

from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

MALER = Path(__file__).with_name("maler")


@lru_cache(maxsize=1)
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(MALER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def mal(navn: str) -> Template:
    """The template of that name in `maler/`."""
    return _environment().get_template(navn)
