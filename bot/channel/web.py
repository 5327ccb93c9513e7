"""The web channel: chat page, JSON interface and health check on one Sanic blueprint.

Path of a message: session -> one at a time -> cleaned -> masked -> Rasa -> rendered. Knows no action and no rule.
"""

from __future__ import annotations

import asyncio
import hashlib
import os
import secrets
import time
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

from rasa.core.channels.channel import InputChannel, UserMessage
from rasa.shared.exceptions import RasaException
from sanic import Blueprint, Sanic
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channel import (
    document_routes,
    documents,
    draft_routes,
    erklaeringer,
    errors,
    feedback,
    innbygging,
    operations,
    page_routes,
    uten_skript,
)
from bot.channel.answers import Answers, browser_maalform, read_json
from bot.channel.drafts import Drafts, State
from bot.channel.kept import Dialogue, Kept
from bot.channel.limits import Addresses, Limits
from bot.channel.metrics import Metrics
from bot.channel.page import load_files, load_pages
from bot.channel.privacy import mask
from bot.channel.replies import CHANNEL_NAME, Collector, own_message, payload, render
from bot.channel.sessions import Button, Session, Sessions
from bot.channel.settings import ChannelSettings, conversation_folder, draft_folder
from bot.channel.sted import Sted
from bot.channel.texts import MAALFORMER, Texts
from bot.channel.typed_text import read_text, without_command
from bot.lagring import Samtalelager

OnNewMessage = Callable[[UserMessage], Awaitable[Any]]
Ask = Callable[[str, Session], Awaitable[list[dict[str, Any]]]]
StateOf = Callable[[str], Awaitable[State | None]]
# The dialogue answers this with its opening words; the channel only knows that a conversation begins.
START_PAYLOAD = "/felles_start"
LONGEST_ID = 64


async def _no_state(sender_id: str) -> State | None:
    return None


