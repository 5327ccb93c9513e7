"""What all actions share: a crash becomes a kind reply, and the log learns no more than the error's type."""

import logging

from actions.base import BpaAction
from actions.kontakt import KontaktVis
from actions.krise import KriseVis
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


def test_a_crisis_gets_113_and_the_helpline_in_both_written_forms():
    for maalform in ("nb", "nn"):
        said = text(KriseVis(), "felles_krise", maalform=maalform)
        assert "113" in said
        assert "116 123" in said
