"""The chat page and its files, read once at start: what is not in the directory listing then cannot be asked for."""

from __future__ import annotations

import hashlib
import html
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from string import Template

from bot.channel.texts import MAALFORMER

STATIC = Path(__file__).with_name("static")
_CONTENT_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
}


@dataclass(frozen=True)
class Asset:
    body: bytes
    content_type: str

    @property
    def etag(self) -> str:
        return f'"{hashlib.sha256(self.body).hexdigest()[:32]}"'


def load_pages(values: Mapping[str, Mapping[str, str]]) -> dict[str, Asset]:
    """The page by målform: index.html with the words of tekster.json, so that it speaks before any script runs.

    `values`: by målform what the words about privacy name. Raises KeyError when index.html asks for a word that the
    file does not have.
    """
    template = Template((STATIC / "index.html").read_text("utf-8"))
    words = json.loads((STATIC / "tekster.json").read_text("utf-8"))
    pages = {}
    for maalform in MAALFORMER:
        own = values[maalform]
        escaped = {key: html.escape(_filled(text, own)) for key, text in {**words[maalform], **own}.items()}
        pages[maalform] = Asset(template.substitute(escaped, lang=maalform).encode(), "text/html; charset=utf-8")
    return pages


def _filled(text: str, values: Mapping[str, str]) -> str:
    """What the server knows, filled in; the script fills in the rest."""
    for name, value in values.items():
        text = text.replace(f"{{{name}}}", value)
    return text


def load_files() -> dict[str, Asset]:
    """The page's style, script, words and icon by file name."""
    return {
        path.name: Asset(path.read_bytes(), _CONTENT_TYPES[path.suffix])
        for path in sorted(STATIC.iterdir())
        if path.suffix in _CONTENT_TYPES
    }
