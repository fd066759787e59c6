"""Holds the renderings of one template against the charter, each difference once."""

from collections.abc import Iterator

from copilot.domain.charter import Charter, Finding, Level
from copilot.library.rules import RULES
from copilot.library.rules.rule import Reviewed

#: The one rule that no charter can turn off.
_LENGTH = "length"


class Reviewer:
    """
    Reviews texts of the template *path*.

    `hushed` are the rules that would have found something, had the charter not silenced them.
    """

    def __init__(self, charter: Charter, path: str) -> None:
        self._charter = charter
        self._silenced = {one.rule for one in charter.silence if one.template == path}
        self._seen: set[tuple[object, ...]] = set()
        self.hushed: set[str] = set()

    def new(self, text: Reviewed) -> Iterator[Finding]:
        """Yield what the charter says of *text*, as far as it has not been said of the same."""
        for name, rule in RULES.items():
            settings = self._charter.rules.get(name, rule.default)
            # what a rule doesn't look at cannot change what it finds
            seen = (name, text.text, *(getattr(text, one) for one in rule.looks_at))
            if seen in self._seen or (settings.level is Level.OFF and name != _LENGTH):
                continue
            self._seen.add(seen)
            for finding in rule.check(text, settings):
                if finding.level is Level.OFF:
                    continue
                if name in self._silenced and name != _LENGTH:
                    self.hushed.add(name)
                else:
                    yield finding
