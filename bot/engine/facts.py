"""The dated figures and names that any reply may use as placeholders, e.g. {klagefrist} -> «4 uker».

Figures never stand in the response files: they come from the rate files, for the day the answer is given.
"""

from datetime import date
from functools import lru_cache

from bot import settings, wording
from bot.calculator.errors import RateNotFound
from bot.calculator.husstand import MYNDIG
from bot.calculator.ratetable import som_mappenavn
from bot.calculator.result import Kilde
from bot.context import kommune, rates

MONTHS_PER_YEAR = 12
EXAMPLE_INCOME = 400_000  # what «for eksempel» shows; no rate


def facts(maalform: str) -> dict[str, str]:
    """Every placeholder that a response may use without an action filling it, as text in that written form."""
    return dict(_facts_on(settings.today(), maalform))


@lru_cache(maxsize=16)
def _facts_on(dato: date, maalform: str) -> dict[str, str]:
    rett, klage, tid, sted = rates().bpa_rett(dato), rates().klage(dato), rates().behandlingstid(), kommune()
    return {
        "aldersgrense": str(rett.aldersgrense),
        "varighet_aar": wording.number(rett.varighet_over_mnd / MONTHS_PER_YEAR, maalform),
        "timer_rett": wording.number(rett.timer_rett, maalform),
        "timer_forbehold": wording.number(rett.timer_forbehold, maalform),
        "klagefrist": wording.duration(klage.klage_uker, "week", maalform),
        "ett_aar": wording.duration(klage.ett_aar, "year", maalform),
        "behandlingstid_fra": str(tid.fra_mnd),
        "behandlingstid_til": wording.duration(tid.til_mnd, "month", maalform),
        "forelopig_svar": wording.duration(klage.forelopig_svar_mnd, "month", maalform),
        "barn_alder": str(MYNDIG),
        "aar": str(dato.year),
        "kommune": f"{sted.navn} kommune",
        "kontor": sted.kontor or "kommunen",
        "kontor_i_kommune": f"{sted.kontor} i {sted.navn} kommune" if sted.kontor else f"{sted.navn} kommune",
        "nettsted": sted.nettsted or "",
        "eksempel_inntekt": wording.kroner(EXAMPLE_INCOME, maalform),
    }


OWN_PAGE = "kommunen"


def source(key: str) -> dict[str, str]:
    """A source as the channel shows it: {"tittel", "url"}; "kommunen" is the page of the municipality served.

    Raises RateNotFound for a key that kilder.yml lacks.
    """
    if key != OWN_PAGE:
        return source_fields(rates().kilde(key))
    try:
        return source_fields(rates().kilde(f"{som_mappenavn(kommune().navn)}_bpa"))
    except RateNotFound:
        return {"tittel": f"{kommune().navn} kommune", "url": kommune().nettsted or ""}


def source_fields(kilde: Kilde) -> dict[str, str]:
    """{"tittel", "url"} of a source that a calculation rests on; an address that is not known is left out."""
    fields = {"tittel": kilde.tittel}
    if kilde.url:
        fields["url"] = kilde.url
    return fields
