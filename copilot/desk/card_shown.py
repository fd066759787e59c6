"""Keeps which message shows a card, and that an older one of the case is left to lead there."""

from copilot.app.office import Office
from copilot.app.ports.records import CardRecord
from copilot.desk.leading import leave
from copilot.desk.wire import Sent


def keep(
    office: Office,
    card: CardRecord,
    *,
    digest: str,
    at: Sent,
    above: tuple[int, ...],
    old: Sent | None = None,
) -> None:
    """The message *at* shows *card*; *old* did."""
    with office.store.write() as records:
        if old is not None:
            leave(records, card.case, old)
        records.cards.shown(
            card.case,
            version=card.version,
            digest=digest,
            chat=at.chat,
            message=at.message,
            above=above,
        )
