"""The dialogue engine in one process: Rasa's agent with the actions called directly, no HTTP hop between them."""

import asyncio
import os
from collections.abc import Callable, Coroutine
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from bot.engine.quiet import quiet

quiet()  # before Rasa and TensorFlow are imported: both decide on telemetry and logging then

from rasa.core.actions.action import RemoteAction  # noqa: E402
from rasa.core.agent import Agent, load_agent  # noqa: E402
from rasa.core.channels.channel import OutputChannel, UserMessage  # noqa: E402
from rasa.core.utils import AvailableEndpoints  # noqa: E402
from rasa.utils.endpoints import EndpointConfig  # noqa: E402
from rasa_sdk.executor import ActionExecutor  # noqa: E402

from bot import logg  # noqa: E402
from bot.engine.conversations import ConversationStore  # noqa: E402
from bot.engine.flow_policy import is_running  # noqa: E402
from bot.engine.model import ModelMissing, existing_model, model_path  # noqa: E402
from bot.engine.questions import pieces, questions  # noqa: E402
from bot.settings import ROOT  # noqa: E402

T = TypeVar("T")
_WARM_UP = "oppvarming"
_FAILED = "utter_felles_feil"
LONGEST_EXPLAINED, WEIGHTIEST = 30, 5  # words


class InProcessActions(EndpointConfig):
    """Looks like an action server to Rasa, and calls the actions of the package `actions` in this process."""

    def __init__(self) -> None:
        # The URL is only what Rasa would name in an error; nothing listens there.
        super().__init__(url="in-process://actions", enable_selective_domain=True)
        self._executor = ActionExecutor()
        self._executor.register_package("actions")
        # Rasa checks what an action server sends against a JSON schema, and that schema against its own, at every call:
        # some 20 ms a message, for an answer that never left this process.
        RemoteAction._validate_action_result = lambda action, result: True

    async def request(self, *args: Any, json: dict[str, Any] | None = None, **kwargs: Any) -> Any:
        call = json or {}
        try:
            return await self._executor.run(call)
        except Exception as error:  # each action answers for itself; this is for what stands around them
            logg.failure("handling_feilet", error, handling=call.get("next_action"))
            return {"events": [], "responses": [{"response": _FAILED}]}


async def load(root: Path = ROOT, store: ConversationStore | None = None) -> Agent:
    """The agent on the model for the present data, its conversations in `store`.

    Raises ModelMissing when it is not trained, or cannot be loaded.

    The working directory becomes the checkout, since config.yml names the spaCy pipeline relative to it.
    """
    model = existing_model(root)
    if model is None:
        raise ModelMissing(f"Fant ingen modell for dataene slik de er nå ({model_path(root).name}). Kjør «make train».")
    os.chdir(root)
    endpoints = AvailableEndpoints.read_endpoints(str(root / "endpoints.yml"))
    endpoints.action = InProcessActions()
    store = store or ConversationStore()
    endpoints.tracker_store = store
    agent = await load_agent(str(model), endpoints=endpoints)
    if not agent.is_ready():
        raise ModelMissing(
            f"Modellen {model.name} er ødelagt og lot seg ikke laste. Slett filen i models/, og kjør «make train»."
        )
    await _warm_up(agent)
    store.forget(_WARM_UP)
    return agent


async def _warm_up(agent: Agent) -> None:
    """Let the first citizen wait no longer than the next: the first pass through the model is slow."""
    for text in ("hva koster det når vi tjener 400 000", "er 28 timar i veka nok"):
        await talk(agent, text, _WARM_UP)


async def answer(agent: Agent, message: UserMessage) -> None:
    """Let the assistant answer one message from any channel; several questions in it are answered in turn.

    While a guided flow runs, a message is heard whole: what looks like two questions may be one answer.
    """
    for text in await _asked(agent, message):
        part = UserMessage(text, message.output_channel, message.sender_id, input_channel=message.input_channel)
        await agent.handle_message(part)


async def _asked(agent: Agent, message: UserMessage) -> list[str]:
    if message.text.startswith("/") or len(pieces(message.text)) < 2:
        return [message.text]
    tracker = await agent.tracker_store.retrieve(message.sender_id)
    if tracker is not None and is_running(tracker):
        return [message.text]
    return await questions(message.text, agent.parse_message)


class Collector(OutputChannel):
    """Keeps what the assistant says, for the shell and for warming up."""

    def __init__(self) -> None:
        self.messages: list[dict[str, Any]] = []

    @classmethod
    def name(cls) -> str:
        return "bpa"

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        self.messages.append(message)


async def talk(agent: Agent, text: str, sender: str) -> list[dict[str, Any]]:
    """One message in, the assistant's messages out: dicts with text, buttons, kilder, maalform."""
    output = Collector()
    await answer(agent, UserMessage(text, output, sender, input_channel="bpa"))
    return output.messages


async def understood(agent: Agent, sender: str) -> dict[str, Any]:
    """How the latest message was read: {"intent", "intent_ranking", "entities"} as Rasa's parse data."""
    tracker = await agent.tracker_store.retrieve(sender)
    return dict(tracker.latest_message.parse_data)


async def why(agent: Agent, text: str) -> list[dict[str, Any]]:
    """What made the message be read as it was: each word with the confidence of that intent when the word is left out.

    The weightiest words first, at most five: [{"ord": "klage", "uten": 0.31}]. A short text has every word.
    """
    words = text.split()[:LONGEST_EXPLAINED]
    read = (await agent.parse_message(text))["intent_ranking"]
    intent = next((item["name"] for item in read if item["name"] != "nlu_fallback"), None)
    without: list[dict[str, Any]] = []
    for at, word in enumerate(words):
        rest = " ".join(words[:at] + words[at + 1 :])
        ranking = (await agent.parse_message(rest))["intent_ranking"] if rest else []
        left = next((item["confidence"] for item in ranking if item["name"] == intent), 0.0)
        without.append({"ord": word, "uten": round(float(left), 4)})
    return sorted(without, key=lambda item: item["uten"])[:WEIGHTIEST]


def runner() -> Callable[[Coroutine[Any, Any, T]], T]:
    """Runs coroutines one after another in the same loop, for the command line."""
    return _loop().run_until_complete


@lru_cache(maxsize=1)
def _loop() -> asyncio.AbstractEventLoop:
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    return loop
