"""Which of several processes does what only one may do at a time."""

from typing import Protocol


class Seat(Protocol):
    """
    A place that at most one process has.

    It is let go by itself when the process that has it dies, however it dies: no clock is asked,
    and nobody has to tidy up.
    """

    def take(self) -> bool:
        """
        Sit down, or make sure that we still sit; false while another process has it.

        Raises:
            StoreError: the database cannot be asked; the seat counts as lost.
        """

    def leave(self) -> None:
        """Get up, so that another process need not wait."""
