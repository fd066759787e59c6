"""How a matcher comes by what it knows: learned in seconds, or kept from an earlier time."""

from collections.abc import Iterable
from typing import Protocol

from copilot.domain.playbook import Playbook
from copilot.matching.matcher import Matcher


class Learning(Protocol):
    """Makes matchers; safe to ask from several threads."""

    def known(self, playbooks: Iterable[Playbook]) -> Matcher | None:
        """The matcher of *playbooks* if their examples were learned before and are still kept."""

    def learn(self, playbooks: Iterable[Playbook]) -> Matcher:
        """Learn their examples anew, and keep what was learned; takes seconds for a large set."""


class Forgetful:
    """Learns each time it is asked, and keeps nothing."""

    def known(self, playbooks: Iterable[Playbook]) -> Matcher | None:  # noqa: ARG002 - the port's
        """Nothing is kept."""
        return None

    def learn(self, playbooks: Iterable[Playbook]) -> Matcher:
        """Learn their examples."""
        return Matcher.build(playbooks)
