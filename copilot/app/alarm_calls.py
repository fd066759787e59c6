"""Messages that call for somebody while an alarm rings: whom they reached, what they become."""

from copilot.app.notify import Plain, tell_about
from copilot.app.office import Office
from copilot.app.ports.records import Notice
from copilot.app.ports.store import Records
from copilot.domain.case import Case
from copilot.domain.handling import Alarm

#: In private; in private or at the desk; and the message that takes the place of one of these.
CALL, CALLS, OVER = "danger", ("danger", "danger_desk", "danger_everyone"), "danger_over"


def reached(records: Records, case: Case, alarm: Alarm) -> dict[int, bool]:
    """Who was called in private since *alarm* was raised, and whether the last try got through."""
    calls = [one for one in records.notices.about(case.id, CALL) if _is_of(one, alarm)]
    return {one.chat: one.message is not None for one in calls if one.sent_at is not None}


def answered(office: Office, records: Records, case: Case, code: str, values: Plain) -> None:
    """Every message that asks who is there says what became of it, and asks no more."""
    alarm = records.alarms.of(case.id)
    for one in records.notices.about(case.id, *CALLS):
        if alarm is None or not _is_of(one, alarm):
            continue
        said = {**one.values, **values, "replaces": one.id, "first": one.code, "then": code}
        said.pop("otherwise", None)
        tell_about(office, records, case, OVER, said, to=one.chat, once=f"{code}:{one.id}")


def _is_of(notice: Notice, alarm: Alarm) -> bool:
    return notice.created_at >= alarm.raised_at
