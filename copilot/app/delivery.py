"""
Bring approved replies to their channels, at most once each.

The order of steps is the guarantee: look once more, claim and commit, only then call the network,
then record the outcome. A process killed anywhere leaves a row that says what may have happened.
"""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from copilot.app import last_look
from copilot.app.office import Clerk, Office
from copilot.app.outcome import Outcomes
from copilot.app.ports.channel import Channel
from copilot.app.ports.store import Records
from copilot.domain.channel import Absent, Posted, Recovery, Reply, Unknowable
from copilot.domain.complaint import Complaint
from copilot.domain.errors import DeliveryUnknown, NotDelivered
from copilot.domain.outbox import OutboxEvent, OutboxItem, OutboxStatus

log = logging.getLogger(__name__)

#: A claim lasts longer than the longest try, so that only a dead process loses one.
TRY_SECONDS = 15
CLAIM = timedelta(seconds=TRY_SECONDS + 10)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Claimed:
    item: OutboxItem
    reply: Reply
    channel: Channel
    may_be_public: bool  #: an earlier try was lost: a refusal speaks of this one only


class Delivery:
    """Works the outbox in one process; any number of processes may do so at once."""

    def __init__(self, office: Office, clerk: Clerk, *, process: str) -> None:
        self._office = office
        self._clerk = clerk
        self._process = process
        self._outcomes = Outcomes(office, process=process)

    async def round(self) -> int:
        """Do what is due now; say how many replies were tried or settled."""
        await self._clerk(self._lose_orphans)
        unsettled = await self._clerk(self._unsettled)
        for item in unsettled:
            await self._settle(item)
        due = await self._clerk(self._due)
        for item in due:
            await self._send(item)
        return len(unsettled) + len(due)

    def _lose_orphans(self) -> None:
        now = self._office.clock.now()
        with self._office.store.read() as records:
            orphans = records.outbox.orphans(now)
        for item in orphans:
            with self._office.store.write() as records:
                self._outcomes.lost(records, item, reason="process died", by=item.claimed_by)

    def _unsettled(self) -> list[OutboxItem]:
        now = self._office.clock.now()
        with self._office.store.read() as records:
            return list(records.outbox.unsettled(now))

    def _due(self) -> list[OutboxItem]:
        now = self._office.clock.now()
        with self._office.store.read() as records:
            return [] if records.state.paused() else list(records.outbox.due(now))

    async def _send(self, item: OutboxItem) -> None:
        """Look once more, claim, post."""
        channel = self._office.channels.get(item.channel)
        complaint = await self._clerk(lambda: self._complaint(item))
        look = await channel.look(complaint) if channel else None
        claimed = await self._clerk(
            lambda: self._claim_if_unchanged(item, last_look.SEEN.get(look) if look else None)
        )
        if claimed is not None:
            await self._try(claimed)

    def _complaint(self, item: OutboxItem) -> Complaint:
        with self._office.store.read() as records:
            case = records.cases.get(item.case)
            return records.complaints.version(case.complaint, item.complaint_version)

    def _claim_if_unchanged(self, item: OutboxItem, seen: str | None) -> _Claimed | None:
        """What the approval rested on is checked in the very transaction that claims."""
        now = self._office.clock.now()
        with self._office.store.write() as records:
            if records.outbox.get(item.id).status is not item.status:
                return None
            why = seen or last_look.objection(self._office, records, item, at=now)
            if why is not None:
                last_look.withdraw(self._office, records, item, why=why, at=now)
                return None
            return self._claim(records, item, now)

    def _claim_again(self, item: OutboxItem) -> _Claimed | None:
        """A reply that may be public is repeated as it is: there is nothing left to look at."""
        with self._office.store.write() as records:
            return self._claim(records, item, self._office.clock.now())

    def _claim(self, records: Records, item: OutboxItem, now: datetime) -> _Claimed | None:
        channel = self._office.channels.get(item.channel)
        if channel is None or not records.outbox.claim(
            item.id, by=self._process, until=now + CLAIM, now=now
        ):
            return None
        records.log.append("sending", at=now, case=item.case, words={"approval": item.id})
        records.cards.touch(item.case, urgency=3)
        return _Claimed(
            item=records.outbox.get(item.id),
            reply=self._reply(item),
            channel=channel,
            may_be_public=item.status is OutboxStatus.UNCERTAIN,
        )

    def _reply(self, item: OutboxItem) -> Reply:
        return Reply(
            id=item.id,
            channel=item.channel,
            complaint_id=item.complaint_id,
            thread_id=item.thread,
            text=item.text,
            lang=item.lang,
            approved_by=self._office.people.name_of(item.approved_by),
        )

    async def _try(self, claimed: _Claimed) -> None:
        item = claimed.item
        try:
            async with asyncio.timeout(TRY_SECONDS):
                posted = await claimed.channel.post(claimed.reply)
        except NotDelivered as refused:
            # The names of an `except` end with it; the clerk works after that.
            failure = refused
            if claimed.may_be_public:
                reason = failure.reason
                await self._record(
                    lambda records: self._outcomes.lost(records, item, reason=reason)
                )
            else:
                await self._record(lambda records: self._outcomes.refused(records, item, failure))
        except (DeliveryUnknown, TimeoutError) as unknown:
            reason = str(unknown) or "no answer in time"
            await self._record(lambda records: self._outcomes.lost(records, item, reason=reason))
        else:
            await self._record(lambda records: self._outcomes.posted(records, item, posted))

    async def _settle(self, item: OutboxItem) -> None:
        """Resolve an uncertain send as its channel allows."""
        channel = self._office.channels.get(item.channel)
        recovery = channel.recovery if channel else Recovery.ASK
        if channel is None or recovery is Recovery.ASK or self._outcomes.is_hopeless(item):
            await self._record(lambda records: self._outcomes.ask(records, item))
        elif recovery is Recovery.REPEAT:
            claimed = await self._clerk(lambda: self._claim_again(item))
            if claimed is not None:
                await self._try(claimed)
        else:
            found = await channel.look_up(self._reply(item))
            await self._record(lambda records: self._found(records, item, found))

    def _found(
        self, records: Records, item: OutboxItem, found: Posted | Absent | Unknowable
    ) -> None:
        if isinstance(found, Posted):
            self._outcomes.posted(records, item, found)
        elif isinstance(found, Absent):
            now = self._office.clock.now()
            records.outbox.move(item.id, OutboxEvent.RELEASE, at=now, due_at=now)
            records.cards.touch(item.case, urgency=3)
        else:
            self._outcomes.ask(records, item)

    async def _record(self, outcome: Callable[[Records], None]) -> None:
        def work() -> None:
            with self._office.store.write() as records:
                outcome(records)

        await self._clerk(work)
