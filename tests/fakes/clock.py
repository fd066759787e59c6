"""A clock that moves only when a test says so."""

from datetime import UTC, datetime, timedelta

#: A Sunday morning in Paris, in the life of the starter library's facts.
START = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)


class FrozenClock:
    """Implements `copilot.app.ports.source.Clock`."""

    def __init__(self, start=START):
        self._now = start

    def now(self):
        return self._now

    def advance(self, **length):
        """Move on, by the arguments of `timedelta`."""
        self._now += timedelta(**length)
