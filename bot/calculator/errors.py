"""Errors of the calculator. Each carries its parts as fields, so that a reply can be built without reading the text.

    CalculatorError
      RateNotFound      no value for that date, year, bracket or key: never replaced by the nearest one
      UnknownKommune    no folder for that municipality
      UgyldigInndata    an argument that is negative, absurd, not a number, or contradicts another
      RateFileError     a rate file that cannot be trusted: which file, which key, what was found, what is allowed

`str(error)` is one Norwegian line for staff. Citizens get words from the response files.
"""

from __future__ import annotations

from collections.abc import Iterable


class CalculatorError(Exception):
    """Base of every error that the calculator raises on purpose."""


class RateNotFound(CalculatorError):
    """No value is known. `finnes` lists what is (dates, years or keys), so that the reader can choose among them."""

    def __init__(self, hva: str, sokt: object, finnes: Iterable[object] = (), kommune: str | None = None) -> None:
        self.hva, self.sokt, self.finnes, self.kommune = hva, sokt, tuple(finnes), kommune
        sted = f" for {kommune}" if kommune else ""
        kjent = ", ".join(map(str, self.finnes)) or "ingenting"
        super().__init__(f"Fant ikke {hva}{sted} for {sokt}. Dette finnes: {kjent}.")


class UnknownKommune(CalculatorError):
    """No rate folder answers to that name or number. `finnes` lists the names that do."""

    def __init__(self, navn: str, finnes: Iterable[str]) -> None:
        self.navn, self.finnes = navn, tuple(finnes)
        super().__init__(f"Kjenner ikke kommunen «{navn}». Disse finnes: {', '.join(self.finnes) or 'ingen'}.")


class UgyldigInndata(CalculatorError):
    """An argument that cannot be right. `kode` is negativ, absurd, ikke_tall, ikke_dato, rekkefolge or ukjent_verdi."""

    def __init__(self, felt: str, funnet: object, tillatt: str, kode: str) -> None:
        self.felt, self.funnet, self.tillatt, self.kode = felt, funnet, tillatt, kode
        super().__init__(f"Ugyldig {felt}: fant «{funnet}», men tillatt er {tillatt}.")


class RateFileError(CalculatorError):
    """A rate file is broken. `nokkel` is the path inside the file, such as `trinn[2].timepris`."""

    def __init__(self, fil: str, nokkel: str, funnet: str, tillatt: str) -> None:
        self.fil, self.nokkel, self.funnet, self.tillatt = fil, nokkel, funnet, tillatt
        super().__init__(f"{fil}: {nokkel or 'hele filen'}: fant {funnet}, men tillatt er {tillatt}.")
