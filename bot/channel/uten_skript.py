"""The chat without JavaScript: the same conversation as the JSON interface's, by form posts and whole pages.

A page's address never says whose conversation it shows: a cookie holds the token that the interface gives as bearer.
Every form is sealed for its conversation, and a post from another site is refused.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import secrets
from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING, Any

from itsdangerous import Signer
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, redirect

from bot import logg
from bot.channel import errors, feedback
from bot.channel.answers import browser_maalform
from bot.channel.draft_routes import as_file, resume_answers, save_answers
from bot.channel.drafts import LARGEST_BODY, too_large
from bot.channel.privacy import mask
from bot.channel.replies import own_message
from bot.channel.security import api_headers
from bot.channel.sessions import Session
from bot.channel.transcript import Tur, turns
from bot.channel.typed_text import clean
from bot.channel.uten_side import Lagret, Side, own_word
from bot.channel.uten_skjema import COOKIE, NotFromHere, check_site, cookie, fields

if TYPE_CHECKING:
    from bot.channel.web import WebChannel

FOLDER = "uten-skript"
_HTML = "text/html; charset=utf-8"
Ask = Callable[[str, Session], Awaitable[list[dict[str, Any]]]]


def mount(routes: Blueprint, channel: WebChannel, ask: Ask) -> None:
    """Add the page below `uten-skript/` to the channel's routes."""
    pages = _Pages(channel, ask)

    @routes.get(f"/{FOLDER}")
    async def show_page(request: Request) -> HTTPResponse:
        return await pages.answer(pages.show, request)

    @routes.post(f"/{FOLDER}")
    async def receive_form(request: Request) -> HTTPResponse:
        return await pages.answer(pages.receive, request)

    @routes.post(f"/{FOLDER}/dokument")
    async def send_document(request: Request) -> HTTPResponse:
        return await pages.answer(pages.document, request)

    @routes.post(f"/{FOLDER}/tilbakemelding")
    async def take_feedback(request: Request) -> HTTPResponse:
        return await pages.answer(pages.feedback, request)

    @routes.post(f"/{FOLDER}/kladd")
    async def keep_or_fetch_draft(request: Request) -> HTTPResponse:
        return await pages.answer(pages.draft, request)

    @routes.get(f"/{FOLDER}/slettet")
    async def tell_that_it_ended(request: Request) -> HTTPResponse:
        return await pages.answer(pages.ended, request)


