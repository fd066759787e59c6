"""The sandbox's time: the real steady clock, plus what a test has skipped."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


class Clock:
    """Seconds since 1970 that never go back and can be advanced."""

    def __init__(self, steady: Callable[[], float] = time.monotonic) -> None:
        self._steady = steady
        self._offset = time.time() - steady()

    def now(self) -> float:
        """Tell the sandbox's time."""
        return self._steady() + self._offset

    def date(self) -> int:
        """Tell it as Telegram dates messages."""
        return int(self.now())

    def advance(self, seconds: float) -> None:
        """Skip *seconds*."""
        self._offset += seconds
