"""Saving the state of a guided flow, taking it up again and deleting it, over the JSON interface."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channel import errors
from bot.channel.answers import read_json
from bot.channel.drafts import LARGEST_BODY, too_large
from bot.channel.replies import payload
from bot.channel.sessions import Session

if TYPE_CHECKING:
    from bot.channel.web import WebChannel

RESUME_PAYLOAD = "/flyt_gjenoppta"
Ask = Callable[[str, Session], Awaitable[list[dict[str, Any]]]]


def mount(routes: Blueprint, channel: WebChannel, ask: Ask) -> None:
    """Add `api/samtaler/lagring`, `api/samtaler/henting` and `api/samtaler/sletting` to the channel's routes."""
    answers, drafts, texts = channel._answers, channel._drafts, channel._texts

    @routes.post("/api/samtaler/lagring", stream=True)
    @answers.answering_errors
    async def save(request: Request) -> HTTPResponse:
        session = channel._session(request, request.headers.get("authorization"))
        body = await read_json(request, channel.settings.max_body, channel._too_long(session))
        async with session.lock:
            return await saved(body.get("som"), session)

    @routes.post("/api/samtaler/henting", stream=True)
    @answers.answering_errors
    async def resume(request: Request) -> HTTPResponse:
        session = channel._session(request, request.headers.get("authorization"))
        body = await read_json(request, LARGEST_BODY, too_large())
        async with session.lock:
            state = await drafts.wanted(body, session.sender_id)
            messages = await ask(payload(RESUME_PAYLOAD, tilstand=state), session)
            session.transcript.turn(texts.say("utskrift_hentet", session.maalform), messages)
            return answers.json({"meldinger": messages})

    @routes.post("/api/samtaler/sletting", stream=True)
    @answers.answering_errors
    async def delete(request: Request) -> HTTPResponse:
        session = channel._session(request, request.headers.get("authorization"))
        body = await read_json(request, channel.settings.max_body, channel._too_long(session))
        await drafts.delete(body, session.sender_id)
        return answers.json({"melding": texts.say("kladd_slettet", session.maalform)})

    async def saved(wanted: object, session: Session) -> HTTPResponse:
        if wanted not in ("fil", "kode"):
            raise errors.BadField()
        state = await channel._state_of(session.sender_id)
        if state is None:
            raise errors.NothingToSave()
        if wanted == "fil":
            file = await drafts.as_file(state, session.sender_id)
            answers.metrics.flows.saved(session.sender_id)
            # Header values are ASCII: the words are quoted as in an address.
            told = {"X-Melding": quote(words("lagret_fil", file.until, session))}
            return answers.file(file.name, "text/plain; charset=us-ascii", file.body, told)
        code, until = await drafts.as_code(state, session.sender_id)
        answers.metrics.flows.saved(session.sender_id)
        return answers.json(
            {"kode": code, "gyldig_til": until.isoformat(), "melding": words("lagret_kode", until, session)}
        )

    def words(key: str, until: datetime, session: Session) -> str:
        told = [texts.say(key, session.maalform, utloper=until)]
        if not channel._secret_lasts:
            told.append(texts.say("lagret_til_omstart", session.maalform))
        return " ".join(told)
