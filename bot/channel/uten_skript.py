"""The chat without JavaScript: the same conversation as the JSON interface's, by form posts and whole pages.

A page's address never says whose conversation it shows: a cookie holds the token that the interface gives as bearer.
Every form is sealed for its conversation, and a post from another site is refused.
"""

from __future__ import annotations

import hashlib
import json
import logging
import secrets
import weakref
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from itsdangerous import Signer
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, redirect

from bot.channel import errors
from bot.channel.answers import browser_maalform
from bot.channel.privacy import mask
from bot.channel.security import api_headers
from bot.channel.sessions import Session
from bot.channel.texts import MAALFORMER
from bot.channel.typed_text import clean, read_text
from bot.channel.uten_side import Side, Tur, own_word

if TYPE_CHECKING:
    from bot.channel.web import WebChannel

logger = logging.getLogger(__name__)

COOKIE = "bpa_samtale"
FOLDER = "uten-skript"
_HTML = "text/html; charset=utf-8"
Ask = Callable[[str, Session], Awaitable[list[dict[str, Any]]]]


class _NotFromHere(Exception):
    """A post without this conversation's seal, or from another site."""


def mount(routes: Blueprint, channel: WebChannel, ask: Ask) -> None:
    """Add the page below `uten-skript/` to the channel's routes."""
    pages = _Pages(channel, ask)
    # Not named after one address: Sanic gives the first page with and without its slash.
    routes.add_route(pages.show, f"/{FOLDER}", name="uten_skript")
    routes.add_route(pages.receive, f"/{FOLDER}", methods=["POST"], name="uten_skript_post")
    routes.add_route(pages.document, f"/{FOLDER}/dokument", methods=["POST"], name="uten_skript_dokument")
    routes.add_route(pages.ended, f"/{FOLDER}/slettet", name="uten_skript_slettet")


