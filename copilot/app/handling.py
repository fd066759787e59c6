"""What happens to a case beside its reply: who may take part, and what its card shows of it."""

from collections.abc import Iterator
from dataclasses import replace

from copilot.app import alarm_calls
from copilot.app.office import Office
from copilot.app.ports.store import Records
from copilot.app.view import HandlingView
from copilot.domain.case import Case
from copilot.domain.handling import Escalation
from copilot.domain.person import Person, Right


def take_part(office: Office, person: int) -> Person:
    """
    Whoever works on cases or says yes to replies: legal answers questions, and moderates too.

    Raises:
        Refused: `stranger` or `not_allowed`.
    """
    known = office.people.find(person)
    approves = known is not None and known.may(Right.APPROVE)
    return office.require(person, Right.APPROVE if approves else Right.WORK)


def those_who_take_part(office: Office) -> tuple[Person, ...]:
    """Everyone who may."""
    return tuple(one for one in office.people if one.may(Right.WORK) or one.may(Right.APPROVE))


def to_alert(office: Office, role: str) -> tuple[Person, ...]:
    """Those who are *role*; where nobody is, the brand leads."""
    return office.people.with_role(role) or office.people.with_right(Right.LEAD)


def gather(office: Office, records: Records, case: Case) -> HandlingView:
    """Everything of it that a card shows."""
    waits = records.waits.of(case.id)
    answered = [one for one in waits if one.answered_at is not None and one.answer]
    view = HandlingView(
        wait=next((one for one in waits if one.answered_at is None), None),
        answered=answered[-1] if answered else None,
        moderation=records.moderations.of(case.id),
        escalations=tuple(records.escalations.of(case.id)),
        insights=tuple(records.insights.of(case.id)),
        alarm=records.alarms.of(case.id),
    )
    calls = alarm_calls.reached(records, case, view.alarm) if view.alarm else {}
    return replace(
        view,
        reached=tuple(office.people.called(one) for one, came in calls.items() if came),
        unreached=tuple(office.people.called(one) for one, came in calls.items() if not came),
        names={one: office.people.called(one) for one in _everybody(view)},
        told={one.to: _told(office, one) for one in view.escalations},
    )


def _everybody(view: HandlingView) -> Iterator[int]:
    for wait in (view.wait, view.answered):
        if wait is not None:
            yield wait.asked_by
            yield from [wait.answered_by] if wait.answered_by else []
    if view.moderation is not None:
        yield view.moderation.person
        yield from [view.moderation.done_by] if view.moderation.done_by else []
    yield from (one.by for one in view.escalations if one.by is not None)
    yield from (one.by for one in view.insights)
    if view.alarm is not None:
        told = (view.alarm.confirmed_by, view.alarm.lowered_by)
        yield from (one for one in told if one is not None)


def _told(office: Office, escalation: Escalation) -> tuple[str, ...]:
    return tuple(office.people.called(one.telegram) for one in to_alert(office, escalation.to))
