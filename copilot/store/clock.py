"""The only place that asks the machine for the time."""

from datetime import UTC, datetime


class SystemClock:
    """The machine's clock (`app.ports.source.Clock`)."""

    def now(self) -> datetime:
        """The present moment, in UTC."""
        return datetime.now(UTC)
