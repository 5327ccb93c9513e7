"""Reading one rate file strictly: what is not understood is refused, with file, key, what was found, what is allowed.

A `Node` is a mapping in the file that remembers where it stands. Whoever reads it asks for each key by type and ends
with `ferdig()`, which refuses keys that nobody asked for: the reading code is itself the list of what is allowed.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from .errors import RateFileError

_TYPER = {
    str: "tekst",
    bool: "ja/nei",
    int: "tall",
    float: "tall",
    list: "liste",
    dict: "gruppe",
    date: "dato",
    type(None): "tomt",
}


def les_fil(sti: Path, navn: str) -> Node:
    """The file's outermost mapping. `navn` is how errors name the file. Raises RateFileError."""
    from ruamel.yaml import YAML  # here: a tenth of a second that only readers of files should pay
    from ruamel.yaml.constructor import DuplicateKeyError
    from ruamel.yaml.error import YAMLError

    try:
        innhold = YAML(typ="safe").load(sti.read_text(encoding="utf-8"))
    except DuplicateKeyError as feil:
        hvor = f"linje {feil.problem_mark.line + 1}" if feil.problem_mark else "ukjent linje"
        nokkel = str(feil.problem).split('"')[1] if '"' in str(feil.problem) else ""
        raise RateFileError(navn, nokkel, f"samme nøkkel to ganger ({hvor})", "hver nøkkel én gang") from None
    except YAMLError as feil:
        merke = getattr(feil, "problem_mark", None)
        hvor = f" på linje {merke.line + 1}" if merke else ""
        raise RateFileError(
            navn, "", f"YAML som ikke kan leses{hvor} ({getattr(feil, 'problem', feil)})", "gyldig YAML"
        ) from None
    except OSError:
        raise RateFileError(navn, "", "ingen fil som kan leses", "en fil med dette navnet") from None
    except UnicodeDecodeError:
        raise RateFileError(navn, "", "tegn som ikke er UTF-8", "en tekstfil i UTF-8") from None
    except ValueError as feil:
        raise RateFileError(navn, "", f"en verdi som ikke kan leses ({feil})", "gyldig YAML") from None
    if not isinstance(innhold, dict):
        raise RateFileError(navn, "", beskriv(innhold), "nøkler med verdier (nøkkel: verdi)")
    return Node(navn, innhold)


def beskriv(verdi: Any) -> str:
    """What was found, in words that staff understand: «256 kr» (tekst)."""
    if verdi is None:
        return "ingenting"
    slag = _TYPER.get(type(verdi), type(verdi).__name__)
    tekst = str(verdi)
    return f"«{tekst if len(tekst) <= 60 else tekst[:57] + '...'}» ({slag})"


