"""A guard against work that never ends. No measure of speed: those stand in benchmarks/, where nothing else decides."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager

SECONDS = 60
"""Far above what any machine needs, far below what a reader takes that looks at a text again for every character in it."""


@contextmanager
def must_end() -> Iterator[None]:
    """Fails the test when what stands inside is not through after a minute. In the main thread only."""

    def hang(number: int, frame: object) -> None:
        raise AssertionError(f"not through after {SECONDS} seconds")

    before = signal.signal(signal.SIGALRM, hang)
    signal.alarm(SECONDS)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
