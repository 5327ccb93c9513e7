"""What looks odd in a municipality's own table: it contradicts its own text, the law or common sense.

Nothing is corrected here. Where the law sets a ceiling, the calculator applies it whatever the page prints.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from .nasjonalt import StatligMakspris
from .tabell import Tabell, Trinn


@dataclass(frozen=True)
class Advarsel:
    """`nokkel` is the place in the file; `funnet` and `ventet` carry the two numbers."""

    kode: str
    nokkel: str
    funnet: str
    ventet: str


def finn_advarsler(tabell: Tabell, tak: StatligMakspris | None) -> Iterator[Advarsel]:
    """All warnings for one table. `tak`: the state's maximum for the table's own year, None when it has none."""
    forste = tabell.trinn[0]
    if forste.fra_g > 0:
        yield Advarsel(
            "hull", "trinn[0].fra_g", f"{forste.fra_g} G", "en rad fra 0 G; lavere inntekt får ikke noe svar"
        )
    for nummer, trinn in enumerate(tabell.trinn):
        rad = f"trinn[{nummer}]"
        yield from _oppgitt_maks(rad, trinn)
        yield from _over_statlig_makspris(rad, trinn, tak)
        yield from _over_selvkost(rad, trinn, tabell.selvkost_per_time)
        yield from _faller_med_timer(rad, trinn, tabell.avrunding.til_timer)
    publisert = [(nummer, trinn) for nummer, trinn in enumerate(tabell.trinn) if trinn.form != "ikke_publisert"]
    for (_, lavere), (nummer, hoyere) in pairwise(publisert):
        yield from _faller_med_inntekt(f"trinn[{nummer}]", lavere, hoyere)


def _oppgitt_maks(rad: str, trinn: Trinn) -> Iterator[Advarsel]:
    """The text says N x the hour price, the table another maximum."""
    ganger, time, maks = trinn.oppgitt_maks_timer, trinn.timepris, trinn.maks_per_maaned
    if ganger is not None and time is not None and maks is not None and ganger * time != maks:
        regnet = f"{_tall(ganger)} x {_tall(time)} = {_tall(ganger * time)} kr, som teksten sier"
        yield Advarsel("oppgitt_maks", f"{rad}.maks_per_maaned", f"{_tall(maks)} kr", regnet)


def _over_statlig_makspris(rad: str, trinn: Trinn, tak: StatligMakspris | None) -> Iterator[Advarsel]:
    maks = trinn.makspris
    if tak and trinn.fra_g < tak.under_g and maks is not None and maks > tak.kr:
        ventet = f"høyst {_tall(tak.kr)} kr under {_tall(tak.under_g)} G i {tak.aar}; taket blir brukt"
        yield Advarsel("over_statlig_makspris", rad, f"{_tall(maks)} kr", ventet)


def _over_selvkost(rad: str, trinn: Trinn, selvkost: Decimal | None) -> Iterator[Advarsel]:
    if selvkost is not None and trinn.timepris is not None and trinn.timepris > selvkost:
        ventet = f"høyst selvkost, {_tall(selvkost)} kr; selvkost blir brukt"
        yield Advarsel("over_selvkost", f"{rad}.timepris", f"{_tall(trinn.timepris)} kr", ventet)


def _faller_med_timer(rad: str, trinn: Trinn, steg: Decimal) -> Iterator[Advarsel]:
    """More hours cost less."""
    if trinn.abonnement_fra_timer is not None and trinn.timepris is not None and trinn.abonnement is not None:
        like_under = (trinn.abonnement_fra_timer - steg) * trinn.timepris
        if trinn.abonnement < like_under:
            ventet = f"minst {_tall(like_under)} kr, som timene like under koster"
            yield Advarsel("faller_med_timer", f"{rad}.abonnement", f"{_tall(trinn.abonnement)} kr", ventet)
    for bolk, neste in pairwise(trinn.bolker):
        if neste.kr < bolk.kr:
            ventet = f"minst {_tall(bolk.kr)} kr, som færre timer koster"
            yield Advarsel("faller_med_timer", f"{rad}.bolker", f"{_tall(neste.kr)} kr", ventet)


def _faller_med_inntekt(rad: str, lavere: Trinn, hoyere: Trinn) -> Iterator[Advarsel]:
    """A higher income pays less."""
    for felt in ("timepris", "makspris"):
        for_, etter = getattr(lavere, felt), getattr(hoyere, felt)
        if for_ is not None and etter is not None and etter < for_:
            ventet = f"minst {_tall(for_)} kr, som ved lavere inntekt"
            yield Advarsel("faller_med_inntekt", f"{rad}.{felt}", f"{_tall(etter)} kr", ventet)


def _tall(verdi: Decimal) -> str:
    """1066, not 1066.0."""
    return f"{verdi.normalize():f}"
