"""
How fast Telegram lets the desk write, learned from what it refuses.

No published number is built in: a busy group, a test server and a lenient day all differ.
"""

from collections import deque
from collections.abc import Callable

WINDOW_SECONDS = 60.0
#: A refusal for less than this is about one second's burst, not about the minute.
BURST_SECONDS = 2.5
#: Between two messages after a burst was refused.
GAP_SECONDS = 1.05
#: Left free in each minute for the cards that people press.
HEADROOM = 0.25
#: A quiet desk that is refused learns nothing of the minute: one card a minute would be too few.
LEAST = 8.0
#: Each minute without a refusal lets a little more through.
GROWTH = 1.2


class Pace:
    """Counts what passed and says when the next message may go."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._passed: deque[float] = deque()
        self._blocked_until = 0.0
        self._gap = 0.0
        self._learned_at = 0.0
        self.capacity: float | None = None  #: messages a minute, once Telegram has refused one
        self.last_at = float("-inf")  #: when a message was taken

    def passed(self) -> None:
        """One message was taken."""
        now = self.last_at = self._clock()
        self._passed.append(now)
        self._forget(now)
        if now - self._learned_at >= WINDOW_SECONDS:
            self._gap = 0.0
            if self.capacity is not None:
                self.capacity *= GROWTH
                self._learned_at = now

    def refused(self, retry_after_seconds: float) -> None:
        """Telegram asks to wait."""
        now = self._clock()
        self._forget(now)
        self._blocked_until = max(self._blocked_until, now + retry_after_seconds)
        self._learned_at = now
        if retry_after_seconds < BURST_SECONDS:
            self._gap = GAP_SECONDS
        else:
            self.capacity = max(float(len(self._passed)), LEAST)

    def wait_seconds(self, *, background: bool) -> float:
        """How long until the next message may go; *background* leaves room for presses."""
        now = self._clock()
        self._forget(now)
        waits = [self._blocked_until - now]
        if self._passed:
            waits.append(self._passed[-1] + self._gap - now)
        if background and self.capacity is not None:
            room = max(int(self.capacity * (1 - HEADROOM)), 1)
            if len(self._passed) >= room:
                waits.append(self._passed[len(self._passed) - room] + WINDOW_SECONDS - now)
        return max(0.0, *waits)

    def _forget(self, now: float) -> None:
        while self._passed and self._passed[0] <= now - WINDOW_SECONDS:
            self._passed.popleft()
