"""«Fikk du svar?»: which answers a citizen is asked about, and what is said; counted by topic, never by person.

Asked after a turn that answers one topic and does nothing else: no refusal, no clarification, no question of a flow.
Each answer counts once. Counters only rise, so a changed mind is thanked, and helped on, but not counted again.
"""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channel import errors
from bot.channel.answers import read_json
from bot.channel.metrics import Metrics
from bot.channel.sessions import Asked, Button, Session
from bot.channel.texts import Texts

if TYPE_CHECKING:
    from bot.channel.web import WebChannel

MOST_ASKED = 5
"""Answers of a conversation that can still be told about; the oldest makes room."""
# Where a citizen without an answer may go, by what the dialogue answers there; their titles stand in meldinger.yml.
WAYS_ON = {"tilbakemelding_kontakt": "/kontakt_kommunen", "tilbakemelding_hjelp": "/felles_hjelp"}


def ask(said: list[dict[str, Any]], rendered: list[dict[str, Any]], session: Session) -> None:
    """Let the page ask after the last of the `rendered` messages, if `said`, as Rasa sent them, answer one topic."""
    topics = {message.get("tema") for message in said}
    topic = topics.pop() if len(topics) == 1 else None
    if topic:
        answer_id = secrets.token_urlsafe(9)
        rendered[-1]["tilbakemelding"] = answer_id
        session.asked[answer_id] = Asked(topic)
        for oldest in list(session.asked)[:-MOST_ASKED]:
            del session.asked[oldest]


def take(body: dict[str, Any], session: Session, texts: Texts, metrics: Metrics) -> dict[str, Any]:
    """Count {"svar": id, "hjalp": bool} and give the thanks: {"takk", "knapper"}, a way on after a no.

    Raises BadField for anything else, UnknownAnswer for an answer that is not, or no longer, asked about.
    """
    answer_id, helped = body.get("svar"), body.get("hjalp")
    if not isinstance(answer_id, str) or not isinstance(helped, bool):
        raise errors.BadField()
    asked = session.asked.get(answer_id)
    if asked is None:
        raise errors.UnknownAnswer()
    if not asked.counted:
        metrics.told(asked.topic, helped)
        session.asked[answer_id] = Asked(asked.topic, counted=True)
    words = texts.say(f"tilbakemelding_{'ja' if helped else 'nei'}", session.maalform)
    buttons = [] if helped else [_button(key, session, texts) for key in WAYS_ON]
    return {"takk": words, "knapper": buttons}


def mount(routes: Blueprint, channel: WebChannel) -> None:
    """Add `api/samtaler/tilbakemelding` to the channel's routes."""
    answers = channel._answers

    @routes.post("/api/samtaler/tilbakemelding", stream=True)
    @answers.answering_errors
    async def tell(request: Request) -> HTTPResponse:
        session = channel._session(request, request.headers.get("authorization"))
        body = await read_json(request, channel.settings.max_body, errors.BadField())
        # An answer under way gives the conversation new buttons.
        async with session.lock:
            thanks = take(body, session, channel._texts, answers.metrics)
            await channel._sessions.save(session)
            return answers.json(thanks)


def _button(key: str, session: Session, texts: Texts) -> dict[str, str]:
    """The button as the page gets it; the one that stands there already when it does."""
    title = texts.say(key, session.maalform)
    button = Button(WAYS_ON[key], title)
    known = next((button_id for button_id, offered in session.buttons.items() if offered == button), None)
    button_id = known or secrets.token_urlsafe(9)
    session.buttons[button_id] = button
    return {"id": button_id, "tittel": title}
