"""The page of the chat without JavaScript: transcript, forms and words, drawn with every value escaped."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
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


@dataclass
class Side:
    """What one page shows. `segl` seals its forms; without a conversation (`i_gang`) it is the way into one."""

    maalform: str
    timer: float
    """How long a conversation is kept, in hours."""
    i_gang: bool = False
    turer: Sequence[Tur] = ()
    id: str = ""
    """Of the next message; the same for all forms of the page, of which one is sent."""
    segl: str = ""
    plass: int = 0
    """Characters when the latest question asks for free text, otherwise 0."""
    kladd: str = ""
    feil: str = ""
    ved_feltet: bool = True
    """The error is about what stands in the field."""
    beskjed: str = ""

    def html(self) -> str:
        """The whole page. Raises KeyError for a word that neither tekster.json nor ord.yml has."""

        def say(key: str, lang: str = self.maalform, **values: object) -> str:
            words = _words()[lang if lang in MAALFORMER else self.maalform]
            return str(words[key]).format(**values)

        hours = f"{self.timer:g}".replace(".", ",")
        return template(MALER / "uten_skript.html").render(
            **vars(self),
            ord=say,
            ordspraak=lambda lang: lang if lang in MAALFORMER else self.maalform,
            annen=next(other for other in MAALFORMER if other != self.maalform),
            personvern=[part.format(timer=hours) for part in _words()[self.maalform]["personvern_hva"]],
            blokker=blokker,
        )


def own_word(key: str, maalform: str) -> str:
    """A sentence of the page itself. Raises KeyError for an unknown key."""
    return str(_words()[maalform][key])


def blokker(text: str) -> list[Markup]:
    """Lines that begin with "• " as a list, other lines as paragraphs with line breaks, as static/melding.js has them."""
    blocks: list[tuple[str, list[Markup]]] = []
    open_tag = ""
    # A number and its unit stay on one line: «2 027 kr».
    for line in _NUMBER_GAP.sub("\\1\u00a0", text).split("\n"):
        tag = "ul" if line.startswith("• ") else "p" if line.strip() else ""
        if tag and tag != open_tag:
            blocks.append((tag, []))
        if tag:
            blocks[-1][1].append(Markup("<li>{}</li>").format(line[2:]) if tag == "ul" else escape(line))
        open_tag = tag
    return [
        Markup("<{0}>{1}</{0}>").format(tag, Markup("" if tag == "ul" else "<br>").join(lines)) for tag, lines in blocks
    ]


@lru_cache(maxsize=1)
def _words() -> dict[str, dict[str, Any]]:
    shared = json.loads((STATIC / "tekster.json").read_text("utf-8"))
    own = YAML(typ="safe").load(MALER / "ord.yml")
    return {lang: {**shared[lang], **{key: words[lang] for key, words in own.items()}} for lang in MAALFORMER}
