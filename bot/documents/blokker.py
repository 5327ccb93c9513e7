"""The pieces that a document is made of. Both templates, typst's and the page's, know these and no others."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

Blokk = dict[str, Any]


@dataclass(frozen=True)
class Dokument:
    """`sprak` is nb or nn. `blokker` are in reading order, all text already in words."""

    sprak: str
    tittel: str
    dato: str
    blokker: tuple[Blokk, ...]


def overskrift(tekst: str, nivaa: int = 3) -> Blokk:
    """The document's title is level 1; level 2 starts a part, level 3 a section."""
    return {"slag": "overskrift", "tekst": tekst, "nivaa": nivaa}


def avsnitt(tekst: str, viktig: bool = False) -> Blokk:
    return {"slag": "avsnitt", "tekst": tekst, "viktig": viktig}


def punkter(tekster: Iterable[str], avkryss: bool = False) -> Blokk:
    """A list; with `avkryss` each has a box to tick by hand."""
    return {"slag": "punkter", "punkter": list(tekster), "avkryss": avkryss}


def rader(par: Iterable[tuple[str, str]]) -> Blokk:
    """Short answers: label and value."""
    return {"slag": "rader", "rader": [list(ett) for ett in par]}


def fritekst(felt: str, tekst: str) -> Blokk:
    """A long answer under its label; lines and blank lines stay."""
    linjer = tekst.split("\n")
    return {"slag": "fritekst", "felt": felt, "linjer": linjer}


def tabell(tekst: str, hode: Sequence[str], rader: Sequence[Sequence[str]], tallkolonner: int) -> Blokk:
    """The last `tallkolonner` columns hold figures. The first cell of a row is its head."""
    return {
        "slag": "tabell",
        "tekst": tekst,
        "hode": list(hode),
        "rader": [list(rad) for rad in rader],
        "tall": tallkolonner,
    }


def bilde(svg: str, alt: str, tekst: str) -> Blokk:
    return {"slag": "bilde", "svg": svg, "alt": alt, "tekst": tekst}


def for_haand(felter: Iterable[str], linjer: int = 1) -> Blokk:
    """Blank lines to fill in by hand, `linjer` for each field."""
    return {"slag": "for_haand", "felter": list(felter), "linjer": linjer}


def sideskift() -> Blokk:
    return {"slag": "sideskift"}
