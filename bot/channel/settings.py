"""Every size, time and limit of the web channel in one place."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields
from ipaddress import ip_network
from pathlib import Path
from typing import Any

LONGEST_DRAFT_DAYS = 30
LONGEST_IDLE_SECONDS = 7 * 24 * 3600


@dataclass(frozen=True)
class ChannelSettings:
    """Limits of the channel; each can be set by its name under the channel in credentials.yml."""

    max_text: int = 1000
    """Characters in one typed message, after trimming."""

    max_free_text: int = 4000
    """Characters in one typed message where the dialogue has asked for an account in the citizen's own words."""

    max_body: int = 49_152
    """Bytes in a request body. Room for 4000 characters that JSON writes with twelve bytes each."""

    idle_seconds: float = 24 * 3600
    """A conversation is gone this long after its last message; at most 7 days."""

    max_sessions: int = 10_000
    """Conversations in memory; one more takes the place of the one idle longest, which ends unless it lies on disk."""

    max_saved: int = 50_000
    """Conversations on disk; of more than that, those idle longest end. Some 7 kB each."""

    max_sessions_per_address: int = 1000
    """Of these, one address holds so many; one more takes the place of its own: nobody is pushed out by one address."""

    messages_per_minute: float = 60
    """Requests in one conversation: one a second, far above what anybody reads or writes."""

    address_messages_per_minute: float = 1200
    """Requests in all conversations of one address, which may be a whole library or town hall."""

    conversations_per_minute: float = 30
    """New conversations from one address."""

    trusted_proxies: tuple[str, ...] = ()
    """Addresses or networks (10.0.0.0/8) whose X-Forwarded-For is believed: the reverse proxy in front of us."""

    reply_seconds: float = 20
    """The time for one answer, or one document, before the citizen gets an apology instead."""

    draft_days: float = 7
    """A saved draft, file or code, opens this long; at most 30."""

    frame_ancestors: str = "'none'"
    """Sites that may show the page in a frame, in the words of Content-Security-Policy."""

    def __post_init__(self) -> None:
        for name in (field.name for field in fields(self) if field.name not in ("frame_ancestors", "trusted_proxies")):
            value = getattr(self, name)
            if isinstance(value, bool) or not isinstance(value, (int, float)) or value <= 0:
                raise ValueError(f"{name}: {value!r} is not allowed, give a number above 0.")
        if self.draft_days > LONGEST_DRAFT_DAYS:
            raise ValueError(f"draft_days: {self.draft_days!r} is not allowed, give at most {LONGEST_DRAFT_DAYS}.")
        if self.idle_seconds > LONGEST_IDLE_SECONDS:
            raise ValueError(
                f"idle_seconds: {self.idle_seconds!r} is not allowed, give at most {LONGEST_IDLE_SECONDS}."
            )
        if not isinstance(self.frame_ancestors, str) or not self.frame_ancestors.isprintable():
            raise ValueError(f"frame_ancestors: {self.frame_ancestors!r} is not allowed, give one line of text.")
        if not isinstance(self.trusted_proxies, tuple):
            raise ValueError(f"trusted_proxies: {self.trusted_proxies!r} is not allowed, give a list.")
        for proxy in self.trusted_proxies:
            try:
                ip_network(proxy)
            except ValueError:
                raise ValueError(f"trusted_proxies: {proxy!r} is no address or network, as 10.0.0.0/8.") from None

    @classmethod
    def from_mapping(cls, values: Mapping[str, Any] | None) -> ChannelSettings:
        """The settings in `values` (as read from credentials.yml), the defaults for the rest.

        Raises ValueError naming the key when it is unknown or its value is not allowed.
        """
        known = [field.name for field in fields(cls)]
        for key in values or {}:
            if key not in known:
                raise ValueError(f"{key}: unknown setting. Known: {', '.join(known)}.")
        given = dict(values or {})
        if isinstance(proxies := given.get("trusted_proxies"), list):
            given["trusted_proxies"] = tuple(proxies)
        return cls(**given)


def draft_folder() -> Path:
    """Where saved drafts lie: BPA_KLADDER, otherwise in the folder that the operating system keeps for a program's state."""
    return _state_folder("BPA_KLADDER", "kladder")


def conversation_folder() -> Path:
    """Where conversations in progress lie: BPA_SAMTALER, otherwise beside the drafts' own place."""
    return _state_folder("BPA_SAMTALER", "samtaler")


def _state_folder(variable: str, name: str) -> Path:
    state = os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state"
    return Path(os.environ.get(variable) or Path(state) / "bpa-veilederen" / name)
