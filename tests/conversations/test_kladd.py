"""A guided flow saved in the middle and taken up in another conversation, through the real channel and model.

What comes out must be what the same words give without a break.
"""

from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from bot.lagring import Kodelager, forsegle
from bot.lagring.kode import ny_kode
from tests.conversations.conftest import SECRET, Conversation

pytestmark = pytest.mark.samtale
WEEK = timedelta(days=7)
# A whole application, with a task told in two turns, an answer corrected and one changed from the check.
SAID = [
    "jeg vil søke nå", "for sønnen min", "jeg er faren hans", "16", "ja",
    "Han sitter i rullestol og kommer seg ikke ut alene.", "Han spiser selv når maten er skåret opp.",
    "dusj 30 min hver dag, handling 2 timer tirsdag og fredag", "leksehjelp", "40 minutter hver dag",
    "endre dusj til 45 minutter", "ferdig", "ferdig", "av og til", "nei", "resten av livet", "nei, jeg mente 5 år",
    "Avlastning en helg i måneden.", "Han kunne vært med på fotballkamper.", "tilbake", "fortsett", "jeg", "kommunen",
    "legeerklæring", "ja", "endre alderen til 15", "lag dokumentet",
]  # fmt: skip
HALF_A_TASK, CORRECTED, GONE_BACK, CHECKED = (SAID.index(said) for said in (
    "40 minutter hver dag", "Avlastning en helg i måneden.", "fortsett", "endre alderen til 15",
))  # fmt: skip


def told(server: str, said: list[str]) -> Conversation:
    conversation = Conversation(server)
    for words in said:
        conversation.say(words)
    return conversation


def taken_up(server: str, conversation: Conversation, how: str, maalform: str | None = None) -> Conversation:
    """The draft of the conversation, in another one."""
    other = Conversation(server, maalform)
    other.resume(how, conversation.save(how))
    return other


def papers(conversation: Conversation) -> dict[str, Any]:
    return {"json": conversation.document("json").json(), "html": conversation.document("html").text}


def asked(conversation: Conversation) -> str:
    return str(conversation.messages[-1]["tekst"])


@pytest.fixture(scope="module")
def unbroken(server: str) -> dict[str, Any]:
    made = papers(told(server, SAID))
    answers = made["json"]["svar"]
    assert answers["varighet"]["verdi"] == {"mnd": 60} and answers["alder"]["verdi"] == 15
    assert [(task["navn"], task["minutter"]) for task in answers["oppgaver"]["verdi"]] == [
        ("dusj", 45), ("handling", 120), ("leksehjelp", 40),
    ]  # fmt: skip
    return made


@pytest.mark.parametrize("how", ["kode", "fil"])
def test_saved_and_taken_up_before_every_message_the_documents_are_the_same(server, how, unbroken) -> None:
    conversation = told(server, SAID[:1])
    for words in SAID[1:]:
        before = asked(conversation)
        conversation = taken_up(server, conversation, how)
        # What the next message answers is asked again; after a turn that only tells, the question behind it.
        assert asked(conversation) == before or before not in asked(conversation)
        conversation.say(words)
    assert papers(conversation) == unbroken


@pytest.mark.parametrize("how", ["kode", "fil"])
@pytest.mark.parametrize("at", [HALF_A_TASK, CORRECTED, GONE_BACK, CHECKED])
def test_saved_once_in_the_middle_and_taken_up_where_there_are_answers_already(server, how, at, unbroken) -> None:
    draft = told(server, SAID[:at]).save(how)
    other = told(server, ["sjekk om jeg har rett til bpa", "meg", "80 år", "nei", "10 timer i uka"])
    other.resume(how, draft)
    for words in SAID[at:]:
        other.say(words)
    assert papers(other) == unbroken


def test_taken_up_in_the_other_written_form_it_speaks_that_and_keeps_every_word(server, unbroken) -> None:
    conversation = taken_up(server, told(server, SAID[:-1]), "kode", "nn")
    assert "Her er alle svara dine" in conversation.text()
    assert {message["maalform"] for message in conversation.messages} == {"nn"}
    assert "Han sitter i rullestol og kommer seg ikke ut alene." in conversation.text()
    conversation.press("Lag dokumentet")
    made = conversation.document("json").json()
    assert made == {**unbroken["json"], "maalform": "nn"}
    assert "Søknad om brukarstyrt personleg assistanse" in conversation.document("html").text


