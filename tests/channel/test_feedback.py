"""«Fikk du svar?»: asked after an answer and nothing else, counted once by topic, and a no leads on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from bot.channel.feedback import MOST_ASKED, WAYS_ON
from tests.channel.fakes import Server, refused, serving
from tests.channel.test_uten_skript import Citizen

PRICE = {"text": "405 kr.", "tema": "pris_generelt", "utter_action": "utter_pris_oversikt", "maalform": "nb"}
ELSEWHERE = {"text": "Det er en annen kommune.", "tema": "pris_generelt"}
DEADLINE = {"text": "Fire uker.", "tema": "klage_frist"}
QUESTION = {"text": "Hvor gammel er du?", "flytsteg": {"flyt": "rett", "sporsmaal": "alder"}}


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch, draft_folder: object) -> Iterator[Server]:
    monkeypatch.setenv("BPA_METRICS", "1")
    with serving() as running:
        running.dialogue.answers |= {
            "pris": [PRICE],
            "to meldinger": [ELSEWHERE, PRICE],
            "to tema": [PRICE, DEADLINE],
            "utenfor også": [PRICE, {"text": "Det kan jeg ikke svare på.", "utter_action": "utter_felles_utenfor"}],
            "i en flyt": [PRICE, QUESTION],
            "hei": [{"text": "Hei!", "utter_action": "utter_felles_hilsen"}],
            "uklart": [{"text": "Er det noe av dette?", "usikker": ["pris_generelt"]}],
            "kva": [{**PRICE, "maalform": "nn"}],
            "valg": [{**PRICE, "buttons": [{"title": "Ja takk", "payload": "/felles_ja"}]}],
        }
        yield running


def asked(server: Server, token: str, text: str = "pris") -> list[str | None]:
    return [message.get("tilbakemelding") for message in server.say(token, text).json()["meldinger"]]


def tell(server: Server, token: str, answer: object, helped: object = True) -> httpx.Response:
    return server.post(token, {"svar": answer, "hjalp": helped}, "tilbakemelding")


def counted(server: Server) -> dict[str, int]:
    lines = server.client.get("metrics").text.splitlines()
    return {
        name.removeprefix("bpa_tilbakemelding_total"): int(value)
        for name, _, value in (line.rpartition(" ") for line in lines)
        if name.startswith("bpa_tilbakemelding_total{")
    }


def test_an_answer_can_be_told_about_and_counts_by_topic(server: Server) -> None:
    token = server.start()
    (answer,) = asked(server, token)
    assert tell(server, token, answer).json() == {"takk": "Takk. Så bra at du fikk svar.", "knapper": []}
    assert counted(server) == {'{tema="pris_generelt",hjalp="ja"}': 1}


def test_it_is_asked_after_the_last_message_of_an_answer_in_several(server: Server) -> None:
    first, last = asked(server, server.start(), "to meldinger")
    assert first is None and last


@pytest.mark.parametrize("text", ["hei", "uklart", "to tema", "utenfor også", "i en flyt", "ukjent for dialogen"])
def test_what_is_no_answer_or_more_than_one_is_not_asked_about(server: Server, text: str) -> None:
    assert set(asked(server, server.start(), text)) == {None}


def test_the_opening_is_not_asked_about(server: Server) -> None:
    opened = server.client.post("api/samtaler").json()["meldinger"]
    assert [message.get("tilbakemelding") for message in opened] == [None]


def test_each_answer_has_a_random_id_of_its_own_and_the_same_one_when_it_is_fetched_again(server: Server) -> None:
    token = server.start()
    ids = [asked(server, token)[0] for _ in range(3)]
    assert len(set(ids)) == 3 and all(len(str(one)) >= 12 for one in ids)
    again = [server.post(token, {"tekst": "pris", "id": "m1"}).json() for _ in range(2)]
    assert again[0] == again[1]


def test_the_topic_itself_never_leaves_the_server(server: Server) -> None:
    assert "pris_generelt" not in server.say(server.start(), "pris").text


def test_a_no_offers_a_human_and_other_words_by_buttons_that_work(server: Server) -> None:
    token = server.start()
    (answer,) = asked(server, token)
    thanks = tell(server, token, answer, False).json()
    assert "med andre ord" in thanks["takk"] and "kontakte kommunen" in thanks["takk"]
    titles = [button["tittel"] for button in thanks["knapper"]]
    assert titles == ["Hvordan kontakter jeg kommunen?", "Hva kan jeg spørre om?"]
    assert server.post(token, {"knapp": thanks["knapper"][0]["id"]}).status_code == 200
    assert server.dialogue.texts[-1] == WAYS_ON["tilbakemelding_kontakt"] == "/kontakt_kommunen"


def test_a_no_leaves_the_buttons_of_the_answer(server: Server) -> None:
    token = server.start()
    (message,) = server.say(token, "valg").json()["meldinger"]
    tell(server, token, message["tilbakemelding"], False)
    assert server.post(token, {"knapp": message["knapper"][0]["id"]}).status_code == 200
    assert server.dialogue.texts[-1] == "/felles_ja"


def test_in_nynorsk_the_thanks_are_in_nynorsk(server: Server) -> None:
    token = server.start()
    (answer,) = asked(server, token, "kva")
    thanks = tell(server, token, answer, False).json()
    assert "seier frå" in thanks["takk"] and thanks["knapper"][0]["tittel"] == "Korleis kontaktar eg kommunen?"


def test_told_ten_times_it_counts_once_and_a_changed_mind_is_thanked_but_not_counted(server: Server) -> None:
    token = server.start()
    (answer,) = asked(server, token)
    for _ in range(5):
        assert tell(server, token, answer).status_code == 200
    changed = [tell(server, token, answer, False).json() for _ in range(5)]
    assert changed[0] == changed[4] and changed[0]["knapper"]  # the same two buttons, not ten
    assert counted(server) == {'{tema="pris_generelt",hjalp="ja"}': 1}


@pytest.mark.parametrize(("later", "status"), [(MOST_ASKED - 1, 200), (MOST_ASKED, 409)])
def test_of_five_answers_the_oldest_can_be_told_about_and_of_six_not(server: Server, later: int, status: int) -> None:
    token = server.start()
    (answer,) = asked(server, token)
    for _ in range(later):
        asked(server, token)
    assert tell(server, token, answer).status_code == status


def test_an_unknown_answer_and_another_conversations_are_refused_alike(server: Server) -> None:
    one, other = server.start(), server.start()
    (answer,) = asked(server, one)
    for wrong in (answer, "", "x" * 12, '"} 1'):
        assert refused(tell(server, other, wrong)) == (409, "ukjent_svar")
    assert counted(server) == {}


@pytest.mark.parametrize(
    "body",
    [{}, {"svar": 1, "hjalp": True}, {"svar": "ID"}, {"svar": "ID", "hjalp": "ja"}, {"svar": "ID", "hjalp": 1}, []],
)
def test_any_other_body_is_refused_and_counts_nothing(server: Server, body: Any) -> None:
    token = server.start()
    (answer,) = asked(server, token)
    if isinstance(body, dict) and body.get("svar") == "ID":
        body = {**body, "svar": answer}
    assert server.post(token, body, "tilbakemelding").status_code == 400
    assert counted(server) == {}


def test_nobody_tells_without_the_token_or_after_the_end(server: Server) -> None:
    token = server.start()
    (answer,) = asked(server, token)
    assert refused(server.client.post("api/samtaler/tilbakemelding", json={"svar": answer, "hjalp": True})) == (
        401,
        "ukjent_samtale",
    )
    server.client.delete("api/samtaler", headers={"Authorization": f"Bearer {token}"})
    assert refused(tell(server, token, answer)) == (401, "ukjent_samtale")


def test_a_large_body_is_refused(server: Server) -> None:
    token = server.start()
    assert tell(server, token, "x" * 60_000).status_code == 400


def test_telling_counts_toward_the_limit_of_the_conversation() -> None:
    with serving(messages_per_minute=3) as server:
        token = server.start()
        codes = [tell(server, token, "x").status_code for _ in range(4)]
    assert codes == [409, 409, 409, 429]


# --- Without scripts ---


@pytest.fixture
def citizen(server: Server) -> Citizen:
    return Citizen(server)


def question(citizen: Citizen) -> bool:
    return "Fikk du svar?" in citizen.client.get("").text


def test_without_scripts_it_is_asked_below_the_latest_answer_and_thanked_in_its_place(
    server: Server, citizen: Citizen
) -> None:
    citizen.post(tekst="valg")
    assert question(citizen)
    response = citizen.post("tilbakemelding", hjalp="ja")
    assert (response.status_code, response.headers["location"]) == (303, "./#takk")
    page = citizen.client.get("").text
    assert "Takk. Så bra at du fikk svar." in page and 'id="takk"' in page and not question(citizen)
    assert ">Ja takk</button>" in page  # what the answer offered is offered still
    assert counted(server) == {'{tema="pris_generelt",hjalp="ja"}': 1}


def test_without_scripts_a_no_leads_on_by_buttons_that_work(server: Server, citizen: Citizen) -> None:
    citizen.post(tekst="pris")
    citizen.post("tilbakemelding", hjalp="nei")
    (button,) = re.findall(
        r'name="knapp" value="([^"]+)">Hvordan kontakter jeg kommunen\?', citizen.client.get("").text
    )
    citizen.post(knapp=button)
    assert server.dialogue.texts[-1] == "/kontakt_kommunen"


def test_without_scripts_a_form_sent_twice_counts_and_thanks_once(server: Server, citizen: Citizen) -> None:
    citizen.post(tekst="pris")
    fields = {**citizen.hidden, "hjalp": "nei"}
    for _ in range(2):
        assert citizen.client.post("tilbakemelding", data=fields).status_code == 303
    assert citizen.client.get("").text.count("Takk for at du sier fra") == 1
    assert counted(server) == {'{tema="pris_generelt",hjalp="nei"}': 1}


def test_without_scripts_it_is_not_asked_about_what_is_no_answer(citizen: Citizen) -> None:
    assert not question(citizen)
    citizen.post(tekst="hei")
    assert not question(citizen)


@pytest.mark.parametrize(
    ("fields", "status"), [({"hjalp": "kanskje"}, 400), ({}, 400), ({"hjalp": "ja", "svar": "x"}, 409)]
)
def test_without_scripts_anything_else_is_refused_on_the_page(
    server: Server, citizen: Citizen, fields: dict[str, str], status: int
) -> None:
    citizen.post(tekst="pris")
    assert citizen.post("tilbakemelding", **fields).status_code == status
    assert counted(server) == {} and question(citizen)


def test_without_scripts_a_form_without_the_seal_or_from_another_site_counts_nothing(
    server: Server, citizen: Citizen
) -> None:
    citizen.post(tekst="pris")
    assert citizen.post("tilbakemelding", segl="x", hjalp="ja").status_code == 403
    elsewhere = {"Sec-Fetch-Site": "cross-site"}
    assert citizen.post("tilbakemelding", headers=elsewhere, hjalp="ja").status_code == 403
    assert counted(server) == {}
