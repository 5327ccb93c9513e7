"""Answers in three words, Nynorsk, dialect and with slips, read as the kind of answer that was asked for."""

import pytest

from bot.forms.flyt.lesing import les, les_enhet
from bot.forms.flyt.sporsmaal import SPORSMAAL
from tests.forms.flyt.samtale import I_DAG, Samtale


def lest(key: str, text: str):
    value = les(SPORSMAAL[key], text, I_DAG)
    if isinstance(value, dict) and "sagt" in value:
        hours = "per_uke" if "per_uke" in value else "tall"
        unit = "/uke" if "per_uke" in value else "/?"
        return value[hours] + (f"-{value['til']}" if value["til"] else "") + unit
    return value


@pytest.mark.parametrize(
    "key, text, value",
    [
        ("hvem", "ja det er meg sjøl", "meg"),
        ("hvem", "mæ sjøl", "meg"),
        ("hvem", "eg", "meg"),
        ("hvem", "til mora mi", "annen"),
        ("hvem", "jeg søker for sønnen min", "barn"),
        ("hvem", "dottera mi", "barn"),
        ("hvem", "datern min", None),
        ("hvem", "ikke meg, men mannen min", "annen"),
        ("alder", "hun er åtti", 80),
        ("alder", "80", 80),
        ("alder", "ho er seksti åtte år", 68),
        ("alder", "snart 67", 66),
        ("alder", "8 måneder", 0),
        ("alder", "30 timer", None),
        ("alder", "gammel", None),
        ("alder", "450", None),
        ("timer", "en to-tre timer om dagen", "14-21/uke"),
        ("timer", "ja 4 timer", "4/?"),
        ("timer", "4", "4/?"),
        ("timer", "24 timer", "24/?"),
        ("timer", "25", "25/uke"),
        ("timer", "4 timar om dagen", "28/uke"),
        ("timer", "4 tima dagen", "28/uke"),
        ("timer", "40,5 timer i uka", "40.5/uke"),
        ("timer", "8 timer mandag til fredag", "40/uke"),
        ("timer", "120 timer i måneden", "27.6923/uke"),
        ("timer", "30 i uka", "30/uke"),
        ("timer", "under 25 timer", None),
        ("timer", "30 timer om dagen", None),
        ("timer", "2000 timer i uka", None),
        ("timer_helse", "nei", "0/uke"),
        ("timer_helse", "nei ingen ting", "0/uke"),
        ("timer_helse", "ikkje noko slikt", "0/uke"),
        ("timer_helse", "30 minutter om dagen", "3.5/uke"),
        ("timer_helse", "ja", None),
        ("timer_iblant", "ja 4 timer", "4/?"),
        ("varighet", "resten av livet", {"varig": True}),
        ("varighet", "det går aldri over", {"varig": True}),
        ("varighet", "kronisk", {"varig": True}),
        ("varighet", "5 år", {"mnd": 60}),
        ("varighet", "20 år", {"mnd": 240}),
        ("varighet", "over to år", {"mnd": 25}),
        ("varighet", "to år", {"mnd": 24}),
        ("varighet", "3-4 år", {"mnd": 36}),
        ("varighet", "2-3 år", None),
        ("varighet", "ca 2 år", None),
        ("varighet", "18 månader", {"mnd": 18}),
        ("varighet", "5", None),
        ("arbeidsleder", "ja, kona", "naer"),
        ("arbeidsleder", "nei, kona", "naer"),
        ("arbeidsleder", "jeg klarer det ikke", None),
        ("arbeidsleder", "ikke meg", "naer"),
        ("arbeidsleder", "æ sjøl", "selv"),
        ("arbeidsleder", "verja mi", "verge"),
        ("arbeidsleder", "har ingen", "ingen"),
        ("husstand", "bærre mæ", "alene"),
        ("husstand", "æ og kjerringa", "par"),
        ("husstand", "mæ og ongan", "flere"),
        ("natt", "næi", "nei"),
        ("vedtak", "førr få tima", "faerre_timer"),
        ("omsorgsstonad", "60 000", "60000"),
        ("omsorgsstonad", "20000 kr", "20000"),
        ("omsorgsstonad", "19 999", None),
        ("omsorgsstonad", "5000 i måneden", "60000"),
        ("arbeidsleder", "samboern", "naer"),
        ("husstand", "alein", "alene"),
        ("husstand", "bare meg", "alene"),
        ("husstand", "meg og kona", "par"),
        ("husstand", "meg, mannen og to unger", "flere"),
        ("inntekt", "mannen min tjener 300 og jeg 250", {"kr": "550000"}),
        ("inntekt", "450", {"kr": "450000"}),
        ("inntekt", "450 000 kr", {"kr": "450000"}),
        ("inntekt", "30 000 i måneden", {"kr": "360000"}),
        ("inntekt", "3,5 G", {"g": "3.5"}),
        ("inntekt", "mellom 2 og 3 G", {"g": "2", "g_til": "3"}),
        ("inntekt", "400 000 eller 500 000", None),
        ("inntekt", "mye", None),
        ("omsorgsstonad", "nei", "0"),
        ("omsorgsstonad", "ja, 80 000 i året", "80000"),
        ("omsorgsstonad", "ja", None),
        ("bpa_for_67", "ja, det hadde jeg", True),
        ("bpa_for_67", "nei det hadde ho ikkje", False),
        ("samtykke", "det er greit", True),
        ("samtykke", "ikke uten at jeg får se", False),
        ("natt", "innimellom", "iblant"),
        ("natt", "ja, kvar natt", "hele_tiden"),
        ("natt", "nei", "nei"),
        ("to_hjelpere", "av og til", "iblant"),
        ("leverandor", "kem som helst", "vet_ikke_ennaa"),
        ("leverandor", "et privat firma", "privat"),
        ("leverandor", "komunen", "kommunen"),
        ("vedlegg", "legeerklæring og epikrise", ["legeerklaering", "epikrise"]),
        ("vedlegg", "ingenting", ["ingen"]),
        ("vedtak", "de kutta timane mine", "redusert"),
        ("vedtak", "fekk nei", "avslag"),
        ("vedtak", "for få timer", "faerre_timer"),
        ("mottatt", "2. november", "2026-11-02"),
        ("mottatt", "i går", "2026-11-20"),
        ("mottatt", "for to veker sidan", "2026-11-07"),
        ("mottatt", "mandag", "2026-11-16"),
        ("mottatt", "1. januar 2030", None),
        ("situasjon", "  Eg har MS.  ", "Eg har MS."),
        ("situasjon", "...", None),
    ],
)  # fmt: skip
def test_an_answer_is_read_as_the_question_asks_or_not_at_all(key, text, value):
    assert lest(key, text) == value


