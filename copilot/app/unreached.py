"""Who never opened the bot cannot be written to in private: then the desk calls them by name."""

from copilot.app.notify import tell_about
from copilot.app.office import Office
from copilot.app.ports.records import Notice
from copilot.app.ports.store import Records


def was_sent(
    office: Office, notice: Notice, *, message: int | None, chat: int | None = None
) -> None:
    """Record where a notice stands, or that it never will: then the desk may have to hear it."""
    with office.store.write() as records:
        records.notices.sent(notice.id, message=message, at=office.clock.now(), chat=chat)
        if message is None:
            _say_at_desk(office, records, notice)
            if notice.case is not None:
                # Its card may say who was told.
                records.cards.touch(notice.case, urgency=1)


def _say_at_desk(office: Office, records: Records, notice: Notice) -> None:
    code = notice.values.get("otherwise")
    if not isinstance(code, str) or notice.case is None:
        return
    case = records.cases.get(notice.case)
    values = {name: value for name, value in notice.values.items() if name != "otherwise"}
    tell_about(office, records, case, code, values, once=f"unreached:{notice.id}")
