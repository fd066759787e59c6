"""When a first answer is due."""

from datetime import datetime, timedelta

from copilot.app.office import Office
from copilot.domain.playbook import Severity, Unit


def deadline(office: Office, severity: Severity, start: datetime) -> datetime | None:
    """When a first answer is due: in desk hours, for `critical` by the clock."""
    within = office.desk.answer_within.get(severity)
    if within is None:
        return None
    if within.unit is Unit.WORKING_DAY:
        return office.desk.hours.due(start, within)
    length = timedelta(seconds=within.seconds)
    if severity is Severity.CRITICAL:
        return start + length
    return office.desk.hours.after(start, length)
