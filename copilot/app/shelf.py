"""The playbooks in force, ready to match and draft, and earlier sets that open drafts keep."""

import logging
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from copilot.app.ports.library import Drafter, Library
from copilot.domain.playbook import Playbook
from copilot.domain.playbook_set import PlaybookSet
from copilot.matching.matcher import Matcher

log = logging.getLogger(__name__)


#: Of what a playbook holds, what decides which messages it is found for.
MATCHED = ("posture", "examples", "not_examples", "requires", "excludes")


@dataclass(frozen=True, slots=True)
class InForce:
    """One set with what was built from it."""

    playbooks: PlaybookSet
    drafter: Drafter
    matcher: Matcher


class Shelf:
    """
    Holds the set in force; swapping it is one assignment, so readers never see half of two.

    Earlier sets are built again from their stored files when an open draft needs one, and the
    last few are kept. *learn* makes a matcher, which takes seconds where none was kept.
    """

    #: Old sets kept in memory; more is a sign of many reloads in one hour.
    KEPT = 4

    def __init__(
        self,
        library: Library,
        *,
        learn: Callable[[Iterable[Playbook]], Matcher] = Matcher.build,
    ) -> None:
        self._library = library
        self._learn = learn
        self._in_force: InForce | None = None
        self._earlier: dict[str, InForce] = {}
        self._lost: set[str] = set()

    @property
    def in_force(self) -> InForce:
        """What is in force now. Raises LookupError before the first set was put there."""
        if self._in_force is None:
            raise LookupError("no set of playbooks is in force yet")
        return self._in_force

    def put_in_force(self, built: InForce) -> None:
        """Swap the whole set."""
        previous = self._in_force
        self._in_force = built
        if previous is not None:
            self._keep(previous)

    def of(self, digest: str, files: Mapping[str, str] | None) -> InForce:
        """
        The set of that digest, or the one in force when it cannot be built from *files*.

        A card of a lost set must still be drawn; what may be done on it is the caller's question.
        """
        current = self.in_force
        if digest == current.playbooks.digest:
            return current
        if digest not in self._earlier and files is not None and digest not in self._lost:
            try:
                self._keep(self.build(self._library.restore(files)))
            except Exception:
                log.exception("set %s cannot be built again; its drafts must be made anew", digest)
                self._lost.add(digest)
        return self._earlier.get(digest, current)

    def _keep(self, built: InForce) -> None:
        self._earlier[built.playbooks.digest] = built
        while len(self._earlier) > self.KEPT:
            del self._earlier[next(iter(self._earlier))]

    def build(self, playbooks: PlaybookSet) -> InForce:
        """Prepare a set; it takes a while and changes nothing."""
        return InForce(
            playbooks=playbooks,
            drafter=self._library.drafter(playbooks),
            matcher=self._matcher(playbooks),
        )

    def _matcher(self, playbooks: PlaybookSet) -> Matcher:
        """Learning takes seconds, and most changes are of replies, facts and the charter."""
        wanted = matched_by(playbooks.playbooks.values())
        for known in (self._in_force, *self._earlier.values()):
            if known is not None and matched_by(known.playbooks.playbooks.values()) == wanted:
                return known.matcher
        return self._learn(playbooks.playbooks.values())


def matched_by(playbooks: Iterable[Playbook]) -> dict[str, tuple[object, ...]]:
    """All of each playbook that matching may look at; a test holds the matcher to it."""
    return {one.id: tuple(getattr(one, name) for name in MATCHED) for one in playbooks}
