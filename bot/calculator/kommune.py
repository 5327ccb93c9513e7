"""A municipality: its name, number, written form and the contact details that an editor has filled in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .ratefile import Node
from .result import JsonMixin

MAALFORMER = ("nb", "nn", "noytral")


@dataclass(frozen=True)
class Kommune(JsonMixin):
    """Contact fields are None until an editor fills them in. `opphort`: the day it became part of another."""

    navn: str
    nummer: str
    maalform: str
    opphort: date | None = None
    nettsted: str | None = None
    kontor: str | None = None
    telefon: str | None = None
    epost: str | None = None
    adresse: str | None = None
    apningstid: str | None = None
    kontaktside: str | None = None
    soknadsside: str | None = None
    klageside: str | None = None
    leverandorside: str | None = None
    personvernside: str | None = None
    tilgjengelighetserklaering: str | None = None
    merknad: str | None = None
    velge_leverandor: bool = False

    @property
    def historisk(self) -> bool:
        """The municipality no longer exists; its tables are kept, never offered as today's."""
        return self.opphort is not None


NETTADRESSER = (
    "nettsted", "kontaktside", "soknadsside", "klageside", "leverandorside", "personvernside", "tilgjengelighetserklaering",
)  # fmt: skip
TEKSTER = ("kontor", "telefon", "epost", "adresse", "apningstid", "merknad")


def les_kommune(node: Node, nummer: str) -> Kommune:
    """The content of kommune.yml; `nummer` is the one in the folder's name. Raises RateFileError."""
    kommune = Kommune(
        navn=node.krev_tekst("navn"),
        nummer=node.krev_tekst("nummer"),
        maalform=node.valg("maalform", MAALFORMER) or "noytral",
        opphort=node.dato("opphort"),
        velge_leverandor=node.ja_nei("velge_leverandor"),
        **{felt: node.nettadresse(felt) for felt in NETTADRESSER},
        **{felt: node.tekst(felt) for felt in TEKSTER},
    )
    node.ferdig()
    if kommune.nummer != nummer:
        raise node.feil("nummer", f"«{kommune.nummer}»", f"nummeret i mappens navn ({nummer})")
    return kommune
