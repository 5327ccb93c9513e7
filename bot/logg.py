"""The log: what happened, when and where, and never what anybody wrote.

`event` logs a thing with a name; `failure` an exception, by its type and the lines it passed, since its message may
hold a citizen's words. For the same reason what a library logs is reduced to its logger, line and exception type.
BPA_LOGG=json gives one JSON object a line: {"tid", "nivaa", "hendelse", ...}; otherwise people get a plain line.
"""

from __future__ import annotations

import json
import logging
import sys
import threading
import traceback
from datetime import datetime, timezone
from typing import Any

_logger = logging.getLogger("bpa")
_OURS = ("bot.", "actions.")
LEVELS = {"info": logging.INFO, "advarsel": logging.WARNING, "feil": logging.ERROR}
"""What BPA_LOGGNIVAA may say: that level and all above it."""
_NAMES = {logging.DEBUG: "info", logging.CRITICAL: "feil", **{level: name for name, level in LEVELS.items()}}


def event(name: str, line: str = "", level: int = logging.INFO, **fields: Any) -> None:
    """Something happened. `line` is for people, `fields` for machines; neither may hold anything from a citizen."""
    _logger.log(level, "%s", line or _plain(name, fields), extra={"bpa": {"hendelse": name, **fields}})


def failure(name: str, error: BaseException, **fields: Any) -> None:
    """Something failed: the type of the exception, and the line of ours and the innermost line it passed."""
    event(name, level=logging.ERROR, **fields, feil=type(error).__name__, hvor=where(error))


def where(error: BaseException) -> list[str]:
    """«module:line» of the innermost line of ours, then of the innermost of all when that is another's."""
    passed = [
        f"{frame.f_globals.get('__name__', '?')}:{line}" for frame, line in traceback.walk_tb(error.__traceback__)
    ]
    ours = [line for line in passed if line.startswith(_OURS)]
    return list(dict.fromkeys([*ours[-1:], *passed[-1:]]))


def set_up(as_json: bool, level: int) -> None:
    """All logging of the process goes to stderr in this form, ours from `level`, the libraries' errors alone.

    So does whatever nobody catches, which Python would print with its message.
    """
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines() if as_json else PlainLines())
    logging.basicConfig(level=logging.ERROR, handlers=[handler], force=True)
    _logger.setLevel(level)
    # Otherwise a line that cannot be written is printed with all its arguments.
    logging.raiseExceptions = False
    sys.excepthook = lambda kind, error, trace: failure("ubehandlet", error)
    sys.unraisablehook = lambda unraisable: _uncaught(unraisable.exc_value)
    threading.excepthook = lambda args: _uncaught(args.exc_value)


def _uncaught(error: BaseException | None) -> None:
    if error is not None:
        failure("ubehandlet", error)


class JsonLines(logging.Formatter):
    """One JSON object a line, the time in UTC."""

    def format(self, record: logging.LogRecord) -> str:
        moment = datetime.fromtimestamp(record.created, timezone.utc).isoformat(timespec="milliseconds")
        told = {"tid": moment, "nivaa": _NAMES.get(record.levelno, "info"), **_fields(record)}
        return json.dumps(told, ensure_ascii=False, default=str)


class PlainLines(logging.Formatter):
    """The line for people; an error begins with its level."""

    def format(self, record: logging.LogRecord) -> str:
        fields = _fields(record)
        line = record.getMessage() if hasattr(record, "bpa") else _plain(str(fields.pop("hendelse")), fields)
        return line if record.levelno < logging.WARNING else f"{_NAMES.get(record.levelno, 'feil').upper()}: {line}"


def _fields(record: logging.LogRecord) -> dict[str, Any]:
    if hasattr(record, "bpa"):
        return dict(record.bpa)
    fields: dict[str, Any] = {"hendelse": "logg", "logger": record.name, "hvor": [f"{record.module}:{record.lineno}"]}
    if record.exc_info and record.exc_info[1] is not None:
        fields |= {"feil": type(record.exc_info[1]).__name__, "hvor": where(record.exc_info[1]) or fields["hvor"]}
    return fields


def _plain(name: str, fields: dict[str, Any]) -> str:
    told = (f"{key}={', '.join(value) if isinstance(value, list) else value}" for key, value in fields.items())
    return " ".join([name, *told])
