"""Keep the last good set of playbooks in force, whatever happens to the files."""

import json
from dataclasses import dataclass

from copilot.app.office import Office
from copilot.app.ports.library import Library, Loaded
from copilot.app.ports.records import AcceptedSet, Notice
from copilot.app.ports.store import Records
from copilot.app.shelf import InForce
from copilot.domain.errors import LibraryError, StoreError
from copilot.domain.person import Role
from copilot.domain.playbook_set import PlaybookSet
from copilot.domain.problem import Problem, ProblemSeverity

#: Where the digest of the files whose fault was last told is kept.
TOLD = "library_fault_told"

#: Faults shown in one message; a reader mends the first ones first.
SHOWN = 5


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
        self._seen = ""

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
        being saved (a `git pull` of many) are left for the next look, so that they come as one.
        """
        mark = self._library.fingerprint()
        if mark == self._seen:
            return None
        found = self._find()
        if self._library.fingerprint() != mark:
            return None
        self._seen = mark
        return found

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
            if records.state.get(TOLD):
                records.state.set(TOLD, "")
                self._notice(records, "library_mended", {"digest": playbooks.digest[:8]})
        return new

    def _tell(self, loaded: Loaded) -> None:
        with self._office.store.write() as records:
            if records.state.get(TOLD) == loaded.digest:
                return
            records.state.set(TOLD, loaded.digest)
            errors = [p for p in loaded.problems if p.severity is ProblemSeverity.ERROR]
            values = {
                "problems": [_plain(problem) for problem in errors[:SHOWN]],
                "more": max(0, len(errors) - SHOWN),
                "leads": [one.name for one in self._office.people if one.role is Role.BRAND_LEAD],
            }
            self._notice(records, "library_fault", values)

    def _notice(self, records: Records, code: str, values: dict[str, object]) -> None:
        now = self._office.clock.now()
        notice = Notice(
            id=self._office.ids.new(),
            chat=self._office.desk.chat,
            code=code,
            values=values,
            urgency=2,
            created_at=now,
        )
        records.notices.add(notice)
        records.log.append(code, at=now, words=json.loads(json.dumps(values)))


def _plain(problem: Problem) -> dict[str, object]:
    return {
        "path": problem.path,
        "line": problem.line,
        "column": problem.column,
        "message": problem.message,
        "rule": problem.rule,
    }
