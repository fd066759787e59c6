"""Facts that the desk has changed, as the use cases see them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from copilot.app.ports.records import FactPrompt
from copilot.domain.fact_change import FactChange, FactStatus


class Facts(Protocol):
    """Changes of facts, the questions and the buttons that lead to them."""

    def add(self, change: FactChange) -> None:
        """Keep a new change."""

    def get(self, id: str) -> FactChange | None:  # noqa: A002
        """One change."""

    def move(self, change: FactChange, *, expected: FactStatus) -> bool:
        """Keep *change* as it is now, if it still stands at *expected*."""

    def in_force(self) -> Sequence[FactChange]:
        """Those that nobody has ended, also when their time has come; oldest first."""

    def button(self, *, token: str, meaning: str) -> str:
        """The token for this meaning: the one given out before, or *token* from now on."""

    def pressed(self, token: str) -> str | None:
        """What a token means."""

    def add_prompt(self, prompt: FactPrompt) -> None:
        """Keep a question."""

    def prompt(self, chat: int, message: int) -> FactPrompt | None:
        """The question that a message of the bot's asks."""

    def answer_prompt(self, id: str, *, at: datetime) -> bool:  # noqa: A002
        """Take its one answer; false when it was answered or has expired."""
