"""When a guided flow asks again: after a side question is answered, and never in a crisis, a pause or between flows."""

import pytest
from rasa.shared.core.events import ActionExecuted, SlotSet, UserUttered
from rasa.shared.core.slots import AnySlot
from rasa.shared.core.trackers import DialogueStateTracker

from bot.engine.flow_policy import ASK_AGAIN, is_running, next_action

RUNNING = {"flyt": "soknad", "pauset": False}


def tracker(state, *actions):
    slots = [AnySlot("flyt", mappings=[{}])]
    events = [SlotSet("flyt", state), UserUttered("hva koster det?"), *(ActionExecuted(name) for name in actions)]
    return DialogueStateTracker.from_events("x", events, slots=slots)


def test_after_the_answer_to_a_side_question_the_flow_asks_again_and_then_listens():
    assert next_action(tracker(RUNNING, "action_pris_beregn")) == ASK_AGAIN
    assert next_action(tracker(RUNNING, "action_pris_beregn", ASK_AGAIN)) == "action_listen"


@pytest.mark.parametrize(
    ("state", "actions"),
    [
        (RUNNING, ()),  # the rule for the message comes first
        (RUNNING, ("action_flyt_svar",)),  # the flow has asked by itself
        (RUNNING, ("action_flyt_start",)),
        (RUNNING, ("action_krise_vis",)),  # nothing is asked after a cry for help
        (RUNNING, ("action_pris_beregn", "action_listen")),
        ({"flyt": "soknad", "pauset": True}, ("action_pris_beregn",)),
        ({"flyt": None, "pauset": False}, ("action_pris_beregn",)),
        (None, ("action_pris_beregn",)),
    ],
)
def test_otherwise_the_rules_decide(state, actions):
    assert next_action(tracker(state, *actions)) is None


def test_a_paused_flow_does_not_run():
    assert is_running(tracker(RUNNING))
    assert not is_running(tracker({"flyt": "klage", "pauset": True}))
