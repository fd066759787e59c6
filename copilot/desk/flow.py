"""Whether updates come in one after another, so that what nobody told did not happen."""

import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(slots=True)
class Flow:
    """
    Since when every poll was answered, with nobody else reading between.

    Where updates are brought, they come several at once and out of order: there it never goes.
    """

    monotonic: Callable[[], float] = time.monotonic
    since: float | None = None  #: nothing while it does not go

    def goes_on(self) -> None:
        """A poll was answered."""
        if self.since is None:
            self.since = self.monotonic()

    def broke(self) -> None:
        """A poll was not, or somebody else may have read meanwhile."""
        self.since = None
