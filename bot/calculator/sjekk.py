"""Checking a folder of rate files before anyone relies on it: every error, and warnings about a page's own text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from .advarsler import finn_advarsler
from .errors import RateFileError
from .kommune import Kommune, les_kommune
from .nasjonalt import Nasjonalt
from .ratefile import les_fil
from .ratetable import MAPPENAVN, TJENESTER, Rates, dato_i_navn, filnavn, load_rates
from .result import JsonMixin
from .tabellfil import les_tabell

FEIL, ADVARSEL = "feil", "advarsel"
NASJONALT = "nasjonalt"
NASJONALE_FILER = ("kilder", "grunnbelop", "statlig_makspris", "bpa_rett", "klage", "nodnummer")
T = TypeVar("T")


@dataclass(frozen=True)
class Funn(JsonMixin):
    """One finding: where, what was found, what is allowed or expected. `niva` is feil or advarsel."""

    niva: str
    fil: str
    nokkel: str
    funnet: str
    tillatt: str
    kode: str


def sjekk_mappe(mappe: Path, rates: Rates | None = None) -> tuple[Funn, ...]:
    """All findings in a folder of municipality folders, and in its `nasjonalt` if there is one; errors first.

    `rates` gives the state's maximum per year; by default the repository's. Raises RateFileError for no such folder.
    """
    if not mappe.is_dir():
        raise RateFileError(str(mappe), "", "ingen slik mappe", "en mappe med kommunemapper")
    sjekk = _Sjekk(rates or load_rates())
    for sti in sorted(mappe.iterdir()):
        if sti.name == NASJONALT:
            sjekk.nasjonalt(sti)
        elif sti.is_dir():
            sjekk.kommunemappe(sti)
        elif sti.suffix in (".yml", ".yaml"):
            sjekk.feil(sti.name, "filnavn", "en fil utenfor kommunemappene", "filer i <nummer>-<navn>/", "plassering")
    return tuple(sorted(sjekk.funn, key=lambda funn: (funn.niva != FEIL, funn.fil, funn.nokkel)))


class _Sjekk:
    """Walks the folders and gathers what it finds."""

    def __init__(self, rates: Rates) -> None:
        self._rates = rates
        self._numre: dict[str, str] = {}
        self.funn: list[Funn] = []

    def feil(self, fil: str, nokkel: str, funnet: str, tillatt: str, kode: str) -> None:
        self.funn.append(Funn(FEIL, fil, nokkel, funnet, tillatt, kode))

    def nasjonalt(self, mappe: Path) -> None:
        filer = Nasjonalt(mappe)
        for navn in NASJONALE_FILER:
            if not self._forsok(lambda navn=navn: getattr(filer, navn)) and navn == "kilder":  # type: ignore[misc]
                return  # every other file points into it

    def kommunemappe(self, mappe: Path) -> None:
        navn = MAPPENAVN.fullmatch(mappe.name)
        if navn is None:
            tillatt = "fire sifre og navn med a-z, som 3107-fredrikstad"
            return self.feil(mappe.name, "mappenavn", f"«{mappe.name}»", tillatt, "mappenavn")
        annen = self._numre.setdefault(navn[1], mappe.name)
        if annen != mappe.name:
            self.feil(mappe.name, "mappenavn", f"nummeret til {annen}", "ett nummer per kommune", "nummer")
        kommune = self._forsok(
            lambda: les_kommune(les_fil(mappe / "kommune.yml", f"{mappe.name}/kommune.yml"), navn[1])
        )
        tabeller = 0
        for sti in sorted(mappe.iterdir()):
            if sti.is_dir() and sti.name in TJENESTER:
                for fil in sorted(sti.iterdir()):
                    tabeller += 1
                    self._tabellfil(fil, kommune)
            elif sti.name != "kommune.yml":
                tillatt = f"kommune.yml og mappen {' eller '.join(TJENESTER)}"
                self.feil(f"{mappe.name}/{sti.name}", "filnavn", f"«{sti.name}»", tillatt, "filnavn")
        if not tabeller:
            ventet = f"minst én fil i {TJENESTER[0]}/"
            self.funn.append(Funn(ADVARSEL, mappe.name, "", "ingen tabell", ventet, "ingen_tabell"))

    def _tabellfil(self, fil: Path, kommune: Kommune | None) -> None:
        navn, tjeneste = kommune.navn if kommune else fil.parts[-3], fil.parent.name
        tabell = self._forsok(lambda: les_tabell(les_fil(fil, filnavn(fil)), navn, tjeneste, dato_i_navn(fil)))
        if tabell is None:
            return
        if kommune and kommune.opphort and tabell.fra >= kommune.opphort:
            tillatt = f"en dato før kommunen opphørte ({kommune.opphort})"
            self.feil(filnavn(fil), "filnavn", f"{tabell.fra}", tillatt, "opphort")
        tak = self._rates.siste_makspris(tabell.fra.year)
        for funn in finn_advarsler(tabell, tak if tak and tak.aar == tabell.fra.year else None):
            self.funn.append(Funn(ADVARSEL, filnavn(fil), funn.nokkel, funn.funnet, funn.ventet, funn.kode))

    def _forsok(self, les: Callable[[], T]) -> T | None:
        """What `les` gives, or its RateFileError noted as a finding."""
        try:
            return les()
        except RateFileError as feil:
            self.feil(feil.fil, feil.nokkel, feil.funnet, feil.tillatt, "ugyldig")
            return None
