"""What an operator sets from outside, read from the environment in this one place.

HOST, PORT          where the server listens (127.0.0.1:5005)
BPA_DATO            "today" as YYYY-MM-DD for server, shell and tests; unset: the clock
BPA_KOMMUNE         the municipality that the assistant serves (fredrikstad)
BPA_SATSER          a folder of further municipality files, outside the checkout
"""

import os
from datetime import date
from pathlib import Path

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


def kommune() -> str:
    return os.environ.get("BPA_KOMMUNE") or "fredrikstad"


def extra_rates() -> Path | None:
    found = os.environ.get("BPA_SATSER")
    return Path(found) if found else None
