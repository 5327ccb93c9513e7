"""The week told in free words: every task, every total, to the minute."""

import pytest

from bot.forms.flyt.oppgave_lesing import les_oppgaver, som_oppgave
from bot.forms.flyt.oppgave_ord import slag
from bot.forms.flyt.oppgaver import Ark, timeplan
from tests.forms.flyt.samtale import Samtale


def uke(*texts: str) -> Ark:
    ark = Ark([])
    for text in texts:
        ark = Ark(ark.oppgaver, ark.mangler)
        ark.si(text)
    return ark


def minutter(*texts: str) -> int:
    return timeplan(uke(*texts).oppgaver).minutter_per_uke


@pytest.mark.parametrize(
    "text, per_week",
    [
        ("dusj 30 min hver dag", 210),
        ("dusj 30 min kvar dag", 210),
        ("dusjing ein halvtime dagleg", 210),
        ("hver dag dusj en halvtime", 210),
        ("handling 2 timer tirsdag og fredag", 240),
        ("vask en og en halv time i uka", 90),
        ("vask halvannen time i veka", 90),
        ("hjelp til mat tre ganger om dagen 20 min", 420),
        ("mat 3 x 20 min om dagen", 420),
        ("frokost 1t30 hver dag", 630),
        ("frokost 1 time og 30 min hver dag", 630),
        ("påkledning morgen og kveld, et kvarter hver gang", 210),
        ("tur mandag til fredag 45 min", 225),
        ("tur man-fre 45 min", 225),
        ("rydding 1 time på hverdager", 300),
        ("besøk 3 timer i helga", 360),
        ("snu 10 min tre ganger hver natt", 210),
        ("løfte fra seng med to hjelpere 15 min to ganger om dagen", 420),
        ("kino 4 timer annenhver lørdag", 120),
        ("støvsuging 90 minutter annenhver uke", 45),
        ("dusj 30 min annenhver dag", 105),
        ("gulvvask 52 minutter i måneden", 12),
        ("mat 20-30 min to ganger daglig", 350),
        ("trening 2 timer i uka, tirsdag og torsdag", 120),
        ("trening 1 time 2 ganger i uka, tirsdag og torsdag", 120),
        ("rydding 1 time 3 dager i uka", 180),
        ("følge til lege 3 timer hver tredje uke", 59),
        ("dusj 30 min tysdag og laurdag", 60),
    ],
)  # fmt: skip
def test_one_task_in_free_words_gives_its_minutes_a_week(text, per_week):
    assert minutter(text) == per_week


@pytest.mark.parametrize(
    "text, tasks",
    [
        ("dusj 30 min hver dag, handling 2 timer tirsdag og fredag", {"dusj": 210, "handling": 240}),
        ("dusj 30 min hver dag\nvask 1 time i uka\n", {"dusj": 210, "vask": 60}),
        ("dusj 30 min hver dag og handling 2 timer tirsdag", {"dusj": 210, "handling": 120}),
        ("dusj 30 min og frokost 20 min hver dag", {"dusj": 210, "frokost": 140}),
        ("Morgen: dusj 30 min, frokost 20 min", {"dusj": 210, "frokost": 140}),
        ("dusj og stell 30 min hver dag", {"dusj og stell": 210}),
        ("handling mandag, onsdag og fredag 1 time", {"handling": 180}),
        ("- dusj: 30 min hver dag\n- mat: 1 time hver dag", {"dusj": 210, "mat": 420}),
    ],
)
def test_several_tasks_in_one_message(text, tasks):
    ark = uke(text)
    assert {task["navn"]: timeplan([task]).minutter_per_uke for task in ark.oppgaver} == tasks
    assert ark.mangler == []


