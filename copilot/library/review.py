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
        # those that are off find nothing; the one that no charter can turn off asks again itself
        in_force = (
            (name, rule, charter.rules.get(name, rule.default)) for name, rule in RULES.items()
        )
        self._rules = tuple(
            one for one in in_force if one[2].level is not Level.OFF or one[0] == _LENGTH
        )
        self._silenced = {one.rule for one in charter.silence if one.template == path}
        self._texts: set[str] = set()
        self._seen: set[tuple[object, ...]] = set()
        self.hushed: set[str] = set()

    def new(self, text: Reviewed) -> Iterator[Finding]:
        """Yield what the charter says of *text*, as far as it has not been said of the same."""
        is_new = text.text not in self._texts
        self._texts.add(text.text)
        for name, rule, settings in self._rules:
            # what a rule doesn't look at cannot change what it finds
            if rule.looks_at:
                seen = (name, text.text, *(getattr(text, one) for one in rule.looks_at))
                if seen in self._seen:
                    continue
                self._seen.add(seen)
            elif not is_new:
                continue
            for finding in rule.check(text, settings):
                if finding.level is Level.OFF:
                    continue
                if name in self._silenced and name != _LENGTH:
                    self.hushed.add(name)
                else:
                    yield finding
