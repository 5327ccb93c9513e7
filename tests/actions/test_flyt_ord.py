"""The engine's messages in words: every code it can send has its phrases, and every kind of answer its figures."""

import pytest

from actions.flyt_ord import duration, hours, in_words, to_reply
from actions.reply import phrase
from bot.forms.flyt.flyt import Melding, Valg
from bot.forms.flyt.oppgave_lesing import les_oppgaver, som_oppgave
from bot.forms.flyt.sporsmaal import FLYTER, SPORSMAAL
from tests.responses import all_responses

KEYS = set(all_responses())
JA_NEI = ("ja", "nei")


def expected_codes():
    for flyt in FLYTER:
        yield from (f"flyt_{flyt}_start", f"flyt_{flyt}_ferdig", f"flyt_navn_{flyt}")
    for key, sporsmal in SPORSMAAL.items():
        yield from (f"flyt_sp_{key}", f"flyt_hvorfor_{key}", f"flyt_eksempel_{key}", f"flyt_felt_{key}")
        if sporsmal.annen:
            yield f"flyt_sp_{key}_annen"
        for value in sporsmal.valg:
            yield from (f"flyt_valg_{key}_{value}", f"flyt_verdi_{key}_{value}")
        if sporsmal.slag == "ja_nei":
            yield from (f"flyt_verdi_{key}_{value}" for value in JA_NEI)
        if sporsmal.slag in ("timer_eller_nei", "kroner_eller_nei"):
            yield f"flyt_verdi_{key}_nei"


@pytest.mark.parametrize("code", sorted(set(expected_codes())))
def test_every_question_choice_and_value_of_the_catalogue_has_its_phrase(code):
    assert f"utter_{code}" in KEYS


def row(key, value, status="svart"):
    return {"nokkel": key, "slag": SPORSMAAL[key].slag, "status": status, "verdi": value}


@pytest.mark.parametrize(
    ("item", "said"),
    [
        (row("alder", 40), phrase("utter_flyt_verdi_alder", tall="40")),
        (row("hvem", "barn"), phrase("utter_flyt_verdi_hvem_barn")),
        (row("samtykke", True), phrase("utter_flyt_verdi_samtykke_ja")),
        (row("samtykke", False), phrase("utter_flyt_verdi_samtykke_nei")),
        (row("alder", None, "vet_ikke"), phrase("utter_flyt_verdi_vet_ikke")),
        (row("varighet", {"mnd": 36}), "3 år"),
        (row("varighet", {"mnd": 30}), "30 måneder"),
        (row("varighet", {"varig": True}), phrase("utter_flyt_verdi_varighet_varig")),
        (row("mottatt", "2026-11-02"), "2. november 2026"),
        (row("omsorgsstonad", "0"), phrase("utter_flyt_verdi_omsorgsstonad_nei")),
        (row("inntekt", {"kr": "400000"}), phrase("utter_flyt_verdi_beloep_aar", belop="400 000 kr")),
        (row("inntekt", {"medlemmer": ["300000", "250000"]}), phrase("utter_flyt_verdi_beloep_aar", belop="300 000 kr + 250 000 kr")),
        (row("situasjon", "{navn} {0} <b>"), "{navn} {0} <b>"),
    ],
)  # fmt: skip
def test_an_answer_is_said_as_people_read_it(item, said):
    assert in_words(item, "nb") == said


def test_40_and_a_half_hours_and_2_hours_20_minutes():
    from decimal import Decimal

    assert hours(Decimal("40.5"), "nb") == phrase("utter_flyt_tid_timer", tall="40,5")
    assert hours(Decimal("17.75"), "nb") == duration(17 * 60 + 45, "nb")
    assert duration(140, "nb")["minutter"] == phrase("utter_flyt_tid_minutter", tall="20")


def test_a_question_tells_how_far_one_has_come_and_its_buttons_carry_their_ids():
    reply = to_reply(
        Melding("flyt_sp_alder", {"nr": 2, "antall": 7}, (Valg("alder:!hopp_over", "flyt_knapp_hopp_over"),)), "nb"
    )
    assert reply.extra["fremdrift"] == {"nr": 2, "antall": 7}
    assert reply.buttons == [
        {"response": "utter_flyt_knapp_hopp_over", "payload": '/flyt_svar{"valg": "alder:!hopp_over"}'}
    ]


@pytest.mark.parametrize(
    ("said", "how_often"),
    [
        ("snu 10 min 3 ganger hver natt", ["hver_natt_ganger"]),
        ("tilsyn 1 time hver natt", ["hver_natt"]),
        ("dusj 30 min annenhver dag", ["annenhver_dag"]),
        ("støvsuging 1 time annenhver uke", ["annenhver_uke"]),
        ("løft 20 min 2 ganger om dagen med to hjelpere", ["med", "dag_ganger", "hjelpere"]),
        ("frisør 1 time 5 ganger i året", ["aar_ganger"]),
    ],
)
def test_how_often_a_task_is_done_is_said_as_people_say_it(said, how_often):
    (read,) = les_oppgaver(said)
    task = {"navn": read.navn, "slag": "personlig_stell", **som_oppgave(read)}
    often = to_reply(Melding("flyt_oppgave_endret", {"navn": read.navn, "oppgave": task}), "nb").values["tid"][
        "hyppighet"
    ]
    parts = [often, *(often[name] for name in ("hyppighet", "tillegg") if name in often)]
    assert [part["response"].removeprefix("utter_flyt_ofte_") for part in parts] == how_often
    assert {part["response"] for part in parts} <= KEYS
