"""Replies as data: which phrase of the response files, with which values, sources and further paragraphs.

No sentence stands here or in any action. `bot/engine/nlg.py` puts a reply into words.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from rasa_sdk.executor import CollectingDispatcher

from bot.calculator.result import Kilde
from bot.engine.facts import source_fields

Phrase = dict[str, Any]
Button = dict[str, str]
"""{"response": its title's phrase, "payload": what it stands for}."""
Paragraph = Phrase | list[Phrase]


def phrase(response: str, **values: Any) -> Phrase:
    """A phrase to stand inside another: as a value, in a list (one line each), or as a paragraph."""
    return {"response": response, **values}


def listing(items: Sequence[Any]) -> Phrase:
    """Phrases or words as one enumeration: «legeerklæring, fullmakt og epikrise»."""
    return {"oppramsing": list(items)}


@dataclass(frozen=True)
class Row:
    """Cells as phrases or words, the row's name first. `payload` of a button that changes the row; "" for none."""

    celler: Sequence[Any]
    payload: str = ""


def table(kind: str, rows: Iterable[Row], lines: Sequence[Phrase] = ()) -> dict[str, Any]:
    """A table of a kind that bot/engine/vist.yml knows. As a value it stands for its `lines` where only text is shown."""
    return {"tabell": kind, "linjer": list(lines), "rader": [vars(row) for row in rows]}


@dataclass
class Reply:
    """One message to the citizen. `add` appends a paragraph, `rest_on` the sources its figures come from."""

    response: str
    values: dict[str, Any] = field(default_factory=dict)
    paragraphs: list[Paragraph] = field(default_factory=list)
    sources: list[dict[str, str]] = field(default_factory=list)
    choices: list[str] = field(default_factory=list)
    """Intents offered as buttons, each under its plain title (utter_tema_<intent>), after the phrase's own."""

    buttons: list[Button] = field(default_factory=list)
    """Buttons with a payload of their own, after the phrase's and before the offered intents."""
    extra: dict[str, Any] = field(default_factory=dict)
    """What the channel shows beside the text: fremdrift {"nr", "antall"}, dokument (a data set of bot/documents);
    and what it counts: flytsteg (flyt_steg.py)."""
    tables: list[dict[str, Any]] = field(default_factory=list)
    """Tables that add to the text, and stand after it."""
    curve: dict[str, Any] | None = None
    """A picture after the text, of a kind that bot/engine/vist.yml knows."""

    def add(self, response: str, **values: Any) -> "Reply":
        self.paragraphs.append(phrase(response, **values))
        return self

    def rest_on(self, kilder: Iterable[Kilde]) -> "Reply":
        self.sources.extend(source_fields(kilde) for kilde in kilder)
        return self

    def send(self, dispatcher: CollectingDispatcher) -> None:
        dispatcher.utter_message(
            response=self.response,
            deler=self.paragraphs,
            rate_kilder=self.sources,
            knapper=self.buttons,
            valg=self.choices,
            tillegg=self.extra,
            vis_tabeller=self.tables,
            vis_kurve=self.curve,
            **self.values,
        )
