"""Telegram's rate limits on sends and edits, counted in sliding windows."""

from __future__ import annotations

import re
from collections import defaultdict, deque
from dataclasses import dataclass, field

from copilot.sandbox.refusal import too_many

PER_SECOND = 30
PER_CHAT_SECOND = 1
PER_GROUP_MINUTE = 20
#: Where there is no limit, as good as none is stated.
ENDLESS = 1_000_000
#: The field that says what the limits are, as IETF's draft "RateLimit header fields for HTTP" has
#: it. Telegram sends none: whoever sees none keeps to what it publishes.
FIELD = "RateLimit-Policy"


@dataclass
class Limits:
    """How often one bot may write; a factor of None is no limit at all."""

    factor: int | None = 1
    _seen: defaultdict[object, deque[float]] = field(
        default_factory=lambda: defaultdict(deque), init=False
    )

    @classmethod
    def named(cls, name: str) -> Limits:
        """
        Read `telegram`, `xN` or `off`.

        Raises:
            ValueError: it is none of them.
        """
        if name == "telegram":
            return cls()
        if name == "off":
            return cls(None)
        if found := re.fullmatch(r"x([1-9]\d{0,5})", name):
            return cls(int(found[1]))
        raise ValueError(f"unknown limits `{name}`: say telegram, off, or x and a number, as x50")

    @property
    def policy(self) -> str:
        """What the field says."""
        factor = self.factor or ENDLESS
        return ", ".join(
            f'"{name}";q={most * factor};w={seconds}'
            for name, most, seconds in (
                ("bot", PER_SECOND, 1),
                ("chat", PER_CHAT_SECOND, 1),
                ("group", PER_GROUP_MINUTE, 60),
            )
        )

    def spend(self, bot_id: int, chat_id: int, *, now: float, messages: int = 1) -> None:
        """
        Count *messages* writes by one bot to one chat.

        Raises:
            Refusal: 429, when they are too many; nothing is counted then.
        """
        if self.factor is None:
            return
        windows = [
            ((bot_id,), PER_SECOND, 1.0),
            ((bot_id, chat_id, "second"), PER_CHAT_SECOND, 1.0),
        ]
        if chat_id < 0:
            windows.append(((bot_id, chat_id, "minute"), PER_GROUP_MINUTE, 60.0))
        wait = max(self._wait(key, most * self.factor, span, now) for key, most, span in windows)
        if wait > 0:
            raise too_many(wait)
        for key, _, _ in windows:
            self._seen[key].extend([now] * messages)

    def _wait(self, key: object, most: int, span: float, now: float) -> float:
        """Say how long until another write fits; an album may overrun, and is paid for after."""
        seen = self._seen[key]
        while seen and seen[0] <= now - span:
            seen.popleft()
        if len(seen) < most:
            return 0.0
        return seen[len(seen) - most] + span - now
