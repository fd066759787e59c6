"""What is wrong between the desk and Telegram at this moment, for probes and for the log."""

import logging

log = logging.getLogger(__name__)


class Health:
    """The state of each part that talks to Telegram; each change is logged once."""

    def __init__(self) -> None:
        self._faults: dict[str, str] = {}

    def fine(self, part: str) -> None:
        """*part* works."""
        if self._faults.pop(part, None) is not None:
            log.info("telegram, %s: works again", part)

    def wrong(self, part: str, what: str) -> None:
        """*part* doesn't, and what to do about it."""
        if self._faults.get(part) != what:
            self._faults[part] = what
            log.warning("telegram, %s: %s", part, what)

    @property
    def value(self) -> str | None:
        """Everything that is wrong, or nothing."""
        return "; ".join(f"{part}: {what}" for part, what in self._faults.items()) or None
