"""From an HTTP request to JSON, and from an answer or a refusal to an HTTP response with the right headers."""

from __future__ import annotations

import json
from collections.abc import Callable, Coroutine, Mapping
from functools import partial, wraps
from typing import Any

from sanic import Sanic
from sanic import exceptions as sanic_errors
from sanic.request import Request
from sanic.response import HTTPResponse
from sanic.router import Router

from bot import logg
from bot.channel import errors
from bot.channel.drafts import LARGEST_BODY
from bot.channel.metrics import Metrics
from bot.channel.page import Asset
from bot.channel.security import REQUEST_SECONDS, api_headers, document_headers, page_headers
from bot.channel.settings import ChannelSettings
from bot.channel.texts import Texts, preferred_maalform

Handler = Callable[..., Coroutine[Any, Any, HTTPResponse]]


class Answers:
    """Responses of the channel, each kind with its own headers."""

    def __init__(self, settings: ChannelSettings, texts: Texts, metrics: Metrics) -> None:
        self.metrics = metrics
        self._settings = settings
        self._texts = texts
        self._api_headers = api_headers(settings)
        self._document_headers = document_headers(settings)
        self.page_headers = page_headers(settings)

    def protect(self, app: Sanic) -> None:
        """Give the whole app the channel's limits, and its words for what no route of the channel can answer."""
        # Four times, so that a body somewhat too large is refused by its route, in words that fit.
        app.config.REQUEST_MAX_SIZE = 4 * max(self._settings.max_body, LARGEST_BODY)
        app.config.REQUEST_TIMEOUT = REQUEST_SECONDS
        # Sanic remembers the latest thousand addresses asked for, with whatever somebody has put into them.
        app.router.get = partial(Router.get.__wrapped__, app.router)  # type: ignore[assignment]

        def answer(request: Request, error: Exception) -> HTTPResponse:
            if isinstance(error, sanic_errors.NotFound):
                return self._refusal(errors.NotFound(), request)
            if isinstance(error, sanic_errors.MethodNotSupported):
                return self._refusal(errors.MethodNotAllowed(), request)
            if isinstance(error, sanic_errors.PayloadTooLarge):
                return self._refusal(errors.TooLong(grense=self._settings.max_text), request)
            if isinstance(error, sanic_errors.SanicException) and error.status_code < 500:
                return self._refusal(errors.BadJson(), request, error.status_code)
            return self._failure(error, request)

        app.error_handler.add(Exception, answer)

    def answering_errors(self, handler: Handler) -> Handler:
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

    def json(self, body: dict[str, Any], status: int = 200, headers: Mapping[str, str] | None = None) -> HTTPResponse:
        own = {**self._api_headers, **(headers or {})}
        return HTTPResponse(json.dumps(body, ensure_ascii=False), status, own, "application/json")

    def plain(
        self, text: str, content_type: str, status: int = 200, headers: Mapping[str, str] | None = None
    ) -> HTTPResponse:
        return HTTPResponse(text, status, {**self._api_headers, **(headers or {})}, content_type)

    def file(self, name: str, content_type: str, body: bytes, headers: Mapping[str, str] | None = None) -> HTTPResponse:
        """A file to keep, under a name in ASCII."""
        disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
        own = {**self._document_headers, **disposition, **(headers or {})}
        return HTTPResponse(body, headers=own, content_type=content_type)

    def asset(self, asset: Asset, request: Request, headers: Mapping[str, str] | None = None) -> HTTPResponse:
        own = {**self.page_headers, "ETag": asset.etag, **(headers or {})}
        if request.headers.get("if-none-match") == asset.etag:
            return HTTPResponse(status=304, headers=own)
        return HTTPResponse(asset.body, headers=own, content_type=asset.content_type)

    def _failure(self, error: Exception, request: Request) -> HTTPResponse:
        logg.failure("svar_feilet", error)
        return self._refusal(errors.ChannelError(), request)

    def _refusal(self, error: errors.ChannelError, request: Request, status: int | None = None) -> HTTPResponse:
        maalform = getattr(request.ctx, "maalform", None) or browser_maalform(request)
        words = self._texts.say(error.code, maalform, **error.values)
        self.metrics.refused(error.code)
        headers = {"Retry-After": str(error.values["sekunder"])} if "sekunder" in error.values else None
        if getattr(request.ctx, "for_a_tab", False):
            return self.plain(words, "text/plain; charset=utf-8", status or error.status, headers)
        return self.json({"feil": {"kode": error.code, "melding": words}}, status or error.status, headers)


async def read_json(
    request: Request, max_body: int, too_long: errors.ChannelError, optional: bool = False
) -> dict[str, Any]:
    """The body as one JSON object ({} for an empty body when `optional`).

    Raises `too_long` as soon as more than `max_body` bytes have come, BadJson when it is anything else.
    """
    assert request.stream is not None, "the route is declared with stream=True"
    raw = b""
    while (part := await request.stream.read()) is not None:
        raw += part
        if len(raw) > max_body:
            raise too_long
    if optional and not raw:
        return {}
    try:
        body = json.loads(raw)
    except (ValueError, RecursionError):
        raise errors.BadJson() from None
    if not isinstance(body, dict):
        raise errors.BadJson()
    return body


def browser_maalform(request: Request) -> str:
    """The written form that the browser asks for."""
    return preferred_maalform(request.headers.get("accept-language"))