def test_a_week_of_40_and_a_half_hours_in_messy_words_gives_exactly_40_and_a_half():
    """14 x 45 + 7 x 60 + 14 x 20 + 7 x 30 + 2 x 120 + 90 + 240 + 5 x 40 + 2 x 60 = 2430 minutes."""
    s = Samtale("soknad").til("oppgaver")
    s.si(
        "stå opp og legge seg 45 min morgen og kveld",
        "ehh middag ein time kvar dag, og mat ellers 20 min to ganger om dagen",
    )
    s.si(
        "toalett en halvtime dagleg\nhandling 2 timer tirsdag og fredag",
        "vask en og en halv time i uka; kino 4 timer på lørdager",
    )
    s.si(
        "tur 45 min mandag til fredag",
        "nei, tur 40 min",
        "trening 1 time ons og søn",
        "vaktmester 3 timer i uka",
        "fjern vaktmester",
    )
    assert s.melding("flyt_oppgave_sum")["timer"] == "40.5"
    assert len(s.verdi("oppgaver")) == 9


def test_the_sum_follows_every_change():
    s = Samtale("soknad").til("oppgaver").si("dusj 30 min hver dag")
    assert s.melding("flyt_oppgave_lagt_til")["sum"] == "3.5"
    assert s.si("handling 2 timer tirsdag og fredag").melding("flyt_oppgave_sum")["timer"] == "7.5"
    assert s.melding("flyt_oppgave_sum")["faktureres"] == "17.33"  # 4 hours a week of praktisk bistand x 52 / 12
    assert s.si("endre dusj til 45 minutter").melding("flyt_oppgave_endret")["sum"] == "9.25"
    assert s.si("fjern handling").melding("flyt_oppgave_fjernet") == {"navn": "handling", "sum": "5.25"}
    assert s.verdi("oppgaver")[0]["per"] == "dag"


def test_what_is_missing_is_asked_about_and_filled():
    s = Samtale("soknad").til("oppgaver").si("dusj")
    assert s.koder == ["flyt_oppgave_mangler_tid"]
    assert s.si("30 min").koder == ["flyt_oppgave_mangler_hyppighet"]
    assert s.si("hver dag").melding("flyt_oppgave_sum")["timer"] == "3.5"


def test_a_task_that_lacks_its_time_is_asked_about_once_more_before_the_worksheet_ends():
    s = Samtale("soknad").til("oppgaver").si("dusj 30 min hver dag", "massasje")
    assert "flyt_oppgave_mangler_tid" in s.si("ferdig").koder
    assert "flyt_sp_natt" in s.si("ferdig", "ferdig").koder


def test_night_and_two_helpers_are_marked_and_what_counts_is_a_range_until_it_is_known_how_constant_it_is():
    s = Samtale("soknad").til("oppgaver").si("dusj 1 time hver dag", "snu 30 min hver natt")
    total = s.melding("flyt_oppgave_sum")
    assert (total["timer"], total["teller"], total["teller_til"]) == ("10.5", "7", "10.5")
    s.si("ferdig", "ferdig", "iblant")
    assert s.t["sporsmal"] == "to_hjelpere"


def test_suggestions_are_shown_once_before_the_end_and_add_nothing():
    s = Samtale("soknad").til("oppgaver").si("dusj 30 min hver dag", "ferdig")
    assert [kode for kode in s.koder if "forslag" in kode] == [
        "flyt_oppgave_forslag_mat", "flyt_oppgave_forslag_hus", "flyt_oppgave_forslag_ute",
    ]  # fmt: skip
    assert len(s.verdi("oppgaver")) == 1
    assert s.si("nei").t["sporsmal"] == "natt"


@pytest.mark.parametrize(
    "navn, kind",
    [
        ("dusj", "personlig_stell"), ("klesvask", "praktisk_bistand"), ("vask", "praktisk_bistand"), ("spising", "personlig_stell"),
        ("middag", "praktisk_bistand"), ("kino", "stottekontakt"), ("avlastning i helga", "avlastning"), ("sårstell", "helse"),
        ("snømåking", "praktisk_bistand"), ("hårvask", "personlig_stell"), ("mating", "personlig_stell"), ("xyz", None),
    ],
)  # fmt: skip
def test_the_kind_of_help_is_told_by_the_name_or_asked(navn, kind):
    assert slag(navn) == kind


