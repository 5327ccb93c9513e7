"""A weekly schedule: tasks with minutes and frequency -> hours in total, what counts toward 25/32, what is billable.

Counted exactly, shown to the minute. A year has 52 weeks and 12 months here: a monthly task is 12/52 of one a week.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import accumulate
from typing import Any

from .bpa_rett import Fakta, TellendeTimer, tellende_timer
from .errors import UgyldigInndata
from .money import MAKS_TIMER_UKE, som_tall
from .result import JsonMixin, Steg

SLAG = ("praktisk_bistand", "personlig_stell", "stottekontakt", "avlastning", "helse")
GRUPPER = ("helse", "natt", "to_hjelpere", "vanlig", "avlastning")  # how hours are counted, § 2-1 d
GANGER_PER_UKE = {"dag": Fraction(7), "uke": Fraction(1), "maaned": Fraction(12, 52), "aar": Fraction(1, 52)}
UKER_PER_MAANED = Fraction(52, 12)
DOGN = 24 * 60  # minutes


@dataclass(frozen=True)
class Oppgave:
    """`minutter` each time, `ganger` times per `per` (dag, uke, maaned, aar), with `hjelpere` helpers at once.

    `ukedager` (0 is Monday) fixes a weekly task to days; `ganger` is then per such day.
    """

    navn: str
    slag: str
    minutter: int
    ganger: int = 1
    per: str = "uke"
    ukedager: tuple[int, ...] = ()
    hjelpere: int = 1
    natt: bool = False


@dataclass(frozen=True)
class TimeplanResult(JsonMixin):
    """Minutes per week, helpers' time summed. `per_ukedag` is Monday to Sunday; `uten_fast_dag` is not in it."""

    minutter_per_uke: int
    per_slag: dict[str, int]
    per_ukedag: tuple[int, ...]
    uten_fast_dag: int
    fakturerbart_per_uke: int
    fakturerbare_timer_per_maaned: Decimal
    timer_som_teller: TellendeTimer
    fakta: Fakta
    steg: tuple[Steg, ...]

    def as_dict(self) -> dict[str, Any]:
        data = super().as_dict()
        del data["fakta"]
        enhet = {"per_uke": "minutter", "timer_som_teller": "timer per uke", "fakturerbare_timer_per_maaned": "timer"}
        return data | {"enhet": enhet}


def beregn_timeplan(
    oppgaver: Sequence[Oppgave],
    *,
    natt_kontinuerlig: bool | None = None,
    to_hjelpere_kontinuerlig: bool | None = None,
    foreldreansvar: bool | None = None,
) -> TimeplanResult:
    """Sum of the tasks. The three facts decide what counts toward 25/32 (§ 2-1 d); None leaves a range.

    `fakta` in the result holds the hours, ready for `vurder_rett` with age and duration added. Raises UgyldigInndata.
    """
    for oppgave in oppgaver:
        _sjekk(oppgave)
    grupper, per_slag = dict.fromkeys(GRUPPER, Fraction(0)), dict.fromkeys(SLAG, Fraction(0))
    for oppgave in oppgaver:
        grupper[_gruppe(oppgave, natt_kontinuerlig, to_hjelpere_kontinuerlig)] += _per_uke(oppgave)
        per_slag[oppgave.slag] += _per_uke(oppgave)
    alle, fakturerbart = sum(per_slag.values(), Fraction(0)), per_slag["praktisk_bistand"]
    som_tall(_timer(round(alle)), "timer_per_uke", MAKS_TIMER_UKE, "timer per uke")
    minutter = _hele_minutter(grupper)
    fakta = Fakta(
        timer_per_uke=_timer(sum(minutter.values()) - minutter["avlastning"]),
        timer_helse=_timer(minutter["helse"]),
        timer_natt=_timer(minutter["natt"]),
        natt_kontinuerlig=natt_kontinuerlig,
        timer_to_hjelpere=_timer(minutter["to_hjelpere"]),
        to_hjelpere_kontinuerlig=to_hjelpere_kontinuerlig,
        timer_avlastning=_timer(minutter["avlastning"]),
        foreldreansvar=foreldreansvar,
    )
    teller, _ = tellende_timer(fakta)
    assert teller is not None  # timer_per_uke is always given above
    return TimeplanResult(
        minutter_per_uke=round(alle),
        per_slag={slag: round(minutt) for slag, minutt in per_slag.items()},
        per_ukedag=tuple(sum(_paa_dag(oppgave, dag) for oppgave in oppgaver) for dag in range(7)),
        uten_fast_dag=round(sum((_per_uke(o) for o in oppgaver if o.per != "dag" and not o.ukedager), Fraction(0))),
        fakturerbart_per_uke=round(fakturerbart),
        fakturerbare_timer_per_maaned=_timer(round(fakturerbart * UKER_PER_MAANED)),
        timer_som_teller=teller,
        fakta=fakta,
        steg=tuple(
            Steg("timeplan.oppgave", {"navn": o.navn, "slag": o.slag, "minutter_per_uke": round(_per_uke(o))})
            for o in oppgaver
        ),
    )


