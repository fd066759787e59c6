"""Promises that fall due: their owner is told once before the hour, and once after it."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from copilot.app.notify import Plain, tell, tell_about
from copilot.app.office import Office
from copilot.app.ports.store import Records
from copilot.domain.case import Case, CaseStatus
from copilot.domain.handling import Promise
from copilot.domain.person import Person, Right, Role
from copilot.domain.playbook import Severity

#: Enough to call a shop and to write; of a short promise, half of its time.
BEFORE = timedelta(hours=2)
#: More than these at once are told in one message, and so many of them by number.
APART, NAMED = 3, 8


def remind(office: Office, records: Records, *, at: datetime) -> int:
    """Tell the owners of promises whose time has come, once each; say how many were told."""
    due = {
        _once(promise, at): promise
        for promise in records.promises.due(at + BEFORE)
        if promise.due_at - _ahead(promise) <= at
    }
    # Asked for all at once: what is late stays so until somebody keeps it.
    known = records.notices.known(due) | records.state.known(due)
    is_open, ripe = office.desk.hours.is_open(at), dict[str, list[Promise]]()
    for once, promise in due.items():
        if once in known:
            continue
        # Nobody is at the desk to read it; at the opening it is the first thing they see.
        if is_open or records.cases.get(promise.case).severity is Severity.CRITICAL:
            ripe.setdefault(_code(promise, at), []).append(promise)
    return sum(_tell_all(office, records, promises, at=at) for promises in ripe.values())


def _tell_all(
    office: Office, records: Records, promises: Sequence[Promise], *, at: datetime
) -> int:
    if len(promises) > APART:
        return _tell_together(office, records, promises, at=at)
    return sum(_tell(office, records, records.cases.get(one.case), one, at=at) for one in promises)


def _tell_together(
    office: Office, records: Records, promises: Sequence[Promise], *, at: datetime
) -> int:
    """One message for all, with every owner’s name: the day twelve fall due at once."""
    fresh = [one for one in promises if records.state.once(_once(one, at))]
    if not fresh:
        return 0
    cases = {one.id: records.cases.get(one.case) for one in fresh}
    owners = {person for one in fresh for person in _owners(office, one)}
    people = sorted(owners, key=lambda one: one.name)
    values: Plain = {
        "promises": [
            {
                "number": cases[one.id].number,
                "due_at": one.due_at.isoformat(),
                "name": ", ".join(
                    office.people.called(person.telegram) for person in _owners(office, one)
                ),
            }
            for one in fresh[:NAMED]
        ],
        "count": len(fresh),
        "people": [office.people.called(one.telegram) for one in people],
        "accounts": [one.telegram for one in people],
        "is_loud": any(case.severity is Severity.CRITICAL for case in cases.values()),
    }
    tell(office, records, f"{_code(fresh[0], at)}_together", values)
    for one in fresh:
        records.cards.touch(one.case, urgency=4)
    return len(fresh)


def _code(promise: Promise, at: datetime) -> str:
    return "promise_late" if promise.due_at <= at else "promise_due"


def _once(promise: Promise, at: datetime) -> str:
    """One whose time was moved is told of again at its new one."""
    return f"{_code(promise, at)}:{promise.id}:{promise.due_at.isoformat()}"


def _ahead(promise: Promise) -> timedelta:
    return min(BEFORE, (promise.due_at - promise.made_at) / 2)


def _tell(office: Office, records: Records, case: Case, promise: Promise, *, at: datetime) -> bool:
    complaint = records.complaints.get(case.complaint).complaint
    owners = _owners(office, promise)
    values: Plain = {
        "author": complaint.author.name or complaint.author.handle or "",
        "what": promise.what,
        "due": promise.due_at.isoformat(),
        "is_gone": complaint.deleted_at is not None,
        "is_dismissed": case.status is CaseStatus.DISMISSED,
        "people": [office.people.called(one.telegram) for one in owners],
        "accounts": [one.telegram for one in owners],
    }
    code, once = _code(promise, at), _once(promise, at)
    if not tell_about(office, records, case, code, values, once=once):
        return False
    records.cards.touch(case.id, urgency=4)
    return True


def _owners(office: Office, promise: Promise) -> tuple[Person, ...]:
    """Whose promise it is; the brand leads when that person has left the team."""
    owner = office.people.find(promise.owner)
    if owner is not None and owner.may(Right.NOTE):
        return (owner,)
    return tuple(one for one in office.people if one.role is Role.BRAND_LEAD)
