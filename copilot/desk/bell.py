"""What wakes a worker that waits."""

from typing import Protocol


class Bell(Protocol):
    """Wakes a waiting worker."""

    def ring(self) -> None:
        """Wake it."""

    async def wait(self, seconds: float) -> None:
        """Wait for a ring, but no longer than *seconds*."""