def test_a_task_of_unknown_kind_is_not_billed_until_somebody_says_it_is_practical_help():
    s = Samtale("soknad").til("oppgaver").si("pusling 1 time hver dag")
    assert "flyt_oppgave_slag" in s.koder and s.melding("flyt_oppgave_sum")["faktureres"] == "0"
    s.trykk("oppgaver:slag:0:praktisk_bistand")
    assert s.melding("flyt_oppgave_sum")["faktureres"] == "30.33"
    s.trykk("oppgaver:slag:7:praktisk_bistand", "oppgaver:slag:0:tull")
    assert "flyt_gammel_knapp" in s.koder


def test_the_same_task_twice_is_not_added_twice_and_one_that_bursts_the_week_is_not_added():
    s = Samtale("soknad").til("oppgaver").si("dusj 30 min hver dag", "dusj 30 min hver dag")
    assert "flyt_oppgave_fra_for" in s.koder and len(s.verdi("oppgaver")) == 1
    s.si("tilsyn 24 timer hver dag med to hjelpere")
    assert "flyt_oppgave_for_mye" in s.koder and len(s.verdi("oppgaver")) == 1


def test_changing_or_removing_a_task_that_is_not_there_says_so():
    s = Samtale("soknad").til("oppgaver").si("dusj 30 min hver dag", "fjern kino")
    assert s.melding("flyt_oppgave_ukjent") == {"navn": "kino"}
    assert "flyt_oppgave_ukjent" in s.si("endre kino til 20 min").koder
    assert s.si("vis oppgavene").melding("flyt_oppgave_liste")["oppgaver"][0]["minutter_per_uke"] == 210


def test_a_task_read_is_one_that_the_calculator_takes():
    for text in (
        "dusj 30 min 250 ganger i uka",
        "x 0 min hver dag",
        "y 99999 timer hver dag",
        "z 2,5 ganger i uka 30 min",
    ):
        for lest in les_oppgaver(text):
            assert som_oppgave(lest)["ganger"] <= 100
        uke(text)


def test_a_whole_sentence_without_any_time_is_no_task():
    s = Samtale("soknad").til("oppgaver").si("jeg blir så utrolig sliten av alle disse spørsmålene her")
    assert s.koder == ["flyt_eksempel_oppgaver"] and s.t["venter"] is None


def test_every_other_day_is_182_times_a_year_and_stays_so_when_its_minutes_change():
    s = Samtale("soknad").til("oppgaver").si("dusj 45 min annenhver dag", "endre dusj til 30 minutter")
    (task,) = s.verdi("oppgaver")
    assert (task["minutter"], task["ganger"], task["per"]) == (30, 182, "aar")
    assert timeplan([task]).minutter_per_uke == 105


def test_names_alone_are_tasks_apart_and_asked_about_one_by_one():
    s = Samtale("soknad").til("oppgaver").si("leksehjelp, massasje, bading")
    asked = []
    for said in ("20 minutter hver dag", "10 minutter", "hver lørdag", "1 time i uka"):
        asked += [(m.kode, m.verdier["navn"]) for m in s.sist.meldinger if m.kode.startswith("flyt_oppgave_mangler")]
        s.si(said)
    assert asked == [
        ("flyt_oppgave_mangler_tid", "bading"), ("flyt_oppgave_mangler_tid", "massasje"),
        ("flyt_oppgave_mangler_hyppighet", "massasje"), ("flyt_oppgave_mangler_tid", "leksehjelp"),
    ]  # fmt: skip
    minutes = {task["navn"]: timeplan([task]).minutter_per_uke for task in s.verdi("oppgaver")}
    assert minutes == {"bading": 140, "massasje": 10, "leksehjelp": 60}


def test_what_is_missing_of_a_task_is_asked_last_with_the_buttons_of_the_question():
    s = Samtale("soknad").til("oppgaver").si("leksehjelp")
    assert s.koder == ["flyt_oppgave_mangler_tid"] and "oppgaver:!hopp_over" in s.knapper
    s.si("dusj 30 min hver dag, massasje")
    assert s.koder == ["flyt_oppgave_lagt_til", "flyt_oppgave_sum", "flyt_oppgave_mangler_tid"]
    assert "oppgaver:!ferdig" in s.knapper


@pytest.mark.parametrize("text", ["x", "40 år og 20 år", "ja"])
def test_a_letter_and_ages_are_no_tasks(text):
    assert Samtale("soknad").til("oppgaver").si(text).t["venter"] is None
