"""What a household pays per month: bracket by G, the newest table in force, self-cost, and the state's maximum last.

Source: forskrift 2011-12-16-1349 §§ 8-10 and the municipality's published table.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date
from decimal import Decimal
from typing import Any

from .errors import RateNotFound
from .grunnbelop import forste_januar
from .husstand import Husstand
from .money import Tall, rund_ned, som_json
from .nasjonalt import StatligMakspris
from .pris import Maanedspris
from .ratetable import PRAKTISK_BISTAND, Rates
from .result import Endring, JsonMixin, Kilde, Steg, TrinnGrense, Usikkert
from .sak import Sak, Timetall, grense
from .usikkerhet import finn_endringer, finn_usikkert

AAR_TIL_LIGNING = 2  # the tax assessment ready on 1 January is for the year before the last (§ 10)
ENHETER = {
    "belop_per_maaned": "kr per måned",
    "timepris": "kr per time",
    "makspris": "kr per måned",
    "abonnement": "kr per måned",
    "timer": "timer praktisk bistand per måned",
    "inntekt": "kr per år",
}


@dataclass(frozen=True)
class TabellaarTrinn(JsonMixin):
    """The bracket by G on 1 January of the table's own year. The asked year's state maximum still applies."""

    trinn: TrinnGrense
    g: Decimal
    g_dato: date
    timepris: Decimal | None
    makspris: Decimal | None
    belop_per_maaned: Decimal | None


@dataclass(frozen=True)
class EgenandelResult(JsonMixin):
    """What the household pays and why. `belop_per_maaned` is the highest reading; None when no hours were given."""

    kommune: str
    dato: date
    timer: Decimal | None
    timer_fakturert: Decimal | None
    belop_per_maaned: Decimal | None
    timepris: Decimal | None
    makspris: Decimal | None
    form: str
    abonnement: Decimal | None
    inntekt: Decimal
    inntekt_i_g: Decimal
    trinn: TrinnGrense
    g: Decimal
    g_dato: date
    under_2g: bool
    statlig_makspris: Decimal | None
    siste_kjente_makspris: StatligMakspris | None
    makspris_brukt: bool
    tabell_fra: date
    tabell_nyeste: bool
    tabell_gammel: bool
    tabellaar_trinn: TabellaarTrinn | None
    inntektsaar: int
    steg: tuple[Steg, ...]
    usikkert: tuple[Usikkert, ...]
    endres_av: tuple[Endring, ...]
    kilder: tuple[Kilde, ...]

    def as_dict(self) -> dict[str, Any]:
        """JSON-ready; `kilde` is the table's source, `enhet` names the units."""
        siste = self.siste_kjente_makspris
        return {felt.name: som_json(getattr(self, felt.name)) for felt in fields(self) if felt.name != "g_dato"} | {
            "g": {"kr": som_json(self.g), "dato": som_json(self.g_dato)},
            "siste_kjente_makspris": siste and {"aar": siste.aar, "kr": som_json(siste.kr)},
            "kilde": self.kilder[0].as_dict(),
            "enhet": ENHETER,
        }


def beregn_egenandel(
    rates: Rates,
    kommune: str,
    grunnlag: Tall | Husstand,
    timer: Timetall,
    dato: date,
    *,
    tjeneste: str = PRAKTISK_BISTAND,
    g: Tall | None = None,
    g_dato: date | None = None,
) -> EgenandelResult:
    """The monthly payment for praktisk bistand.

    `grunnlag`: the household's income in kr per year, or a Husstand. `timer`: billable hours per month, or the hours of
    each visit, or None for the price without an amount. G is that of 1 January of the asked year unless the table or
    the caller says otherwise. Raises UnknownKommune, RateNotFound, UgyldigInndata, RateFileError.
    """
    sak = Sak(rates, kommune, grunnlag, timer, dato, tjeneste, g, g_dato)
    pris = sak.pris(sak.trinn)
    return EgenandelResult(
        kommune=sak.kommune.navn,
        dato=sak.dato,
        timer=sak.timer.oppgitt if sak.timer else None,
        timer_fakturert=sak.timer.hoy if sak.timer else None,
        belop_per_maaned=pris.belop if pris else None,
        timepris=sak.trinn.timepris,
        makspris=sak.trinn.makspris,
        form=sak.trinn.form,
        abonnement=sak.trinn.abonnement,
        inntekt=sak.grunnlag.inntekt,
        inntekt_i_g=rund_ned(sak.grunnlag.inntekt / sak.g),
        trinn=grense(sak.trinn, sak.g),
        g=sak.g,
        g_dato=sak.g_dato,
        under_2g=sak.under_2g,
        statlig_makspris=sak.tak,
        siste_kjente_makspris=sak.siste_makspris,
        makspris_brukt=pris.tak_brukt if pris else False,
        tabell_fra=sak.tabell.fra,
        tabell_nyeste=sak.er_nyeste,
        tabell_gammel=sak.tabell.fra.year < sak.dato.year,
        tabellaar_trinn=_tabellaar_trinn(sak),
        inntektsaar=sak.dato.year - AAR_TIL_LIGNING,
        steg=_steg(sak, pris),
        usikkert=finn_usikkert(sak, pris),
        endres_av=finn_endringer(sak, pris),
        kilder=(sak.tabell.kilde, rates.kilde("forskrift_10"), rates.kilde("ftrl_1_4")),
    )


def _steg(sak: Sak, pris: Maanedspris | None) -> tuple[Steg, ...]:
    """Every rule applied, in order; the right to ask for a reduction always stands last."""
    tabell = sak.tabell.kilde.nokkel
    i_g = {
        "inntekt": sak.grunnlag.inntekt,
        "g": sak.g,
        "g_dato": sak.g_dato,
        "i_g": rund_ned(sak.grunnlag.inntekt / sak.g),
    }
    steg = [
        *sak.grunnlag.steg,
        Steg("inntekt.i_g", i_g, ("ftrl_1_4",)),
        Steg("trinn.velg", grense(sak.trinn, sak.g).as_dict() | {"tabell_fra": sak.tabell.fra}, (tabell,)),
    ]
    if sak.timer and sak.timer.hoy != sak.timer.oppgitt:
        timer = {"fra": sak.timer.oppgitt, "til": sak.timer.hoy, "naermeste": sak.tabell.avrunding.til_timer}
        steg.append(Steg("timer.avrund", timer, ("forskrift_9",)))
    if pris:
        steg += [replace(ett, kilder=ett.kilder or (tabell,)) for ett in pris.steg]
    return (*steg, Steg("forskrift.reduksjon", kilder=("forskrift_9",)))


def _tabellaar_trinn(sak: Sak) -> TabellaarTrinn | None:
    """The bracket by the table's own year's G, when it is another than the one that counts."""
    g_dato = forste_januar(sak.tabell.fra)
    if g_dato.year == sak.dato.year:
        return None
    try:
        g = sak.rates.grunnbelop(g_dato).kr
    except RateNotFound:
        return None
    trinn = sak.finn_trinn(sak.grunnlag.inntekt, g)
    if trinn is None or trinn == sak.trinn:
        return None
    return TabellaarTrinn(grense(trinn, g), g, g_dato, trinn.timepris, trinn.makspris, sak.belop(trinn))
