"""
Bring approved replies to their channels, at most once each.

The order of steps is the guarantee: look once more, claim and commit, only then call the network,
then record the outcome. A process killed anywhere leaves a row that says what may have happened.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from copilot.app import last_look, sighting, unseen
from copilot.app.asking_channels import LOOK_SECONDS, look_at, look_up
from copilot.app.office import Clerk, Office
from copilot.app.outcome import Outcomes
from copilot.app.ports.channel import Channel
from copilot.app.ports.outbox import EVERY, Lane
from copilot.app.ports.store import Records
from copilot.app.unseen import Unseen
from copilot.domain.channel import Absent, Posted, Recovery, Reply, Sight, Unknowable
from copilot.domain.complaint import Complaint
from copilot.domain.errors import DeliveryUnknown, IllegalMove, NotDelivered
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
    """
    Works one lane of the outbox in one process; any number of processes may do so at once.

    A lane's replies leave one after the other: where each channel has one, a platform that hangs
    holds up its own alone. Once it *is_stopping*, what is on its way comes to its end and nothing
    more is begun.
    """

    def __init__(
        self,
        office: Office,
        clerk: Clerk,
        *,
        process: str,
        lane: Lane = EVERY,
        is_stopping: Callable[[], bool] = lambda: False,
        look_seconds: float = LOOK_SECONDS,
    ) -> None:
        self._office = office
        self._clerk = clerk
        self._process = process
        self._lane = lane
        self._outcomes = Outcomes(office, process=process)
        self._faults: list[Exception] = []
        self._is_stopping = is_stopping
        self._look_seconds = look_seconds

    async def round(self) -> int:
        """
        Do what is due now; say how many replies were tried or settled.

        A reply that cannot be worked on holds up no other: the first fault is raised at the end.
        """
        self._faults.clear()
        if not await self._clerk(self._has_live):
            return 0
        orphans, unsettled = await self._clerk(self._in_doubt)
        await self._each(orphans, self._lose)
        settled = await self._each(unsettled, self._settle)
        sent = await self._each(await self._clerk(self._due), self._send)
        if self._faults:
            raise self._faults[0]
        return settled + sent

    async def _each(
        self, items: Sequence[OutboxItem], work: Callable[[OutboxItem], Awaitable[bool]]
    ) -> int:
        """Do *work* on every item; count those on which something was done."""
        done = 0
        for item in items:
            if self._is_stopping():
                break
            try:
                done += await work(item)
            except IllegalMove as moved:
                # Another process, or a person, was faster: what it found stands.
                log.info("%s", moved)
            except Exception as fault:
                log.exception("reply %s could not be worked on", item.id)
                self._faults.append(fault)
        return done

    def _has_live(self) -> bool:
        with self._office.store.read() as records:
            return records.outbox.has_live(lane=self._lane)

    def _in_doubt(self) -> tuple[Sequence[OutboxItem], Sequence[OutboxItem]]:
        """What a process left behind that died, and what a try left uncertain."""
        now = self._office.clock.now()
        with self._office.store.read() as records:
            orphans = records.outbox.orphans(now, lane=self._lane)
            return orphans, records.outbox.unsettled(now, lane=self._lane)

    async def _lose(self, item: OutboxItem) -> bool:
        await self._record(
            lambda records: self._outcomes.lost(
                records, item, reason="process died", by=item.claimed_by
            )
        )
        return True

    def _due(self) -> Sequence[OutboxItem]:
        with self._office.store.read() as records:
            if records.state.paused() is not None:
                return ()
            return records.outbox.due(self._office.clock.now(), lane=self._lane)

    async def _send(self, item: OutboxItem) -> bool:
        """Look once more, claim, post."""
        channel = self._office.channels.get(item.channel)
        complaint = await self._clerk(lambda: self._complaint(item))
        look = await look_at(channel, complaint, self._look_seconds) if channel else None
        claimed = await self._clerk(lambda: self._claim_if_unchanged(item, look))
        if isinstance(claimed, _Claimed):
            await self._try(claimed)
        return claimed is not None

    def _complaint(self, item: OutboxItem) -> Complaint:
        with self._office.store.read() as records:
            case = records.cases.get(item.case)
            return records.complaints.version(case.complaint, item.complaint_version)

    def _claim_if_unchanged(
        self, item: OutboxItem, look: Sight | Unseen | None
    ) -> _Claimed | Literal["settled"] | None:
        """What the approval rested on is checked in the very transaction that claims."""
        with self._office.store.write() as records:
            # Only now: the wait for other writers may have been long.
            now = self._office.clock.now()
            if not _is_as_read(records, item):
                return None
            sight = None if isinstance(look, Unseen) else look
            if sight and sighting.take_in(self._office, records, item, sight, at=now):
                return "settled"
            seen = sight.found if sight else None
            why = last_look.objection(self._office, records, item, at=now, look=seen)
            if why is not None:
                last_look.withdraw(self._office, records, item, why=why, at=now)
                return "settled"
            if isinstance(look, Unseen) and item.waived_by is None:
                unseen.hold(self._office, records, item, look, at=now)
                return "settled"
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
            self._require_time(item)
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
        except Exception as fault:
            # A channel's own fault says nothing about what has left.
            log.exception("channel %s broke while posting", claimed.channel.name)
            reason = f"the channel broke: {type(fault).__name__}"
            await self._record(lambda records: self._outcomes.lost(records, item, reason=reason))
        else:
            await self._record(lambda records: self._outcomes.posted(records, item, posted))

    def _require_time(self, item: OutboxItem) -> None:
        # A process that stood still since its claim may no longer be the only one to try.
        end = item.claimed_until
        if end is None or self._office.clock.now() > end - timedelta(seconds=TRY_SECONDS):
            raise NotDelivered("the claim was about to end before anything left")

    async def _settle(self, item: OutboxItem) -> bool:
        """Resolve an uncertain send as its channel allows."""
        channel = self._office.channels.get(item.channel)
        recovery = channel.recovery if channel else Recovery.ASK
        if channel is None or recovery is Recovery.ASK or self._outcomes.is_hopeless(item):
            await self._record(lambda records: self._found(records, item, Unknowable()))
        elif recovery is Recovery.REPEAT:
            claimed = await self._clerk(lambda: self._claim_again(item))
            if claimed is None:
                return False
            await self._try(claimed)
        else:
            found = await look_up(channel, self._reply(item), self._look_seconds)
            await self._record(lambda records: self._found(records, item, found))
        return True

    def _found(
        self, records: Records, item: OutboxItem, found: Posted | Absent | Unknowable
    ) -> None:
        if isinstance(found, Posted):
            self._outcomes.posted(records, item, found)
        elif not _is_as_read(records, item):
            # Another process has tried it meanwhile: what we saw was before that.
            return
        elif isinstance(found, Absent):
            now = self._office.clock.now()
            records.outbox.move(item.id, OutboxEvent.RELEASE, at=now, due_at=now)
            records.log.append("absent", at=now, case=item.case, words={"approval": item.id})
            records.cards.touch(item.case, urgency=3)
        else:
            self._outcomes.ask(records, item)

    async def _record(self, outcome: Callable[[Records], None]) -> None:
        def work() -> None:
            with self._office.store.write() as records:
                outcome(records)

        await self._clerk(work)


def _is_as_read(records: Records, item: OutboxItem) -> bool:
    """Whether nobody has moved, tried, looked at or asked about it since it was read."""
    return _stand(records.outbox.get(item.id)) == _stand(item)


def _stand(item: OutboxItem) -> tuple[object, ...]:
    return (item.status, item.tries, item.looks_failed, item.asked, item.waived_by)
