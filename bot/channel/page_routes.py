"""The chat page and its files over HTTP."""

from __future__ import annotations

from collections.abc import Mapping

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, redirect

from bot.channel import errors
from bot.channel.answers import Answers, browser_maalform
from bot.channel.page import Asset


def mount(routes: Blueprint, answers: Answers, pages: Mapping[str, Asset], files: Mapping[str, Asset]) -> None:
    """Add `/` and `static/<file>` to the channel's routes; `pages` by målform, `files` by name."""

    @routes.get("/")
    async def page(request: Request) -> HTTPResponse:
        if not request.path.endswith("/"):
            # The page's own addresses are relative, so that it works below any prefix.
            return redirect(request.path.rpartition("/")[2] + "/", headers=answers.page_headers)
        return answers.asset(pages[browser_maalform(request)], request, {"Vary": "Accept-Language"})

    @routes.get("/static/<name:str>")
    @answers.answering_errors
    async def static_file(request: Request, name: str) -> HTTPResponse:
        if name not in files:
            raise errors.NotFound()
        return answers.asset(files[name], request)
