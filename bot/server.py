"""The embedded default: one process with the web channel, the dialogue and the actions.

HOST=127.0.0.1 PORT=5005 python -m bot.server
"""

import asyncio
import logging
import os
import socket
import sys
import time
from functools import partial
from typing import Any, NoReturn

from ruamel.yaml import YAML

from bot import logg, settings
from bot.channel.settings import ChannelSettings

SWEEP_SECONDS = 60


class PortInUse(Exception):
    """Somebody else listens there; the message says what to do."""


def check_port(host: str, port: int) -> None:
    """Raises PortInUse before the slow loading begins, not after."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise PortInUse(
                f"Kan ikke lytte på {host}:{port} ({error.strerror}). Velg en annen port, for eksempel: PORT={port + 1} make run"
            ) from None


async def flow_state(conversations: Any, sender_id: str) -> dict[str, Any] | None:
    """What a conversation has to save: the guided flows' state, None before anything has been asked or answered."""
    tracker = await conversations.retrieve(sender_id)
    state: dict[str, Any] | None = tracker and tracker.get_slot("flyt")
    return state if state and (state.get("flyt") or state.get("svar")) else None


def channel_settings() -> ChannelSettings:
    """The channel's settings as credentials.yml has them, what BPA_KANAL says (one YAML mapping) before that.

    Raises ValueError naming the key when one is unknown or its value is not allowed.
    """
    yaml = YAML(typ="safe")
    listed = yaml.load(settings.ROOT / "credentials.yml")["bot.channel.web.WebChannel"] or {}
    own = yaml.load(os.environ.get("BPA_KANAL") or "{}")
    if not isinstance(own, dict):
        raise ValueError(f"BPA_KANAL={own!r} must be a mapping, as {{messages_per_minute: 60}}.")
    return ChannelSettings.from_mapping({**listed, **own})


def build_app() -> Any:
    """The Sanic app; the agent loads before it begins to listen, so whoever gets through gets an answer.

    Raises ModelMissing when the model cannot be loaded, ValueError for a setting or a folder that cannot be used.
    """
    from bot.engine.quiet import quiet

    quiet()  # before the first import of Rasa and TensorFlow, which take seconds and so stand only here
    from sanic import Sanic

    from bot.channel.kept import Dialogue
    from bot.channel.sted import Sted
    from bot.channel.web import WebChannel
    from bot.context import kommune
    from bot.engine import agent as engine
    from bot.engine.conversations import ConversationStore

    app: Any = Sanic("bpa_veilederen", configure_logging=False)
    conversations = ConversationStore()
    channel = WebChannel(
        channel_settings(),
        on_end=conversations.forget,
        state_of=partial(flow_state, conversations),
        dialogue=Dialogue(conversations.dump, conversations.restore),
        sted=Sted.fra(vars(kommune())),
    )

    async def handle(message: Any) -> Any:
        return await engine.answer(app.ctx.agent, message)

    app.blueprint(channel.blueprint(handle))
    channel.protect(app)

    async def begin_to_sweep(app: Any, loop: asyncio.AbstractEventLoop) -> None:
        app.add_task(sweep(), name="rydding")  # a task with a name ends with the server

    async def sweep() -> None:
        while True:
            channel.forget_idle()
            await channel.purge_drafts()
            await channel.purge_conversations()
            # A shorter life than a minute, as in a test, ends in its time too.
            await asyncio.sleep(min(SWEEP_SECONDS, channel.settings.idle_seconds))

    app.register_listener(begin_to_sweep, "before_server_start")
    app.ctx.agent = asyncio.run(engine.load(store=conversations))
    return app


def _cannot_start(why: str) -> NoReturn:
    """`why` is about the settings and the files, which are the operator's own."""
    logg.event("kan_ikke_starte", why, logging.ERROR, melding=why)
    sys.exit(1)


def serve() -> None:
    """Check, load, listen until stopped. Exits with 1 and one clear line when it cannot."""
    try:
        logg.set_up(settings.log_as_json(), settings.log_level())
    except settings.InvalidSetting as error:
        sys.exit(str(error))
    from bot.calculator.errors import CalculatorError
    from bot.context import kommune

    started = time.monotonic()
    try:
        host, port = settings.host(), settings.port()
        settings.today()
        sted = kommune().navn
        check_port(host, port)
    except (settings.InvalidSetting, CalculatorError, PortInUse) as error:
        _cannot_start(str(error))

    address = f"http://{host}:{port}/"
    logg.event(
        "start",
        f"BPA-veilederen for {sted}: laster dialogmodellen og språkmodellen …",
        kommune=sted,
        adresse=address,
    )
    from bot.engine.model import ModelMissing, existing_model

    if existing_model() is None:
        _cannot_start(
            "Det er ingen dialogmodell for dataene slik de er nå. Kjør «make train», eller «make run», som trener først."
        )
    try:
        app = build_app()
    except (ModelMissing, ValueError) as error:
        _cannot_start(str(error))

    async def tell(app: Any, loop: asyncio.AbstractEventLoop) -> None:
        seconds = time.monotonic() - started
        line = f"Klar på {seconds:.0f} sekunder: {address}  (stopp med Ctrl+C)"
        logg.event("klar", line, sekunder=round(seconds, 1), modell=app.ctx.agent.model_id)

    async def tell_that_it_stops(app: Any, loop: asyncio.AbstractEventLoop) -> None:
        logg.event("stopp", "Stopper.")

    app.register_listener(tell, "after_server_start")
    app.register_listener(tell_that_it_stops, "before_server_stop")
    app.run(host=host, port=port, access_log=False, debug=False, motd=False)


if __name__ == "__main__":
    serve()
