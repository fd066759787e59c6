"""New names for things: the only place that asks the machine for randomness."""

import secrets
import threading
import uuid
from datetime import datetime

from copilot.app.ports.source import Clock
from copilot.store.clock import SystemClock

COUNTER_BITS = 12
RANDOM_BITS = 62


class SystemIds:
    """
    UUIDv7 text and tokens (`app.ports.source.Ids`).

    Ids of one process sort by the order of making, even within a millisecond and when the clock
    is set back.
    """

    def __init__(self, clock: Clock | None = None) -> None:
        self._clock = clock or SystemClock()
        self._lock = threading.Lock()
        self._tick = 0  #: milliseconds and, below them, a counter

    def new(self) -> str:
        """A UUIDv7 as text."""
        tick = self._next()
        millisecond, counter = divmod(tick, 1 << COUNTER_BITS)
        value = millisecond << 80 | 0x7 << 76 | counter << 64
        value |= 0b10 << RANDOM_BITS | secrets.randbits(RANDOM_BITS)
        return str(uuid.UUID(int=value))

    def token(self) -> str:
        """Sixteen URL-safe characters that nobody can guess."""
        return secrets.token_urlsafe(12)

    def _next(self) -> int:
        now = _milliseconds(self._clock.now()) << COUNTER_BITS
        with self._lock:
            self._tick = max(self._tick + 1, now)
            return self._tick


def _milliseconds(at: datetime) -> int:
    return int(at.timestamp() * 1000)


def salt() -> str:
    """Thirty-two characters that keep a commitment from being guessed."""
    return secrets.token_hex(16)
