"""How often one conversation, and one address, may ask: token buckets in memory, forgotten after a minute.

Addresses are kept as salted hashes of this process alone; an IPv6 address counts as its /64, which one household has.
"""

from __future__ import annotations

import hashlib
import math
import secrets
import time
from collections import OrderedDict
from collections.abc import Callable
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from sanic.request import Request

from bot.channel.errors import TooManyConversations, TooManyMessages
from bot.channel.settings import ChannelSettings

_MINUTE = 60.0
_SHORTEST_WAIT = 5
"""Seconds: who has to wait gets more than one try when the time is up."""


class Buckets:
    """One bucket for each key; it holds `per_minute` tries and is filled evenly, in one minute from empty to full."""

    def __init__(self, per_minute: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._size = max(1.0, per_minute)
        self._per_second = per_minute / _MINUTE
        self._clock = clock
        # Latest use last. A bucket unused for the time it takes to fill is full, as is one that does not exist.
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def __len__(self) -> int:
        self._forget_full()
        return len(self._buckets)

    def take(self, key: str) -> int:
        """Take one try of `key`: 0, or the seconds to wait when there is none (a refused try costs nothing)."""
        now = self._clock()
        self._forget_full()
        left, then = self._buckets.get(key, (self._size, now))
        left = min(self._size, left + (now - then) * self._per_second)
        if left < 1:
            return max(_SHORTEST_WAIT, math.ceil((1 - left) / self._per_second))
        self._buckets[key] = (left - 1, now)
        self._buckets.move_to_end(key)
        return 0

    def _forget_full(self) -> None:
        oldest_needed = self._clock() - self._size / self._per_second
        while self._buckets and next(iter(self._buckets.values()))[1] < oldest_needed:
            self._buckets.popitem(last=False)


class Limits:
    """The limits of the channel. An empty address (see `Addresses`) has none; the conversation's own always holds."""

    def __init__(self, settings: ChannelSettings, clock: Callable[[], float] = time.monotonic) -> None:
        self._by_conversation = Buckets(settings.messages_per_minute, clock)
        self._by_address = Buckets(settings.address_messages_per_minute, clock)
        self._new = Buckets(settings.conversations_per_minute, clock)

    def message(self, sender_id: str, address: str) -> None:
        """Count one request in a conversation. Raises TooManyMessages (`sekunder` to wait)."""
        if wait := self._by_conversation.take(sender_id) or (address and self._by_address.take(address)):
            raise TooManyMessages(sekunder=wait)

    def conversation(self, address: str) -> None:
        """Count one new conversation. Raises TooManyConversations (`sekunder` to wait)."""
        if address and (wait := self._new.take(address)):
            raise TooManyConversations(sekunder=wait)


class Addresses:
    """From a request to a hash of the citizen's address."""

    def __init__(self, trusted_proxies: tuple[str, ...]) -> None:
        self._trusted = [ip_network(network) for network in trusted_proxies]
        self._salt = secrets.token_bytes(32)

    def of(self, request: Request) -> str:
        """The hash of the address the request came from; "" where no address tells one citizen from another.

        X-Forwarded-For is read from trusted proxies alone, from the right, up to the first address that is none of
        them. An own address of this machine is a proxy that was not named, or a program here, and never a citizen:
        counting it would shut everybody out at once.
        """
        found = self._citizen(request.ip, request.headers.getall("x-forwarded-for", []))
        if found is None or found.is_loopback:
            return ""
        network = ip_network((found, 64 if found.version == 6 else 32), strict=False)
        return hashlib.blake2b(str(network).encode(), key=self._salt, digest_size=16).hexdigest()

    def _citizen(self, peer: str, forwarded: list[str]) -> IPv4Address | IPv6Address | None:
        address = parsed_address(peer)
        hops = [hop.strip() for header in forwarded for hop in header.split(",")]
        while address is not None and hops and any(address in network for network in self._trusted):
            further = parsed_address(hops.pop())
            if further is None:
                break
            address = further
        return address


def parsed_address(text: str) -> IPv4Address | IPv6Address | None:
    """The address; an IPv4 address that is written as IPv6 is itself. None for what is no address."""
    try:
        address = ip_address(text)
    except ValueError:
        return None
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return mapped or address
