"""The pieces that every result is made of: sources, steps, what is uncertain, what would change it.

All are data. Rule ids and codes are stable names that response files and tests refer to.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from decimal import Decimal
from typing import Any

from .money import som_json


class JsonMixin:
    """`as_dict()` gives the fields as plain JSON-ready data, in order."""

    def as_dict(self) -> dict[str, Any]:
        return {felt.name: som_json(getattr(self, felt.name)) for felt in fields(self)}  # type: ignore[arg-type]


@dataclass(frozen=True)
class Kilde(JsonMixin):
    """Where a value stands: a paragraph or a page. `lest` is the day it was read."""

    nokkel: str
    tittel: str
    url: str | None = None
    lest: date | None = None

    @property
    def paragraf(self) -> str:
        """«§ 2-1 d»; the publisher of a source that is no law."""
        _, sign, rest = self.tittel.partition("§")
        return sign + rest if sign else self.tittel.partition(":")[0]


@dataclass(frozen=True)
class Steg(JsonMixin):
    """One rule that was applied, with its numbers and the keys of its sources."""

    regel: str
    tall: Mapping[str, Any] = field(default_factory=dict)
    kilder: tuple[str, ...] = ()


@dataclass(frozen=True)
class Usikkert:
    """A reason why the amount may differ. `fra` and `til` are kr per month, None when not known."""

    kode: str
    fra: Decimal | None = None
    til: Decimal | None = None
    tall: Mapping[str, Any] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        forst = {"kode": self.kode, "fra": som_json(self.fra), "til": som_json(self.til)}
        return forst | {nokkel: som_json(verdi) for nokkel, verdi in self.tall.items()}


@dataclass(frozen=True)
class Endring(JsonMixin):
    """A change of one fact that would change the amount: `ved` is kr per year or hours per month, by `kode`."""

    kode: str
    ved: Decimal
    belop_per_maaned: Decimal | None


@dataclass(frozen=True)
class TrinnGrense(JsonMixin):
    """A bracket, from and including `fra_g`, up to but not including `til_g` (None: open). Kroner by the G used."""

    fra_g: Decimal
    til_g: Decimal | None
    fra_kr: Decimal
    til_kr: Decimal | None
