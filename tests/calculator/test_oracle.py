"""Full agreement with the oracle: every published table in every year, and generated tables of every shape."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import oracle_pris as oracle
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.calculator import RateNotFound, Rates, Tabell, beregn_egenandel, load_rates
from bot.calculator.advarsler import finn_advarsler
from bot.calculator.kommune import Kommune
from bot.calculator.ratefile import Node
from bot.calculator.tabellfil import les_tabell

AAR = range(2016, 2027)
TIMER = [Fraction(x) for x in ("0", "0.5", "1", "2.25", "4", "4.5", "6.5", "9", "20")]
KILDE = {"tittel": "generert", "lest": date(2026, 11, 21)}
HUSSTANDER_PER_TABELL, TABELLER = 12, 850  # 10 200 generated households


class GenerertRates(Rates):
    """The national values of the repository, and one generated table."""

    def __init__(self, ekte: Rates) -> None:
        self._nasjonalt = ekte._nasjonalt
        self.generert: Tabell

    def kommune(self, navn_eller_nummer: str) -> Kommune:
        return Kommune("Generert", "0000", "nb")

    def tabell(self, kommune: str, tjeneste: str, dato: date) -> Tabell:
        return self.generert

    def tabeller(self, kommune: str, tjeneste: str = "praktisk_bistand") -> tuple[date, ...]:
        return (self.generert.fra,)


GENERERT = GenerertRates(load_rates())


def svar(rates: Rates, kommune: str, inntekt: int, timer: Fraction, dag: date) -> tuple[Fraction, Fraction] | None:
    """The calculator's lowest and highest reading, or None when it refuses for want of a row."""
    try:
        resultat = beregn_egenandel(rates, kommune, inntekt, Decimal(str(float(timer))), dag)
    except RateNotFound as feil:
        assert feil.hva == "trinn"
        return None
    assert resultat.belop_per_maaned is not None
    lavest = next((u.fra for u in resultat.usikkert if u.kode == "to_lesemaater"), resultat.belop_per_maaned)
    assert lavest is not None
    return Fraction(lavest), Fraction(resultat.belop_per_maaned)


