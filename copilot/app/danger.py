"""What is pressed where someone may be in danger: I am here; it is only a way of speaking."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from copilot.app import draft
from copilot.app.alarm import confirmed, lowered
from copilot.app.office import Office
from copilot.app.ports.records import Button
from copilot.app.ports.store import Records
from copilot.app.revision import point
from copilot.app.too_late import closed
from copilot.app.view import Outcome
from copilot.domain.case import WORKABLE, Case
from copilot.domain.errors import Refused
from copilot.domain.person import Person, Right
from copilot.domain.playbook import Playbook, Severity

#: Of what is left without the danger, the next playbook must be more likely than all others.
LIKELY = 0.5


def confirm(office: Office, records: Records, button: Button, person: int, _: str) -> Outcome:
    """
    Take care of it; whoever is on call may, whatever their role.

    Raises:
        Refused: `here_already` with who has it, `no_alarm` when there is none any more.
    """
    who = _helper(office, person)
    case, alarm = records.cases.get(button.case), records.alarms.of(button.case)
    if alarm is None or alarm.lowered_at is not None:
        raise Refused("no_alarm")
    if confirmed(office, records, case, person):
        _claim(office, records, case, who)
        return Outcome(code="here", values={"number": case.number}, case=case.id, alert=True)
    if alarm.confirmed_by == person:
        return Outcome(code="here", values={"number": case.number}, case=case.id)
    by = office.people.called(alarm.confirmed_by)
    raise Refused("here_already", by=by, at=alarm.confirmed_at)


def lower(office: Office, records: Records, button: Button, person: int, _: str) -> Outcome:
    """
    Nobody is in danger: the case goes to its next playbook, or to none.

    Raises:
        Refused: `not_to_lower` for who may not approve; `no_alarm`, `closed`.
    """
    known = office.require(person, Right.NOTE)
    if not known.may(Right.APPROVE):
        raise Refused("not_to_lower")
    case = records.cases.get(button.case)
    if case.status not in WORKABLE:
        raise closed(office, records, case)
    if not lowered(office, records, case, person):
        raise Refused("no_alarm")
    chosen = next_playbook(case, office.shelf.in_force.playbooks.playbooks)
    _move(office, records, case, chosen, person)
    return Outcome(code="lowered", values={"number": case.number}, case=case.id)


def next_playbook(case: Case, library: Mapping[str, Playbook]) -> Playbook | None:
    """The likeliest playbook when no person is in danger, if it is likely at all."""
    left = 1.0
    for one in case.match.candidates:
        playbook = library.get(one.playbook)
        if playbook is None or playbook.is_about_danger:
            left -= one.confidence
        elif one.confidence >= LIKELY * max(left, one.confidence):
            return playbook
        else:
            return None
    return None


def _move(
    office: Office, records: Records, case: Case, chosen: Playbook | None, person: int
) -> None:
    words = {"by": person, "from": case.playbook, "to": chosen.id if chosen else None}
    records.log.append("playbook", at=office.clock.now(), case=case.id, words=words)
    if chosen is not None:
        complaint = records.complaints.get(case.complaint).complaint
        draft.with_playbook(office, records, case, complaint, chosen, signed_for=case.claimed_by)
        return
    bare = replace(case, playbook=None, severity=Severity.MEDIUM)
    point(office, records, bare, None, revision=0, in_force=office.shelf.in_force)


def _claim(office: Office, records: Records, case: Case, who: Person) -> None:
    """So that two do not write to the same person; who has the case already keeps it."""
    if not who.may(Right.WORK) or case.status not in WORKABLE:
        return
    now = office.clock.now()
    until = now + timedelta(seconds=office.desk.claim_for.seconds)
    if records.cases.claim(case.id, by=who.telegram, until=until, now=now):
        words = {"by": who.telegram, "from": ""}
        records.log.append("claimed", at=now, case=case.id, words=words)


def _helper(office: Office, person: int) -> Person:
    known = office.require(person, Right.NOTE)
    on_call = known in office.people.on_call()
    if not (on_call or known.may(Right.WORK) or known.may(Right.APPROVE)):
        raise Refused("not_allowed", role=known.role.value, right=Right.WORK.value)
    return known