def _gruppe(oppgave: Oppgave, natt_kontinuerlig: bool | None, to_hjelpere_kontinuerlig: bool | None) -> str:
    """Where a task stands when hours are counted. A night task for two stands with the reason that keeps it out."""
    if oppgave.slag in ("avlastning", "helse"):
        return oppgave.slag
    if oppgave.natt and (oppgave.hjelpere == 1 or natt_kontinuerlig is False or to_hjelpere_kontinuerlig is True):
        return "natt"
    return "to_hjelpere" if oppgave.hjelpere > 1 else "vanlig"


def _hele_minutter(grupper: Mapping[str, Fraction]) -> dict[str, int]:
    """Each group in whole minutes, so that they add up to the whole minutes of the sum."""
    summer = [round(hittil) for hittil in accumulate(grupper.values())]
    return {gruppe: etter - for_ for gruppe, for_, etter in zip(grupper, [0, *summer], summer, strict=False)}


def _per_uke(oppgave: Oppgave) -> Fraction:
    """Helpers' minutes per week, exactly."""
    dager = len(oppgave.ukedager) or GANGER_PER_UKE[oppgave.per]
    return oppgave.minutter * oppgave.ganger * oppgave.hjelpere * Fraction(dager)


def _paa_dag(oppgave: Oppgave, dag: int) -> int:
    gjelder = oppgave.per == "dag" or dag in oppgave.ukedager
    return oppgave.minutter * oppgave.ganger * oppgave.hjelpere if gjelder else 0


def _timer(minutter: int) -> Decimal:
    return Decimal(minutter) / 60


def _sjekk(oppgave: Oppgave) -> None:
    for felt, verdi, tillatte in (("slag", oppgave.slag, SLAG), ("per", oppgave.per, tuple(GANGER_PER_UKE))):
        if verdi not in tillatte:
            raise UgyldigInndata(felt, verdi, ", ".join(tillatte), "ukjent_verdi")
    som_tall(oppgave.minutter, "minutter", Decimal(DOGN), "minutter", minst=Decimal(1))
    som_tall(oppgave.ganger, "ganger", Decimal(366), "ganger", minst=Decimal(1))
    som_tall(oppgave.hjelpere, "hjelpere", Decimal(4), "hjelpere", minst=Decimal(1))
    if oppgave.ukedager and (oppgave.per != "uke" or not set(oppgave.ukedager) <= set(range(7))):
        raise UgyldigInndata(
            "ukedager", oppgave.ukedager, "0 (mandag) til 6 (søndag), bare sammen med per uke", "ukjent_verdi"
        )
    if len(set(oppgave.ukedager)) != len(oppgave.ukedager):
        raise UgyldigInndata("ukedager", oppgave.ukedager, "hver dag én gang", "ukjent_verdi")
