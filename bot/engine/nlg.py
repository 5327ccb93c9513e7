"""The response generator that `endpoints.yml` names: phrases from the response files, with figures and sources filled in.

Bokmål or Nynorsk is picked by Rasa itself, from the condition on the slot `maalform`. Added here:
- the dated figures of law and municipality (`facts.py`) for every placeholder that an action did not fill;
- a value that is a phrase, {"response": key, ...}, or a list of them (one line each), is put into words first;
- `deler`, phrases or lists of them, become further paragraphs of the same message;
- a value {"oppramsing": [...]} becomes an enumeration («a, b og c»);
- `knapper`, {"response", "payload"}, become buttons, `valg`, intents, buttons under their plain titles (utter_tema_<intent>);
- `tillegg` is handed on to the channel as it is (fremdrift, dokument);
- `tema`, the topic answered, and `usikker`, the topics an unsure reply offers, tell the channel what to count (`topics.py`);
- a value {"tabell": ...} is its lines in the text, and a table of the message too; `vis_tabeller` and `vis_kurve` add to the text (`vist.py`).
  Rasa lays an action's own values over the finished message, so they are never named as the message's parts are;
- `kilder`: the sources of the figures (from the action, `rate_kilder`) and of the phrases used, as title and address; `maalform` of the message.
"""

from typing import Any

from rasa.core.nlg.response import TemplatedNaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from bot import wording
from bot.engine import topics, vist
from bot.engine.facts import facts, source

DEFAULT_FORM = "nb"


class DatedResponseGenerator(TemplatedNaturalLanguageGenerator):
    """Rasa calls `generate`; `phrase` is the same for a phrase within a phrase."""

    def __init__(self, endpoint_config: EndpointConfig | None = None, domain: Domain | None = None) -> None:
        super().__init__((domain or Domain.empty()).responses)

    async def generate(
        self, utter_action: str, tracker: DialogueStateTracker, output_channel: str, **kwargs: Any
    ) -> dict[str, Any] | None:
        slots = tracker.current_slot_values()
        slots["maalform"] = self._form(utter_action, slots.get("maalform"))
        parts = kwargs.pop("deler", None) or []
        rate_sources = kwargs.pop("rate_kilder", None) or []
        buttons = list(kwargs.pop("knapper", None) or [])
        choices = kwargs.pop("valg", None) or []
        buttons += [{"response": f"utter_tema_{intent}", "payload": f"/{intent}"} for intent in choices]
        extra = kwargs.pop("tillegg", None) or {}
        tables = [value for value in kwargs.values() if vist.is_table(value)] + (kwargs.pop("vis_tabeller", None) or [])
        curve = kwargs.pop("vis_kurve", None)
        sources: list[str] = []
        message = self._phrase({"response": utter_action, **kwargs}, slots, output_channel, sources)
        if message is None:
            return None
        paragraphs = [message["text"]]
        paragraphs.extend(self._in_words(part, slots, output_channel, sources) for part in parts)
        message.pop("metadata", None)
        message["text"] = "\n\n".join(paragraph.strip() for paragraph in paragraphs if paragraph.strip())
        if buttons:
            offered = [
                {
                    "title": self._in_words({"response": button["response"]}, slots, output_channel, []),
                    "payload": button["payload"],
                }
                for button in buttons
            ]
            message["buttons"] = [*(message.get("buttons") or []), *offered]
        message["kilder"] = _each_once([*rate_sources, *(source(key) for key in sources)])
        message["maalform"] = form = slots["maalform"]
        if tables:
            message["tabeller"] = [
                vist.table(table, form, lambda value: self._in_words(value, slots, output_channel, []))
                for table in tables
            ]
        if curve:
            message["kurve"] = vist.curve(curve, form)
        intent = tracker.latest_message.intent.get("name") if tracker.latest_message else None
        if about := topics.topic(intent, utter_action, self.responses):
            message["tema"] = about
        if unsure := topics.offered(choices, self.responses):
            message["usikker"] = unsure
        return {**message, **extra}

    def _phrase(
        self, phrase: dict[str, Any], slots: dict[str, Any], output_channel: str, sources: list[str]
    ) -> dict[str, Any] | None:
        values = {key: self._in_words(value, slots, output_channel, sources) for key, value in phrase.items()}
        key = values.pop("response")
        said: dict[str, Any] | None = self.generate_from_slots(
            key, slots, output_channel, **{**facts(slots["maalform"]), **values}
        )
        if said is not None:
            sources.extend((said.get("metadata") or {}).get("kilder", []))
        return said

    def _in_words(self, value: Any, slots: dict[str, Any], output_channel: str, sources: list[str]) -> Any:
        if isinstance(value, dict) and "response" in value:
            said = self._phrase(value, slots, output_channel, sources)
            return said["text"] if said else ""
        if vist.is_table(value):
            return self._in_words(value["linjer"], slots, output_channel, sources)
        if vist.is_cell(value):
            return vist.cell(
                value, slots["maalform"], lambda part: self._in_words(part, slots, output_channel, sources)
            )
        if isinstance(value, dict) and "oppramsing" in value:
            items = [self._in_words(item, slots, output_channel, sources) for item in value["oppramsing"]]
            return wording.enumeration(items, slots["maalform"])
        if isinstance(value, list) and all(isinstance(item, dict) and "response" in item for item in value):
            return "\n".join(self._in_words(item, slots, output_channel, sources) for item in value)
        return value

    def _form(self, utter_action: str, asked: str | None) -> str:
        """The asked written form when the reply is written in it: words and figures fall back together."""
        written = any(
            {"type": "slot", "name": "maalform", "value": asked} in (variant.get("condition") or [])
            for variant in self.responses.get(utter_action, [])
        )
        return asked if asked and written else DEFAULT_FORM


def _each_once(sources: list[dict[str, str]]) -> list[dict[str, str]]:
    return [item for at, item in enumerate(sources) if item not in sources[:at]]
