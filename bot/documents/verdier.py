"""One answer in words. What is not answered says so, and nothing that was said is left out."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from bot.forms.flyt.sporsmaal import SPORSMAAL

from .ord import Ord

MAANEDER = 12


def i_ord(ord_: Ord, nokkel: str, svar: Mapping[str, Any] | None) -> str:
    """The answer as it stands in the document; free text stands as it was written."""
    if svar is None or svar["status"] != "svart":
        return ikke_besvart(ord_, svar)
    verdi = svar["verdi"]
    slag = SPORSMAAL[nokkel].slag
    if slag == "valg":
        return ord_(f"verdi.{nokkel}.{verdi}")
    if slag == "flervalg":
        forst, *resten = [ord_(f"verdi.{nokkel}.{ett}") for ett in verdi]
        return ord_.liste([forst, *(ett[0].lower() + ett[1:] for ett in resten)])
    return _SLAG[slag](ord_, verdi)


def ikke_besvart(ord_: Ord, svar: Mapping[str, Any] | None) -> str:
    status = ord_("felles.vet_ikke" if svar and svar["status"] == "vet_ikke" else "felles.ikke_besvart")
    return ord_("felles.skrevet", status=status, sagt=svar["verdi"]) if svar and svar["verdi"] else status


def _timer(ord_: Ord, verdi: str | Mapping[str, Any]) -> str:
    if isinstance(verdi, str):
        return ord_("felles.i_uka", tid=ord_.timer(verdi)) if Decimal(verdi) else ord_("felles.nei")
    fra, til = verdi["per_uke"], verdi.get("til")
    if til and Decimal(til) != Decimal(fra):
        tid = ord_("felles.timer", timer=ord_("felles.fra_til", fra=ord_.tall(fra), til=ord_.tall(til)))
    else:
        tid = ord_.timer(fra)
    i_uka = ord_("felles.i_uka", tid=tid)
    return ord_("felles.sagt", verdi=i_uka, sagt=verdi["sagt"]) if verdi.get("sagt") else i_uka


def _varighet(ord_: Ord, verdi: Mapping[str, Any]) -> str:
    if verdi.get("varig"):
        return ord_("verdi.varighet.varig")
    aar, mnd = divmod(verdi["mnd"], MAANEDER)
    deler = [ord_.varighet(aar, "year")] if aar else []
    if mnd or not aar:
        deler.append(ord_.varighet(mnd, "month"))
    return ord_.liste(deler)


def _inntekt(ord_: Ord, verdi: Mapping[str, Any]) -> str:
    if "g" in verdi:
        return ord_("felles.g", g=ord_.tall(verdi["g"]))
    if "kr" in verdi:
        return ord_("felles.kr_aar", kr=ord_.kr(verdi["kr"]))
    deler = [Decimal(ett) for ett in verdi["medlemmer"]]
    return ord_(
        "felles.medlemmer", deler=ord_.liste([ord_.kr(ett) for ett in deler]), sum=ord_.kr(sum(deler, Decimal(0)))
    )


def _kroner(ord_: Ord, verdi: str) -> str:
    return ord_("felles.kr_aar", kr=ord_.kr(verdi)) if Decimal(verdi) else ord_("felles.nei")


_SLAG: Mapping[str, Callable[[Ord, Any], str]] = {
    "fritekst": lambda ord_, verdi: str(verdi),
    "ja_nei": lambda ord_, verdi: ord_.ja_nei(verdi),
    "tall": lambda ord_, verdi: ord_("felles.alder", aar=verdi),
    "timer": _timer,
    "timer_eller_nei": _timer,
    "varighet": _varighet,
    "inntekt": _inntekt,
    "kroner_eller_nei": _kroner,
    "dato": lambda ord_, verdi: ord_.ukedag(verdi),
}
