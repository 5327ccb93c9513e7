"""The launcher's script, which a municipality's own site fetches; the page's other files are for the page alone."""

from __future__ import annotations

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channel.answers import Answers
from bot.channel.page import Asset

SCRIPT = "innbygging.js"


def mount(routes: Blueprint, answers: Answers, script: Asset) -> None:
    """Add the script to the channel's routes, with leave for other sites to run it."""

    @routes.get(f"/static/{SCRIPT}")
    async def launcher(request: Request) -> HTTPResponse:
        return answers.asset(script, request, {"Cross-Origin-Resource-Policy": "cross-origin"})
