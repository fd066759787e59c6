"""What one try at posting came to, kept in one transaction each."""

from datetime import timedelta

from copilot.app import last_look, promises, revisit
from copilot.app.notify import Plain, tell_about
from copilot.app.office import Office
from copilot.app.ports.store import Records
from copilot.domain.case import CaseEvent
from copilot.domain.channel import Posted, Recovery
from copilot.domain.errors import NotDelivered
from copilot.domain.outbox import OutboxEvent, OutboxItem, OutboxStatus

#: Backoff in seconds by the number of tries; the last one repeats.
BACKOFF = (2, 5, 15, 60, 300, 900)

#: A platform may still be storing what it did not answer: looking sooner could miss it.
SETTLED_SECONDS = 20

#: After so many uncertain tries a person is asked even where repeating is safe.
HOPELESS_TRIES = 8


class Outcomes:
    """Records outcomes for one process, which must still hold the claim."""

    def __init__(self, office: Office, *, process: str) -> None:
        self._office = office
        self._process = process

    def posted(self, records: Records, item: OutboxItem, posted: Posted) -> None:
        """It is public."""
        now = self._office.clock.now()
        if records.outbox.get(item.id).status is OutboxStatus.WITHDRAWN:
            self._posted_late(records, item, posted)
            return
        records.outbox.move(
            item.id,
            OutboxEvent.CONFIRM,
            at=now,
            posted_id=posted.id,
            posted_url=posted.url,
        )
        records.cases.move(item.case, CaseEvent.POST, at=now)
        self._note(records, "posted", item, id=posted.id, url=posted.url, text=item.text)
        promises.follow(self._office, records, item, at=now)
        revisit.catch_up(self._office, records, item)

    def _posted_late(self, records: Records, item: OutboxItem, posted: Posted) -> None:
        """
        The answer came after a person had said that it is not there: both are on record.

        The desk is told: whoever sends it again now would say it twice.
        """
        self._note(records, "posted_late", item, id=posted.id, url=posted.url, text=item.text)
        case = records.cases.get(item.case)
        name = self._office.people.called(item.approved_by)
        values: Plain = {"name": name, "url": posted.url}
        once = f"posted_late:{item.id}"
        tell_about(self._office, records, case, "posted_late", values, once=once)

    def refused(self, records: Records, item: OutboxItem, failure: NotDelivered) -> None:
        """Certainly not public: try again later, or give it back to the desk."""
        now = self._office.clock.now()
        if failure.final:
            records.outbox.move(
                item.id, OutboxEvent.REJECT, at=now, by=self._process, reason=failure.reason
            )
            last_look.reopen(
                self._office, records, item, code="rejected", why=failure.reason, at=now
            )
            return
        wait = failure.retry_after_seconds or BACKOFF[min(item.tries, len(BACKOFF)) - 1]
        event = OutboxEvent.RELEASE
        records.outbox.move(
            item.id,
            event,
            at=now,
            by=self._process,
            due_at=now + timedelta(seconds=wait),
            reason=failure.reason,
        )
        self._note(records, "not_delivered", item, reason=failure.reason)

    def lost(
        self, records: Records, item: OutboxItem, *, reason: str, by: str | None = None
    ) -> None:
        """Nobody knows whether it is public."""
        now = self._office.clock.now()
        wait = BACKOFF[min(max(item.tries, 1), len(BACKOFF)) - 1]
        channel = self._office.channels.get(item.channel)
        if channel is not None and channel.recovery is Recovery.LOOK:
            wait = max(wait, SETTLED_SECONDS)
        records.outbox.move(
            item.id,
            OutboxEvent.LOSE,
            at=now,
            by=by or self._process,
            due_at=now + timedelta(seconds=wait),
            reason=reason,
        )
        self._note(records, "uncertain", item, reason=reason)

    def ask(self, records: Records, item: OutboxItem) -> None:
        """Put the question to a person, once."""
        if not records.outbox.mark_asked(item.id):
            return
        records.cases.move(item.case, CaseEvent.LOSE, at=self._office.clock.now())
        self._note(records, "asked", item)

    def is_hopeless(self, item: OutboxItem) -> bool:
        """Whether repeating has failed too often to go on alone."""
        return item.tries >= HOPELESS_TRIES

    def _note(self, records: Records, event: str, item: OutboxItem, **words: object) -> None:
        now = self._office.clock.now()
        records.log.append(event, at=now, case=item.case, words={"approval": item.id, **words})
        records.cards.touch(item.case, urgency=1)
