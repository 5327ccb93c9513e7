"""The finished documents of a conversation: kept as data sets, drawn each time someone who may have one asks."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bot import logg
from bot.channel.errors import DocumentFailed, DocumentGone
from bot.channel.sessions import Session
from bot.documents import lag_html, lag_json, lag_pdf

MOST_KEPT = 10
"""Data sets that one conversation keeps; a further one takes the place of the oldest."""

_NAMES = {"bpa-soknad": "soknad-bpa", "bpa-klage": "klage-bpa"}
_FORMATS: dict[str, tuple[Callable[[Any], bytes | str], str]] = {
    "pdf": (lag_pdf, "application/pdf"),
    "html": (lag_html, "text/html; charset=utf-8"),
    "json": (lag_json, "application/json"),
}


@dataclass(frozen=True)
class Document:
    """A drawn document; `name` is a file name in ASCII."""

    name: str
    content_type: str
    body: bytes


def keep(data: dict[str, Any], session: Session) -> dict[str, Any]:
    """Keep the data set in the session, and say what the browser may ask for: id, name, formats."""
    document_id = secrets.token_urlsafe(9)
    session.documents[document_id] = data
    for oldest in list(session.documents)[:-MOST_KEPT]:
        del session.documents[oldest]
    return {"id": document_id, "navn": _NAMES[data["skjema"]], "formater": list(_FORMATS)}


async def draw(file_name: str, session: Session, seconds: float, turn: asyncio.Semaphore) -> Document:
    """The session's document `<id>.<format>`, drawn in a thread when its `turn` comes.

    Raises DocumentGone for what the session does not have, whoever else may have it; DocumentFailed when it cannot be
    made, or not within `seconds`.
    """
    document_id, _, extension = file_name.rpartition(".")
    data = session.documents.get(document_id)
    if data is None or extension not in _FORMATS:
        raise DocumentGone()
    make, content_type = _FORMATS[extension]

    async def drawn() -> bytes | str:
        async with turn:
            return await asyncio.to_thread(make, data)

    try:
        body = await asyncio.wait_for(drawn(), seconds)
    except Exception as error:
        logg.failure("dokument_feilet", error)
        raise DocumentFailed() from None
    return Document(
        f"{_NAMES[data['skjema']]}.{extension}", content_type, body.encode() if isinstance(body, str) else body
    )
