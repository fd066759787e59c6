"""What the desk is told of its own accord, kept until it is shown."""

from copilot.app.office import Office
from copilot.app.ports.records import CardRecord, Notice
from copilot.app.ports.store import Records
from copilot.domain.case import Case
from copilot.domain.playbook import Severity

Plain = dict[str, object]


def where(card: CardRecord | None) -> Plain:
    """Where a card stands: numbers begin anew in another chat."""
    return {"chat": card.chat if card else None, "message": card.message if card else None}


def tell(
    office: Office,
    records: Records,
    code: str,
    values: Plain,
    *,
    to: int | None = None,
    reply_to: int | None = None,
    prompt: str | None = None,
    urgency: int = 0,
) -> None:
    """Keep a notice for the desk, or for one person *to* in private, as plain values."""
    records.notices.add(
        Notice(
            id=office.ids.new(),
            chat=office.desk.chat if to is None else to,
            code=code,
            values=values,
            reply_to=reply_to,
            prompt=prompt,
            urgency=urgency,
            created_at=office.clock.now(),
        )
    )


def tell_about(
    office: Office,
    records: Records,
    case: Case,
    code: str,
    values: Plain,
    *,
    to: int | None = None,
    once: str | None = None,
) -> bool:
    """
    Keep a notice that answers the card of *case*, or is for one person *to* in private.

    With *once* it is told once for ever, whichever process is first. Whoever never started the
    bot cannot be written to: such a notice is let go when it is to be sent. What is critical makes
    telephones ring at night, unless *values* say otherwise.
    """
    notice = Notice(
        id=office.ids.new(),
        chat=office.desk.chat if to is None else to,
        code=code,
        values={
            "number": case.number,
            "is_loud": case.severity is Severity.CRITICAL,
            **values,
        },
        case=case.id,
        urgency=0,
        created_at=office.clock.now(),
    )
    return records.notices.add(notice, once=once)
