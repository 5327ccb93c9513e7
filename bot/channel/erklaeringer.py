"""The two statements, as pages of their own: `personvern` and `tilgjengelighet`, in the written form asked for."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channel.answers import Answers, browser_maalform
from bot.channel.page import Asset
from bot.channel.settings import ChannelSettings
from bot.channel.sted import Sted
from bot.channel.texts import MAALFORMER
from bot.templates import template

MALER = Path(__file__).with_name("maler")
ERKLAERINGER = ("personvern", "tilgjengelighet")


def mount(routes: Blueprint, answers: Answers, settings: ChannelSettings, sted: Sted) -> None:
    """Add both pages to the channel's routes; `?sprak=` chooses the written form, otherwise the browser does."""

    def page(name: str) -> Any:
        async def show(request: Request) -> HTTPResponse:
            wanted = request.args.get("sprak")
            maalform = wanted if wanted in MAALFORMER else browser_maalform(request)
            body = html(name, maalform, settings, sted).encode()
            return answers.asset(Asset(body, "text/html; charset=utf-8"), request, {"Vary": "Accept-Language"})

        return show

    for name in ERKLAERINGER:
        routes.add_route(page(name), f"/{name}", name=name)


@lru_cache(maxsize=8)
def html(name: str, maalform: str, settings: ChannelSettings, sted: Sted) -> str:
    """The page of a statement (`personvern`, `tilgjengelighet`) in Bokmål or Nynorsk."""
    shown = filled(maalform, settings, sted)
    other = next(other for other in MAALFORMER if other != maalform)
    words = {key: said[maalform] for key, said in _words("felles").items()}
    return template(MALER / "erklaering.html").render(
        navn=name,
        maalform=maalform,
        annen=other,
        ord_annen=_words("felles")["spraak"][other],
        ord=words,
        tekst=_filled(_words(name)[maalform], shown),
        sted=sted,
        egen_side=sted.personvernside if name == "personvern" else sted.tilgjengelighetserklaering,
        kommune=shown["kommune"],
    )


def filled(maalform: str, settings: ChannelSettings, sted: Sted) -> dict[str, str]:
    """What the words about privacy name: kommune, timer and dager, the latter two as people write a number."""
    return {
        "kommune": sted.kommune(maalform),
        "timer": _number(settings.idle_seconds / 3600),
        "dager": _number(settings.draft_days),
    }


def _number(value: float) -> str:
    return f"{round(value, 2):g}".replace(".", ",")


def _filled(part: Any, values: dict[str, str]) -> Any:
    if isinstance(part, dict):
        return {key: _filled(value, values) for key, value in part.items()}
    if isinstance(part, list):
        return [_filled(value, values) for value in part]
    return str(part).format(**values)


@lru_cache(maxsize=4)
def _words(name: str) -> Any:
    return YAML(typ="safe").load(MALER / f"{name}.yml")