class _Pages:
    def __init__(self, channel: WebChannel, ask: Ask) -> None:
        self._channel = channel
        self._ask = ask
        # Conversations live in this process alone, and so may the key of their seals.
        self._seals = Signer(secrets.token_hex(32), salt="bpa.skjema", digest_method=hashlib.sha256)
        self._turns: dict[str, list[Tur]] = {}
        # Own style and icon on top of what the interface allows, which is nothing. With no-referrer a browser would
        # send "Origin: null" with our own forms.
        headers = api_headers(channel.settings)
        policy = f"style-src 'self'; img-src 'self'; {headers['Content-Security-Policy']}"
        self._headers = {**headers, "Content-Security-Policy": policy, "Referrer-Policy": "same-origin"}

    # --- Routes ---

    async def show(self, request: Request) -> HTTPResponse:
        """The conversation, or the way into one."""
        if not request.path.endswith("/"):
            return redirect(f"{FOLDER}/", headers=self._headers)
        try:
            return self._page(self._conversation(self._session(request)))
        except errors.UnknownConversation:
            maalform = browser_maalform(request)
            told = own_word("utlopt", maalform) if COOKIE in request.cookies else ""
            return self._page(self._side(maalform, beskjed=told))

    async def ended(self, request: Request) -> HTTPResponse:
        """What a citizen sees who has ended the conversation."""
        maalform = browser_maalform(request)
        return self._page(self._side(maalform, beskjed=own_word("sluttet", maalform)))

    async def receive(self, request: Request) -> HTTPResponse:
        """A message, a button, the beginning or the end; then back to the page, so that reloading sends nothing."""

        async def handled() -> HTTPResponse:
            _check_site(request)
            if "start" in _form(request):
                return await self._begin(request)
            session = self._sealed_session(request)
            if "slutt" in _form(request):
                self._channel._sessions.forget(session)
                return self._to("slettet", _cookie("", request) + "; Max-Age=0")
            await self._exchange(_form(request), session, request)
            return self._to("./#svar")

        return await self._answering(handled, request)

    async def document(self, request: Request) -> HTTPResponse:
        """A finished document: the one for print in the browser, the others as files."""

        async def handled() -> HTTPResponse:
            _check_site(request)
            session = self._sealed_session(request)
            document = await self._channel._draw(_form(request).get("fil", ""), session)
            disposition = "inline" if document.content_type == _HTML else "attachment"
            shown = {"Content-Disposition": f'{disposition}; filename="{document.name}"'}
            return self._channel._answers.file(document.name, document.content_type, document.body, shown)

        return await self._answering(handled, request)

    # --- The conversation ---

    async def _begin(self, request: Request) -> HTTPResponse:
        form = _form(request)
        if form["start"] not in MAALFORMER:
            raise errors.BadField()
        opened = json.loads((await self._channel._start(form["start"], form["start"], self._ask)).body or b"")
        session = self._channel._session(request, f"Bearer {opened['token']}")
        self._remember(session, Tur("", "", opened["meldinger"]))
        cookie = _cookie(opened["token"], request)
        if not form.get("tekst", "").strip():
            return self._to("./#svar", cookie)
        # What was written to a conversation that had ended goes with the new one.
        request.ctx.session = session
        try:
            await self._exchange({"tekst": form["tekst"]}, session, request)
        except Exception as error:
            response = self._refusal(error, request)
            response.headers["Set-Cookie"] = cookie
            return response
        return self._to("./#svar", cookie)

    async def _exchange(self, form: dict[str, str], session: Session, request: Request) -> None:
        """One turn. A form that is sent twice, as by a double click, is answered once."""
        limit = self._channel._too_long(session)
        if len(request.body) > self._channel.settings.max_body:
            raise limit
        async with session.lock:
            request.ctx.maalform = session.maalform
            turns = self._turns[session.sender_id]
            body = {key: form[key] for key in ("knapp", "tekst") if key in form}
            text = mask(read_text(body["tekst"], self._channel._too_long(session))).text if "tekst" in body else ""
            sent = body.get("knapp") or text
            if form.get("tur", str(len(turns))) != str(len(turns)) and sent == turns[-1].sendt:
                return
            said = text or _title(body.get("knapp"), turns)
            self._remember(session, Tur(said, sent, await self._channel._send(body, session, self._ask)))

    def _remember(self, session: Session, turn: Tur) -> None:
        if session.sender_id not in self._turns:
            self._turns[session.sender_id] = []
            # However the session ends, its transcript goes with it.
            weakref.finalize(session, self._turns.pop, session.sender_id, None)
        self._turns[session.sender_id].append(turn)

    def _session(self, request: Request) -> Session:
        session = self._channel._session(request, f"Bearer {request.cookies.get(COOKIE)}")
        if session.sender_id not in self._turns:
            # Begun through the interface: there is no transcript to go on with.
            raise errors.UnknownConversation()
        request.ctx.session = session
        return session

    def _sealed_session(self, request: Request) -> Session:
        session = self._session(request)
        if not self._seals.verify_signature(session.sender_id, _form(request).get("segl", "")):
            raise _NotFromHere()
        return session

    # --- Pages ---

    def _side(self, maalform: str, **shown: Any) -> Side:
        return Side(maalform, self._channel.settings.idle_seconds / 3600, **shown)

    def _conversation(self, session: Session, **shown: Any) -> Side:
        return self._side(
            session.maalform,
            i_gang=True,
            turer=self._turns[session.sender_id],
            segl=self._seals.get_signature(session.sender_id).decode("ascii"),
            plass=self._channel.settings.max_free_text if session.free_text else 0,
            **shown,
        )

    def _page(self, side: Side, status: int = 200) -> HTTPResponse:
        return HTTPResponse(side.html(), status, {**self._headers, "Vary": "Accept-Language, Cookie"}, _HTML)

    def _to(self, address: str, cookie: str = "") -> HTTPResponse:
        headers = {**self._headers, **({"Set-Cookie": cookie} if cookie else {})}
        return redirect(address, headers, status=303)

    async def _answering(self, handled: Callable[[], Awaitable[HTTPResponse]], request: Request) -> HTTPResponse:
        try:
            return await handled()
        except Exception as error:
            return self._refusal(error, request)

    def _refusal(self, error: Exception, request: Request) -> HTTPResponse:
        """The page again, with what went wrong at the field and the draft in it."""
        maalform = getattr(request.ctx, "maalform", None) or browser_maalform(request)
        if isinstance(error, _NotFromHere):
            # Nothing of what another site sent: neither its text, nor whose conversation this is.
            side = self._side(maalform, feil=own_word("ikke_herfra", maalform), ved_feltet=False)
            return self._page(side, 403)
        if not isinstance(error, errors.ChannelError):
            # The type alone: a message or traceback may hold what the citizen wrote.
            logger.error("No answer given: %s", type(error).__name__)
            error = errors.ChannelError()
        shown = {
            "feil": self._channel._texts.say(error.code, maalform, **error.values),
            "kladd": clean(_form(request).get("tekst", "")),
            "ved_feltet": isinstance(error, (errors.EmptyText, errors.TooLong)),
        }
        session = getattr(request.ctx, "session", None)
        side = self._conversation(session, **shown) if session else self._side(maalform, **shown)
        return self._page(side, error.status)


def _form(request: Request) -> dict[str, str]:
    return {key: values[0] for key, values in (request.form or {}).items()}


def _check_site(request: Request) -> None:
    """Raises _NotFromHere when the browser says that another site sent this. One that says nothing has the seal."""
    site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
    if site is not None:
        if site != "same-origin":
            raise _NotFromHere()
    elif origin is not None and urlsplit(origin).netloc != request.host:
        raise _NotFromHere()


def _cookie(token: str, request: Request) -> str:
    """The cookie's line. No Path: a browser then sends it back to this folder alone, whatever a proxy calls it."""
    told = {request.scheme, request.headers.get("x-forwarded-proto"), urlsplit(request.headers.get("origin", "")).scheme}
    return f"{COOKIE}={token}; HttpOnly; SameSite=Strict" + ("; Secure" if "https" in told else "")


def _title(button_id: str | None, turns: list[Tur]) -> str:
    """What the button says that the latest turn offers."""
    offered = (button for message in turns[-1].meldinger for button in message["knapper"])
    return next((button["tittel"] for button in offered if button["id"] == button_id), "")
