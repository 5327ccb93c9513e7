"""Where a message stands in its flow, from the engine itself: every name is one of the catalogue's."""

from datetime import date

import pytest

from actions.flyt_ord import to_reply
from actions.flyt_steg import step
from bot.forms.flyt.flyt import FLYTER, Innspill, Melding, start, svar
from bot.forms.flyt.sporsmaal import SJEKK, SPORSMAAL
from tests.conftest import TODAY

DAY = date.fromisoformat(TODAY)


@pytest.mark.parametrize("flyt", FLYTER)
def test_a_flow_walked_to_its_end_names_each_of_its_questions_its_beginning_and_its_end(flyt):
    turn = start(None, flyt, None, DAY)
    steps = [step(message) for message in turn.meldinger]
    for _ in range(40):
        if turn.tilstand["flyt"] is None:
            break
        asked_now = turn.tilstand["sporsmal"]
        in_own_words = asked_now != SJEKK and SPORSMAAL[asked_now].slag == "fritekst"
        said = "Jeg heter Ola, og jeg er syk." if in_own_words else "hopp over"
        turn = svar(turn.tilstand, Innspill(tekst="lag dokumentet" if asked_now == SJEKK else said), DAY)
        steps += [step(message) for message in turn.meldinger]
    found = [one for one in steps if one]
    assert found[0] == {"flyt": flyt, "utfall": "startet"}
    assert found[-1] == {"flyt": flyt, "utfall": "fullfoert"}
    asked = {one["sporsmaal"] for one in found[1:-1]}
    assert asked <= {*FLYTER[flyt], SJEKK}
    assert len(asked) >= len(FLYTER[flyt]) - 5  # all but those that do not apply


def test_a_stopped_flow_is_named():
    begun = start(None, "klage", None, DAY)
    sure = svar(begun.tilstand, Innspill(tekst="avbryt"), DAY)
    stopped = svar(sure.tilstand, Innspill(tekst="ja"), DAY)
    assert [one for one in map(step, stopped.meldinger) if one] == [{"flyt": "klage", "utfall": "avbrutt"}]


@pytest.mark.parametrize(
    "message",
    [
        Melding("flyt_hvorfor_alder"),
        Melding("flyt_pauset", {"flyt": "rett"}),
        Melding("flyt_fortsetter", {"flyt": "rett"}),
        Melding("flyt_bytter", {"fra": "rett", "til": "klage"}),
        Melding("flyt_rett_start", {"flyt": "jeg er syk"}),
        Melding("flyt_ingen"),
    ],
)
def test_what_asks_nothing_and_what_names_no_flow_is_not_counted(message):
    assert step(message) is None


def test_the_reply_hands_it_on_beside_the_progress():
    (question,) = [one for one in start(None, "rett", None, DAY).meldinger if one.kode.startswith("flyt_sp_")]
    assert to_reply(question, "nb").extra["flytsteg"] == {"flyt": "rett", "sporsmaal": "hvem"}
