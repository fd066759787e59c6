"""What became of the messages of some days, to be held against the charter’s objectives."""

from collections.abc import Collection
from datetime import datetime, timedelta

from copilot.app.notify import Plain
from copilot.app.office import Office
from copilot.app.ports.store import Records
from copilot.domain.case import Case, CaseStatus
from copilot.domain.channel import Mode
from copilot.domain.charter import Objectives
from copilot.domain.playbook import Unit

#: Of more cases than these, the oldest of the week are left out.
MOST = 5000


def figures(office: Office, records: Records, start: datetime, end: datetime) -> Plain:
    """Messages that called for an answer, answers, those in time, promises due and kept."""
    aims = office.shelf.in_force.playbooks.charter.objectives
    cases = [
        one
        for one in records.cases.list(limit=MOST)
        if start <= one.opened_at < end and _is_to_answer(office, one)
    ]
    # A case may be open again for what follows: its first answer was given all the same.
    first = records.outbox.first_posted(start)
    cases = _without_deleted(records, cases, first)
    answered = [(one, first[one.id]) for one in cases if one.id in first]
    due = records.promises.due_between(start, end)
    kept = [one for one in due if one.kept_at is not None and one.kept_at <= one.due_at]
    return {
        "received": len(cases),
        "answered": len(answered),
        "in_time": sum(_is_in_time(office, one, at, aims) for one, at in answered),
        "within": str(aims.first_answer) if aims.first_answer else None,
        "answered_aim": aims.answered,
        "due": len(due),
        "kept": len(kept),
        "kept_aim": aims.promises_kept,
    }


def _is_to_answer(office: Office, case: Case) -> bool:
    """What needed no answer, or can be answered from nowhere here, counts against nobody."""
    channel = office.channels.get(case.channel)
    is_live = channel is not None and channel.mode is Mode.LIVE
    return is_live and case.status is not CaseStatus.DISMISSED


def _without_deleted(records: Records, cases: list[Case], answered: Collection[str]) -> list[Case]:
    """What its author deleted before we answered called for nothing any more."""
    waiting = records.complaints.several(one.complaint for one in cases if one.id not in answered)
    gone = {id_ for id_, one in waiting.items() if one.complaint.deleted_at is not None}
    return [one for one in cases if one.complaint not in gone]


def _is_in_time(office: Office, case: Case, at: datetime, aims: Objectives) -> bool:
    if aims.first_answer is None:
        return False
    hours, within = office.desk.hours, aims.first_answer
    if within.unit is Unit.WORKING_DAY:
        return at <= hours.due(case.opened_at, within)
    return hours.open_between(case.opened_at, at) <= timedelta(seconds=within.seconds)
