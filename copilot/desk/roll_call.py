"""Asks ahead who is in the desk, gently, so that presses find the answer and need not wait."""

import asyncio
import logging
from collections.abc import Iterator
from dataclasses import dataclass

from telegram import error

from copilot.desk.membership import Membership
from copilot.domain.person import Person, Right

log = logging.getLogger(__name__)

#: One question each time, no more; the first ones after the first cards.
EVERY_SECONDS, FIRST_SECONDS = 1.0, 5.0
#: After a question without an answer.
PAUSE_SECONDS = 30.0
#: A desk where nobody pressed and nothing was drawn for so long is asked about no more.
ACTIVE_SECONDS = 600.0
#: An answer is renewed before it is too old, by this and by a second for each who is asked about.
AHEAD_SECONDS = 5.0
_PRESSING = (Right.APPROVE, Right.WORK)


@dataclass(slots=True)
class RollCall:
    """Goes through the people who may press."""

    membership: Membership

    async def go(self, stop: asyncio.Event) -> None:
        """Ask until *stop*."""
        wait = FIRST_SECONDS
        while not await _stops(stop, wait):
            try:
                wait = await self.step()
            except Exception:
                log.exception("who is in the desk could not be asked ahead")
                wait = PAUSE_SECONDS

    async def step(self) -> float:
        """Ask one question, if there is one; give the seconds until the next."""
        members = self.membership
        if not members.is_group:
            return PAUSE_SECONDS
        if not members.standing.is_known:
            try:
                await members.standing.ask()
            except error.TelegramError:
                return PAUSE_SECONDS
            return EVERY_SECONDS
        person = self._next()
        if person is None or await members.renew(person):
            return EVERY_SECONDS
        return PAUSE_SECONDS

    def _next(self) -> int | None:
        """Whoever acted lately first, then the oldest answer."""
        return min(self._due(), key=self._order, default=None)

    def _due(self) -> Iterator[int]:
        members = self.membership
        asked = [one.telegram for one in members.office.people if _presses(one)]
        ahead, is_active = AHEAD_SECONDS + len(asked) * EVERY_SECONDS, self._is_active()
        for person in asked:
            left = members.seconds_left(person)
            if left is None or (is_active and left < ahead):
                yield person

    def _order(self, person: int) -> tuple[bool, float]:
        members = self.membership
        acted_at = members.acted_at.get(person, float("-inf"))
        is_idle = members.monotonic() - acted_at > ACTIVE_SECONDS
        return is_idle, members.seconds_left(person) or float("-inf")

    def _is_active(self) -> bool:
        members = self.membership
        last = max([members.wire.pace.last_at, *members.acted_at.values()])
        return members.monotonic() - last <= ACTIVE_SECONDS


def _presses(person: Person) -> bool:
    return any(person.may(right) for right in _PRESSING)


async def _stops(stop: asyncio.Event, seconds: float) -> bool:
    try:
        async with asyncio.timeout(seconds):
            await stop.wait()
    except TimeoutError:
        return False
    return True
