"""The national values: G, the state's month maximum, the conditions of BPA, deadlines, sources, emergency numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol, TypeVar

from .errors import RateNotFound
from .ratefile import Node, les_fil
from .result import JsonMixin, Kilde


class _Datert(Protocol):
    @property
    def fra(self) -> date: ...


D = TypeVar("D", bound=_Datert)


@dataclass(frozen=True)
class Grunnbelop(JsonMixin):
    """G in kroner, in force from `fra` (folketrygdloven § 1-4)."""

    fra: date
    kr: Decimal
    kilde: Kilde


@dataclass(frozen=True)
class StatligMakspris(JsonMixin):
    """The state's maximum for one calendar year, kr per month, for household income under `under_g` G (§ 10)."""

    aar: int
    kr: Decimal
    under_g: Decimal
    kilde: Kilde


@dataclass(frozen=True)
class Rettsregler(JsonMixin):
    """One version of § 2-1 d. Hours are per week, duration in months."""

    fra: date
    endring: str
    aldersgrense: int
    unntak_etter_aldersgrense: bool
    varighet_over_mnd: Decimal
    timer_rett: Decimal
    timer_forbehold: Decimal
    begrep_kompetanse: str
    hjemmel_nodvendige_tjenester: str
    kilder: tuple[str, ...]


@dataclass(frozen=True)
class Klageregler(JsonMixin):
    """Deadlines: weeks, months, and the outer limit in years (pbrl ch. 7, fvl)."""

    fra: date
    klage_uker: int
    ett_aar: int
    forelopig_svar_mnd: int
    kostnader_uker: int
    kilder: tuple[str, ...]
    kilder_forelopig_svar: tuple[str, ...]
    kilder_kostnader: tuple[str, ...]


@dataclass(frozen=True)
class Helligdager:
    """Fixed days as "MM-DD", movable ones as days from Easter Sunday (domstolloven § 149)."""

    faste: frozenset[str]
    etter_forste_paskedag: frozenset[int]
    kilde: Kilde


@dataclass(frozen=True)
class Behandlingstid(JsonMixin):
    """How many months a vedtak usually takes, as somebody has stated it. Not a deadline."""

    fra_mnd: int
    til_mnd: int
    kilde: Kilde


@dataclass(frozen=True)
class Nodnummer(JsonMixin):
    """Whom to call and when, each in nb, nn and en. `sikker` is False when the number must be checked before launch."""

    id: str
    nummer: str
    hvem: Mapping[str, str]
    naar: Mapping[str, str]
    sikker: bool


def i_kraft(verdier: Sequence[D], dato: date, hva: str) -> D:
    """The last one that has begun on `dato`. RateNotFound before the first."""
    treff = [verdi for verdi in verdier if verdi.fra <= dato]
    if not treff:
        raise RateNotFound(hva, dato, (verdi.fra for verdi in verdier))
    return treff[-1]


