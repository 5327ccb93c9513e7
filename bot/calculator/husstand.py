"""Whose income counts, and how much of it (forskriften § 10)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from .errors import UgyldigInndata
from .money import Tall, som_inntekt, som_tall
from .result import Steg

ROLLER = ("soker", "ektefelle", "samboer", "barn", "voksent_barn", "leieboer", "annen")
TELLER_ALLTID = ("soker", "ektefelle", "samboer")
PARTNERE = ("ektefelle", "samboer")
MYNDIG = 18


@dataclass(frozen=True)
class Medlem:
    """One who lives there. Amounts in kr per year.

    `inntekt` is net taxable income before særfradrag, omsorgsstønad included. `hjelpestonad` (for tilsyn og pleie) is
    tax free, stands outside `inntekt` and never counts. `hjelpen_gjelder`: the help is because of this child's needs.
    `institusjon`: pays for a long-term institution stay.
    """

    rolle: str
    inntekt: Tall
    alder: int | None = None
    omsorgsstonad: Tall = 0
    hjelpestonad: Tall = 0
    hjelpen_gjelder: bool = False
    institusjon: bool = False


@dataclass(frozen=True)
class Husstand:
    """Those who live together; exactly one is "soker", at most one the partner."""

    medlemmer: tuple[Medlem, ...]


@dataclass(frozen=True)
class Grunnlag:
    """`inntekt` decides the bracket, `inntekt_makspris` the state's maximum; both kr per year, 0 or more."""

    inntekt: Decimal
    inntekt_makspris: Decimal
    steg: tuple[Steg, ...]


def finn_grunnlag(grunnlag: object) -> Grunnlag:
    """From a household, or from its summed income in kr per year. Raises UgyldigInndata."""
    if isinstance(grunnlag, Husstand):
        return _fra_husstand(grunnlag)
    inntekt = som_inntekt(grunnlag)
    return Grunnlag(inntekt, inntekt, (Steg("husstand.oppgitt", {"inntekt": inntekt}, ("forskrift_10",)),))


def _fra_husstand(husstand: Husstand) -> Grunnlag:
    _sjekk(husstand)
    sum_inntekt = sum_makspris = Decimal(0)
    steg = []
    for medlem in husstand.medlemmer:
        inntekt = som_inntekt(medlem.inntekt)
        fradrag = som_inntekt(medlem.omsorgsstonad, "omsorgsstonad")
        hjelpestonad = som_inntekt(medlem.hjelpestonad, "hjelpestonad")
        grunn = _hvorfor_ikke(medlem)
        if grunn:
            steg.append(
                Steg(
                    "husstand.teller_ikke",
                    {"rolle": medlem.rolle, "grunn": grunn, "inntekt": inntekt},
                    ("forskrift_10",),
                )
            )
            continue
        sum_inntekt += inntekt - fradrag
        steg.append(Steg("husstand.teller", {"rolle": medlem.rolle, "inntekt": inntekt}, ("forskrift_10",)))
        if fradrag:
            steg.append(
                Steg("husstand.omsorgsstonad_trekkes_fra", {"rolle": medlem.rolle, "kr": fradrag}, ("forskrift_10",))
            )
        if hjelpestonad:
            steg.append(
                Steg(
                    "husstand.hjelpestonad_teller_ikke",
                    {"rolle": medlem.rolle, "kr": hjelpestonad},
                    ("forskrift_10", "ftrl_6_4"),
                )
            )
        if medlem.institusjon:
            steg.append(
                Steg(
                    "husstand.institusjon_utenfor_makspris",
                    {"rolle": medlem.rolle, "inntekt": inntekt},
                    ("forskrift_10",),
                )
            )
        else:
            sum_makspris += inntekt - fradrag
    ingen = Decimal(0)
    sum_inntekt, sum_makspris = max(ingen, sum_inntekt), max(ingen, sum_makspris)
    steg.append(Steg("husstand.sum", {"inntekt": sum_inntekt, "inntekt_for_makspris": sum_makspris}, ("forskrift_10",)))
    return Grunnlag(sum_inntekt, sum_makspris, tuple(steg))


def _hvorfor_ikke(medlem: Medlem) -> str | None:
    """Why a member is left out of the household, or None."""
    if medlem.rolle in TELLER_ALLTID:
        return None
    if medlem.rolle != "barn":
        return "ikke_i_husstanden"
    if medlem.alder is not None and medlem.alder >= MYNDIG:
        return "voksent_barn"
    return None if medlem.hjelpen_gjelder else "hjelpen_gjelder_ikke_barnet"


def _sjekk(husstand: Husstand) -> None:
    roller = [medlem.rolle for medlem in husstand.medlemmer]
    for medlem in husstand.medlemmer:
        if medlem.rolle not in ROLLER:
            raise UgyldigInndata("rolle", medlem.rolle, ", ".join(ROLLER), "ukjent_verdi")
        if medlem.alder is not None:
            som_tall(medlem.alder, "alder", Decimal(120), "år")
        if medlem.hjelpen_gjelder and medlem.rolle != "barn":
            raise UgyldigInndata("hjelpen_gjelder", medlem.rolle, "bare for et barn", "ukjent_verdi")
    if roller.count("soker") != 1:
        raise UgyldigInndata("medlemmer", f"{roller.count('soker')} søkere", "én søker", "ukjent_verdi")
    if sum(rolle in PARTNERE for rolle in roller) > 1:
        raise UgyldigInndata("medlemmer", "flere partnere", "én ektefelle eller samboer", "ukjent_verdi")
