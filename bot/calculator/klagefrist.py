"""Deadlines: complaint, interim reply, claim for costs. Days are counted as calendar days and never silently moved.

A period in weeks ends on the same weekday. The law does not say, for these cases, that a last day on a weekend or
holiday moves to the next working day: the calendar day stands, with the advice to deliver before (`lever_senest`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from dateutil.easter import easter
from dateutil.relativedelta import relativedelta

from .errors import UgyldigInndata
from .money import som_dato
from .nasjonalt import Helligdager
from .ratetable import Rates
from .result import JsonMixin, Kilde, Steg

UKEDAGER = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")
LORDAG = 5


@dataclass(frozen=True)
class FristResult(JsonMixin):
    """`ukedag`: 0 is Monday. `dager_igjen`: negative once passed. `ett_aar`: the last day for a late complaint."""

    slag: str
    fra: date
    siste_dag: date
    ukedag: int
    dager_igjen: int
    flagg: tuple[str, ...]
    lever_senest: date
    ett_aar: date | None
    steg: tuple[Steg, ...]
    kilder: tuple[Kilde, ...]

    def as_dict(self) -> dict[str, Any]:
        return super().as_dict() | {
            "ukedag": UKEDAGER[self.ukedag],
            "ukedag_nr": self.ukedag,
            "kilde": self.kilder[0].as_dict(),
        }


def beregn_klagefrist(rates: Rates, mottatt: date, i_dag: date, vedtak_dato: date | None = None) -> FristResult:
    """Last day to complain about a vedtak received on `mottatt`: four weeks (pbrl § 7-5).

    A late complaint may be taken within a year of the day the vedtak was made (fvl § 31); without `vedtak_dato` that
    limit is unknown. Raises UgyldigInndata when the dates contradict each other, RateNotFound before the rule.
    """
    mottatt, i_dag = som_dato(mottatt, "mottatt"), som_dato(i_dag, "i_dag")
    regler = rates.klage(mottatt)
    siste = mottatt + timedelta(weeks=regler.klage_uker)
    ett_aar = None
    if vedtak_dato is not None:
        vedtak_dato = som_dato(vedtak_dato, "vedtak_dato")
        if vedtak_dato > mottatt:
            raise UgyldigInndata(
                "vedtak_dato", vedtak_dato.isoformat(), f"senest dagen det kom fram ({mottatt})", "rekkefolge"
            )
        ett_aar = vedtak_dato + relativedelta(years=regler.ett_aar)
    flagg = _flagg(rates.helligdager(), mottatt, siste, i_dag)
    if ett_aar is None:
        flagg.append("ett_aar_ukjent")
    # The vedtak is at least as old as the day it came: a year after that day the limit has passed, whichever it was.
    if i_dag > (ett_aar or mottatt + relativedelta(years=regler.ett_aar)):
        flagg.append("ett_aar_passert")
    if "utlopt" in flagg and "ett_aar_passert" not in flagg:
        flagg.append("kan_sokes_oppreisning")
    steg = [Steg("frist.klage", {"mottatt": mottatt, "uker": regler.klage_uker, "siste_dag": siste}, ("pbrl_7_5",))]
    if ett_aar is not None:
        steg.append(Steg("frist.ett_aar", {"vedtak_dato": vedtak_dato, "siste_dag": ett_aar}, ("fvl_31",)))
    return _frist(rates, "klage", mottatt, siste, i_dag, flagg, steg, regler.kilder, ett_aar)


def beregn_forelopig_svar(rates: Rates, sendt: date, i_dag: date) -> FristResult:
    """When an interim reply is due if the case is not answered: one month after it was sent (fvl § 11 a)."""
    sendt, i_dag = som_dato(sendt, "sendt"), som_dato(i_dag, "i_dag")
    regler = rates.klage(sendt)
    siste = sendt + relativedelta(months=regler.forelopig_svar_mnd)
    steg = [
        Steg(
            "frist.forelopig_svar",
            {"sendt": sendt, "maaneder": regler.forelopig_svar_mnd, "siste_dag": siste},
            ("fvl_11_a",),
        )
    ]
    flagg = _flagg(rates.helligdager(), sendt, siste, i_dag)
    return _frist(rates, "forelopig_svar", sendt, siste, i_dag, flagg, steg, regler.kilder_forelopig_svar)


def beregn_kostnadsfrist(rates: Rates, mottatt: date, i_dag: date) -> FristResult:
    """Last day to claim costs after a vedtak was changed in one's favour: three weeks from the notice (fvl § 36)."""
    mottatt, i_dag = som_dato(mottatt, "mottatt"), som_dato(i_dag, "i_dag")
    regler = rates.klage(mottatt)
    siste = mottatt + timedelta(weeks=regler.kostnader_uker)
    steg = [
        Steg("frist.kostnader", {"mottatt": mottatt, "uker": regler.kostnader_uker, "siste_dag": siste}, ("fvl_36",))
    ]
    flagg = _flagg(rates.helligdager(), mottatt, siste, i_dag)
    return _frist(rates, "kostnader", mottatt, siste, i_dag, flagg, steg, regler.kilder_kostnader)


def er_helligdag(regler: Helligdager, dag: date) -> bool:
    """A public holiday by the rule in the file; Sundays are not told here."""
    return dag.strftime("%m-%d") in regler.faste or (dag - easter(dag.year)).days in regler.etter_forste_paskedag


def _flagg(helligdager: Helligdager, fra: date, siste: date, i_dag: date) -> list[str]:
    return [
        flagg
        for flagg, gjelder in (
            ("helg", siste.weekday() >= LORDAG),
            ("helligdag", er_helligdag(helligdager, siste)),
            ("i_dag_er_siste_dag", siste == i_dag),
            ("utlopt", siste < i_dag),
            ("mottatt_fram_i_tid", fra > i_dag),
        )
        if gjelder
    ]


def _frist(
    rates: Rates,
    slag: str,
    fra: date,
    siste: date,
    i_dag: date,
    flagg: list[str],
    steg: list[Steg],
    kilder: tuple[str, ...],
    ett_aar: date | None = None,
) -> FristResult:
    lever = siste
    while lever.weekday() >= LORDAG or er_helligdag(rates.helligdager(), lever):
        lever -= timedelta(days=1)
    return FristResult(
        slag,
        fra,
        siste,
        siste.weekday(),
        (siste - i_dag).days,
        tuple(flagg),
        lever,
        ett_aar,
        tuple(steg),
        tuple(rates.kilde(nokkel) for nokkel in kilder),
    )