class Node:
    """A mapping in a rate file. Every reading method gives None for an absent optional key and raises RateFileError."""

    def __init__(self, fil: str, innhold: Mapping[Any, Any], sti: str = "") -> None:
        self.fil, self._innhold, self._sti = fil, innhold, sti
        self._spurt: list[str] = []

    def feil(self, nokkel: str, funnet: str, tillatt: str) -> RateFileError:
        return RateFileError(self.fil, self._full(nokkel), funnet, tillatt)

    def nokler(self) -> tuple[str, ...]:
        return tuple(str(nokkel) for nokkel in self._innhold)

    def har(self, nokkel: str) -> bool:
        return self._innhold.get(nokkel) is not None

    def tillat(self, nokkel: str) -> None:
        """Let the key be there without reading it."""
        self._spurt.append(nokkel)

    def tall(self, nokkel: str, minst: int = 0) -> Decimal | None:
        verdi = self._hent(nokkel)
        if verdi is None:
            return None
        if isinstance(verdi, int | float) and not isinstance(verdi, bool):
            tall = Decimal(str(verdi))
            if tall.is_finite() and tall >= minst:
                return tall
        raise self.feil(nokkel, beskriv(verdi), f"et tall fra {minst} og opp, uten «kr» og anførselstegn")

    def krev_tall(self, nokkel: str, minst: int = 0) -> Decimal:
        verdi = self.tall(nokkel, minst)
        if verdi is None:
            raise self.feil(nokkel, "ingenting", f"et tall fra {minst} og opp")
        return verdi

    def heltall(self, nokkel: str, minst: int = 0) -> int:
        verdi = self.krev_tall(nokkel, minst)
        if verdi != int(verdi):
            raise self.feil(nokkel, f"«{verdi}»", "et helt tall")
        return int(verdi)

    def dato(self, nokkel: str) -> date | None:
        verdi = self._hent(nokkel)
        if verdi is None:
            return None
        if isinstance(verdi, date) and not isinstance(verdi, datetime):
            return verdi
        raise self.feil(nokkel, beskriv(verdi), "en dato som 2023-01-31, uten anførselstegn")

    def krev_dato(self, nokkel: str) -> date:
        verdi = self.dato(nokkel)
        if verdi is None:
            raise self.feil(nokkel, "ingenting", "en dato som 2023-01-31")
        return verdi

    def tekst(self, nokkel: str) -> str | None:
        verdi = self._hent(nokkel)
        if verdi is None or verdi == "":
            return None
        if not isinstance(verdi, str):
            raise self.feil(nokkel, beskriv(verdi), "tekst (i anførselstegn)")
        return verdi.strip()

    def krev_tekst(self, nokkel: str) -> str:
        verdi = self.tekst(nokkel)
        if verdi is None:
            raise self.feil(nokkel, "ingenting", "tekst")
        return verdi

    def nettadresse(self, nokkel: str) -> str | None:
        adresse = self.tekst(nokkel)
        if adresse is None or adresse.startswith(("https://", "http://")):
            return adresse
        raise self.feil(nokkel, f"«{adresse}»", "en adresse som begynner med https://")

    def valg(self, nokkel: str, tillatte: tuple[str, ...]) -> str | None:
        verdi = self._hent(nokkel)
        if verdi is None or verdi in tillatte:
            return None if verdi is None else str(verdi)
        raise self.feil(nokkel, beskriv(verdi), " eller ".join(tillatte))

    def ja_nei(self, nokkel: str) -> bool:
        verdi = self._hent(nokkel)
        if verdi is None or isinstance(verdi, bool):
            return bool(verdi)
        raise self.feil(nokkel, beskriv(verdi), "true eller false")

    def gruppe(self, nokkel: str) -> Node | None:
        verdi = self._hent(nokkel)
        if verdi is None:
            return None
        if not isinstance(verdi, dict):
            raise self.feil(nokkel, beskriv(verdi), "en gruppe med nøkler")
        return Node(self.fil, verdi, self._full(nokkel))

    def krev_gruppe(self, nokkel: str) -> Node:
        gruppe = self.gruppe(nokkel)
        if gruppe is None:
            raise self.feil(nokkel, "ingenting", "en gruppe med nøkler")
        return gruppe

    def liste(self, nokkel: str) -> list[Any]:
        """A list that is there and is not empty, as it stands."""
        verdi = self._hent(nokkel)
        if not isinstance(verdi, list) or not verdi:
            raise self.feil(nokkel, beskriv(verdi), "en liste med minst én rad")
        return verdi

    def rader(self, nokkel: str) -> list[Node]:
        """A non-empty list of mappings."""
        rader = []
        for nummer, rad in enumerate(self.liste(nokkel)):
            if not isinstance(rad, dict):
                raise self.feil(f"{nokkel}[{nummer}]", beskriv(rad), "en rad med nøkler")
            rader.append(Node(self.fil, rad, self._full(f"{nokkel}[{nummer}]")))
        return rader

    def tekster(self, nokkel: str) -> tuple[str, ...]:
        """A non-empty list of texts."""
        verdier = self.liste(nokkel)
        for nummer, verdi in enumerate(verdier):
            if not isinstance(verdi, str):
                raise self.feil(f"{nokkel}[{nummer}]", beskriv(verdi), "tekst")
        return tuple(verdier)

    def ferdig(self) -> None:
        """Refuse keys that were never asked for."""
        for nokkel in self._innhold:
            if nokkel not in self._spurt:
                raise self.feil(str(nokkel), "en ukjent nøkkel", "bare " + ", ".join(sorted(self._spurt)))

    def _hent(self, nokkel: str) -> Any:
        self._spurt.append(nokkel)
        return self._innhold.get(nokkel)

    def _full(self, nokkel: str) -> str:
        return f"{self._sti}.{nokkel}" if self._sti and nokkel else self._sti or nokkel
