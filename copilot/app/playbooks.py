"""Keep the last good set of playbooks in force, whatever happens to the files."""

from dataclasses import dataclass

from copilot.app.faults import LIBRARY
from copilot.app.office import Office
from copilot.app.ports.library import Library, Loaded
from copilot.app.ports.records import AcceptedSet
from copilot.app.shelf import InForce
from copilot.domain.errors import LibraryError, StoreError
from copilot.domain.playbook_set import PlaybookSet
from copilot.domain.problem import Problem


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
        self._seen = self._last = ""

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

        It takes a while and touches nothing, so it may run beside use cases. Files that are still
        being saved (a `git pull` of many) are left for the next look, so that they come as one:
        only those that were the same at the last look are read.
        """
        mark = self._library.fingerprint()
        before, self._last = self._last, mark
        if mark == self._seen or mark != before:
            return None
        found = self._find()
        if self._library.fingerprint() != mark:
            return None
        self._seen = mark
        return found

    @property
    def is_moving(self) -> bool:
        """Whether the last look saw files change: it is worth looking again soon."""
        return self._last != self._seen

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
        self._office.shelf.put_in_force(found.built)
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
