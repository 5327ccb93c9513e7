"""A conversation's documents over the JSON interface: as a file, and opened in a tab."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse

if TYPE_CHECKING:
    from bot.channel.web import WebChannel


def mount(routes: Blueprint, channel: WebChannel) -> None:
    """Add `api/samtaler/dokumenter/<file>` to the channel's routes."""
    answers = channel._answers

    @routes.get("/api/samtaler/dokumenter/<file_name:str>")
    @answers.answering_errors
    async def download(request: Request, file_name: str) -> HTTPResponse:
        session = channel._session(request, request.headers.get("authorization"))
        document = await channel._draw(file_name, session)
        return answers.file(document.name, document.content_type, document.body)

    @routes.post("/api/samtaler/dokumenter/<file_name:str>")
    @answers.answering_errors
    async def open_in_a_tab(request: Request, file_name: str) -> HTTPResponse:
        # A tab takes no Authorization header, and a blob: address would lend the document the page's own policy,
        # which allows it no style. So the page posts the token as a form: never in an address, never in a log.
        request.ctx.for_a_tab = True
        session = channel._session(request, f"Bearer {request.form.get('token')}")
        document = await channel._draw(file_name, session)
        shown = {"Content-Disposition": f'inline; filename="{document.name}"'}
        return answers.file(document.name, document.content_type, document.body, shown)