class Nasjonalt:
    """The files of `rates/nasjonalt`, each read at first use. Raises RateFileError for a broken one."""

    def __init__(self, mappe: Path) -> None:
        self._mappe = mappe

    def kilde(self, nokkel: str) -> Kilde:
        if nokkel not in self.kilder:
            raise RateNotFound("kilde", nokkel, self.kilder)
        return self.kilder[nokkel]

    def grunnbelop_paa(self, dato: date) -> Grunnbelop:
        """G in force on the date. RateNotFound before the first, and from the day it must have been regulated anew."""
        verdier, (maaned, dag) = self.grunnbelop
        treff = i_kraft(verdier, dato, "grunnbelop")
        if dato >= date(treff.fra.year + 1, maaned, dag):
            raise RateNotFound("grunnbelop", dato, (verdi.fra for verdi in verdier))
        return treff

    @cached_property
    def kilder(self) -> dict[str, Kilde]:
        node = self._les("kilder.yml")
        register = {}
        for nokkel in node.nokler():
            rad = node.krev_gruppe(nokkel)
            register[nokkel] = Kilde(nokkel, rad.krev_tekst("tittel"), rad.tekst("url"), rad.dato("lest"))
            rad.ferdig()
        return register

    @cached_property
    def grunnbelop(self) -> tuple[tuple[Grunnbelop, ...], tuple[int, int]]:
        """All G, oldest first, and the (month, day) each year on which a new one comes."""
        node = self._les("grunnbelop.yml")
        kilde = self._kilde(node)
        reguleres = node.krev_gruppe("reguleres")
        maaned, dag = reguleres.heltall("maaned", 1), reguleres.heltall("dag", 1)
        rader = node.rader("verdier")
        verdier = tuple(Grunnbelop(rad.krev_dato("fra"), rad.krev_tall("kr", 1), kilde) for rad in rader)
        _ferdig(node, reguleres, *rader)
        _stigende(rader, "fra", [verdi.fra for verdi in verdier])
        return verdier, (maaned, dag)

    @cached_property
    def statlig_makspris(self) -> dict[int, StatligMakspris]:
        node = self._les("statlig_makspris.yml")
        kilde, under_g, rader = self._kilde(node), node.krev_tall("under_g"), node.rader("verdier")
        verdier = [StatligMakspris(rad.heltall("aar", 1), rad.krev_tall("kr"), under_g, kilde) for rad in rader]
        _ferdig(node, *rader)
        _stigende(rader, "aar", [verdi.aar for verdi in verdier])
        return {verdi.aar: verdi for verdi in verdier}

    @cached_property
    def bpa_rett(self) -> tuple[Rettsregler, ...]:
        node = self._les("bpa_rett.yml")
        rader = node.rader("versjoner")
        versjoner = tuple(
            Rettsregler(
                fra=rad.krev_dato("fra"),
                endring=rad.krev_tekst("endring"),
                aldersgrense=rad.heltall("aldersgrense"),
                unntak_etter_aldersgrense=rad.ja_nei("unntak_etter_aldersgrense"),
                varighet_over_mnd=rad.krev_tall("varighet_over_mnd"),
                timer_rett=rad.krev_tall("timer_rett"),
                timer_forbehold=rad.krev_tall("timer_forbehold"),
                begrep_kompetanse=rad.krev_tekst("begrep_kompetanse"),
                hjemmel_nodvendige_tjenester=self._nokkel(rad, "hjemmel_nodvendige_tjenester"),
                kilder=self._kilder(rad, "kilder"),
            )
            for rad in rader
        )
        _ferdig(node, *rader)
        _stigende(rader, "fra", [versjon.fra for versjon in versjoner])
        return versjoner

    @cached_property
    def klage(self) -> tuple[tuple[Klageregler, ...], Helligdager]:
        node = self._les("klage.yml")
        rader, dager = node.rader("versjoner"), node.krev_gruppe("helligdager")
        regler = tuple(
            Klageregler(
                fra=rad.krev_dato("fra"),
                klage_uker=rad.heltall("klage_uker", 1),
                ett_aar=rad.heltall("ett_aar", 1),
                forelopig_svar_mnd=rad.heltall("forelopig_svar_mnd", 1),
                kostnader_uker=rad.heltall("kostnader_uker", 1),
                kilder=self._kilder(rad, "kilder"),
                kilder_forelopig_svar=self._kilder(rad, "kilder_forelopig_svar"),
                kilder_kostnader=self._kilder(rad, "kilder_kostnader"),
            )
            for rad in rader
        )
        helligdager = Helligdager(
            faste=frozenset(dager.tekster("faste")),
            etter_forste_paskedag=frozenset(dager.liste("etter_forste_paskedag")),
            kilde=self._kilde(dager),
        )
        _ferdig(node, dager, *rader)
        _stigende(rader, "fra", [regel.fra for regel in regler])
        return regler, helligdager

    @cached_property
    def nodnummer(self) -> tuple[Nodnummer, ...]:
        node = self._les("nodnummer.yml")
        self._kilde(node)
        rader = node.rader("numre")
        numre = tuple(
            Nodnummer(
                id=rad.krev_tekst("id"),
                nummer=rad.krev_tekst("nummer"),
                hvem=_paa_hvert_maal(rad.krev_gruppe("hvem")),
                naar=_paa_hvert_maal(rad.krev_gruppe("naar")),
                sikker=not rad.ja_nei("maa_sjekkes"),
            )
            for rad in rader
        )
        _ferdig(node, *rader)
        return numre

    @cached_property
    def behandlingstid(self) -> Behandlingstid:
        node = self._les("behandlingstid.yml")
        tid = Behandlingstid(node.heltall("fra_mnd", 1), node.heltall("til_mnd", 1), self._kilde(node))
        node.ferdig()
        if tid.til_mnd < tid.fra_mnd:
            raise node.feil("til_mnd", f"«{tid.til_mnd}»", f"minst fra_mnd ({tid.fra_mnd})")
        return tid

    def _les(self, navn: str) -> Node:
        return les_fil(self._mappe / navn, f"{self._mappe.name}/{navn}")

    def _kilde(self, node: Node) -> Kilde:
        return self.kilder[self._nokkel(node, "kilde")]

    def _nokkel(self, node: Node, nokkel: str) -> str:
        return self._kjent(node, nokkel, node.krev_tekst(nokkel))

    def _kilder(self, node: Node, nokkel: str) -> tuple[str, ...]:
        return tuple(self._kjent(node, nokkel, kilde) for kilde in node.tekster(nokkel))

    def _kjent(self, node: Node, nokkel: str, kilde: str) -> str:
        if kilde not in self.kilder:
            raise node.feil(nokkel, f"«{kilde}»", "en nøkkel som står i kilder.yml")
        return kilde


def _paa_hvert_maal(node: Node) -> dict[str, str]:
    tekster = {maal: node.krev_tekst(maal) for maal in ("nb", "nn", "en")}
    node.ferdig()
    return tekster


def _ferdig(*noder: Node) -> None:
    for node in noder:
        node.ferdig()


def _stigende(rader: Sequence[Node], nokkel: str, verdier: Sequence[Any]) -> None:
    """Rows must come oldest first, each start once."""
    for rad, forrige, neste in zip(rader[1:], verdier, verdier[1:], strict=False):
        if neste <= forrige:
            raise rad.feil(nokkel, f"«{neste}» etter «{forrige}»", "stigende rekkefølge, eldste først")
