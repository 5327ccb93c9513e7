"""The right to BPA (pasient- og brukerrettighetsloven § 2-1 d): each condition met, not met or unknown; the outcome.

A condition not met never means "do not apply": the municipality must offer BPA (hol § 3-8) and assess each case.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any

from .errors import UgyldigInndata
from .money import MAKS_TIMER_UKE, Tall, som_dato, som_json, som_tall
from .nasjonalt import Rettsregler
from .ratetable import Rates
from .result import JsonMixin, Kilde

OPPFYLT, IKKE_OPPFYLT, UKJENT = "oppfylt", "ikke_oppfylt", "ukjent"
RETT, RETT_MED_FORBEHOLD, KOMMUNEN_VURDERER, UAVKLART = "rett", "rett_med_forbehold", "kommunen_vurderer", "uavklart"
ARBEIDSLEDERE = ("selv", "andre", "ingen")
UENDELIG_LITE = Decimal("1e-9")  # hours; thirds of an hour must add up to 32 exactly
MYNDIG, PART_FRA = 18, 12  # years: vergemål ends; party rights of a child who understands the case (§ 6-5)


@dataclass(frozen=True)
class Fakta:
    """What is known about the person. None is unknown. Hours are per week, duration in months.

    `timer_per_uke` is all personlig assistanse; to_hjelpere, natt and helse are parts of it, an hour counted in one of
    them only. `timer_avlastning` comes on top. A part that is None is taken as not there.
    `bpa_for_67`: BPA was granted under the right before the person turned 67. `varig`: the need is permanent.
    """

    alder: Tall | None = None
    timer_per_uke: Tall | None = None
    varighet_mnd: Tall | None = None
    varig: bool | None = None
    bpa_for_67: bool | None = None
    timer_to_hjelpere: Tall | None = None
    to_hjelpere_kontinuerlig: bool | None = None
    timer_natt: Tall | None = None
    natt_kontinuerlig: bool | None = None
    timer_avlastning: Tall | None = None
    foreldreansvar: bool | None = None
    timer_helse: Tall | None = None
    nodvendige_tjenester: bool | None = None
    arbeidsleder: str | None = None


@dataclass(frozen=True)
class Vilkar:
    """One condition. `grunn` is the code of the reason; `avhenger_av` names the unknown facts behind `ukjent`."""

    id: str
    status: str
    hjemmel: Kilde
    grunn: str
    tall: dict[str, Any] = field(default_factory=dict)
    avhenger_av: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "status": self.status,
            "hjemmel": self.hjemmel.as_dict(),
            "grunn": self.grunn,
            "tall": som_json(self.tall),
        }


@dataclass(frozen=True)
class Merknad(JsonMixin):
    """Something worth knowing that decides nothing."""

    kode: str
    hjemmel: Kilde


@dataclass(frozen=True)
class TellendeTimer(JsonMixin):
    """Hours per week that count toward the limits; a range while a fact is unknown."""

    fra: Decimal
    til: Decimal


@dataclass(frozen=True)
class RettResult(JsonMixin):
    """`avgjorende` names the facts that decide while `utfall` is uavklart. `forutsetninger` were not asked about."""

    utfall: str
    vilkar: tuple[Vilkar, ...]
    avgjorende: tuple[str, ...]
    timer_som_teller: TellendeTimer | None
    forutsetninger: tuple[Vilkar, ...]
    merknader: tuple[Merknad, ...]
    lov_fra: date
    begrep: dict[str, str]
    kilder: tuple[Kilde, ...]

    def as_dict(self) -> dict[str, Any]:
        return super().as_dict() | {"enhet": {"timer": "timer per uke", "varighet": "måneder", "alder": "år"}}


def vurder_rett(rates: Rates, fakta: Fakta, dato: date) -> RettResult:
    """Whether § 2-1 d gives a right, by the law in force on the date.

    Raises RateNotFound before the right existed (1 January 2015), UgyldigInndata for impossible facts.
    """
    regler = rates.bpa_rett(som_dato(dato))
    _sjekk(fakta)
    lov = rates.kilde("pbrl_2_1_d")
    timer, ukjente_timer = tellende_timer(fakta)
    alltid = [
        _alder(fakta, regler, lov),
        _varighet(fakta, regler, lov),
        _timer("timer_minst_25", regler.timer_forbehold, timer, ukjente_timer, lov),
    ]
    forutsatt = [
        _tjenester(fakta, rates.kilde(regler.hjemmel_nodvendige_tjenester)),
        _arbeidsleder(fakta, rates.kilde("helsedirektoratet_bpa")),
    ]
    vilkar = alltid + [ett for ett in forutsatt if ett.status != UKJENT]
    stor = _timer("timer_minst_32", regler.timer_rett, timer, ukjente_timer, lov)
    utfall, avgjorende = _utfall(vilkar, stor)
    return RettResult(
        utfall=utfall,
        vilkar=(*alltid, stor, *vilkar[len(alltid) :]),
        avgjorende=avgjorende,
        timer_som_teller=timer,
        forutsetninger=tuple(ett for ett in forutsatt if ett.status == UKJENT),
        merknader=tuple(_merknader(rates, fakta, regler, utfall)),
        lov_fra=regler.fra,
        begrep={"kompetanse": regler.begrep_kompetanse},
        kilder=tuple(rates.kilde(nokkel) for nokkel in (*regler.kilder, "hol_3_8")),
    )


def vurder_spenn(rates: Rates, lav: Fakta, hoy: Fakta, dato: date) -> RettResult:
    """The assessment when hours are told as a span (`lav` and `hoy`, alike but for timer_per_uke).

    Where the two ends fall apart the hours decide nothing yet: then as if none were told. Raises as `vurder_rett`.
    """
    result = vurder_rett(rates, lav, dato)
    if vurder_rett(rates, hoy, dato).utfall == result.utfall:
        return result
    return vurder_rett(rates, replace(lav, timer_per_uke=None), dato)


def _utfall(vilkar: list[Vilkar], stor: Vilkar) -> tuple[str, tuple[str, ...]]:
    """One condition not met settles it, whatever is unknown; else every unknown one is decisive."""
    if any(ett.status == IKKE_OPPFYLT for ett in vilkar):
        return KOMMUNEN_VURDERER, ()
    ukjente = [ett for ett in (*vilkar, stor) if ett.status == UKJENT]
    if ukjente:
        return UAVKLART, tuple(dict.fromkeys(faktum for ett in ukjente for faktum in ett.avhenger_av))
    return (RETT if stor.status == OPPFYLT else RETT_MED_FORBEHOLD), ()


def _alder(fakta: Fakta, regler: Rettsregler, lov: Kilde) -> Vilkar:
    tall = {"alder": fakta.alder, "grense": regler.aldersgrense}
    if (
        regler.unntak_etter_aldersgrense
        and fakta.bpa_for_67
        and (fakta.alder is None or fakta.alder >= regler.aldersgrense)
    ):
        return Vilkar("alder", OPPFYLT, lov, "unntak_bpa_for_67", tall)
    if fakta.alder is None:
        return Vilkar("alder", UKJENT, lov, "ikke_oppgitt", tall, ("alder",))
    if fakta.alder < regler.aldersgrense:
        return Vilkar("alder", OPPFYLT, lov, "under_67", tall)
    if regler.unntak_etter_aldersgrense and fakta.bpa_for_67 is None:
        return Vilkar("alder", UKJENT, lov, "over_67_ukjent", tall, ("bpa_for_67",))
    return Vilkar(
        "alder",
        IKKE_OPPFYLT,
        lov,
        "over_67_uten_bpa" if regler.unntak_etter_aldersgrense else "over_67_uten_unntak",
        tall,
    )


def _varighet(fakta: Fakta, regler: Rettsregler, lov: Kilde) -> Vilkar:
    tall = {"varighet_mnd": fakta.varighet_mnd, "mer_enn_mnd": regler.varighet_over_mnd}
    if fakta.varig:
        return Vilkar("varighet", OPPFYLT, lov, "varig", tall)
    if fakta.varighet_mnd is None:
        return Vilkar("varighet", UKJENT, lov, "ikke_oppgitt", tall, ("varighet_mnd",))
    if fakta.varighet_mnd > regler.varighet_over_mnd:
        return Vilkar("varighet", OPPFYLT, lov, "over_2_aar", tall)
    return Vilkar("varighet", IKKE_OPPFYLT, lov, "ikke_over_2_aar", tall)


def _timer(id_: str, grense: Decimal, timer: TellendeTimer | None, ukjente: tuple[str, ...], lov: Kilde) -> Vilkar:
    if timer is None:
        return Vilkar(id_, UKJENT, lov, "ikke_oppgitt", {"grense": grense}, ("timer_per_uke",))
    tall = {"timer_fra": timer.fra, "timer_til": timer.til, "grense": grense}
    if timer.fra >= grense:
        return Vilkar(id_, OPPFYLT, lov, "timer_naar", tall)
    if timer.til < grense:
        return Vilkar(id_, IKKE_OPPFYLT, lov, "timer_under", tall)
    return Vilkar(id_, UKJENT, lov, "timer_uvisst", tall, ukjente)


def tellende_timer(fakta: Fakta) -> tuple[TellendeTimer | None, tuple[str, ...]]:
    """Hours toward 25 and 32, and the facts that would narrow the range (§ 2-1 d, first and second paragraph)."""
    if fakta.timer_per_uke is None:
        return None, ()
    fra = til = _d(fakta.timer_per_uke) - _d(fakta.timer_helse)
    ukjente = []
    for timer, teller, faktum, gir in (
        (fakta.timer_to_hjelpere, fakta.to_hjelpere_kontinuerlig, "to_hjelpere_kontinuerlig", False),
        (fakta.timer_natt, fakta.natt_kontinuerlig, "natt_kontinuerlig", False),
        (fakta.timer_avlastning, fakta.foreldreansvar, "foreldreansvar", True),
    ):
        antall = _d(timer)
        if not antall:
            continue
        if teller is None:
            ukjente.append(faktum)
        fra += (antall if teller else 0) if gir else (0 if teller else -antall)
        til += (antall if teller is not False else 0) if gir else (-antall if teller is False else 0)
    return TellendeTimer(fra.quantize(UENDELIG_LITE), til.quantize(UENDELIG_LITE)), tuple(ukjente)


def _tjenester(fakta: Fakta, hjemmel: Kilde) -> Vilkar:
    status, grunn = {
        None: (UKJENT, "forutsatt"),
        True: (OPPFYLT, "har_rett_til_tjenester"),
        False: (IKKE_OPPFYLT, "ikke_rett_til_tjenester"),
    }[fakta.nodvendige_tjenester]
    return Vilkar("nodvendige_tjenester", status, hjemmel, grunn)


def _arbeidsleder(fakta: Fakta, hjemmel: Kilde) -> Vilkar:
    if fakta.arbeidsleder is None:
        return Vilkar("arbeidsleder", UKJENT, hjemmel, "forutsatt")
    if fakta.arbeidsleder == "ingen":
        return Vilkar("arbeidsleder", IKKE_OPPFYLT, hjemmel, "ingen_arbeidsleder")
    return Vilkar("arbeidsleder", OPPFYLT, hjemmel, f"arbeidsleder_{fakta.arbeidsleder}")


def _merknader(rates: Rates, fakta: Fakta, regler: Rettsregler, utfall: str) -> list[Merknad]:
    alder = fakta.alder
    barn = alder is not None and alder < MYNDIG
    koder = [
        ("kommunen_maa_tilby_bpa", "hol_3_8", utfall == KOMMUNEN_VURDERER),
        ("kommunen_maa_dokumentere_kostnad", "pbrl_2_1_d", utfall == RETT_MED_FORBEHOLD),
        (
            "beholdes_etter_67",
            "pbrl_2_1_d",
            regler.unntak_etter_aldersgrense and alder is not None and alder < regler.aldersgrense,
        ),
        ("foreldre_representerer_barnet", "fredrikstad_bpa", barn),
        ("barnet_kan_vaere_part", "pbrl_6_5", barn and alder is not None and alder >= PART_FRA),
        ("andre_kan_vaere_arbeidsleder", "helsedirektoratet_bpa", fakta.arbeidsleder != "selv"),
        ("sporadiske_timer_kan_tas_med", "pbrl_2_1_d", _sporadisk(fakta)),
        ("enkle_helseoppgaver_kan_legges_inn", "hol_3_2", bool(fakta.timer_helse)),
        (
            "avlastning_bare_for_barn_under_18",
            "pbrl_2_1_d",
            bool(fakta.timer_avlastning) and fakta.foreldreansvar is False,
        ),
        ("du_skal_bli_hort", "pbrl_3_1", True),
    ]
    return [Merknad(kode, rates.kilde(nokkel)) for kode, nokkel, gjelder in koder if gjelder]


def _sporadisk(fakta: Fakta) -> bool:
    return bool(fakta.timer_to_hjelpere and not fakta.to_hjelpere_kontinuerlig) or bool(
        fakta.timer_natt and not fakta.natt_kontinuerlig
    )


def _d(timer: Tall | None) -> Decimal:
    return Decimal(0) if timer is None else som_tall(timer, "timer_per_uke", MAKS_TIMER_UKE, "timer per uke")


def _sjekk(fakta: Fakta) -> None:
    """Refuse what cannot be true, before anything is decided on it."""
    grenser = {"alder": (Decimal(120), "år"), "varighet_mnd": (Decimal(1440), "måneder")}
    deler = ("timer_to_hjelpere", "timer_natt", "timer_helse")
    for felt in ("alder", "varighet_mnd", "timer_per_uke", "timer_avlastning", *deler):
        if getattr(fakta, felt) is not None:
            som_tall(getattr(fakta, felt), felt, *grenser.get(felt, (MAKS_TIMER_UKE, "timer per uke")))
    if fakta.arbeidsleder not in (None, *ARBEIDSLEDERE):
        raise UgyldigInndata("arbeidsleder", fakta.arbeidsleder, " eller ".join(ARBEIDSLEDERE), "ukjent_verdi")
    sum_deler = sum((_d(getattr(fakta, felt)) for felt in deler), Decimal(0))
    if fakta.timer_per_uke is not None and sum_deler - _d(fakta.timer_per_uke) > UENDELIG_LITE:
        raise UgyldigInndata(
            "timer_per_uke",
            f"deler på {sum_deler} timer",
            f"deler til sammen høyst {fakta.timer_per_uke} timer",
            "rekkefolge",
        )
