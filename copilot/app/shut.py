"""The desk's chat cannot be written to: those who lead it are told in private, once."""

from copilot.app.office import Office
from copilot.app.ports.records import Notice
from copilot.domain.person import Role

_KEY = "desk.shut"
_OPEN = ""


def shut(office: Office, why: str) -> None:
    """Tell the brand leads *why*, unless they know; whoever never wrote to the bot cannot be."""
    with office.store.write() as records:
        if records.state.get(_KEY) == why:
            return
        records.state.set(_KEY, why)
        for lead in office.people:
            if lead.role is Role.BRAND_LEAD:
                records.notices.add(
                    Notice(
                        id=office.ids.new(),
                        chat=lead.telegram,
                        code=f"desk_{why}",
                        urgency=0,
                        created_at=office.clock.now(),
                    )
                )


def opened(office: Office) -> None:
    """It can be written to again: the next time is told anew."""
    with office.store.read() as records:
        if not records.state.get(_KEY):
            return
    with office.store.write() as records:
        records.state.set(_KEY, _OPEN)