class _Pages:
    def __init__(self, channel: WebChannel, ask: Ask) -> None:
        self._channel = channel
        self._ask = ask
        # The secret's, as the tokens are: a page that is open when the server starts anew can still be sent.
        self._seals = Signer(channel._secret, salt="bpa.skjema", digest_method=hashlib.sha256)
        # Own style and icon on top of what the interface allows, which is nothing. With no-referrer a browser would
        # send "Origin: null" with our own forms.
        headers = api_headers(channel.settings)
        policy = f"style-src 'self'; img-src 'self'; {headers['Content-Security-Policy']}"
        self._headers = {**headers, "Content-Security-Policy": policy, "Referrer-Policy": "same-origin"}

    async def answer(self, handle: Callable[[Request], Awaitable[HTTPResponse]], request: Request) -> HTTPResponse:
        """The handler's answer; for every exception a page that the citizen can use."""
        try:
            return await handle(request)
        except Exception as error:
            return self._refusal(error, request)

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
        check_site(request)
        form = fields(request)
        if "start" in form:
            return await self._begin(form, request)
        session = self._sealed_session(request)
        if "slutt" in form:
            self._channel._sessions.forget(session)
            return self._to("slettet", cookie("", request) + "; Max-Age=0")
        await self._exchange(form, session, request)
        return self._to("./#svar")

    async def document(self, request: Request) -> HTTPResponse:
        """A finished document, or the transcript: the one for print in the browser, the others as files."""
        check_site(request)
        session = self._sealed_session(request)
        if "utskrift" in fields(request):
            words = session.transcript.as_text(self._channel._texts, session.maalform)
            return self._channel._answers.file("samtale-bpa.txt", "text/plain; charset=utf-8", words.encode())
        document = await self._channel._draw(fields(request).get("fil", ""), session)
        disposition = "inline" if document.content_type == _HTML else "attachment"
        shown = {"Content-Disposition": f'{disposition}; filename="{document.name}"'}
        return self._channel._answers.file(document.name, document.content_type, document.body, shown)

    async def feedback(self, request: Request) -> HTTPResponse:
        """Whether an answer helped (`svar`, its id, and `hjalp`, ja or nei); the thanks stand below it, in its place."""
        check_site(request)
        session, form = self._sealed_session(request), fields(request)
        said = {"svar": form.get("svar"), "hjalp": {"ja": True, "nei": False}.get(form.get("hjalp", ""))}
        async with session.lock:
            thanks = feedback.take(said, session, self._channel._texts, self._channel._answers.metrics)
            shown = session.turns[-1].meldinger if session.turns else []
            # Sent twice, or from an older page: counted, but thanked where the question still stands.
            if shown and shown[-1].get("tilbakemelding") == form["svar"]:
                shown.append({**own_message(thanks["takk"], session), "knapper": thanks["knapper"], "takk": True})
            await self._channel._sessions.save(session)
        return self._to("./#takk")

    async def draft(self, request: Request) -> HTTPResponse:
        """The answers saved under a code, which the page shows, or as a file; or a draft taken up again."""
        check_site(request)
        session, form = self._sealed_session(request), fields(request)
        if "som" in form:
            request.ctx.place = "lagre"
            saved = await save_answers(self._channel, form["som"], session)
            if saved.file:
                return as_file(self._channel, saved.file)
            # No redirect: the code stands in this answer alone, and nowhere on the server.
            return self._page(self._conversation(session, lagret=Lagret(saved.code or "", saved.told)))
        file = (request.files or {}).get("fil")
        request.ctx.place = "fil" if file else "kode"
        if len(request.body) > LARGEST_BODY:
            raise too_large()
        body = {"fil": file.body.decode(errors="replace")} if file else {"kode": form.get("kode", "")}
        await asyncio.shield(resume_answers(self._channel, body, session, self._ask))
        return self._to("./#svar")

    # --- The conversation ---

    async def _begin(self, form: dict[str, str], request: Request) -> HTTPResponse:
        wanted, address = form["start"], self._channel._addresses.of(request)
        opened = json.loads((await self._channel._start(wanted, wanted, self._ask, address)).body or b"")
        session = self._channel._sessions.find(f"Bearer {opened['token']}")
        session.turns = turns([Tur("", opened["meldinger"])])
        await self._channel._sessions.save(session)
        request.ctx.session, request.ctx.maalform = session, session.maalform
        request.ctx.cookie = cookie(opened["token"], request)
        if form.get("tekst", "").strip():
            # What was written to a conversation that had ended goes with the new one.
            await self._exchange({"tekst": form["tekst"]}, session, request)
        return self._to("./#svar", request.ctx.cookie)

    async def _exchange(self, form: dict[str, str], session: Session, request: Request) -> None:
        """One turn. A form that is sent twice, as by a double click, is answered once: it has the same id."""
        too_long = self._channel._too_long(session)
        if len(request.body) > self._channel.settings.max_body:
            raise too_long
        body: dict[str, Any] = {"id": form.get("id", "")}
        body |= {"knapp": form["knapp"]} if "knapp" in form else {"tekst": form.get("tekst", "")}
        # Shielded: when the connection is lost the answer is still made, and stands here at the next visit.
        await asyncio.shield(self._channel._in_turn(body, session, self._ask))

    def _session(self, request: Request) -> Session:
        authorization = f"Bearer {request.cookies.get(COOKIE)}"
        session = self._channel._sessions.find(authorization)
        if session.turns is None:
            # Begun through the interface: there is nothing to show of it.
            raise errors.UnknownConversation()
        request.ctx.session = session  # before the count: who has to wait still sees the conversation
        return self._channel._session(request, authorization)

    def _sealed_session(self, request: Request) -> Session:
        session = self._session(request)
        if not self._seals.verify_signature(session.sender_id, fields(request).get("segl", "")):
            raise NotFromHere()
        return session

    # --- Pages ---

    def _side(self, maalform: str, **shown: Any) -> Side:
        return Side(maalform, self._channel.filled, **shown)

    def _conversation(self, session: Session, **shown: Any) -> Side:
        return self._side(
            session.maalform,
            i_gang=True,
            turer=session.turns or (),
            kan_lagres=any("fremdrift" in message for turn in session.turns or () for message in turn.meldinger),
            id=secrets.token_urlsafe(9),
            segl=self._seals.get_signature(session.sender_id).decode("ascii"),
            plass=self._channel.settings.max_free_text if session.free_text else 0,
            **shown,
        )

    def _page(self, side: Side, status: int = 200, headers: Mapping[str, str] | None = None) -> HTTPResponse:
        own = {**self._headers, "Vary": "Accept-Language, Cookie", **(headers or {})}
        return HTTPResponse(side.html(), status, own, _HTML)

    def _to(self, address: str, cookie: str = "") -> HTTPResponse:
        headers = {**self._headers, **({"Set-Cookie": cookie} if cookie else {})}
        return redirect(address, headers, status=303)

    def _refusal(self, error: Exception, request: Request) -> HTTPResponse:
        """The page again, with what went wrong at the field and the draft in it."""
        maalform = getattr(request.ctx, "maalform", None) or browser_maalform(request)
        if isinstance(error, NotFromHere):
            # Nothing of what another site sent: neither its text, nor whose conversation this is.
            side = self._side(maalform, feil=own_word("ikke_herfra", maalform), ved_feltet=False)
            return self._page(side, 403)
        if not isinstance(error, errors.ChannelError):
            logg.failure("svar_feilet", error)
            error = errors.ChannelError()
        shown = {
            "feil": self._channel._texts.say(error.code, maalform, **error.values),
            "kladd": mask(clean(fields(request).get("tekst", ""))).text,
            "kode": mask(clean(fields(request).get("kode", ""))).text,
            "feil_ved": getattr(request.ctx, "place", "tekst"),
            "ved_feltet": isinstance(error, (errors.EmptyText, errors.TooLong, errors.DraftRefused)),
        }
        session = getattr(request.ctx, "session", None)
        side = self._conversation(session, **shown) if session and not session.ended else self._side(maalform, **shown)
        self._channel._answers.metrics.refused(error.code)
        headers = {"Retry-After": str(error.values["sekunder"])} if "sekunder" in error.values else {}
        if begun := getattr(request.ctx, "cookie", ""):
            headers["Set-Cookie"] = begun
        return self._page(side, error.status, headers)
