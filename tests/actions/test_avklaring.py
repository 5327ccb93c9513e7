"""When the message was not understood: likely meanings as buttons, then the general ones, then a human."""

from actions.avklaring import FellesAvklar
from actions.base import Question
from actions.reply import Reply


def answer(*ranking: "tuple[str, float]", unclear: int = 1) -> Reply:
    question = Question("nlu_fallback", "nb", (), ranking=(("nlu_fallback", 0.6), *ranking), turns_unclear=unclear)
    return next(iter(FellesAvklar().answer(question)))


def test_the_likely_meanings_become_buttons_with_a_way_to_something_else():
    reply = answer(("pris_gratis", 0.4), ("bpa_hjelp_til", 0.3), ("felles_utenfor", 0.1), ("felles_takk", 0.05))
    assert reply.response == "utter_felles_mente_du"
    assert reply.choices == ["pris_gratis", "bpa_hjelp_til", "felles_hjelp"]


def test_no_more_than_three_meanings_are_offered():
    ranking = [(intent, 0.2) for intent in ("pris_gratis", "bpa_hjelp_til", "rett_hvem", "klage_frist")]
    assert answer(*ranking).choices == ["pris_gratis", "bpa_hjelp_til", "rett_hvem", "felles_hjelp"]


def test_without_a_likely_meaning_the_general_topics_are_offered():
    assert answer(("felles_utenfor", 0.5), ("pris_gratis", 0.01)).response == "utter_felles_forstod_ikke"


def test_the_third_message_in_a_row_that_is_not_understood_gets_a_human():
    assert answer(("pris_gratis", 0.4), unclear=2).response == "utter_felles_mente_du"
    assert answer(("pris_gratis", 0.4), unclear=3).response == "utter_felles_overlevering"


def test_messages_not_understood_are_counted_from_the_latest_backwards():
    from rasa_sdk import Tracker

    def said(intent: str) -> dict:
        return {"event": "user", "parse_data": {"intent": {"name": intent}}}

    events = [said("nlu_fallback"), said("klage_frist"), {"event": "bot"}, said("nlu_fallback"), said("nlu_fallback")]
    tracker = Tracker("x", {}, {"intent": {"name": "nlu_fallback"}}, events, False, None, {}, "action_listen")
    assert Question.from_tracker(tracker).turns_unclear == 2
