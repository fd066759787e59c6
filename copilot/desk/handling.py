"""What the feed asks of the desk."""

import asyncio
from collections.abc import Mapping
from typing import Protocol

import telegram


class Handling(Protocol):
    """What the desk does with its own updates."""

    async def is_ready(self) -> bool:
        """Say whether updates can be handled now; waiting updates stay."""

    def concerns(self, update: telegram.Update) -> bool:
        """Say whether an update is the desk's."""

    def foresee(self, update: telegram.Update) -> asyncio.Future[None] | None:
        """Begin to ask the network what handling it needs to know; nothing when it is known."""

    async def handle(self, update: telegram.Update) -> asyncio.Future[None] | None:
        """Do what it asks for; what is still being said about it, if anything is."""

    def is_press(self, update: telegram.Update) -> bool:
        """Say whether it is a press, which is done together with others."""

    async def press(
        self, updates: Mapping[int, telegram.Update]
    ) -> tuple[asyncio.Future[None] | None, Mapping[int, Exception]]:
        """Do presses, each for itself: what is being said, and the faults of those that failed."""
