"""The page of the chat without JavaScript: transcript, forms and words, drawn with every value escaped."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from markupsafe import Markup, escape
from ruamel.yaml import YAML

from bot.channel.page import STATIC
from bot.channel.texts import MAALFORMER
from bot.channel.transcript import Tur
from bot.templates import template

MALER = Path(__file__).with_name("maler")
_NUMBER_GAP = re.compile(r"(\d) (?=\d{3}(?!\d)|kr\b|G\b)")


_TO_CALL = re.compile(r"(1\d\d(?:\s\d{3})?): ")
_PRIVACY = ("lagres", "kladd", "maskert", "kapsel")


@dataclass(frozen=True)
class Lagret:
    """A draft that has just been saved: its code, and the words about it."""

    kode: str
    melding: str


@dataclass
class Side:
    """What one page shows. `segl` seals its forms; without a conversation (`i_gang`) it is the way into one."""

    maalform: str
    fylt: Mapping[str, Mapping[str, str]]
    """By målform what the words about privacy name: kommune, timer, dager."""
    i_gang: bool = False
    turer: Sequence[Tur] = ()
    id: str = ""
    """Of the next message; the same for all forms of the page, of which one is sent."""
    segl: str = ""
    plass: int = 0
    """Characters when the latest question asks for free text, otherwise 0."""
    kladd: str = ""
    feil: str = ""
    feil_ved: str = "tekst"
    """Where the error is told: "tekst", "kode", "fil" (fetching a draft) or "lagre"."""
    ved_feltet: bool = True
    """The error is about what stands in the field."""
    beskjed: str = ""
    kan_lagres: bool = False
    """A guided flow has begun, so there are answers to save."""
    lagret: Lagret | None = None
    """The draft that this page tells about."""
    kode: str = ""
    """The code written, when it was refused."""

    def html(self) -> str:
        """The whole page. Raises KeyError for a word that neither tekster.json nor ord.yml has."""

        def say(key: str, lang: str = self.maalform, **values: object) -> str:
            words = _words()[lang if lang in MAALFORMER else self.maalform]
            return str(words[key]).format(**{**self.fylt[lang if lang in MAALFORMER else self.maalform], **values})

        return template(MALER / "uten_skript.html").render(
            **vars(self),
            ord=say,
            ordspraak=lambda lang: lang if lang in MAALFORMER else self.maalform,
            annen=next(other for other in MAALFORMER if other != self.maalform),
            personvern=[say(f"personvern_{part}") for part in _PRIVACY],
            blokker=blokker,
            innhold=innhold,
            samlet=together,
        )


def own_word(key: str, maalform: str) -> str:
    """A sentence of the page itself. Raises KeyError for an unknown key."""
    return str(_words()[maalform][key])


def innhold(message: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """The message in order, as static/melding.js has it: ("blokk", text as HTML), ("tabell", table), ("bilde", picture)."""
    parts: list[tuple[str, Any]] = []
    rest, after = message["tekst"], []
    for table in message.get("tabeller", ()):
        before, found, behind = rest.partition(table["linjer"]) if table["linjer"] else ("", "", "")
        if not found:
            after.append(("tabell", table))
            continue
        parts += [*(("blokk", block) for block in blokker(before)), ("tabell", table)]
        rest = behind
    parts += [("blokk", block) for block in blokker(rest)]
    return [*parts, *after, *([("bilde", message["bilde"])] if "bilde" in message else [])]


def together(text: str) -> str:
    """A number and its unit stay on one line: «2 027 kr»."""
    return _NUMBER_GAP.sub("\\1\u00a0", text)


def blokker(text: str) -> list[Markup]:
    """Lines that begin with "• " as a list, other lines as paragraphs with line breaks, as static/melding.js has them."""
    blocks: list[tuple[str, list[Markup]]] = []
    open_tag = ""
    for line in together(text).split("\n"):
        tag = "ul" if line.startswith("• ") else "p" if line.strip() else ""
        if tag and tag != open_tag:
            blocks.append((tag, []))
        if tag:
            blocks[-1][1].append(Markup("<li>{}</li>").format(_numbers(line[2:])) if tag == "ul" else escape(line))
        open_tag = tag
    return [
        Markup("<{0}>{1}</{0}>").format(tag, Markup("" if tag == "ul" else "<br>").join(lines)) for tag, lines in blocks
    ]


def _numbers(line: str) -> Markup:
    """A line that begins with a number to call, «116 117: Legevakten», has it as a link."""
    found = _TO_CALL.match(line)
    if not found:
        return escape(line)
    number = found[1]
    link = Markup('<a href="tel:{}">{}</a>').format("".join(number.split()), number)
    return link + escape(line[len(number) :])


@lru_cache(maxsize=1)
def _words() -> dict[str, dict[str, Any]]:
    shared = json.loads((STATIC / "tekster.json").read_text("utf-8"))
    own = YAML(typ="safe").load(MALER / "ord.yml")
    return {lang: {**shared[lang], **{key: words[lang] for key, words in own.items()}} for lang in MAALFORMER}
