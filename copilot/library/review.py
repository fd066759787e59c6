"""Holds the renderings of one template against the charter, each difference once."""

from collections.abc import Callable, Iterator
from operator import attrgetter
from typing import NamedTuple

from copilot.domain.charter import Charter, Finding, Level, Rule
from copilot.library.rules import RULES
from copilot.library.rules.rule import Check, Reviewed

#: The one rule that no charter can turn off.
_LENGTH = "length"


class _Ruling(NamedTuple):
    """A rule as the charter has it; `looks_at` takes what it looks at of the circumstances."""

    name: str
    check: Check
    settings: Rule
    looks_at: Callable[[Reviewed], object] | None


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
            _Ruling(
                name, rule.check, settings, attrgetter(*rule.looks_at) if rule.looks_at else None
            )
            for name, rule, settings in in_force
            if settings.level is not Level.OFF or name == _LENGTH
        )
        # what a rule doesn't look at cannot change what it finds
        self._of_circumstances = tuple(one for one in self._rules if one.looks_at)
        self._silenced = {one.rule for one in charter.silence if one.template == path}
        self._texts: set[str] = set()
        self._seen: set[tuple[object, ...]] = set()
        self.hushed: set[str] = set()

    def new(self, text: Reviewed) -> Iterator[Finding]:
        """Yield what the charter says of *text*, as far as it has not been said of the same."""
        is_new = text.text not in self._texts
        self._texts.add(text.text)
        for name, check, settings, looks_at in self._rules if is_new else self._of_circumstances:
            if looks_at:
                seen = (name, text.text, looks_at(text))
                if seen in self._seen:
                    continue
                self._seen.add(seen)
            for finding in check(text, settings):
                if finding.level is Level.OFF:
                    continue
                if name in self._silenced and name != _LENGTH:
                    self.hushed.add(name)
                else:
                    yield finding