class WebChannel(InputChannel):
    """Rasa input channel for the municipality's website.

    Under `rasa run` it is named in credentials.yml by its class path; our own server mounts `blueprint` at the root.
    `secret` signs the session tokens and seals the drafts; without it BPA_HEMMELIGHET, and without that a random one
    for this process. `on_end` gets the sender_id of a conversation that has ended, so that its tracker can go too.
    `state_of` gives what there is to save of a conversation, None when there is nothing. With a lasting secret and a
    `dialogue` that can be taken out and put back, conversations are kept on disk and go on after a restart. `sted` is who is
    responsible.
    Raises ValueError when the secret is too short, or a folder of ours is open to others.
    """

    def __init__(
        self,
        settings: ChannelSettings | None = None,
        secret: str | None = None,
        on_end: Callable[[str], None] = lambda sender_id: None,
        state_of: StateOf = _no_state,
        dialogue: Dialogue | None = None,
        sted: Sted | None = None,
    ) -> None:
        self.settings, self.sted = settings or ChannelSettings(), sted or Sted()
        given = secret or os.environ.get("BPA_HEMMELIGHET")
        secret = self._secret = given or secrets.token_hex(32)
        self._secret_lasts = bool(given)
        self._metrics = Metrics()
        self._kept: Kept | None = None
        if given and dialogue:
            self._kept = Kept(Samtalelager(conversation_folder(), secret), self.settings, dialogue, self._metrics)

        def ended(sender_id: str) -> None:
            self._metrics.flows.ended(sender_id)
            on_end(sender_id)

        def left_memory(sender_id: str) -> None:
            self._metrics.flows.forget(sender_id)
            on_end(sender_id)

        self._sessions = Sessions(self.settings, secret, ended, left_memory, self._kept)
        self._drafts = Drafts(draft_folder(), secret, self.settings.draft_days)
        self._state_of = state_of
        self._drawing = asyncio.Semaphore(1)
        self._texts = Texts()
        self._answers = Answers(self.settings, self._texts, self._metrics)
        self._limits = Limits(self.settings)
        self._addresses = Addresses(self.settings.trusted_proxies)
        self.filled = {form: erklaeringer.filled(form, self.settings, self.sted) for form in MAALFORMER}

    @classmethod
    def name(cls) -> str:
        return CHANNEL_NAME

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> WebChannel:
        """The channel with the settings given under its class path. Raises RasaException naming a wrong one."""
        try:
            return cls(ChannelSettings.from_mapping(credentials))
        except ValueError as error:
            raise RasaException(f"credentials.yml, {cls.__module__}.{cls.__name__}: {error}") from None

    def blueprint(self, on_new_message: OnNewMessage) -> Blueprint:
        """The routes, relative to where they are mounted; `on_new_message` is Rasa's handler of a user message."""
        routes, files = Blueprint("bpa_web"), load_files()
        ask = partial(self._ask, on_new_message)
        self._conversation_routes(routes, ask)
        draft_routes.mount(routes, self, ask)
        feedback.mount(routes, self)
        document_routes.mount(routes, self)
        page_routes.mount(routes, self._answers, load_pages(self.filled), files)
        operations.add_routes(routes, self._answers, lambda: len(self._sessions))
        uten_skript.mount(routes, self, ask)
        erklaeringer.mount(routes, self._answers, self.settings, self.sted)
        innbygging.mount(routes, self._answers, files[innbygging.SCRIPT])
        return routes

    def forget_idle(self) -> None:
        """End conversations that have been idle for too long, also when nobody else writes."""
        self._sessions.forget_idle()

    async def purge_drafts(self) -> None:
        """Remove saved drafts whose time is over."""
        await self._drafts.purge()

    async def purge_conversations(self) -> None:
        """Remove conversations on disk whose time is over."""
        if self._kept:
            await self._kept.purge()

    def protect(self, app: Sanic) -> None:
        """Give the whole app the channel's limits, and its words for what no route of the channel can answer."""
        self._answers.protect(app)

    # --- Routes ---

    def _conversation_routes(self, routes: Blueprint, ask: Ask) -> None:
        @routes.post("/api/samtaler", stream=True)
        @self._answers.answering_errors
        async def start(request: Request) -> HTTPResponse:
            too_long = errors.TooLong(grense=self.settings.max_text)
            body = await read_json(request, self.settings.max_body, too_long, optional=True)
            address = self._addresses.of(request)
            return await self._start(body.get("maalform"), browser_maalform(request), ask, address)

        @routes.post("/api/samtaler/meldinger", stream=True)
        @self._answers.answering_errors
        async def send(request: Request) -> HTTPResponse:
            session = self._session(request, request.headers.get("authorization"))
            body = await read_json(request, self.settings.max_body, self._too_long(session))
            try:
                # Shielded: when the connection is lost the answer is still made, for the browser to ask for again.
                return self._answers.json({"meldinger": await asyncio.shield(self._in_turn(body, session, ask))})
            finally:
                request.ctx.maalform = session.maalform

        @routes.delete("/api/samtaler")
        @self._answers.answering_errors
        async def end(request: Request) -> HTTPResponse:
            self._sessions.forget(self._sessions.find(request.headers.get("authorization")))
            return self._answers.json({"slettet": True})

        @routes.get("/api/samtaler/utskrift")
        @self._answers.answering_errors
        async def transcript(request: Request) -> HTTPResponse:
            session = self._session(request, request.headers.get("authorization"))
            words = session.transcript.as_text(self._texts, session.maalform)
            return self._answers.file("samtale-bpa.txt", "text/plain; charset=utf-8", words.encode())

    # --- Conversation ---

    def _session(self, request: Request, authorization: str | None) -> Session:
        session = self._sessions.find(authorization)
        request.ctx.maalform = session.maalform
        self._limits.message(session.sender_id, self._addresses.of(request))
        return session

    async def _start(self, wanted: object, browser: str, ask: Ask, address: str = "") -> HTTPResponse:
        if wanted is not None and wanted not in MAALFORMER:
            raise errors.BadField()
        self._limits.conversation(address)
        token, session = self._sessions.create(str(wanted or browser), address)
        self._metrics.started()
        try:
            messages = await ask(payload(START_PAYLOAD, maalform=wanted) if wanted else START_PAYLOAD, session)
        except BaseException:
            self._sessions.forget(session)
            raise
        session.turn(None, messages)
        await self._sessions.save(session)
        return self._answers.json({"token": token, "meldinger": messages}, 201)

    async def _in_turn(self, body: dict[str, Any], session: Session, ask: Ask) -> list[dict[str, Any]]:
        # One at a time: the second of two quick messages sees what the first one changed.
        async with session.lock:
            messages = await self._send(body, session, ask)
            # Before the answer is sent: what the citizen has seen answered is never lost.
            if not session.saved:
                await self._sessions.save(session)
            return messages

    async def _send(self, body: dict[str, Any], session: Session, ask: Ask) -> list[dict[str, Any]]:
        """The answer to a message; the same one again for a message whose `id` has been answered."""
        message_id = _message_id(body)
        if message_id in session.answers:
            return session.answers[message_id]
        if ("tekst" in body) == ("knapp" in body):
            raise errors.BadField()
        if "knapp" in body:
            said, messages = await self._press(body["knapp"], session, ask)
        else:
            said, messages = await self._type(body["tekst"], session, ask)
        session.turn(said, messages, message_id)
        return messages

    async def _press(self, button_id: object, session: Session, ask: Ask) -> tuple[str, list[dict[str, Any]]]:
        button = _pressed(button_id, session)
        self._metrics.message("knapp")
        return button.title, await ask(button.payload, session)

    async def _type(self, typed: object, session: Session, ask: Ask) -> tuple[str, list[dict[str, Any]]]:
        masked = mask(read_text(typed, self._too_long(session)))
        self._metrics.message("tekst")
        messages = await ask(without_command(masked.text), session)
        if masked.kinds:
            self._metrics.masked()
            notice = self._texts.masked(masked.kinds, session.maalform)
            messages.insert(0, own_message(notice, session))
        return masked.text, messages

    async def _ask(self, on_new_message: OnNewMessage, text: str, session: Session) -> list[dict[str, Any]]:
        """Rasa's answer to `text`; silence becomes an apology."""
        if session.ended:
            raise errors.UnknownConversation()
        collector = Collector()
        message = UserMessage(text, collector, session.sender_id, input_channel=self.name())
        started = time.monotonic()
        try:
            await asyncio.wait_for(on_new_message(message), self.settings.reply_seconds)
        finally:
            if session.ended:
                self._sessions.forget(session)
        if session.ended:
            raise errors.UnknownConversation()
        self._metrics.answered(collector.messages, time.monotonic() - started, session.sender_id)
        answer = render(collector.messages, session, self.settings.max_free_text)
        return answer or [own_message(self._texts.say("ikke_svar", session.maalform), session)]

    def _too_long(self, session: Session) -> errors.TooLong:
        """The refusal, and with it the limit, of a text that is too long for the latest question."""
        if session.free_text:
            return errors.FreeTextTooLong(grense=self.settings.max_free_text)
        return errors.TooLong(grense=self.settings.max_text)

    async def _draw(self, file_name: str, session: Session) -> documents.Document:
        return await documents.draw(file_name, session, self.settings.reply_seconds, self._drawing)


def _message_id(body: dict[str, Any]) -> str:
    """What the id that the browser gave the message is kept as, "" for none: a digest, whatever may stand in it.

    Raises BadField for one that is too long, or no text.
    """
    message_id = body.get("id", "")
    if not isinstance(message_id, str) or len(message_id) > LONGEST_ID:
        raise errors.BadField()
    return message_id and hashlib.sha256(message_id.encode("utf-8", "surrogatepass")).hexdigest()


def _pressed(button_id: object, session: Session) -> Button:
    if not isinstance(button_id, str):
        raise errors.BadField()
    if button_id not in session.buttons:
        raise errors.UnknownButton()
    return session.buttons[button_id]
