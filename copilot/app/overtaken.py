"""Notices that had to wait, and are not true any more: nobody is called for what is over."""

from datetime import datetime

from copilot.app import danger_yes
from copilot.app.office import Office
from copilot.app.ports.records import Notice
from copilot.app.ports.store import Records
from copilot.domain.case import Case, CaseStatus

CALLS = frozenset({"danger", "danger_desk", "danger_everyone"})
YES_CALLS = frozenset({danger_yes.CALL, danger_yes.AT_DESK})
ON_CALL = frozenset({"on_call", "on_call_desk"})
BEFORE, LATE = "reminder_before", "reminder_late"


def let_go(office: Office, notice: Notice) -> bool:
    """Let a notice go that has been overtaken, after an hour without Telegram or a busy minute."""
    if notice.code not in CALLS | YES_CALLS | ON_CALL | {BEFORE, LATE} or notice.case is None:
        return False
    now = office.clock.now()
    with office.store.write() as records:
        if not _is_overtaken(records, notice, records.cases.get(notice.case), now):
            return False
        records.notices.sent(notice.id, message=None, at=now)
    return True


def _is_overtaken(records: Records, notice: Notice, case: Case, now: datetime) -> bool:
    if notice.code in CALLS:
        alarm = records.alarms.of(case.id)
        round_ = notice.values.get("round")
        is_old = alarm is not None and isinstance(round_, int) and round_ < alarm.rounds
        return alarm is None or not alarm.is_unheard or is_old
    if notice.code in YES_CALLS:
        return danger_yes.is_over(records, notice, case, now)
    if case.status is not CaseStatus.OPEN:
        return True
    if notice.code in ON_CALL:
        return case.claimant(now) is not None
    return notice.code == BEFORE and case.due_at is not None and case.due_at <= now
