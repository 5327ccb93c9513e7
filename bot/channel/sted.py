"""Who is responsible for the chat: the municipality, as the page and the two statements name it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

_COMMON = {"nb": "Kommunen", "nn": "Kommunen"}


@dataclass(frozen=True)
class Sted:
    """`navn` without «kommune»; addresses are https, "" where the municipality has told none."""

    navn: str = ""
    nettsted: str = ""
    kontaktside: str = ""
    telefon: str = ""
    epost: str = ""
    personvernside: str = ""
    """The municipality's own privacy statement."""
    tilgjengelighetserklaering: str = ""
    """Its official statement, at uustatus.no."""

    def kommune(self, maalform: str) -> str:
        """«Fredrikstad kommune», at the beginning of a sentence too."""
        return f"{self.navn} kommune" if self.navn else _COMMON[maalform]

    @classmethod
    def fra(cls, told: Mapping[str, object]) -> Sted:
        """From what is known of a municipality; what it has not told is ""."""
        return cls(**{name: str(told.get(name) or "") for name in cls.__dataclass_fields__})
