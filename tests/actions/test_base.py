"""What all actions share: a crash becomes a kind reply, and the log learns no more than the error's type."""

import logging

import pytest
from rasa_sdk import Tracker

from actions.base import BpaAction, Question
from actions.kontakt import KontaktVis
from actions.krise import KriseVis
from actions.sprak import FellesSprak
from tests.actions.saying import text


class Crashing(BpaAction):
    def name(self):
        return "action_test_krasj"

    def answer(self, question):
        raise RuntimeError(f"secret: {question.text}")


def test_an_action_that_crashes_apologises_and_shows_a_way_on(caplog):
    with caplog.at_level(logging.ERROR):
        said = text(Crashing(), "pris_inntekt", text="diagnosen min er hemmelig")
    assert "Beklager" in said
    assert "tildelingskontoret" in said
    assert "RuntimeError" in caplog.text
    assert "hemmelig" not in caplog.text


def test_contact_shows_only_fields_that_the_municipality_has_filled_in():
    said = text(KontaktVis(), "kontakt_kommunen")
    assert "fredrikstad.kommune.no" in said
    assert "Telefon" not in said
    assert "None" not in said


@pytest.mark.parametrize(
    ("maalform", "doctor", "cannot_wait"),
    [
        ("nb", "116 117: Legevakten", "ikke kan vente"),
        ("nn", "116 117: Legevakta", "ikkje kan vente"),
        ("en", "116 117: The out-of-hours doctor (legevakten)", "cannot wait"),
    ],
)
def test_a_crisis_gets_113_and_the_helpline_in_its_own_language(maalform, doctor, cannot_wait):
    said = text(KriseVis(), "felles_krise", maalform=maalform)
    assert all(part in said for part in ("113", "116 123", f"{doctor}, ", cannot_wait))


@pytest.mark.parametrize(("slot", "written"), [("nb", "nb"), ("nn", "nn"), ("en", "en"), (None, "nb"), ("de", "nb")])
def test_figures_follow_the_language_of_the_conversation_and_bokmaal_until_there_is_one(slot, written):
    tracker = Tracker("x", {"maalform": slot}, {}, [], False, None, {}, "action_listen")
    assert Question.from_tracker(tracker).maalform == written


def test_a_wish_for_english_is_granted_in_english():
    said = text(FellesSprak(), "felles_sprak", ("maalform_valgt", "en"), maalform="en")
    assert "from now on I will give you short answers in English" in said
