"""What the page asks of the demo that it shows."""

from typing import Protocol

from copilot.sandbox.words import Json


class Show(Protocol):
    """The played incident, seen from the page."""

    def setting(self) -> Json:
        """The brand, the desk's chat and the people one may be, as the page needs them once."""

    def thread(self) -> Json:
        """The public thread as it is now."""

    def progress(self) -> Json:
        """How far the incident has come, and at which pace."""

    def set_pace(self, *, paused: bool, speed: float) -> None:
        """Halt the incident or let it go on, at *speed* times the ordinary pace."""

    def stir(self) -> None:
        """Somebody has done something on the desk."""

    def replay(self) -> None:
        """Start again from an empty desk."""