def grensebelop(kort: str, g: int) -> Iterator[int]:
    """One krone under, on and over every limit of the table, and of the state's 2 G."""
    for grense in {linje.limit for linje in oracle.read(kort)} | {Fraction(2)}:
        ved = -(-grense.numerator * g // grense.denominator)
        yield from (kr for kr in (ved - 1, ved, ved + 1) if kr >= 0)


@pytest.mark.parametrize("kommune, aar", oracle.PUBLISHED, ids=lambda verdi: str(verdi))
def test_hver_publisert_tabell_stemmer_i_alle_aar_pa_begge_sider_av_hver_grense(
    rates: Rates, kommune: str, aar: int
) -> None:
    kort = oracle.PUBLISHED[kommune, aar]
    neste = min((a for k, a in oracle.PUBLISHED if k == kommune and a > aar), default=2027)
    if rates.kommune(kommune).historisk:
        neste = min(neste, 2020)
    for i_aar in range(aar, neste):
        for maaned in (1, 12):
            dagen = (kommune, aar) in oracle.G_OF_THE_DAY
            g = oracle.g_on(i_aar, maaned) if dagen else oracle.g_on_january_1(i_aar)
            for inntekt in grensebelop(kort, g):
                for timer in TIMER:
                    venter = oracle.price(kort, inntekt, timer, i_aar, g, oracle.SELF_COST.get((kommune, aar)))
                    assert svar(rates, kommune, inntekt, timer, date(i_aar, maaned, 15)) == venter, (
                        i_aar,
                        inntekt,
                        timer,
                    )


def test_orakelet_kjenner_hver_tabell_i_mappen(rates: Rates) -> None:
    filer = {
        (kommune.navn.lower(), dag.year)
        for kommune in rates.kommuner(historiske=True)
        for dag in rates.tabeller(kommune.nummer)
    }
    assert filer == set(oracle.PUBLISHED)


@st.composite
def rader(draw: st.DrawFn) -> str:
    """A table in shorthand: any limits, any mixture of shapes, prices with øre now and then."""
    grenser = draw(st.lists(st.integers(0, 14), min_size=1, max_size=7, unique=True))
    kr = st.integers(0, 4000).map(str) | st.integers(1, 9999).map(lambda x: str(Decimal(x) / 4))
    timetall = st.integers(1, 20).map(lambda x: str(Decimal(x) / 2))
    former = st.one_of(
        st.builds("h{}".format, kr), st.builds("h{} m{}".format, kr, kr), st.builds("a{}".format, kr),
        st.builds("h{} a{}".format, kr, kr), st.builds("h{} a{}@{}".format, kr, kr, timetall),
        st.builds("h{} t{}".format, kr, timetall), st.builds("b{},4:{}".format, kr, kr), st.just("fri"), st.just("?"),
    )  # fmt: skip
    alltid = st.sampled_from(["", "", "*"])
    return " | ".join(f"{grense / 2}: {draw(former)}{draw(alltid)}" for grense in sorted(grenser))


def som_fil(kort: str, selvkost: int | None, g_dato: str, ved_likt: str) -> dict[str, Any]:
    """The same table as the content of a rate file."""
    trinn = []
    for linje in oracle.read(kort):
        rad: dict[str, Any] = {"fra_g": float(linje.limit), "alltid_statlig_makspris": linje.always}
        if linje.text in ("fri", "?"):
            rad["gratis" if linje.text == "fri" else "ikke_publisert"] = True
        elif linje.text.startswith("b"):
            forste, annen = linje.text[1:].split(",4:")
            rad["bolker"] = [{"over_timer": 0, "kr": float(forste)}, {"over_timer": 4, "kr": float(annen)}]
        else:
            for del_ in linje.text.split():
                verdi, _, fra = del_[1:].partition("@")
                nokkel = {"h": "timepris", "m": "maks_per_maaned", "a": "abonnement", "t": "maks_timer"}[del_[0]]
                rad[nokkel] = float(verdi)
                if fra:
                    rad["abonnement_fra_timer"] = float(fra)
            if {"timepris", "abonnement"} <= set(rad) and "abonnement_fra_timer" not in rad:
                rad["billigste"] = True
        trinn.append(rad)
    fil = {"kilde": KILDE, "g_dato": g_dato, "avrunding": {"ved_likt": ved_likt, "per": "maaned"}, "trinn": trinn}
    return fil if selvkost is None else fil | {"selvkost_per_time": selvkost}


husstand = st.tuples(
    st.integers(0, 900_000) | st.tuples(st.integers(1, 14), st.integers(-2, 2)),  # any income, or a few kr from a limit
    st.integers(0, 240).map(lambda kvarter: Fraction(kvarter, 4)),
)


@settings(max_examples=TABELLER, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    kort=rader(), selvkost=st.none() | st.integers(100, 600), aar=st.sampled_from(AAR), maaned=st.integers(1, 12),
    g_dato=st.sampled_from(["1_januar", "dagen"]), ved_likt=st.sampled_from(["opp", "ned"]), eldre=st.integers(0, 3),
    husstander=st.lists(husstand, min_size=HUSSTANDER_PER_TABELL, max_size=HUSSTANDER_PER_TABELL),
)  # fmt: skip
def test_genererte_tabeller_og_husstander_stemmer_med_orakelet(
    kort: str,
    selvkost: int | None,
    aar: int,
    maaned: int,
    g_dato: str,
    ved_likt: str,
    eldre: int,
    husstander: list[Any],
) -> None:
    fra = date(max(aar - eldre, 2016), 1, 1)
    tabell = les_tabell(
        Node("generert.yml", som_fil(kort, selvkost, g_dato, ved_likt)), "Generert", "praktisk_bistand", fra
    )
    GENERERT.generert = tabell
    g = oracle.g_on(aar, maaned) if g_dato == "dagen" else oracle.g_on_january_1(aar)
    stiger_med_timer = not any(a.kode == "faller_med_timer" for a in finn_advarsler(tabell, None))
    for inntekt, timer in husstander:
        if isinstance(inntekt, tuple):
            inntekt = max(0, -(-inntekt[0] * g // 2) + inntekt[1])
        venter = oracle.price(kort, inntekt, timer, aar, g, selvkost, tie_up=ved_likt == "opp")
        fikk = svar(GENERERT, "generert", inntekt, timer, date(aar, maaned, 15))
        assert fikk == venter, (kort, inntekt, timer)
        if fikk is None:
            continue
        lav, hoy = fikk
        assert 0 <= lav <= hoy
        if selvkost is not None:
            assert hoy <= selvkost * oracle.half_hours(timer, ved_likt == "opp")
        if inntekt < 2 * oracle.g_on_january_1(aar):
            assert hoy <= oracle.STATE_CAP[aar]
        mer = svar(GENERERT, "generert", inntekt, timer + 1, date(aar, maaned, 15))
        assert mer is not None and (mer[1] >= hoy or not stiger_med_timer)


@pytest.mark.parametrize("aar", AAR)
@pytest.mark.parametrize("timer", [1, 6, 30])
def test_under_2_g_betaler_ingen_mer_enn_arets_tak_i_noen_kommune(rates: Rates, aar: int, timer: int) -> None:
    grense = 2 * oracle.g_on_january_1(aar)
    for kommune in rates.kommuner():
        if rates.tabeller(kommune.nummer)[0].year <= aar:
            resultat = beregn_egenandel(rates, kommune.nummer, grense - 1, timer, date(aar, 6, 1))
            assert resultat.belop_per_maaned is not None and resultat.belop_per_maaned <= oracle.STATE_CAP[aar], (
                kommune.navn
            )
