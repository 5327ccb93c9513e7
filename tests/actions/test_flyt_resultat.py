"""What a finished flow gives: the calculator's own right, price and deadline. Today is 21 November 2026."""

from datetime import date

import pytest

from actions.flyt_resultat import results
from bot.documents import lag_html, lag_json, lag_pdf
from bot.forms.flyt.flyt import ny


def state(flyt, **answers):
    return {
        **ny(),
        "ferdig": [flyt],
        "svar": {key: {"verdi": value, "status": "svart"} for key, value in answers.items()},
    }


def timer(per_uke, til=None, **more):
    return {"per_uke": per_uke, "til": til, "sagt": "", **more}


def rett(**answers):
    (reply,) = results("rett", state("rett", **answers), "nb")
    return reply.response.removeprefix("utter_flyt_rett_"), [
        line["response"].removeprefix("utter_flyt_vilkar_") for line in reply.values["vilkar"]
    ]


FULL = {"alder": 40, "varighet": {"varig": True}, "arbeidsleder": "selv"}


@pytest.mark.parametrize(
    ("per_uke", "outcome"),
    [("24.9", "kommunen_vurderer"), ("25", "rett_med_forbehold"), ("31.9", "rett_med_forbehold"), ("32", "rett")],
)
def test_both_sides_of_25_and_32_hours(per_uke, outcome):
    assert rett(**FULL, timer=timer(per_uke))[0] == outcome


def test_32_hours_with_1_hour_of_health_care_count_31_and_hours_of_now_and_then_do_not_count():
    assert rett(**FULL, timer=timer("32"), timer_helse=timer("1"))[0] == "rett_med_forbehold"
    assert rett(**FULL, timer=timer("32"), timer_iblant=timer("8"))[0] == "kommunen_vurderer"


def test_a_span_across_a_limit_decides_nothing_and_one_on_one_side_does():
    assert rett(**FULL, timer=timer("30", "35"))[0] == "uavklart"
    assert rett(**FULL, timer=timer("33", "35"))[0] == "rett"


@pytest.mark.parametrize(
    ("helse", "outcome"), [("7", "uavklart"), ("9", "kommunen_vurderer"), ("25", "kommunen_vurderer")]
)
def test_of_20_to_33_hours_no_fewer_are_told_than_those_of_health_care(helse, outcome):
    assert rett(**FULL, timer=timer("20", "33"), timer_helse=timer(helse))[0] == outcome


@pytest.mark.parametrize(
    ("alder", "before", "outcome"),
    [(66, None, "rett"), (67, None, "uavklart_bpa_for_67"), (67, True, "rett"), (68, False, "kommunen_vurderer")],
)
def test_66_67_and_68_years(alder, before, outcome):
    answers = {**FULL, "alder": alder, "timer": timer("35")}
    if before is not None:
        answers["bpa_for_67"] = before
    assert rett(**answers)[0] == outcome


@pytest.mark.parametrize(("mnd", "line"), [(24, "ikke_over_2_aar"), (25, "over_2_aar")])
def test_24_months_are_not_more_than_2_years(mnd, line):
    assert line in rett(**{**FULL, "varighet": {"mnd": mnd}}, timer=timer("35"))[1]


def test_nobody_to_lead_is_a_condition_not_met_yet_and_never_a_no():
    outcome, lines = rett(**{**FULL, "arbeidsleder": "ingen"}, timer=timer("35"))
    assert outcome == "kommunen_vurderer"
    assert "arbeidsleder_ingen" in lines


def price(**answers):
    (reply,) = results("egenandel", state("egenandel", **answers), "nb")
    return reply


def test_300_000_and_150_000_less_50_000_of_omsorgsstonad_are_400_000():
    reply = price(inntekt={"medlemmer": ["300000", "150000"]}, omsorgsstonad="50000")
    assert reply.values["inntekt"] == "400 000 kr"


def test_6_hours_a_month_are_6_and_not_what_the_week_makes_of_them():
    reply = price(inntekt={"kr": "400000"}, timer_praktisk=timer("1.38", tall="6", per="maaned"))
    assert [part["timer"] for part in reply.paragraphs if "timer" in part] == ["6"]


def test_without_an_income_the_whole_table_is_shown():
    assert price(husstand="alene").response == "utter_pris_oversikt"


def test_a_complaint_tells_the_calculators_deadline_and_carries_the_letter():
    answers = {"vedtak": "avslag", "mottatt": "2026-11-02", "feil": "Timene er for få.", "onske": "32 timer"}
    frist, letter = results("klage", state("klage", **answers), "nb")
    assert frist.values["siste_dag"] == "mandag 30. november 2026"
    assert letter.extra["dokument"]["klagefrist"]["siste_dag"] == "2026-11-30"


OPPGAVE = {"slag": "personlig_stell", "hjelpere": 1, "natt": False, "naar": None, "omraade": None, "ukedager": []}
UKE = [
    {**OPPGAVE, "navn": "stell", "minutter": 270, "ganger": 1, "per": "dag"},
    {**OPPGAVE, "navn": "handle", "minutter": 135, "ganger": 1, "per": "uke", "ukedager": [1, 4], "slag": "praktisk_bistand"},
    {**OPPGAVE, "navn": "turer", "minutter": 270, "ganger": 1, "per": "uke", "slag": "stottekontakt"},
]  # fmt: skip


@pytest.mark.parametrize("maalform", ["nb", "nn"])
def test_an_application_of_40_5_hours_becomes_pdf_page_and_json(maalform):
    answers = {
        "hvem": "meg",
        "alder": 40,
        "situasjon": "Ærlig talt ålreit, på {ø} <b>",
        "oppgaver": UKE,
        "samtykke": True,
    }
    (reply,) = results("soknad", state("soknad", **answers), maalform)
    data = reply.extra["dokument"]
    assert data["timeplan"]["timer_per_uke"] == "40.5"
    assert lag_pdf(data).startswith(b"%PDF")
    assert "40,5" in lag_html(data)
    assert b'"40.5"' in lag_json(data)


def test_each_condition_in_an_application_names_the_source_it_has_and_no_other():
    answers = {**FULL, "timer": timer("35")}
    (reply,) = results("soknad", state("soknad", **answers), "nb")
    data = reply.extra["dokument"]
    named = {one["id"]: one["paragraf"] for one in data["rett"]["vilkar"]}
    assert named["alder"] == named["varighet"] == named["timer_minst_32"] == "§ 2-1 d"
    assert named["arbeidsleder"] == "Helsedirektoratet" and "Oppfylt (Helsedirektoratet)" in lag_html(data)


def test_an_application_with_nothing_answered_is_a_document_too():
    (reply,) = results("soknad", ny(), "nb")
    assert lag_pdf(reply.extra["dokument"]).startswith(b"%PDF")
    assert reply.extra["dokument"]["dato"] == date(2026, 11, 21).isoformat()
