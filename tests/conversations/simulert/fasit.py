"""What a conversation must end with, from what the citizen said and the calculator; nothing of the flows' own code."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from bot.calculator import (
    Fakta,
    Oppgave,
    TimeplanResult,
    beregn_egenandel,
    beregn_klagefrist,
    beregn_timeplan,
    load_rates,
    vurder_rett,
)
from tests.conversations.simulert.person import FLERVALG, FRITEKST, I_DAG, JA_NEI, MONTHS, TIMER, Timer, som_oppgave

RATES = load_rates()
KOMMUNE = "fredrikstad"
G = RATES.grunnbelop(date(I_DAG.year, 1, 1)).kr
_DAYS = {
    "nb": ["mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"],
    "nn": ["måndag", "tysdag", "onsdag", "torsdag", "fredag", "laurdag", "søndag"],
}
SPORSMAAL = {
    "rett": [
        "hvem",
        "alder",
        "bpa_for_67",
        "foreldreansvar",
        "timer",
        "timer_helse",
        "timer_iblant",
        "varighet",
        "arbeidsleder",
    ],
    "egenandel": ["husstand", "inntekt", "omsorgsstonad", "timer_praktisk"],
    "soknad": [
        "hvem",
        "fyller_ut",
        "alder",
        "bpa_for_67",
        "foreldreansvar",
        "situasjon",
        "klarer_selv",
        "oppgaver",
        "natt",
        "to_hjelpere",
        "varighet",
        "tjenester_naa",
        "endring",
        "arbeidsleder",
        "leverandor",
        "vedlegg",
        "samtykke",
    ],
    "klage": ["vedtak", "mottatt", "feil", "hvorfor", "onske", "utsatt_iverksetting", "vedlegg_klage"],
}
Sagt = Mapping[str, tuple[str, Any]]  # key -> (status, value as person.py has it)


def verdi(sagt: Sagt, key: str) -> Any:
    status, value = sagt.get(key, ("", None))
    return value if status == "svart" else None


def gjelder(key: str, sagt: Sagt) -> bool:
    """Whether the question is asked of this citizen at all."""
    age, whom = verdi(sagt, "alder"), verdi(sagt, "hvem")
    return {
        "fyller_ut": whom in ("barn", "annen"),
        "bpa_for_67": age is not None and age >= 67,
        "foreldreansvar": whom == "barn" and age is not None and age < 18,
        "utsatt_iverksetting": verdi(sagt, "vedtak") in ("redusert", "egenandel"),
    }.get(key, True)


def likt(key: str, told: Any, kept: Any) -> bool:
    """Whether the value the flow keeps is the one the citizen told."""
    if key in FRITEKST:
        return bool(kept == told.strip())
    if key in TIMER:
        ends = [(told.per_uke(), kept["per_uke"]), (told.per_uke(told.til) if told.til else None, kept["til"])]
        return all((a is None) == (b is None) and (a is None or abs(a - Decimal(b)) < Decimal("0.01")) for a, b in ends)
    if key == "varighet":
        return bool(kept == ({"varig": True} if told == "varig" else {"mnd": told}))
    if key == "inntekt":
        amount = kept["g"] if "g" in kept else sum(Decimal(one) for one in kept.get("medlemmer") or [kept["kr"]])
        return isinstance(told, Decimal) == ("g" in kept) and Decimal(amount) == told
    if key == "omsorgsstonad":
        return Decimal(kept) == told
    if key == "mottatt":
        return bool(kept == told.isoformat())
    if key == "oppgaver":
        return bool(
            [_figures(som_oppgave(task)) for task in told]
            == [_figures(Oppgave(**{k: v for k, v in task.items() if k not in ("naar", "omraade")})) for task in kept]
        )
    if key in FLERVALG or key in JA_NEI:
        return bool(kept == told)
    return bool(kept == told)


def _figures(task: Oppgave) -> Any:
    plan = beregn_timeplan([task])
    return plan.minutter_per_uke, plan.per_ukedag, task.slag, task.natt, task.hjelpere


def ukeplan(sagt: Sagt) -> TimeplanResult | None:
    """The totals of the tasks, with what the citizen said of nights and helpers."""
    tasks = verdi(sagt, "oppgaver")
    if not tasks:
        return None
    constant = {"hele_tiden": True, "iblant": False, "nei": False}
    whom = verdi(sagt, "hvem")
    return beregn_timeplan(
        [som_oppgave(task) for task in tasks],
        natt_kontinuerlig=constant.get(verdi(sagt, "natt")),
        to_hjelpere_kontinuerlig=constant.get(verdi(sagt, "to_hjelpere")),
        foreldreansvar=verdi(sagt, "foreldreansvar") if whom == "barn" else None if whom is None else False,
    )


def rett(sagt: Sagt) -> str:
    """The ending of the response that says what the law gives: rett, rett_med_forbehold, ..."""
    low, high = (vurder_rett(RATES, _facts(sagt, end), I_DAG) for end in (0, 1))
    result = low if low.utfall == high.utfall else None
    if result is None:
        return "uavklart"
    return "uavklart_bpa_for_67" if result.avgjorende == ("bpa_for_67",) else result.utfall


def _facts(sagt: Sagt, end: int) -> Fakta:
    lasting, leader = verdi(sagt, "varighet"), verdi(sagt, "arbeidsleder")
    person = {
        "alder": verdi(sagt, "alder"),
        "varighet_mnd": lasting if isinstance(lasting, int) else None,
        "varig": True if lasting == "varig" else None,
        "bpa_for_67": verdi(sagt, "bpa_for_67") if gjelder("bpa_for_67", sagt) else None,
        "foreldreansvar": verdi(sagt, "foreldreansvar") if gjelder("foreldreansvar", sagt) else None,
        "arbeidsleder": {"selv": "selv", "naer": "andre", "verge": "andre", "ingen": "ingen"}.get(leader or ""),
    }
    hours, plan = verdi(sagt, "timer"), ukeplan(sagt)
    if plan is not None and hours is None and sagt.get("timer", ("",))[0] in ("", "svart"):
        return Fakta(**{**vars(plan.fakta), **{k: v for k, v in person.items() if k != "foreldreansvar"}})
    if hours is None:
        return Fakta(**person)
    now_and_then, health = verdi(sagt, "timer_iblant"), verdi(sagt, "timer_helse")
    parts = sum((part.per_uke() for part in (now_and_then, health) if part), Decimal(0))
    return Fakta(
        **person,
        timer_per_uke=max(hours.per_uke(hours.til) if end and hours.til else hours.per_uke(), parts),
        timer_helse=health.per_uke() if health else None,
        timer_natt=now_and_then.per_uke() if now_and_then else None,
        natt_kontinuerlig=False if now_and_then else None,
    )


def egenandel(sagt: Sagt) -> list[str]:
    """Every figure that the answer must hold."""
    income = verdi(sagt, "inntekt")
    if income is None:
        return ["220 kr", "245 kr", "1 066 kr", "2 027 kr", "2 696 kr"]
    income = income * G if isinstance(income, Decimal) else Decimal(income)
    income = max(income - (verdi(sagt, "omsorgsstonad") or 0), Decimal(0))
    hours = _billed(sagt)
    result = beregn_egenandel(RATES, KOMMUNE, income, hours, I_DAG)
    said = [kroner(result.inntekt)]
    if result.under_2g and result.statlig_makspris is not None:
        said.append(kroner(result.statlig_makspris))
    elif result.timepris is not None and result.makspris is not None:
        said += [f"{kroner(result.timepris)} per time", kroner(result.makspris)]
    if result.belop_per_maaned is not None:
        said.append(kroner(result.belop_per_maaned))
    return said


def _billed(sagt: Sagt) -> Decimal | None:
    told: Timer | None = verdi(sagt, "timer_praktisk")
    if told is not None:
        monthly = told.antall if told.per == "maaned" else told.per_uke() * 52 / 12
        return monthly.quantize(Decimal("0.1"))
    plan = ukeplan(sagt) if "timer_praktisk" not in sagt else None
    return None if plan is None else plan.fakturerbare_timer_per_maaned.quantize(Decimal("0.01"))


def siste_dag(sagt: Sagt, form: str) -> str | None:
    """«mandag 30. november 2026»; None when the day of the vedtak was not told."""
    received = verdi(sagt, "mottatt")
    if received is None:
        return None
    day = beregn_klagefrist(RATES, received, I_DAG).siste_dag
    return f"{_DAYS[form][day.weekday()]} {day.day}. {MONTHS[day.month - 1]} {day.year}"


def kroner(amount: Any) -> str:
    whole = f"{int(amount):,}".replace(",", " ")
    return f"{whole} kr" if amount == int(amount) else f"{whole},{round((amount - int(amount)) * 100):02d} kr"
