"""Everything that the calculator can say, put into words: all tables, all conditions, all deadlines."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import product
from typing import Any

from bot.calculator import (
    EgenandelResult,
    Fakta,
    Husstand,
    Medlem,
    Oppgave,
    RateNotFound,
    Rates,
    Sporsmal,
    beregn_forelopig_svar,
    beregn_klagefrist,
    beregn_kostnadsfrist,
    beregn_nasjonalt,
    beregn_timeplan,
    vurder_rett,
)
from bot.calculator.husstand import PARTNERE, ROLLER
from bot.calculator.timeplan import SLAG
from bot.cli import klagefrist, rett
from bot.cli import pris_visning as view
from bot.cli.words import Words

TODAY = date(2026, 11, 21)
UNKNOWN_CAP = date(2027, 2, 1)  # a year without a state maximum
HOURS = (None, *map(Decimal, ("0", "0.25", "2.3", "3", "40")), (Decimal("1.25"), Decimal("1.25")))


def prices(rates: Rates) -> Iterator[tuple[Sporsmal, EgenandelResult]]:
    """Every table on its first day, today and next year, below and at every income limit."""
    for kommune in rates.kommuner(historiske=True):
        starts = rates.tabeller(kommune.nummer)
        for dato in (*starts, TODAY, UNKNOWN_CAP):
            try:
                tabell = rates.tabell(kommune.nummer, "praktisk_bistand", dato)
                g = rates.grunnbelop(date(dato.year, 1, 1)).kr
            except RateNotFound:
                continue
            limits = [trinn.fra_g * g for trinn in tabell.trinn]
            for income, hours in product((*limits, *(kr - 1 for kr in limits if kr)), HOURS):
                question = Sporsmal(kommune.nummer, income, hours, dato)
                try:
                    yield question, question.beregn(rates)
                except RateNotFound:
                    continue


def households(rates: Rates) -> Iterator[EgenandelResult]:
    """One member of every role, for every reason to count or not; the partner in an institution and at home."""
    others = [Medlem(role, 1000, alder=12) for role in ROLLER if role not in ("soker", *PARTNERE)]
    for partner, institution in zip(PARTNERE, (True, False), strict=True):
        members = (
            Medlem("soker", 200_000, omsorgsstonad=10_000, hjelpestonad=5_000),
            Medlem(partner, 100_000, institusjon=institution),
            Medlem("barn", 1000, hjelpen_gjelder=True),
            Medlem("barn", 1000, alder=18, hjelpen_gjelder=True),
            *others,
        )
        yield Sporsmal("fredrikstad", Husstand(members), 6, TODAY).beregn(rates)


def rights() -> Iterator[tuple[Fakta, date]]:
    """Both sides and the unknown of every fact, under the law of three days."""
    yes_no = (None, True, False)
    for alder, bpa, timer, dato in product(
        (None, 10, 15, 40, 67), yes_no, (None, 10, 28, 40), (date(2015, 6, 1), date(2021, 1, 1), TODAY)
    ):
        yield Fakta(alder=alder, bpa_for_67=bpa, timer_per_uke=timer, varighet_mnd=36), dato
    parts: tuple[tuple[str, Any], ...] = (
        ("to_hjelpere_kontinuerlig", "timer_to_hjelpere"),
        ("natt_kontinuerlig", "timer_natt"),
        ("foreldreansvar", "timer_avlastning"),
    )
    known = Fakta(alder=40, varig=True)
    for (fact, part), value, timer in product(parts, yes_no, (30, 34)):
        yield replace(known, timer_per_uke=timer, **{part: 5, fact: value}), TODAY
    for value, leader, months in product(yes_no, (None, "selv", "andre", "ingen"), (None, 24, 30)):
        facts = Fakta(nodvendige_tjenester=value, arbeidsleder=leader, varighet_mnd=months, timer_helse=1)
        yield replace(facts, timer_per_uke=26), TODAY


def deadlines(rates: Rates) -> Iterator[Any]:
    """Every day for two months, read early, on the day, late and a year later."""
    start = date(2026, 11, 1)
    for day, ahead in product(range(60), (-3, 10, 28, 40, 800)):
        received = start + timedelta(days=day)
        today = received + timedelta(days=ahead)
        yield beregn_klagefrist(rates, received, today)
        yield beregn_klagefrist(rates, received, today, received - timedelta(days=2))
        yield beregn_forelopig_svar(rates, received, today)
        yield beregn_kostnadsfrist(rates, received, today)
    yield beregn_forelopig_svar(rates, start, date(2026, 12, 1))
    yield beregn_kostnadsfrist(rates, start, date(2026, 11, 22))


def say_everything(rates: Rates, words: Words, every: int = 1) -> None:
    """Build all of it, or one price in `every`. KeyError when a word or a value is missing."""
    for number, (question, result) in enumerate(prices(rates)):
        if number % every == 0:
            view.single(result, question, (), words)
            view.side_by_side(result, (), (), words)
    for result in households(rates):
        view.steps(result.steg, result.kilder, words)
    for step in beregn_timeplan([Oppgave("Rengjøring", slag, 65) for slag in SLAG]).steg:
        view.step(step, words)
    for kr, dato in product((0, 200_000, 900_000), (TODAY, UNKNOWN_CAP)):
        view.national(beregn_nasjonalt(rates, kr, dato), dato, words)
    for facts, dato in rights():
        rett.readable(vurder_rett(rates, facts, dato), dato, words)
    for deadline in deadlines(rates):
        klagefrist.readable(deadline, words)
