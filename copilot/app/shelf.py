"""The playbooks in force, ready to match and draft, and earlier sets that open drafts keep."""

import logging
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from copilot.app.ports.learning import Forgetful, Learning
from copilot.app.ports.library import Drafter, Library
from copilot.domain.playbook import Playbook
from copilot.domain.playbook_set import PlaybookSet
from copilot.matching.matcher import Matcher

log = logging.getLogger(__name__)


#: Of what a playbook holds, what decides which messages it is found for.
MATCHED = ("posture", "examples", "not_examples", "requires", "excludes")
#: The part of it that takes seconds to learn.
LEARNED = ("examples", "not_examples")
#: So many phrases are learned in half a second: such a set comes into force with all it has.
AT_ONCE = 300


@dataclass(frozen=True, slots=True)
class InForce:
    """One set with what was built from it."""

    playbooks: PlaybookSet
    drafter: Drafter
    matcher: Matcher
    is_learned: bool = True  #: whether the matcher knows the examples of this very set


class Shelf:
    """
    Holds the set in force; swapping it is one assignment, so readers never see half of two.

    A set whose examples take long to learn comes into force at once with what was learned of the
    one before; what is learned of its own follows. Earlier sets are built again from their stored
    files when an open draft needs one, and those needed last are kept.
    """

    #: Of a day on which a file is saved again and again while many drafts wait; building one anew
    #: would keep presses waiting.
    KEPT = 16

    def __init__(self, library: Library, *, learning: Learning | None = None) -> None:
        self._library = library
        self._learning = learning or Forgetful()
        self._in_force: InForce | None = None
        self._built_on: InForce | None = None  # in force when the last set was built
        self._earlier: dict[str, InForce] = {}
        self._lost: set[str] = set()

    @property
    def in_force(self) -> InForce:
        """What is in force now. Raises LookupError before the first set was put there."""
        if self._in_force is None:
            raise LookupError("no set of playbooks is in force yet")
        return self._in_force

    @property
    def has_any(self) -> bool:
        """Whether a set is in force."""
        return self._in_force is not None

    def put_in_force(self, built: InForce) -> None:
        """Swap the whole set."""
        if not built.is_learned and self._in_force is not self._built_on:
            # More was learned since it was built.
            built = self._matched_by_what_is_known(built) or built
        previous = self._in_force
        self._in_force = built
        if previous is not None and previous.playbooks.digest != built.playbooks.digest:
            self._keep(previous)

    def build(self, playbooks: PlaybookSet) -> InForce:
        """Prepare a set; it changes nothing, and takes a while when nothing like it is known."""
        several = playbooks.playbooks.values()
        self._built_on = self._in_force
        drafter = self._library.drafter(playbooks)
        built = InForce(playbooks, drafter, Matcher.build(()), is_learned=False)
        found = self._matched_by_what_is_known(built)
        if found is not None and found.is_learned:
            return found
        kept = self._learning.known(several)
        if kept is not None:
            return replace(built, matcher=kept, is_learned=True)
        if found is not None and _phrases(several) > AT_ONCE:
            return found
        return replace(built, matcher=self._learning.learn(several), is_learned=True)

    def learn(self, built: InForce) -> Matcher:
        """Learn the examples of a set; it takes a while and changes nothing."""
        several = built.playbooks.playbooks.values()
        return self._learning.known(several) or self._learning.learn(several)

    def take(self, matcher: Matcher, *, of: InForce) -> None:
        """
        Let *matcher*, learned of the set *of*, answer for the set in force.

        When another came into force meanwhile, what was learned is nearer to it than what it has,
        but not yet its own; one that knows its own examples keeps its matcher.
        """
        current = self.in_force
        if current.is_learned:
            return
        learned = replace(of, matcher=matcher, is_learned=True)
        self._in_force = _with_what_knows(learned, current) or current

    def of(self, digest: str, files: Callable[[], Mapping[str, str] | None]) -> InForce:
        """
        The set of that digest, or the one in force when it cannot be built again.

        Its *files* are asked for only then. A card of a lost set must still be drawn; what may be
        done on it is the caller's question. What it was matched by is not learned again: new
        messages belong to the set in force.
        """
        current = self.in_force
        if digest == current.playbooks.digest:
            return current
        known = self._earlier.get(digest) or self._built_again(digest, files)
        if known is None:
            return current
        self._keep(known)
        return known

    def _built_again(
        self, digest: str, files: Callable[[], Mapping[str, str] | None]
    ) -> InForce | None:
        if digest in self._lost or (kept := files()) is None:
            return None
        try:
            again = self._library.restore(kept)
            drafter = self._library.drafter(again)
        except Exception:
            log.exception("set %s cannot be built again; its drafts must be made anew", digest)
            self._lost.add(digest)
            return None
        return InForce(again, drafter, self.in_force.matcher, is_learned=False)

    def _keep(self, built: InForce) -> None:
        """Keep a set as the one needed last; the one not needed for longest goes."""
        self._earlier.pop(built.playbooks.digest, None)
        self._earlier[built.playbooks.digest] = built
        while len(self._earlier) > self.KEPT:
            del self._earlier[next(iter(self._earlier))]

    def _matched_by_what_is_known(self, built: InForce) -> InForce | None:
        """*built* with the nearest of what this process knows already."""
        sets = [*self._known()]
        alike = (one for one in sets if one.is_learned and _is_learned_alike(one, built))
        # What is not alike has playbooks taken out at a cost, so one is tried and not all.
        known = next(alike, sets[0] if sets else None)
        return _with_what_knows(known, built) if known is not None else None

    def _known(self) -> Iterator[InForce]:
        if self._in_force is not None:
            yield self._in_force
        # A copy: another thread may keep one more.
        yield from tuple(self._earlier.values())


def _with_what_knows(known: InForce, built: InForce) -> InForce | None:
    """
    *built* with what was learned of the set *known*: all of it, or what is still of use.

    Nothing when that is nothing.
    """
    wanted, before = built.playbooks.playbooks.values(), known.playbooks.playbooks.values()
    if matched_by(wanted) == matched_by(before):
        return replace(built, matcher=known.matcher, is_learned=known.is_learned)
    index = known.matcher.index
    index = index and index.within(built.playbooks.playbooks)
    if index is None:
        return None
    is_learned = known.is_learned and _is_learned_alike(known, built)
    return replace(built, matcher=Matcher.build(wanted, index), is_learned=is_learned)


def _is_learned_alike(known: InForce, built: InForce) -> bool:
    one, other = known.playbooks.playbooks.values(), built.playbooks.playbooks.values()
    return matched_by(one, LEARNED) == matched_by(other, LEARNED)


def matched_by(
    playbooks: Iterable[Playbook], names: Collection[str] = MATCHED
) -> dict[str, tuple[object, ...]]:
    """All of each playbook that matching may look at; a test holds the matcher to it."""
    return {one.id: tuple(getattr(one, name) for name in names) for one in playbooks}


def _phrases(playbooks: Iterable[Playbook]) -> int:
    return sum(
        len(phrases)
        for one in playbooks
        for by_language in (one.examples, one.not_examples)
        for phrases in by_language.values()
    )
