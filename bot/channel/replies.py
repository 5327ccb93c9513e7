"""From what Rasa sends to what the browser gets."""

from __future__ import annotations

import json
import secrets
from typing import Any

from rasa.core.channels.channel import OutputChannel

from bot.channel import documents, feedback, kurve
from bot.channel.sessions import Button, Session
from bot.channel.texts import MAALFORMER

CHANNEL_NAME = "bpa"
_ANSWER_LANGUAGES = (*MAALFORMER, "en")


class Collector(OutputChannel):
    """Collects the messages of one turn, whole, so that the NLG's own keys (kilder, maalform) survive."""

    def __init__(self) -> None:
        self.messages: list[dict[str, Any]] = []

    @classmethod
    def name(cls) -> str:
        return CHANNEL_NAME

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        self.messages.append(dict(message))

    async def send_text_message(self, recipient_id: str, text: str, **kwargs: Any) -> None:
        await self.send_response(recipient_id, {"text": text, **kwargs})


def render(messages: list[dict[str, Any]], session: Session, max_free_text: int) -> list[dict[str, Any]]:
    """The messages as the JSON interface gives them; empty ones are left out.

    The session remembers what the buttons stand for (those of earlier turns are forgotten), the målform spoken, the
    data sets of its documents, the answers that are asked about, and whether the last message asks for free text (which then says how many characters).
    """
    session.buttons = {}
    said = [message for message in messages if message.get("text") or message.get("buttons")]
    rendered = [_rendered(message, session) for message in said]
    if said:
        feedback.ask(said, rendered, session)
        session.free_text = bool(said[-1].get("fritekst"))
        if session.free_text:
            rendered[-1]["fritekst"] = max_free_text
    return rendered


def payload(intent: str, **entities: object) -> str:
    """An order to the dialogue, as Rasa reads it."""
    return intent + json.dumps(entities)


def own_message(text: str, session: Session) -> dict[str, Any]:
    """A sentence of the channel itself, in the shape of the dialogue's messages."""
    return {"tekst": text, "maalform": session.maalform, "knapper": [], "kilder": []}


def _rendered(message: dict[str, Any], session: Session) -> dict[str, Any]:
    maalform = message.get("maalform")
    if maalform not in _ANSWER_LANGUAGES:
        maalform = session.maalform
    if maalform in MAALFORMER:
        session.maalform = maalform
    buttons = [_button(button["payload"], button["title"], session) for button in message.get("buttons") or []]
    sources = [
        {"tittel": source["tittel"], "url": _safe_address(source.get("url"))} for source in message.get("kilder") or []
    ]
    rendered = {"tekst": message.get("text") or "", "maalform": maalform, "knapper": buttons, "kilder": sources}
    if progress := message.get("fremdrift"):
        rendered["fremdrift"] = {"nr": progress["nr"], "antall": progress["antall"]}
    if tables := message.get("tabeller"):
        rendered["tabeller"] = [_table(table, session) for table in tables]
    if curve := message.get("kurve"):
        rendered["bilde"] = {"tittel": curve["tittel"], "tekst": curve["tekst"], "svg": kurve.svg(curve)}
    if data := message.get("dokument"):
        rendered["dokument"] = documents.keep(data, session)
    return rendered


def _button(payload: str, title: str, session: Session) -> dict[str, str]:
    button_id = secrets.token_urlsafe(9)
    session.buttons[button_id] = Button(payload, title)
    return {"id": button_id, "tittel": title}


def _table(table: dict[str, Any], session: Session) -> dict[str, Any]:
    """The table with a button in each row that can be changed; `tittel` names the row, since all read the same."""
    rows: list[dict[str, Any]] = []
    for row in table["rader"]:
        rows.append({"celler": row["celler"]})
        if row["payload"] and table["knapp"]:
            rows[-1]["knapp"] = _button(row["payload"], f"{table['knapp']}: {row['celler'][0]}", session)
    shown = {key: table[key] for key in ("tittel", "kolonner", "knapp", "foldet", "linjer")}
    return {**shown, "rader": rows}


def _safe_address(url: str | None) -> str:
    """The address when a browser may be sent there, otherwise "": the source is then named without a link."""
    return url if url and url.startswith("https://") else ""
