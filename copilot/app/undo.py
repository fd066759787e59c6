"""Take an approval back before anything has left."""

from copilot.app.handling import take_part
from copilot.app.office import Office
from copilot.app.ports.records import Button
from copilot.app.ports.store import Records
from copilot.app.view import Outcome
from copilot.domain.case import CaseEvent
from copilot.domain.errors import IllegalMove, Refused
from copilot.domain.outbox import OutboxEvent, OutboxStatus


def undo(office: Office, records: Records, button: Button, person: int) -> Outcome:
    """
    Withdraw the approval; whoever works on cases or says yes to replies may stop one.

    Raises:
        Refused: `undo_too_late` when it has left, or may have; `undone_already` when it was
            withdrawn before.
    """
    take_part(office, person)
    item = records.outbox.live(button.case)
    if item is None:
        raise Refused("undone_already" if _is_withdrawn(records, button) else "undo_too_late")
    now = office.clock.now()
    try:
        records.outbox.move(item.id, OutboxEvent.WITHDRAW, at=now, reason="undone")
    except IllegalMove as left:
        raise Refused("undo_too_late") from left
    records.approvals.withdraw(button.case, reason="undone", at=now)
    records.cases.move(button.case, CaseEvent.WITHDRAW, at=now)
    records.log.append(
        "undone", at=now, case=button.case, words={"by": person, "approval": item.id}
    )
    records.cards.touch(button.case, urgency=0)
    return Outcome(code="undone", case=button.case)


def _is_withdrawn(records: Records, button: Button) -> bool:
    items = records.outbox.of_case(button.case)
    return bool(items) and items[-1].status is OutboxStatus.WITHDRAWN
