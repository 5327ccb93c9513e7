"""Saving the state of a guided flow, taking it up again and deleting it, over the JSON interface."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channel import errors
from bot.channel.answers import read_json
from bot.channel.drafts import LARGEST_BODY, SavedFile, too_large
from bot.channel.replies import payload
from bot.channel.sessions import Session

if TYPE_CHECKING:
    from bot.channel.web import WebChannel

RESUME_PAYLOAD = "/flyt_gjenoppta"
Ask = Callable[[str, Session], Awaitable[list[dict[str, Any]]]]


@dataclass(frozen=True)
class Saved:
    """A draft as a file or under a code (the other is None), and what to tell about it."""

    file: SavedFile | None
    code: str | None
    until: datetime
    told: str


def mount(routes: Blueprint, channel: WebChannel, ask: Ask) -> None:
    """Add `api/samtaler/lagring`, `api/samtaler/henting` and `api/samtaler/sletting` to the channel's routes."""
    answers = channel._answers

    @routes.post("/api/samtaler/lagring", stream=True)
    @answers.answering_errors
    async def save(request: Request) -> HTTPResponse:
        session = channel._session(request, request.headers.get("authorization"))
        body = await read_json(request, channel.settings.max_body, channel._too_long(session))
        draft = await save_answers(channel, body.get("som"), session)
        if draft.file:
            # Header values are ASCII: the words are quoted as in an address.
            return as_file(channel, draft.file, {"X-Melding": quote(draft.told)})
        return answers.json({"kode": draft.code, "gyldig_til": draft.until.isoformat(), "melding": draft.told})

    @routes.post("/api/samtaler/henting", stream=True)
    @answers.answering_errors
    async def resume(request: Request) -> HTTPResponse:
        session = channel._session(request, request.headers.get("authorization"))
        body = await read_json(request, LARGEST_BODY, too_large())
        return answers.json({"meldinger": await resume_answers(channel, body, session, ask)})

    @routes.post("/api/samtaler/sletting", stream=True)
    @answers.answering_errors
    async def delete(request: Request) -> HTTPResponse:
        session = channel._session(request, request.headers.get("authorization"))
        body = await read_json(request, channel.settings.max_body, channel._too_long(session))
        await channel._drafts.delete(body, session.sender_id)
        return answers.json({"melding": channel._texts.say("kladd_slettet", session.maalform)})


async def save_answers(channel: WebChannel, wanted: object, session: Session) -> Saved:
    """The conversation's answers kept as "fil" or "kode". Raises BadField, NothingToSave, DraftRefused."""
    if wanted not in ("fil", "kode"):
        raise errors.BadField()
    async with session.lock:
        state = await channel._state_of(session.sender_id)
        if state is None:
            raise errors.NothingToSave()
        if wanted == "fil":
            file = await channel._drafts.as_file(state, session.sender_id)
            channel._metrics.flows.saved(session.sender_id)
            return Saved(file, None, file.until, _told(channel, "lagret_fil", file.until, session))
        code, until = await channel._drafts.as_code(state, session.sender_id)
        channel._metrics.flows.saved(session.sender_id)
        return Saved(None, code, until, _told(channel, "lagret_kode", until, session))


async def resume_answers(channel: WebChannel, body: dict[str, Any], session: Session, ask: Ask) -> list[dict[str, Any]]:
    """What the dialogue says to the draft that {"kode"} or {"fil"} stands for. Raises BadField, EmptyText, DraftRefused."""
    async with session.lock:
        state = await channel._drafts.wanted(body, session.sender_id)
        messages = await ask(payload(RESUME_PAYLOAD, tilstand=state), session)
        session.turn(channel._texts.say("utskrift_hentet", session.maalform), messages)
        await channel._sessions.save(session)
        return messages


def as_file(channel: WebChannel, file: SavedFile, headers: dict[str, str] | None = None) -> HTTPResponse:
    return channel._answers.file(file.name, "text/plain; charset=us-ascii", file.body, headers)


def _told(channel: WebChannel, key: str, until: datetime, session: Session) -> str:
    told = [channel._texts.say(key, session.maalform, utloper=until)]
    if not channel._secret_lasts:
        told.append(channel._texts.say("lagret_til_omstart", session.maalform))
    return " ".join(told)
