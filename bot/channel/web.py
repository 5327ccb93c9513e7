"""The web channel: chat page, JSON interface and health check on one Sanic blueprint.

Path of a message: session -> one at a time -> cleaned -> masked -> Rasa -> rendered. Knows no action and no rule.
"""

from __future__ import annotations

import asyncio
import json
import logging
import os
import secrets
from collections.abc import Awaitable, Callable, Coroutine
from functools import wraps
from typing import Any

from rasa.core.channels.channel import InputChannel, UserMessage
from rasa.shared.exceptions import RasaException
from sanic import Blueprint, Sanic
from sanic import exceptions as sanic_errors
from sanic.request import Request
from sanic.response import HTTPResponse, redirect

from bot.channel import errors
from bot.channel.page import Asset, load_files, load_pages
from bot.channel.privacy import mask
from bot.channel.replies import CHANNEL_NAME, Collector, own_message, render
from bot.channel.security import REQUEST_SECONDS, api_headers, page_headers
from bot.channel.sessions import Session, Sessions
from bot.channel.settings import ChannelSettings
from bot.channel.texts import MAALFORMER, Texts, preferred_maalform
from bot.channel.typed_text import read_text, without_command

logger = logging.getLogger(__name__)

OnNewMessage = Callable[[UserMessage], Awaitable[Any]]
Handler = Callable[..., Coroutine[Any, Any, HTTPResponse]]
# The dialogue answers this with its opening words; the channel only knows that a conversation begins.
START_PAYLOAD = "/felles_start"


