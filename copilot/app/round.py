"""What time brings about: cases come back, claims and facts end, reminders fall due."""

from datetime import datetime

from copilot.app import alarm, alarm_rounds, danger_yes, day, moderate, new_day, reminders, waiting
from copilot.app.fact_press import end_those_due
from copilot.app.forgetting import forget
from copilot.app.office import Office
from copilot.app.promise_round import remind
from copilot.domain.case import CaseEvent


def tick(office: Office) -> int:
    """
    Remind of what waits, bring cases back, free lapsed claims, end facts given for a time.

    It is counted how much of that there was to do; what is forgotten is nobody's business.
    """
    with office.store.write() as records:
        # Read where it is changed: another process may dismiss or put off the same case.
        now = office.clock.now()
        # Before those put off: whoever waits for a colleague goes on waiting.
        told = waiting.chase(office, records, now=now)
        told += moderate.overdue(office, records, now=now)
        told += alarm_rounds.wake(office, records, now=now)
        told += danger_yes.wake(office, records, now=now)
        due = records.cases.due_again(now)
        for case in due:
            records.cases.move(case.id, CaseEvent.WAKE, at=now)
            records.log.append("woken", at=now, case=case.id)
            records.cards.touch(case.id, urgency=2)
        lapsed = records.cases.lapsed(now)
        for case in lapsed:
            records.cards.touch(case.id, urgency=4)
            alarm.lapsed(office, records, case)
        ended = end_those_due(office, records, at=now)
        told += remind(office, records, at=now)
        # After those that come back: a delay that passed meanwhile is told at once.
        told += reminders.remind(office, records, now=now)
        told += day.begin_or_end(office, records, now=now)
        told += new_day.turn(records, day=_day(office, now))
        forget(records, now=now)
    return told + len(due) + len(lapsed) + ended


def _day(office: Office, now: datetime) -> str:
    """Today, where the brand is."""
    return now.astimezone(office.desk.hours.zone).date().isoformat()