def test_each_of_two_drafts_opens_at_its_own_place_and_an_open_one_can_be_opened_again(server) -> None:
    conversation = told(server, SAID[:4])
    first = conversation.save("kode")
    conversation.say("ja")
    second = conversation.save("kode")
    assert first != second
    for code, question in (
        (second, "Hvordan er hverdagen"),
        (first, "Har du foreldreansvar"),
        (first, "foreldreansvar"),
    ):
        other = Conversation(server)
        other.resume("kode", code)
        assert question in asked(other)


def test_a_draft_saved_during_a_pause_goes_on_when_it_is_taken_up(server) -> None:
    conversation = taken_up(server, told(server, [*SAID[:3], "pause"]), "fil")
    assert "da fortsetter vi" in conversation.text() and "Hvor gammel er den" in asked(conversation)


def test_a_draft_saved_at_the_question_about_stopping_asks_it_again(server) -> None:
    conversation = taken_up(server, told(server, [*SAID[:3], "avbryt"]), "kode")
    assert "Vil du avbryte søknaden" in asked(conversation)
    conversation.say("nei")
    assert "Hvor gammel er den" in asked(conversation)


def test_a_flow_that_waits_for_another_comes_back_after_a_break_in_that_one(server) -> None:
    conversation = taken_up(server, told(server, [*SAID[:5], "regn ut egenandelen", "alene"]), "fil")
    for words in ("400 000", "nei", "2 timer i uka"):
        conversation.say(words)
    assert "405 kr per time" in conversation.text() and "Hvordan er hverdagen" in asked(conversation)


@pytest.mark.parametrize(
    ("how", "draft", "code", "words"),
    [
        ("kode", ny_kode(), "lagring_ikke_funnet", "Jeg finner ingen kladd med denne koden"),
        ("kode", "000-000-000-000-000-00A", "lagring_feil_kode_tegn", "minst ett tegn er feil"),
        (
            "fil",
            "BPA-veilederen: kryptert fil, gyldig til 28.11.2036 kl. 14.03\nAAAA",
            "lagring_tuklet",
            "lar seg ikke åpne",
        ),
    ],
    ids=["unknown", "mistyped", "no file of ours"],
)
def test_what_opens_nothing_is_told_and_the_conversation_goes_on_where_it_was(server, how, draft, code, words) -> None:
    conversation = told(server, SAID[:3])
    before = asked(conversation)
    refusal = conversation.post("henting", {how: draft}).json()["feil"]
    assert refusal["kode"] == code and words in refusal["melding"]
    conversation.say("hva er klagefristen?")
    assert asked(conversation) == before


def test_a_tampered_file_opens_nothing(server) -> None:
    conversation = told(server, SAID[:4])
    head, _, sealed = conversation.save("fil").partition("\n")
    at = len(sealed) // 2
    changed = sealed[:at] + ("A" if sealed[at] != "A" else "B") + sealed[at + 1 :]
    for draft in (f"{head}\n{changed}", f"{head.replace('gyldig til', 'gyldig  til')}\n{sealed}"):
        assert conversation.post("henting", {"fil": draft}).json()["feil"]["kode"] == "lagring_tuklet"


def test_an_expired_draft_says_that_it_is(server, drafts: Path) -> None:
    then = datetime.now(timezone.utc) - WEEK - timedelta(hours=1)
    state = {"versjon": 1, "flyt": "rett", "sporsmal": "alder", "svar": {}}
    code, _ = Kodelager(drafts, SECRET, WEEK).lagre(state, then)
    conversation = Conversation(server)
    refusal = conversation.post("henting", {"fil": forsegle(state, SECRET, then, WEEK).decode()})
    assert refusal.status_code == 410 and "kan ikke hentes fram lenger" in refusal.text
    # The server may have purged it in between: then nothing is kept under the code.
    assert conversation.post("henting", {"kode": code}).status_code in (404, 410)


def test_a_deleted_draft_is_gone_and_the_conversation_it_came_from_is_not(server) -> None:
    conversation = told(server, SAID[:4])
    code = conversation.save("kode")
    assert "Kladden er slettet" in conversation.post("sletting", {"kode": code}).text
    assert Conversation(server).post("henting", {"kode": code}).status_code == 404
    conversation.say("ja")
    assert "Hvordan er hverdagen" in asked(conversation)
