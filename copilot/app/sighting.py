"""What the last look found is taken in like any news: the card shows what stopped the reply."""

from dataclasses import replace
from datetime import datetime

from copilot.app.intake import accept_within
from copilot.app.office import Office
from copilot.app.ports.store import Records
from copilot.domain.channel import Look, Sight
from copilot.domain.complaint import Complaint
from copilot.domain.outbox import OutboxItem, OutboxStatus


def take_in(
    office: Office, records: Records, item: OutboxItem, sight: Sight, *, at: datetime
) -> bool:
    """Keep what was seen where *item* goes; say whether that has withdrawn its approval."""
    stored = records.complaints.get(records.cases.get(item.case).complaint)
    for news in _news(stored.complaint, sight, at):
        accept_within(office, records, news, own=sight.found is Look.ANSWERED)
    return records.outbox.get(item.id).status is not OutboxStatus.APPROVED


def _news(known: Complaint, sight: Sight, at: datetime) -> tuple[Complaint, ...]:
    match sight.found:
        case Look.GONE:
            return (replace(known, deleted_at=known.deleted_at or at),)
        case Look.CHANGED if sight.message is not None:
            # Told when it was edited, we believe it; most platforms show only that it was.
            edited = sight.message.edited_at
            is_told = edited is not None and edited != known.edited_at
            return (replace(sight.message, edited_at=edited if is_told else at),)
        case Look.ANSWERED:
            return sight.natives
        case _:
            return ()
