"""Presses on buttons, and what the bot answered to the person who pressed."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from copilot.sandbox.words import Json

#: After so long Telegram no longer takes an answer. Users report 5 to 20 s.
LIFE_SECONDS = 15
ANSWER_MOST = 200


@dataclass
class Query:
    """One press."""

    query_id: str
    bot_id: int
    chat_id: int
    message_id: int
    user_id: int
    data: str
    pressed_at: float
    was_shown: bool
    answer: Json | None = None
    answered: asyncio.Event = field(default_factory=asyncio.Event)

    def is_open(self, now: float) -> bool:
        """Say whether Telegram would still take an answer."""
        return self.answer is None and now - self.pressed_at < LIFE_SECONDS

    def close(self, answer: Json) -> None:
        """Keep what the presser reads."""
        self.answer = answer
        self.answered.set()

    def view(self) -> Json:
        """Show the press and its answer to the control side."""
        answer = self.answer or {}
        return {
            "query_id": self.query_id,
            "chat_id": self.chat_id,
            "message_id": self.message_id,
            "user_id": self.user_id,
            "data": self.data,
            "shown": self.was_shown,
            "answered": self.answer is not None,
            "text": answer.get("text", ""),
            "show_alert": answer.get("show_alert", False),
            "url": answer.get("url", ""),
        }
