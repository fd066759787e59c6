"""Ask a channel what stands in its place; one that breaks or never answers has said nothing."""

import asyncio
import logging

from copilot.app import unseen
from copilot.app.ports.channel import Channel
from copilot.app.unseen import Unseen
from copilot.domain.channel import Absent, Posted, Reply, Sight, Unknowable
from copilot.domain.complaint import Complaint

log = logging.getLogger(__name__)

#: A look that takes longer has failed: the channel's other replies wait meanwhile.
LOOK_SECONDS = 10


async def look_at(channel: Channel, complaint: Complaint, seconds: float) -> Sight | Unseen:
    """Look at the message to be answered, for no longer than *seconds*."""
    try:
        async with asyncio.timeout(seconds):
            return await channel.look(complaint)
    except Exception as fault:
        log.exception("channel %s could not look", channel.name)
        return unseen.of_fault(fault)


async def look_up(channel: Channel, reply: Reply, seconds: float) -> Posted | Absent | Unknowable:
    """
    Look for *reply*, whose answer was lost, for no longer than *seconds*.

    Without an answer nobody knows still: calling it absent would have it posted a second time.
    """
    try:
        async with asyncio.timeout(seconds):
            return await channel.look_up(reply)
    except Exception:
        log.exception("channel %s could not look a reply up", channel.name)
        return Unknowable()
