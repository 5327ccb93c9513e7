"""What an answer was about, by a name that citizens are shown in plain words: for counting, never their own words.

The closed set is the intents with a title, utter_tema_<intent>, in the response files.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

TITLE = "utter_tema_"
# Small talk, the beginning of a guided flow, and the way to a human are no answers about BPA.
_NO_TOPIC = ("felles_", "flyt_", "start_", "kontakt_")
# Refusals, failures, what a flow says, and counter-questions leave the question unanswered.
_NO_ANSWER = ("utter_felles_", "utter_flyt_", "utter_pris_hvilken_inntekt", "utter_pris_ugyldig_inntekt")
_WAY_OUT = "felles_hjelp"


def topic(intent: str | None, response: str, responses: Collection[str]) -> str | None:
    """The topic that `response` answers, given the intent of the message; None when it answers none.

    «ja» to an offer asks what was offered, which the response key names. `responses`: the keys of all responses.
    """
    if response.startswith(_NO_ANSWER):
        return None
    name = response.removeprefix("utter_") if intent == "felles_ja" else intent or ""
    return name if f"{TITLE}{name}" in responses and not name.startswith(_NO_TOPIC) else None


def offered(intents: Iterable[str], responses: Collection[str]) -> list[str]:
    """The topics among the meanings that an unsure reply offers; the way out that it always has is none."""
    return [intent for intent in intents if f"{TITLE}{intent}" in responses and intent != _WAY_OUT]
