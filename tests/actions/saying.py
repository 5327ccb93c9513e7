"""An action's answer in words, without a trained model: the real actions, the real response generator, the real files."""

import asyncio
from functools import lru_cache
from typing import Any

from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.base import BpaAction
from bot.engine.nlg import DatedResponseGenerator
from tests.responses import ROOT, all_responses


@lru_cache(maxsize=1)
def _generator() -> DatedResponseGenerator:
    generator = DatedResponseGenerator(domain=Domain.empty())
    generator.responses = all_responses()
    return generator


@lru_cache(maxsize=1)
def _domain() -> Domain:
    return Domain.from_file(str(ROOT / "domain.yml"))


def say(
    action: BpaAction, intent: str, *entities: "tuple[str, Any]", maalform: str = "nb", text: str = "", **told: Any
) -> list[dict[str, Any]]:
    """The messages the action answers with: dicts with text, buttons, kilder, maalform."""
    latest = {
        "intent": {"name": intent},
        "entities": [{"entity": name, "value": value} for name, value in entities],
        "text": text,
    }
    tracker = Tracker("x", {"maalform": maalform, **told}, latest, [], False, None, {}, "action_listen")
    dispatcher = CollectingDispatcher()
    action.run(dispatcher, tracker, {})
    core = DialogueStateTracker("x", _domain().slots)
    core.slots["maalform"].value = maalform
    messages = []
    for message in dispatcher.messages:
        values = {key: value for key, value in message.items() if key != "response"}
        messages.append(asyncio.run(_generator().generate(message["response"], core, "bpa", **values)))
    return messages


def text(*args: Any, **kwargs: Any) -> str:
    return "\n\n".join(message["text"] for message in say(*args, **kwargs))
