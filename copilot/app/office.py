"""What every use case works with: the database, the brand's settings, what is in force now."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from copilot.app.ports.channel import Channel
from copilot.app.ports.source import Clock, Ids
from copilot.app.ports.store import Store
from copilot.app.shelf import Shelf
from copilot.domain.errors import Refused
from copilot.domain.person import People, Person, Right, Role
from copilot.domain.settings import Brand, DeskSettings

T = TypeVar("T")


class Clerk(Protocol):
    """Runs synchronous work on the one writer thread, so that the event loop never blocks."""

    def __call__(self, work: Callable[[], T], /) -> Awaitable[T]:
        """Run *work* and give its result."""


@dataclass(slots=True)
class Office:
    """
    The setting of every use case.

    `people` is replaced whole when the configuration is read again; nothing else changes.
    """

    store: Store
    clock: Clock
    ids: Ids
    brand: Brand
    desk: DeskSettings
    people: People
    shelf: Shelf
    channels: Mapping[str, Channel] = field(default_factory=dict)

    @property
    def leads(self) -> tuple[str, ...]:
        """Whom to ask about the team."""
        return tuple(one.name for one in self.people if one.role is Role.BRAND_LEAD)

    def require(self, telegram: int, right: Right) -> Person:
        """
        The configured person behind *telegram*, who must have *right*.

        Raises:
            Refused: `stranger` or `not_allowed`.
        """
        person = self.people.find(telegram)
        if person is None:
            raise self.stranger(telegram)
        if not person.may(right):
            raise Refused("not_allowed", role=person.role.value, right=right.value)
        return person

    def stranger(self, telegram: int) -> Refused:
        """Why somebody who is not configured may do nothing, and whom to ask."""
        return Refused("stranger", telegram=telegram, names=self.leads)