class WebChannel(InputChannel):
    """Rasa input channel for the municipality's website.

    Under `rasa run` it is named in credentials.yml by its class path; our own server mounts `blueprint` at the root.
    `secret` signs the session tokens; without it BPA_HEMMELIGHET, and without that a random one for this process.
    `on_end` gets the sender_id of a conversation that has ended, so that its tracker can go too.
    Raises ValueError when the secret is too short.
    """

    def __init__(
        self,
        settings: ChannelSettings | None = None,
        secret: str | None = None,
        on_end: Callable[[str], None] = lambda sender_id: None,
    ) -> None:
        self.settings = settings or ChannelSettings()
        secret = secret or os.environ.get("BPA_HEMMELIGHET") or secrets.token_hex(32)
        self._sessions = Sessions(self.settings, secret, on_end=on_end)
        self._texts = Texts()
        self._pages = load_pages()
        self._files = load_files()
        self._api_headers = api_headers(self.settings)
        self._page_headers = page_headers(self.settings)

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
        routes = Blueprint("bpa_web")

        @routes.post("/api/samtaler", stream=True)
        @self._answering_errors
        async def start(request: Request) -> HTTPResponse:
            body = await self._read_json(request, optional=True)
            return await self._start(body.get("maalform"), _browser_maalform(request), on_new_message)

        @routes.post("/api/samtaler/meldinger", stream=True)
        @self._answering_errors
        async def send(request: Request) -> HTTPResponse:
            session = self._sessions.find(request.headers.get("authorization"))
            request.ctx.maalform = session.maalform
            body = await self._read_json(request)
            # One at a time: the second of two quick messages sees what the first one changed.
            async with session.lock:
                request.ctx.maalform = session.maalform
                return await self._send(body, session, on_new_message)

        @routes.get("/helse")
        async def health(request: Request) -> HTTPResponse:
            agent = getattr(request.app.ctx, "agent", None)
            if agent is None or not agent.is_ready():
                return self._json({"status": "starter"}, 503)
            return self._json({"status": "klar", "modell": agent.model_id})

        @routes.get("/")
        async def page(request: Request) -> HTTPResponse:
            if not request.path.endswith("/"):
                # The page's own addresses are relative, so that it works below any prefix.
                return redirect(request.path.rpartition("/")[2] + "/", headers=self._page_headers)
            return self._asset(self._pages[_browser_maalform(request)], request, {"Vary": "Accept-Language"})

        @routes.get("/static/<name:str>")
        @self._answering_errors
        async def static_file(request: Request, name: str) -> HTTPResponse:
            if name not in self._files:
                raise errors.NotFound()
            return self._asset(self._files[name], request)

        return routes

    def forget_idle(self) -> None:
        """End conversations that have been idle for too long, also when nobody else writes."""
        self._sessions.forget_idle()

    def protect(self, app: Sanic) -> None:
        """Give the whole app the channel's limits, and its words for what no route of the channel can answer."""
        app.config.REQUEST_MAX_SIZE = 4 * self.settings.max_body
        app.config.REQUEST_TIMEOUT = REQUEST_SECONDS

        def answer(request: Request, error: Exception) -> HTTPResponse:
            if isinstance(error, sanic_errors.NotFound):
                return self._refusal(errors.NotFound(), request)
            if isinstance(error, sanic_errors.MethodNotSupported):
                return self._refusal(errors.MethodNotAllowed(), request)
            if isinstance(error, sanic_errors.PayloadTooLarge):
                return self._refusal(errors.TooLong(grense=self.settings.max_text), request)
            if isinstance(error, sanic_errors.SanicException) and error.status_code < 500:
                return self._refusal(errors.BadJson(), request, error.status_code)
            return self._failure(error, request)

        app.error_handler.add(Exception, answer)

    # --- Conversation ---

    async def _start(self, wanted: object, browser: str, on_new_message: OnNewMessage) -> HTTPResponse:
        if wanted is not None and wanted not in MAALFORMER:
            raise errors.BadField()
        payload = START_PAYLOAD + (json.dumps({"maalform": wanted}) if wanted else "")
        token, session = self._sessions.create(str(wanted or browser))
        try:
            messages = await self._ask(payload, session, on_new_message)
        except BaseException:
            self._sessions.forget(session)
            raise
        return self._json({"token": token, "meldinger": messages}, 201)

    async def _send(self, body: dict[str, Any], session: Session, on_new_message: OnNewMessage) -> HTTPResponse:
        if ("tekst" in body) == ("knapp" in body):
            raise errors.BadField()
        if "knapp" in body:
            return self._json({"meldinger": await self._ask(_payload(body["knapp"], session), session, on_new_message)})
        masked = mask(read_text(body["tekst"], self.settings.max_text))
        messages = await self._ask(without_command(masked.text), session, on_new_message)
        if masked.kinds:
            notice = self._texts.masked(masked.kinds, session.maalform)
            messages.insert(0, own_message(notice, session))
        return self._json({"meldinger": messages})

    async def _ask(self, text: str, session: Session, on_new_message: OnNewMessage) -> list[dict[str, Any]]:
        """Rasa's answer to `text`; silence becomes an apology."""
        collector = Collector()
        message = UserMessage(text, collector, session.sender_id, input_channel=self.name())
        await asyncio.wait_for(on_new_message(message), self.settings.reply_seconds)
        answer = render(collector.messages, session)
        return answer or [own_message(self._texts.say("ikke_svar", session.maalform), session)]

    # --- Requests and responses ---

    async def _read_json(self, request: Request, optional: bool = False) -> dict[str, Any]:
        """The body as one JSON object ({} for an empty body when `optional`).

        Raises TooLong as soon as more than the allowed bytes have come, BadJson when it is anything else.
        """
        assert request.stream is not None, "the route is declared with stream=True"
        raw = b""
        while (part := await request.stream.read()) is not None:
            raw += part
            if len(raw) > self.settings.max_body:
                raise errors.TooLong(grense=self.settings.max_text)
        if optional and not raw:
            return {}
        try:
            body = json.loads(raw)
        except (ValueError, RecursionError):
            raise errors.BadJson() from None
        if not isinstance(body, dict):
            raise errors.BadJson()
        return body

    def _answering_errors(self, handler: Handler) -> Handler:
        """The handler, with every exception turned into an answer the citizen can use."""

        @wraps(handler)
        async def answered(request: Request, **kwargs: str) -> HTTPResponse:
            try:
                return await handler(request, **kwargs)
            except errors.ChannelError as error:
                return self._refusal(error, request)
            except sanic_errors.SanicException:
                raise
            except Exception as error:
                return self._failure(error, request)

        return answered

    def _failure(self, error: Exception, request: Request) -> HTTPResponse:
        # The type alone: a message or traceback may hold what the citizen wrote.
        logger.error("No answer given: %s", type(error).__name__)
        return self._refusal(errors.ChannelError(), request)

    def _refusal(self, error: errors.ChannelError, request: Request, status: int | None = None) -> HTTPResponse:
        maalform = getattr(request.ctx, "maalform", None) or _browser_maalform(request)
        words = self._texts.say(error.code, maalform, **error.values)
        return self._json({"feil": {"kode": error.code, "melding": words}}, status or error.status)

    def _json(self, body: dict[str, Any], status: int = 200) -> HTTPResponse:
        return HTTPResponse(json.dumps(body, ensure_ascii=False), status, self._api_headers, "application/json")

    def _asset(self, asset: Asset, request: Request, headers: dict[str, str] | None = None) -> HTTPResponse:
        headers = {**self._page_headers, "ETag": asset.etag, **(headers or {})}
        if request.headers.get("if-none-match") == asset.etag:
            return HTTPResponse(status=304, headers=headers)
        return HTTPResponse(asset.body, headers=headers, content_type=asset.content_type)


def _payload(button_id: object, session: Session) -> str:
    if not isinstance(button_id, str):
        raise errors.BadField()
    if button_id not in session.buttons:
        raise errors.UnknownButton()
    return session.buttons[button_id]


def _browser_maalform(request: Request) -> str:
    return preferred_maalform(request.headers.get("accept-language"))
