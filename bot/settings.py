"""What an operator sets from outside, read from the environment in this one place.

HOST, PORT          where the server listens (127.0.0.1:5005)
BPA_DATO            "today" as YYYY-MM-DD for server, shell and tests; unset: the clock
BPA_KOMMUNE         the municipality that the assistant serves (fredrikstad)
BPA_SATSER          a folder of further municipality files, outside the checkout
BPA_LOGG            json: one JSON object a line in the log; tekst (usual): lines for people
BPA_LOGGNIVAA       info (usual), advarsel or feil: that level and those above it
"""

import os
from datetime import date
from pathlib import Path

from bot.logg import LEVELS

ROOT = Path(__file__).resolve().parent.parent


class InvalidSetting(Exception):
    """An environment variable holds something that cannot be used; the message names both."""


def host() -> str:
    return os.environ.get("HOST") or "127.0.0.1"


def port() -> int:
    """Raises InvalidSetting unless PORT is a whole number from 1 to 65535."""
    found = os.environ.get("PORT") or "5005"
    if not found.isascii() or not found.isdigit() or not 1 <= int(found) <= 65535:
        raise InvalidSetting(f"PORT={found!r} er ikke et portnummer. Skriv et helt tall fra 1 til 65535.")
    return int(found)


def today() -> date:
    """The date that answers are given for. Raises InvalidSetting for a BPA_DATO that is no date."""
    found = os.environ.get("BPA_DATO")
    if not found:
        return date.today()
    try:
        return date.fromisoformat(found)
    except ValueError:
        raise InvalidSetting(
            f"BPA_DATO={found!r} er ikke en dato. Skriv ÅÅÅÅ-MM-DD, for eksempel 2026-11-21."
        ) from None


def log_as_json() -> bool:
    """Raises InvalidSetting for a BPA_LOGG that is neither json nor tekst."""
    return _one_of("BPA_LOGG", ("tekst", "json")) == "json"


def log_level() -> int:
    """As logging numbers them. Raises InvalidSetting for a BPA_LOGGNIVAA that is no level."""
    return LEVELS[_one_of("BPA_LOGGNIVAA", tuple(LEVELS))]


def _one_of(name: str, allowed: tuple[str, ...]) -> str:
    """The setting, or the first of those allowed when it is not set."""
    found = os.environ.get(name) or allowed[0]
    if found not in allowed:
        raise InvalidSetting(f"{name}={found!r} finnes ikke. Skriv {', '.join(allowed[:-1])} eller {allowed[-1]}.")
    return found


def kommune() -> str:
    return os.environ.get("BPA_KOMMUNE") or "fredrikstad"


def extra_rates() -> Path | None:
    found = os.environ.get("BPA_SATSER")
    return Path(found) if found else None
