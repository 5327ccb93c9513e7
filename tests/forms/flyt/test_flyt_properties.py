"""What holds for any messages and buttons in any order: nothing raises, nothing is empty, nothing read is lost."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.forms.flyt.flyt import FLYTER, Innspill, fremdrift, gjelder_flyten, gjenta, rader, start, svar
from bot.forms.flyt.sporsmaal import SPORSMAAL
from tests.forms.flyt.samtale import GODT_SVAR, I_DAG
from tests.hanging import must_end

SAID = [
    *GODT_SVAR.values(), "vet ikke", "hopp over", "tilbake", "pause", "fortsett", "avbryt", "ja", "nei", "ferdig", "endre alderen",
    "endre timene til 30", "nei jeg mente 40", "start på nytt", "hvorfor", "hvor langt er jeg", "hva har jeg svart", "xqz", "4", "om dagen",
    "dusj", "30 min", "hver dag", "fjern dusj", "endre dusj til 3 timer", "jeg vil søke", "jeg vil klage", "hun er 80 og trenger 4 timer om dagen",
    "99999999999999999999 timer", "-5", "½", "endre", "endre natt til", "fjern", "nei,", "1/0", "\ud800", "\0", "#let x", "9" * 400, "0 timer",
]  # fmt: skip
texts = st.sampled_from(SAID) | st.text(max_size=60) | st.lists(st.sampled_from(SAID), max_size=4).map(" ".join)
forged = st.text(max_size=20) | st.tuples(
    st.sampled_from([*SPORSMAAL, "sjekk", "endre", "enhet", "avbryt", "flyt", ""]),
    st.sampled_from(["ja", "nei", "!ferdig", "slag:0:helse", "meg"]),
).map(":".join)
steps = st.lists(
    st.tuples(
        st.sampled_from(["tekst", "knapp", "falsk", "flyt", "tekst", "knapp"]), texts, forged, st.integers(0, 30)
    ),
    max_size=25,
)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(sorted(FLYTER)), steps)
def test_any_messages_and_buttons_in_any_order(flyt, happened):
    outcome = start(None, flyt, None, I_DAG)
    for what, text, ident, number in happened:
        buttons = [button.id for message in outcome.meldinger for button in message.valg]
        state = json.loads(json.dumps(outcome.tilstand))
        assert state == outcome.tilstand
        before = json.dumps(state)
        if what == "flyt":
            outcome = start(state, sorted(FLYTER)[number % 4], None, I_DAG)
        elif what == "tekst" or (what == "knapp" and not buttons):
            gjelder_flyten(state, text, "", bool(number % 2))
            outcome = svar(state, Innspill(text), I_DAG)
        else:
            outcome = svar(state, Innspill(valg=ident if what == "falsk" else buttons[number % len(buttons)]), I_DAG)
        assert json.dumps(state) == before, "the state given is not changed"
        assert outcome.meldinger, "every turn says something"
        done, count = fremdrift(outcome.tilstand)
        assert 0 <= done <= count <= 17
        assert len(rader(outcome.tilstand)) <= 17
        gjenta(outcome.tilstand)
        if outcome.tilstand["flyt"]:
            assert outcome.tilstand["sporsmal"] in {*SPORSMAAL, "sjekk"}


@settings(max_examples=150, deadline=None)
@given(st.sampled_from([(flyt, key) for flyt, keys in FLYTER.items() for key in keys]), st.text(max_size=80))
def test_what_cannot_be_read_never_takes_the_place_of_what_was_read(where, text):
    flyt, key = where
    state = start(None, flyt, None, I_DAG).tilstand
    told = {"verdi": 40 if key == "alder" else "svaret", "status": "svart"}
    state = {**state, "sporsmal": key, "svar": {key: told} if SPORSMAAL[key].slag != "oppgaver" else {}}
    if SPORSMAAL[key].slag in ("fritekst", "oppgaver", "valg", "flervalg", "ja_nei"):
        return
    after = svar(state, Innspill("xqz " + "".join(char for char in text if not char.isalnum())), I_DAG).tilstand
    assert after["svar"][key] == told


def test_a_message_of_20_000_characters_is_read_to_its_end_at_every_kind_of_question():
    for key in ("alder", "timer", "situasjon", "oppgaver", "vedlegg", "arbeidsleder"):
        flyt = next(flyt for flyt, keys in FLYTER.items() if key in keys)
        state = {**start(None, flyt, None, I_DAG).tilstand, "sporsmal": key}
        for piece in ("dusj 30 min hver dag, ", "a", "1 ", "nei ", "og ", "dusj og mat og ", ", "):
            with must_end():
                svar(state, Innspill(piece * (20_000 // len(piece))), I_DAG)
