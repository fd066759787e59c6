"""Where time and names come from, so that nothing inside asks the machine."""

from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """The time."""

    def now(self) -> datetime:
        """The present moment, in UTC."""


class Ids(Protocol):
    """New names for things."""

    def new(self) -> str:
        """A UUIDv7 as text: unique, and sorting by time of making."""

    def token(self) -> str:
        """Sixteen URL-safe characters that nobody can guess."""
