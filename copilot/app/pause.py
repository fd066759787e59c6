"""Stop and start all posting."""

from copilot.app.doing import once
from copilot.app.notify import tell
from copilot.app.office import Office
from copilot.app.ports.chat import AT_LEISURE
from copilot.app.ports.store import Records
from copilot.app.view import Outcome
from copilot.domain.case import CaseStatus
from copilot.domain.person import Right

#: Every card says so; those on their way at once, the others when nobody waits for anything: the
#: message, the pinned line and the answer to a press say it without them.
SHOWN = {
    CaseStatus.APPROVED: 2,
    CaseStatus.UNCERTAIN: 2,
    CaseStatus.OPEN: AT_LEISURE,
    CaseStatus.LATER: AT_LEISURE,
}


def pause(office: Office, *, person: int, doing: str | None = None) -> Outcome:
    """Suspend posting: nothing leaves from this moment on; what has left has left."""
    with office.store.write() as records:
        office.require(person, Right.PAUSE)
        return once(records, doing, lambda: _pause(office, records, person))


def resume(office: Office, *, person: int, doing: str | None = None) -> Outcome:
    """Let approved replies leave again; each is looked at once more first."""
    with office.store.write() as records:
        office.require(person, Right.PAUSE)
        return once(records, doing, lambda: _resume(office, records, person))


def _pause(office: Office, records: Records, person: int) -> Outcome:
    if not records.state.pause(by=person, at=office.clock.now()):
        standing = records.state.paused()
        by = office.people.called(standing.by if standing else None)
        return Outcome(code="was_paused", values={"by": by})
    _tell(office, records, "posting_paused", person)
    return Outcome(code="paused")


def _resume(office: Office, records: Records, person: int) -> Outcome:
    if not records.state.resume():
        return Outcome(code="was_running")
    _tell(office, records, "posting_resumed", person)
    return Outcome(code="resumed")


def _tell(office: Office, records: Records, code: str, person: int) -> None:
    tell(office, records, code, {"name": office.people.called(person)}, urgency=1)
    records.log.append(code, at=office.clock.now(), words={"by": person})
    for status, urgency in SHOWN.items():
        for case in records.cases.list(status):
            records.cards.touch(case.id, urgency=urgency)
