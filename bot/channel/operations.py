"""What the operator's own machines ask for: is it live, is it ready, how is it going."""

from __future__ import annotations

from collections.abc import Callable

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channel import errors, metrics
from bot.channel.answers import Answers


def add_routes(routes: Blueprint, answers: Answers, open_conversations: Callable[[], int], metrics_shown: bool) -> None:
    """`/helse` (ready), `/helse/lever` (live), and `/metrics` where `metrics_shown`, otherwise as if it did not exist."""

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
        if not metrics_shown:
            raise errors.NotFound()
        return answers.plain(answers.metrics.text(open_conversations()), metrics.CONTENT_TYPE)
