"""Keep the desk's people as the configuration's file has them; say what only a restart takes."""

import json
import logging
from collections.abc import Iterator

from copilot.app.faults import APPROVERS, CONFIGURATION, RESTART, notice
from copilot.app.office import Office
from copilot.app.ports.settings import Settings, SettingsRead
from copilot.app.ports.store import Records
from copilot.domain.person import People, Person

log = logging.getLogger(__name__)

#: Names by account, of all who were ever configured.
NAMES = "people:names"


class Configuration:
    """
    Watches the file; a good one's people count from the next press, a broken one is told once.

    A change is believed when the file has stood still between two looks: one that is just being
    saved may be cut off before `people`, and taken at its word it would withdraw every approval
    on its way. Of several processes only the one with *tells* speaks to the desk.
    """

    def __init__(self, office: Office, settings: Settings, *, tells: bool = True) -> None:
        self._office = office
        self._settings = settings
        self._tells = tells
        # The first look reads it: it may have changed since the service began.
        self._seen = self._last = ""
        self._is_readable = True

    def start(self) -> None:
        """Forget what was told before the start: the file was good enough to start with."""
        if self._tells:
            with self._office.store.write() as records:
                CONFIGURATION.mend(self._office, records, {})
                records.state.set(RESTART, "")
                known = json.loads(records.state.get(NAMES) or "{}")
                names = {int(telegram): str(name) for telegram, name in known.items()}
                self._office.people = self._office.people.after(names)
                self._keep_names(records)

    def look(self) -> SettingsRead | None:
        """Read the file when it has changed and stands still; touches nothing."""
        mark = self._settings.fingerprint()
        before, self._last = self._last, mark
        if mark == self._seen or mark != before:
            return None
        read = self._settings.read()
        if self._settings.fingerprint() != mark:
            return None
        self._seen = mark
        return read

    def adopt(self, read: SettingsRead) -> bool:
        """Take over its people between two use cases, or tell what is wrong; did they change?"""
        if read.people is None:
            self._fault(read)
            return False
        self._is_readable = True
        before = self._office.people
        people = read.people.after(before.names)
        has_changed = tuple(before) != tuple(people)
        # Before anything is written: whoever was taken out is refused whatever the database does.
        self._office.people = people
        if has_changed:
            log.info("people: %d may work at the desk now", len(people))
            if not len(people):
                log.warning("`people` is empty: everyone is refused until somebody is added")
        if self._tells:
            with self._office.store.write() as records:
                CONFIGURATION.mend(self._office, records, {})
                self._keep_names(records)
                self._tell_people(records, before, people)
                self._tell_waiting(records, read.waiting)
        return has_changed

    def compare(self) -> bool:
        """Tell when the playbooks in force ask for more approvers than there are, or no more."""
        if not self._tells:
            return False
        problems = self._settings.unmet(self._office.shelf.in_force.playbooks)
        with self._office.store.write() as records:
            return APPROVERS.settle(self._office, records, problems, {})

    def _fault(self, read: SettingsRead) -> None:
        if self._is_readable:
            log.warning("the configuration cannot be read; nothing has changed")
            for problem in read.problems:
                log.warning("configuration: %s", problem)
        self._is_readable = False
        if self._tells:
            with self._office.store.write() as records:
                CONFIGURATION.tell(self._office, records, read.problems)

    def _keep_names(self, records: Records) -> None:
        """Who leaves the team still stands on cards and on record."""
        names = {str(telegram): name for telegram, name in self._office.people.names.items()}
        records.state.set(NAMES, json.dumps(names, ensure_ascii=False))

    def _tell_people(self, records: Records, before: People, now: People) -> None:
        changes = [*_changes(before, now)]
        if changes:
            values: dict[str, object] = {"changes": changes, "nobody": not len(now)}
            notice(self._office, records, "people_changed", values)

    def _tell_waiting(self, records: Records, waiting: tuple[str, ...]) -> None:
        told = " ".join(waiting)
        if (records.state.get(RESTART) or "") == told:
            return
        records.state.set(RESTART, told)
        if waiting:
            notice(self._office, records, "restart_needed", {"keys": list(waiting)})


def _changes(before: People, now: People) -> Iterator[dict[str, object]]:
    for person in now:
        old = before.find(person.telegram)
        if old is None:
            yield _change("added", person)
        elif (old.name, old.role) != (person.name, person.role):
            yield _change("role", person)
    for person in before:
        if now.find(person.telegram) is None:
            yield _change("removed", person)


def _change(what: str, person: Person) -> dict[str, object]:
    return {
        "what": what,
        "name": person.name,
        "telegram": person.telegram,
        "role": person.role.value,
    }
