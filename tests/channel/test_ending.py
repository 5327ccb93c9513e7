"""What belongs to the citizen: ending and deleting, a transcript, and an answer that got lost."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from bot.channel.sessions import MOST_ANSWERS
from bot.channel.transcript import MOST_CHARACTERS, MOST_LINES, Transcript
from tests.channel.fakes import Server, refused
from tests.documents.datasett import soknad


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def delete(server: Server, token: str) -> httpx.Response:
    return server.client.delete("api/samtaler", headers=bearer(token))


def transcript(server: Server, token: str) -> httpx.Response:
    return server.client.get("api/samtaler/utskrift", headers=bearer(token))


def heard_to_end(server: Server) -> list[str]:
    """The sender_ids that the server says have ended, from now on."""
    ended: list[str] = []
    server.channel._sessions._on_end = ended.append
    return ended


# --- Ending ---


def test_after_deleting_nobody_has_the_conversation_and_its_tracker_is_told_to_go(server: Server) -> None:
    ended = heard_to_end(server)
    server.dialogue.answers["ferdig"] = [{"text": "Klar.", "dokument": soknad()}]
    token = server.start()
    document = server.say(token, "ferdig").json()["meldinger"][0]["dokument"]["id"]
    assert delete(server, token).json() == {"slettet": True}
    assert ended == [server.dialogue.received[0].sender_id]
    gone = [server.say(token, "hei"), server.document(token, f"{document}.json"), transcript(server, token)]
    assert {refused(response) for response in [*gone, delete(server, token)]} == {(401, "ukjent_samtale")}
    assert server.channel._sessions._sessions == {}


@pytest.mark.parametrize("header", [{}, bearer("x.y"), {"Authorization": "Basic eDp5"}])
def test_nobody_deletes_or_downloads_without_the_token(server: Server, header: dict[str, str]) -> None:
    token = server.start()
    assert refused(server.client.delete("api/samtaler", headers=header)) == (401, "ukjent_samtale")
    assert refused(server.client.get("api/samtaler/utskrift", headers=header)) == (401, "ukjent_samtale")
    assert server.say(token, "hei").status_code == 200


def test_deleting_one_conversation_leaves_the_others(server: Server) -> None:
    one, other = server.start(), server.start()
    delete(server, one)
    assert server.say(other, "hei").status_code == 200


def test_deleting_while_an_answer_is_made_waits_for_nothing_and_leaves_nothing_behind(server: Server) -> None:
    ended = heard_to_end(server)
    token = server.start()
    server.dialogue.seconds = 1
    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(server.say, token, "under arbeid")
        second = pool.submit(server.say, token, "i kø")
        time.sleep(0.15)
        assert delete(server, token).status_code == 200
        assert server.dialogue.busy == 1  # the answer is still being made
        assert {refused(first.result()), refused(second.result())} == {(401, "ukjent_samtale")}
    # Once at once, and once when the answer under way may have written the tracker anew; what was in line never ran.
    assert ended == [server.dialogue.received[0].sender_id] * 2
    assert len(server.dialogue.texts) == 2


# --- Transcript ---


def test_the_transcript_holds_what_both_said_in_order_with_a_buttons_title(server: Server) -> None:
    opening = {"text": "Hei!", "buttons": [{"title": "Hva er BPA?", "payload": "/bpa"}]}
    server.dialogue.answers |= {"/felles_start": [opening], "/bpa": [{"text": "Assistanse."}, {"text": "Mer?"}]}
    start = server.client.post("api/samtaler").json()
    token = start["token"]
    server.post(token, {"knapp": start["meldinger"][0]["knapper"][0]["id"]})
    server.say(token, "ja")
    response = transcript(server, token)
    assert response.headers["content-disposition"] == 'attachment; filename="samtale-bpa.txt"'
    assert response.headers["content-type"] == "text/plain; charset=utf-8"
    assert response.headers["cache-control"] == "no-store"
    assert response.text.split("\n\n")[1:] == [
        "BPA-veilederen:\nHei!",
        "Du:\nHva er BPA?",
        "BPA-veilederen:\nAssistanse.",
        "BPA-veilederen:\nMer?",
        "Du:\nja",
        "BPA-veilederen:\nDu skrev ja\n",
    ]


def test_the_transcript_is_masked_and_its_owners_alone(server: Server) -> None:
    mine, other = server.start(), server.start()
    server.say(mine, "jeg er 010190 12345")
    assert "jeg er [fødselsnummer]" in transcript(server, mine).text
    assert "12345" not in transcript(server, mine).text
    assert "fødselsnummer" not in transcript(server, other).text


def test_what_was_not_answered_is_not_in_the_transcript(server: Server) -> None:
    server.dialogue.answers["feil"] = RuntimeError()
    token = server.start()
    server.say(token, "feil")
    assert "feil" not in transcript(server, token).text


def test_a_nynorsk_transcript_has_nynorsk_words(server: Server) -> None:
    assert "ikkje eit vedtak" in transcript(server, server.start(maalform="nn")).text


@pytest.mark.parametrize(("turns", "shortened"), [(MOST_LINES // 2, False), (MOST_LINES // 2 + 1, True)])
def test_a_transcript_of_more_than_400_lines_loses_its_beginning_and_says_so(turns: int, shortened: bool) -> None:
    kept = Transcript()
    for number in range(turns):
        kept.turn(f"spørsmål {number}", [{"tekst": "svar"}])
    assert (len(kept.lines), kept.shortened) == (MOST_LINES, shortened)
    assert kept.lines[-2] == ("utskrift_du", f"spørsmål {turns - 1}")


@pytest.mark.parametrize(("extra", "shortened"), [(0, False), (1, True)])
def test_a_transcript_holds_at_most_60000_characters(extra: int, shortened: bool) -> None:
    kept = Transcript()
    kept.turn("a" * (MOST_CHARACTERS // 2), [{"tekst": "b" * (MOST_CHARACTERS // 2 + extra)}])
    assert kept.shortened is shortened and len(kept.lines) == (1 if shortened else 2)


# --- An answer that got lost ---


def test_the_same_id_gives_the_same_answer_and_asks_once(server: Server) -> None:
    server.dialogue.answers["pris"] = [{"text": "405 kr", "buttons": [{"title": "Mer", "payload": "/mer"}]}]
    token = server.start()
    first = server.post(token, {"tekst": "pris", "id": "1"})
    again = server.post(token, {"tekst": "pris", "id": "1"})
    assert first.status_code == again.status_code == 200 and first.json() == again.json()
    assert server.dialogue.texts.count("pris") == 1
    assert server.post(token, {"knapp": again.json()["meldinger"][0]["knapper"][0]["id"]}).status_code == 200


def test_a_button_sent_twice_with_one_id_is_answered_twice_and_asked_once(server: Server) -> None:
    server.dialogue.answers["/felles_start"] = [{"text": "?", "buttons": [{"title": "Ja", "payload": "/ja"}]}]
    start = server.client.post("api/samtaler").json()
    body = {"knapp": start["meldinger"][0]["knapper"][0]["id"], "id": "a"}
    assert server.post(start["token"], body).json() == server.post(start["token"], body).json()
    assert server.dialogue.texts.count("/ja") == 1


def test_without_an_id_or_with_another_it_is_asked_again_and_a_failure_is_never_kept(server: Server) -> None:
    server.dialogue.answers["feil"] = RuntimeError()
    token = server.start()
    for body in ({"tekst": "hei"}, {"tekst": "hei"}, {"tekst": "hei", "id": "1"}, {"tekst": "hei", "id": "2"}):
        assert server.post(token, body).status_code == 200
    assert server.dialogue.texts.count("hei") == 4
    assert server.post(token, {"tekst": "feil", "id": "3"}).status_code == 500
    server.dialogue.answers["feil"] = [{"text": "Nå gikk det."}]
    assert server.post(token, {"tekst": "feil", "id": "3"}).json()["meldinger"][0]["tekst"] == "Nå gikk det."


def test_an_id_of_one_conversation_says_nothing_in_another(server: Server) -> None:
    mine, other = server.start(), server.start()
    server.post(mine, {"tekst": "hemmelig", "id": "1"})
    assert "hemmelig" not in server.post(other, {"tekst": "hei", "id": "1"}).text


def test_the_5_latest_answers_are_kept_and_the_oldest_is_asked_again(server: Server) -> None:
    token = server.start()
    for number in range(MOST_ANSWERS + 1):
        server.post(token, {"tekst": f"nr {number}", "id": str(number)})
    for number in (1, 0):
        server.post(token, {"tekst": f"nr {number}", "id": str(number)})
    assert [server.dialogue.texts.count(f"nr {number}") for number in (0, 1)] == [2, 1]


@pytest.mark.parametrize(("message_id", "status"), [("x" * 64, 200), ("x" * 65, 400), (5, 400), (None, 400), ([], 400)])
def test_an_id_is_a_text_of_at_most_64_characters(server: Server, message_id: object, status: int) -> None:
    assert server.post(server.start(), {"tekst": "hei", "id": message_id}).status_code == status


def test_when_the_connection_is_lost_midway_the_answer_waits_for_the_same_id(server: Server) -> None:
    token = server.start()
    server.dialogue.seconds = 0.3
    with httpx.Client(base_url=server.url, timeout=0.1) as impatient, pytest.raises(httpx.ReadTimeout):
        impatient.post("api/samtaler/meldinger", json={"tekst": "pris", "id": "1"}, headers=bearer(token))
    answer = server.post(token, {"tekst": "pris", "id": "1"})
    assert answer.json()["meldinger"][0]["tekst"] == "Du skrev pris"
    assert server.dialogue.texts.count("pris") == 1
