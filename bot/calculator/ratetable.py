"""Finding the right rate: the national values and each municipality's table in force on a date.

Folders are only listed at start; each file is read and checked when it is first asked for.

    rates/nasjonalt/*.yml
    rates/<nummer>-<navn>/kommune.yml
    rates/<nummer>-<navn>/<tjeneste>/<dato>.yml      the date in the name is the only start date
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from pathlib import Path

from .errors import RateFileError, RateNotFound, UnknownKommune
from .kommune import Kommune, les_kommune
from .nasjonalt import (
    Behandlingstid,
    Grunnbelop,
    Helligdager,
    Klageregler,
    Nasjonalt,
    Nodnummer,
    Rettsregler,
    StatligMakspris,
    i_kraft,
)
from .ratefile import les_fil
from .result import Kilde
from .tabell import Tabell
from .tabellfil import les_tabell

STANDARDMAPPE = Path(__file__).resolve().parent.parent / "rates"
PRAKTISK_BISTAND = "praktisk_bistand"
TJENESTER = (PRAKTISK_BISTAND,)
MAPPENAVN = re.compile(r"(\d{4})-([a-z0-9]+(?:-[a-z0-9]+)*)")


def load_rates(extra: Path | None = None, *, base: Path = STANDARDMAPPE) -> Rates:
    """The rates in `base`, with the municipality folders of `extra` on top.

    For a municipality in both, the extra kommune.yml wins, and so does an extra table of the same date.
    Raises RateFileError when a folder does not exist.
    """
    mapper: dict[str, list[Path]] = {}
    for rot in filter(None, (extra, base)):
        if not rot.is_dir():
            raise RateFileError(str(rot), "", "ingen slik mappe", "en mappe med kommunemapper")
        for mappe in sorted(rot.iterdir()):
            if MAPPENAVN.fullmatch(mappe.name):
                mapper.setdefault(mappe.name, []).append(mappe)
    return Rates(Nasjonalt(base / "nasjonalt"), mapper)


def som_mappenavn(navn: str) -> str:
    """«Østre Toten» -> «ostre-toten»: the spelling used in folder names."""
    ascii_navn = navn.strip().lower().replace("æ", "ae").replace("ø", "o").replace("å", "aa")
    return re.sub(r"[^a-z0-9]+", "-", ascii_navn).strip("-").removesuffix("-kommune")


class Rates:
    """All rates. Methods raise RateNotFound or UnknownKommune rather than guess, RateFileError for a broken file."""

    def __init__(self, nasjonalt: Nasjonalt, mapper: dict[str, list[Path]]) -> None:
        self._nasjonalt = nasjonalt
        self._mapper = mapper
        self._register: dict[str, list[str]] = {}
        for mappenavn in mapper:
            nummer, navn = mappenavn.split("-", 1)
            for nokkel in {nummer, navn, navn.replace("aa", "a")}:  # «Målselv» is often typed «Malselv»
                self._register.setdefault(nokkel, []).append(mappenavn)
        self._kommuner: dict[str, Kommune] = {}
        self._tabeller: dict[Path, Tabell] = {}
        self._filer: dict[tuple[str, str], dict[date, Path]] = {}

    # National values ---------------------------------------------------------------------------------------------

    def grunnbelop(self, dato: date) -> Grunnbelop:
        """G in force on the date (folketrygdloven § 1-4)."""
        return self._nasjonalt.grunnbelop_paa(dato)

    def alle_grunnbelop(self) -> tuple[Grunnbelop, ...]:
        """Every G, oldest first."""
        return self._nasjonalt.grunnbelop[0]

    def statlig_makspris(self, aar: int) -> StatligMakspris:
        """The state's month maximum for that calendar year (forskriften § 10)."""
        verdier = self._nasjonalt.statlig_makspris
        if aar not in verdier:
            raise RateNotFound("statlig_makspris", aar, verdier)
        return verdier[aar]

    def grense_for_makspris(self) -> Decimal:
        """The state's maximum is for income strictly under this many G."""
        return next(iter(self._nasjonalt.statlig_makspris.values())).under_g

    def siste_makspris(self, aar: int) -> StatligMakspris | None:
        """The last year up to and including `aar` that has a maximum: information, not a rate for `aar`."""
        kjente = [verdi for kjent_aar, verdi in self._nasjonalt.statlig_makspris.items() if kjent_aar <= aar]
        return kjente[-1] if kjente else None

    def bpa_rett(self, dato: date) -> Rettsregler:
        """The version of § 2-1 d in force on the date."""
        return i_kraft(self._nasjonalt.bpa_rett, dato, "bpa_rett")

    def alle_bpa_rett(self) -> tuple[Rettsregler, ...]:
        """Every version of § 2-1 d, oldest first, to lay side by side."""
        return self._nasjonalt.bpa_rett

    def klage(self, dato: date) -> Klageregler:
        """The deadlines in force on the date."""
        return i_kraft(self._nasjonalt.klage[0], dato, "klage")

    def helligdager(self) -> Helligdager:
        """The rule for public holidays."""
        return self._nasjonalt.klage[1]

    def behandlingstid(self) -> Behandlingstid:
        """How long a vedtak usually takes, as stated; not a deadline."""
        return self._nasjonalt.behandlingstid

    def kilde(self, nokkel: str) -> Kilde:
        return self._nasjonalt.kilde(nokkel)

    def kilder(self) -> tuple[Kilde, ...]:
        return tuple(self._nasjonalt.kilder.values())

    def nodnummer(self) -> tuple[Nodnummer, ...]:
        return self._nasjonalt.nodnummer

    # Municipalities ----------------------------------------------------------------------------------------------

    def kommuner(self, *, historiske: bool = False) -> tuple[Kommune, ...]:
        """Today's municipalities by name; those that have ceased to exist only when asked for."""
        alle = (self._kommune(mappenavn) for mappenavn in self._mapper)
        return tuple(sorted((k for k in alle if historiske or not k.historisk), key=lambda kommune: kommune.navn))

    def kommune(self, navn_eller_nummer: str) -> Kommune:
        """By name or number, «Fredrikstad», «fredrikstad kommune» or «3107»."""
        return self._kommune(self._mappenavn(navn_eller_nummer))

    def tabeller(self, kommune: str, tjeneste: str = PRAKTISK_BISTAND) -> tuple[date, ...]:
        """The dates from which its tables are in force, oldest first; empty when it has none."""
        return tuple(self._tabellfiler(self._mappenavn(kommune), tjeneste))

    def tabell(self, kommune: str, tjeneste: str, dato: date) -> Tabell:
        """The newest table in force on the date."""
        mappenavn = self._mappenavn(kommune)
        opplysninger = self._kommune(mappenavn)
        filer = self._tabellfiler(mappenavn, tjeneste)
        startet = [fra for fra in filer if fra <= dato]
        if not startet or (opplysninger.opphort and dato >= opplysninger.opphort):
            raise RateNotFound(tjeneste, dato, filer, opplysninger.navn)
        return self._tabell(filer[startet[-1]], opplysninger.navn, tjeneste, startet[-1])

    def _mappenavn(self, navn_eller_nummer: str) -> str:
        treff = self._register.get(som_mappenavn(str(navn_eller_nummer)), [])
        if len(treff) == 1:
            return treff[0]
        if treff:  # two municipalities may share a name, never a number
            raise UnknownKommune(navn_eller_nummer, treff)
        try:
            finnes = [kommune.navn for kommune in self.kommuner()]
        except RateFileError:  # another municipality's broken file is not what was asked about
            finnes = sorted(self._mapper)
        raise UnknownKommune(navn_eller_nummer, finnes)

    def _kommune(self, mappenavn: str) -> Kommune:
        if mappenavn not in self._kommuner:
            sti = next(
                (mappe / "kommune.yml" for mappe in self._mapper[mappenavn] if (mappe / "kommune.yml").is_file()), None
            )
            if sti is None:
                raise RateFileError(
                    f"{mappenavn}/kommune.yml", "", "ingen slik fil", "en kommune.yml i hver kommunemappe"
                )
            self._kommuner[mappenavn] = les_kommune(les_fil(sti, f"{mappenavn}/kommune.yml"), mappenavn[:4])
        return self._kommuner[mappenavn]

    def _tabellfiler(self, mappenavn: str, tjeneste: str) -> dict[date, Path]:
        nokkel = (mappenavn, tjeneste)
        if nokkel not in self._filer:
            filer: dict[date, Path] = {}
            for mappe in reversed(self._mapper[mappenavn]):
                filer |= {dato_i_navn(sti): sti for sti in (mappe / tjeneste).glob("*.y*ml")}
            self._filer[nokkel] = dict(sorted(filer.items()))
        return self._filer[nokkel]

    def _tabell(self, sti: Path, kommune: str, tjeneste: str, fra: date) -> Tabell:
        if sti not in self._tabeller:
            self._tabeller[sti] = les_tabell(les_fil(sti, filnavn(sti)), kommune, tjeneste, fra)
        return self._tabeller[sti]


def filnavn(sti: Path) -> str:
    """How errors name a table's file: kommune/tjeneste/fil."""
    return "/".join(sti.parts[-3:])


def dato_i_navn(sti: Path) -> date:
    """2023-01-01.yml -> 1 January 2023."""
    try:
        if sti.suffix != ".yml":
            raise ValueError(sti.suffix)
        return date.fromisoformat(sti.stem)
    except ValueError:
        raise RateFileError(filnavn(sti), "filnavn", f"«{sti.name}»", "en dato som 2023-01-01.yml") from None
