"""Keep the last good set of playbooks in force, whatever happens to the files."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from copilot.app.changed_facts import tell_changed_facts
from copilot.app.faults import LIBRARY
from copilot.app.office import Office
from copilot.app.ports.library import Library, Loaded
from copilot.app.ports.records import AcceptedSet
from copilot.app.shelf import InForce
from copilot.app.study import Study
from copilot.domain.errors import LibraryError, StoreError
from copilot.domain.playbook_set import PlaybookSet
from copilot.domain.problem import Problem

#: Files that are saved again and again are waited for so long; then what can be read is taken.
PATIENCE = timedelta(seconds=5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What the files hold, and what was built from them when they are good."""

    loaded: Loaded
    built: InForce | None


class Playbooks:
    """Watches the files; a good set is accepted whole, a broken one is told once."""

    def __init__(self, office: Office, library: Library) -> None:
        self._office = office
        self._library = library
        self.study = Study(office, library)
        self._seen = ""  # the state of the files that was last taken, or told
        self._read: tuple[str, Found] | None = None  # what was read of another state
        self._moving_since: datetime | None = None

    def start(self) -> tuple[Problem, ...]:
        """
        Put a set in force; return the faults when it had to be the last accepted one.

        Raises:
            LibraryError: the files are broken and no set was ever accepted.
        """
        self._seen = self._library.fingerprint()
        found = self._find()
        if found.built is not None:
            self.adopt(found)
            return ()
        with self._office.store.read() as records:
            last = records.sets.current()
        if last is None:
            raise LibraryError(found.loaded.problems)
        shelf = self._office.shelf
        try:
            shelf.put_in_force(shelf.build(self._library.restore(last.files)))
        except LibraryError as unreadable:
            # The files of today are what a person can mend.
            raise LibraryError(found.loaded.problems) from unreadable
        self._tell(found.loaded)
        return found.loaded.problems

    def look(self) -> Found | None:
        """
        Read changed files and build what they hold, or find nothing to do.

        It takes a while and touches nothing, so it may run beside use cases. Changed files are
        read at once and given at the next look if they have stood still since, so that those that
        are saved one after the other (a `git pull` of many) come as one change.
        """
        mark = self._library.fingerprint()
        if mark == self._seen:
            self._rest()
            return None
        before, self._read = self._read, None
        if before is None or before[0] != mark:
            found = self._find()
            if not self._is_late(found, before[1] if before else None):
                self._read = (mark, found)
                return None
        else:
            found = before[1]
        self._rest()
        self._seen = mark
        return found

    @property
    def is_moving(self) -> bool:
        """Whether the last look saw files change: it is worth looking again soon."""
        return self._read is not None

    def _rest(self) -> None:
        self._read = self._moving_since = None

    def _is_late(self, found: Found, before: Found | None) -> bool:
        """
        Whether files that move without end have been waited for long enough.

        Then a good set is taken as it is; faults are believed when they were there before: a file
        that is just being saved has others each time.
        """
        now = self._office.clock.now()
        self._moving_since = self._moving_since or now
        if now - self._moving_since < PATIENCE:
            return False
        if found.built is not None:
            return True
        return before is not None and before.loaded.problems == found.loaded.problems

    def adopt(self, found: Found) -> bool:
        """Swap the whole set when it is good, between two use cases; otherwise tell the fault."""
        if found.built is None:
            self._tell(found.loaded)
            return False
        try:
            # Kept first: drafts name their set, and must find it after a restart.
            new = self._keep(found.built.playbooks)
        except StoreError:
            self._seen = ""
            raise
        shelf = self._office.shelf
        previous = shelf.in_force.playbooks if shelf.has_any else None
        shelf.put_in_force(found.built)
        if new and previous is not None:
            tell_changed_facts(self._office, before=previous)
        return new

    def _find(self) -> Found:
        loaded = self._library.load()
        playbooks = loaded.playbook_set
        built = self._office.shelf.build(playbooks) if playbooks is not None else None
        return Found(loaded=loaded, built=built)

    def _keep(self, playbooks: PlaybookSet) -> bool:
        now = self._office.clock.now()
        with self._office.store.write() as records:
            new = records.sets.accept(
                AcceptedSet(digest=playbooks.digest, files=playbooks.files, accepted_at=now)
            )
            if new:
                words = {"digest": playbooks.digest, "playbooks": len(playbooks.playbooks)}
                records.log.append("set_accepted", at=now, words=words)
            LIBRARY.mend(self._office, records, {"digest": playbooks.digest[:8]})
        return new

    def _tell(self, loaded: Loaded) -> bool:
        try:
            with self._office.store.write() as records:
                return LIBRARY.tell(self._office, records, loaded.problems)
        except StoreError:
            self._seen = ""
            raise