@pytest.mark.parametrize(
    "text, per_uke",
    [
        ("om dagen", "28"), ("dag", "28"), ("dagleg", "28"), ("i uka", "4"), ("veka", "4"), ("i måneden", "0.9231"),
        ("mandag til fredag", "20"), ("kvar dag", "28"), ("timer i uka", "4"), ("5 dager i uka", "20"), ("nei, 5 timer om dagen", None), ("blå", None), ("40 år", None),
    ],
)  # fmt: skip
def test_four_hours_get_their_unit_in_the_next_message(text, per_uke):
    told = les_enhet({"tall": "4", "til": None, "sagt": "4"}, text)
    assert (told and told["per_uke"]) == per_uke


def test_hours_keep_the_number_and_the_period_they_were_told_in():
    told = les(SPORSMAAL["timer_praktisk"], "6 timer i måneden", I_DAG)
    assert (told["tall"], told["per"], told["per_uke"]) == ("6", "maaned", "1.3846")


@pytest.mark.parametrize("hvem", ["meg", "barn", "annen"])
def test_having_nobody_is_nobody_whoever_it_is_about(hvem):
    assert (
        Samtale("rett")
        .si({"barn": "barnet mitt", "annen": "mora mi"}.get(hvem, hvem))
        .til("arbeidsleder")
        .si("jeg har ingen")
        .verdi("arbeidsleder")
        == "ingen"
    )


@pytest.mark.parametrize("key", [key for key, question in SPORSMAAL.items() if question.valg])
def test_every_choice_of_a_question_has_words_that_are_read_as_it(key):
    question = SPORSMAAL[key]
    assert set(question.ord) - {"uklar"} == set(question.valg)
    for value, phrases in question.ord.items():
        read = {str(les(question, " ".join(phrase), I_DAG)) for phrase in phrases}
        expected = None if value == "uklar" else [value] if question.slag == "flervalg" else value
        assert str(expected) in read, f"no phrase of {value} is read as {value}"
