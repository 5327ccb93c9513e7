"""Reading the server's own lines of `GET /metrics`: name{label="value",...} number. Other programs' lines are passed over."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from bot.cli.reading import WrongInput

_OURS = "bpa_"
_LABEL = r'[a-z]+="[^"\\]*"'
_LINE = re.compile(rf"(?P<name>[a-z_]+)(?:\{{(?P<labels>{_LABEL}(?:,{_LABEL})*)\}})? (?P<value>\d+(?:\.\d+)?)")
STDIN = "-"


class Sample(NamedTuple):
    """One count."""

    name: str
    labels: dict[str, str]
    value: float


def read(file: str) -> list[Sample]:
    """The samples in a file, «-» for what is piped in. Raises WrongInput when there is none, or a line is broken."""
    samples = list(_samples(_text(file), file))
    if not samples:
        raise WrongInput("ingen_maalinger", fil=file)
    return samples


def _text(file: str) -> str:
    if file == STDIN:
        # Somebody at a terminal would wait for an answer to a question that was never asked.
        return "" if sys.stdin.isatty() else sys.stdin.read()
    try:
        return Path(file).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise WrongInput("uleselig_fil", fil=file) from None


def _samples(text: str, file: str) -> Iterator[Sample]:
    for number, line in enumerate(text.splitlines(), start=1):
        if line.startswith(_OURS):
            found = _LINE.fullmatch(line.rstrip())
            if found is None:
                raise WrongInput("ugyldig_maaling", fil=file, linje=number)
            labels = dict(re.findall(r'([a-z]+)="([^"]*)"', found["labels"] or ""))
            yield Sample(found["name"], labels, float(found["value"]))
