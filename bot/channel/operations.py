"""What the operator's own machines ask for: is it live, is it ready, how is it going."""

from __future__ import annotations

import os
from collections.abc import Callable

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channel import errors, metrics
from bot.channel.answers import Answers
from bot.channel.limits import parsed_address

# What a proxy adds to a request that it passes on; one is enough to know that somebody else asks.
_PROXIED = ("forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip")


def add_routes(routes: Blueprint, answers: Answers, open_conversations: Callable[[], int]) -> None:
    """`/helse` (ready), `/helse/lever` (live), and `/metrics` for whom BPA_METRICS lets in.

    BPA_METRICS=1: programs of this machine, not through a proxy. BPA_METRICS=aapen: everybody who reaches the address.
    For all others `/metrics` does not exist.
    """
    shown = os.environ.get("BPA_METRICS", "")

    @routes.get("/helse")
    async def ready(request: Request) -> HTTPResponse:
        agent = getattr(request.app.ctx, "agent", None)
        if agent is None or not agent.is_ready():
            return answers.json({"status": "starter"}, 503)
        return answers.json({"status": "klar", "modell": agent.model_id})

    @routes.get("/helse/lever")
    async def live(request: Request) -> HTTPResponse:
        return answers.json({"status": "lever"})

    @routes.get("/metrics")
    @answers.answering_errors
    async def numbers(request: Request) -> HTTPResponse:
        if shown != "aapen" and not (shown == "1" and _of_this_machine(request)):
            raise errors.NotFound()
        return answers.plain(answers.metrics.text(open_conversations()), metrics.CONTENT_TYPE)


def _of_this_machine(request: Request) -> bool:
    peer = parsed_address(request.ip)
    return peer is not None and peer.is_loopback and not any(name in request.headers for name in _PROXIED)
