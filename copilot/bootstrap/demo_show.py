"""The played incident: when which message comes, and what the page shows of it."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from copilot.app.ports.web import Accept
from copilot.bootstrap.demo_brand import CHANNEL
from copilot.channels.demo import DemoChannel, PublicMessage
from copilot.domain.channel import Mode
from copilot.domain.complaint import Complaint
from copilot.sandbox.story import Beat, Story, read_story

Json = dict[str, object]


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(slots=True)
class Pace:
    """How fast time passes in the story."""

    speed: float = 1.0
    paused: bool = False
    _changed: asyncio.Event = field(default_factory=asyncio.Event)

    def change(self, *, paused: bool, speed: float) -> None:
        """Halt, go on, or change the speed; whoever waits goes by it at once."""
        self.paused, self.speed = paused, speed
        self._changed.set()

    async def wait(self, seconds: float) -> None:
        """Let *seconds* of the story pass."""
        left = seconds
        while left > 0:
            self._changed.clear()
            paused, speed = self.paused, self.speed
            began = time.monotonic()
            try:
                async with asyncio.timeout(None if paused else left / speed):
                    await self._changed.wait()
            except TimeoutError:
                return
            left -= 0 if paused else (time.monotonic() - began) * speed


class Performance:
    """
    One showing after another of the same story; the page watches it.

    *tell* lets open pages know what is new: `thread` or `story`.
    """

    def __init__(self, *, brand: str, setting: Json, speed: float, lang: str = "fr") -> None:
        self.tell: Callable[[str], None] = lambda _: None
        self.pace = Pace(speed)
        self.again = asyncio.Event()
        self._brand = brand
        self._lang = lang
        self._setting = setting
        self._story: Story | None = None
        self._channel: DemoChannel | None = None
        self._is_ready = False
        self._shown = 0
        self._stirred = asyncio.Event()
        self._is_holding = False

    def begin(self, *, page_url: str) -> DemoChannel:
        """Open an empty page, as a channel; nothing is played yet."""
        channel = DemoChannel(CHANNEL, mode=Mode.LIVE, now=_now, page_url=page_url)
        channel.on_change = lambda: self.tell("thread")
        self._story = read_story(channel=CHANNEL, page_url=page_url, lang=self._lang)
        self._channel = channel
        self._is_ready, self._shown = False, 0
        self.again.clear()
        self._stirred.clear()
        self.tell("thread")
        self.tell("story")
        return channel

    async def play(self, opening: Awaitable[Accept]) -> None:
        """Let every beat happen in its time; the way in to the desk may open a little later."""
        for number, beat in enumerate(self._story.beats if self._story else ()):
            await self.pace.wait(beat.after_seconds)
            complaint = beat.at(_now(), answered=self._answered())
            self._show(beat, complaint)
            if complaint is not None:
                accept = await opening
                self._set_ready()
                await accept(CHANNEL, [complaint], delivery=f"demo-{number}")
            if beat.hold_seconds:
                await self._hold(beat.hold_seconds)

    def stir(self) -> None:
        """Somebody has done something on the desk: a story that waited for it goes on."""
        self._stirred.set()

    def setting(self) -> Json:
        """What the page needs once."""
        return self._setting

    def thread(self) -> Json:
        """The public thread, the oldest message first."""
        if self._story is None or self._channel is None:
            return {"post": None, "messages": []}
        post = self._story.post
        messages = self._channel.thread()
        pictures = {
            beat.complaint.id: [{"url": one.url, "alt": one.alt} for one in beat.complaint.media]
            for beat in self._story.beats
            if beat.complaint is not None
        }
        return {
            "post": {
                "id": post.id,
                "author": post.author,
                "title": post.title,
                "text": post.text.strip(),
                "likes": post.likes,
                "shares": post.shares,
                "comments": len(messages),
            },
            "messages": [self._message(one, pictures.get(one.id, [])) for one in messages],
        }

    def progress(self) -> Json:
        """How far the story has come."""
        return {
            "paused": self.pace.paused,
            "speed": self.pace.speed,
            "shown": self._shown,
            "of": self._story.messages if self._story else 0,
            "ready": self._is_ready,
            "holding": self._is_holding,
        }

    def set_pace(self, *, paused: bool, speed: float) -> None:
        """Halt or go on, at *speed*."""
        self.pace.change(paused=paused, speed=speed)
        self.tell("story")

    def replay(self) -> None:
        """Ask for another showing."""
        self.pace.change(paused=False, speed=self.pace.speed)
        self.again.set()

    async def _hold(self, most_seconds: float) -> None:
        """Let a newcomer read before the next messages come."""
        self._tell_holding(is_holding=True)
        waiting = (
            asyncio.create_task(self._stirred.wait()),
            asyncio.create_task(self.pace.wait(most_seconds)),
        )
        try:
            await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in waiting:
                task.cancel()
            self._tell_holding(is_holding=False)

    def _tell_holding(self, *, is_holding: bool) -> None:
        self._is_holding = is_holding
        self.tell("story")

    def _answered(self) -> set[str]:
        """The messages under which the brand has an answer."""
        thread = self._channel.thread() if self._channel else ()
        answers = (each for each in thread if each.ours and not each.gone)
        return {each.parent_id for each in answers if each.parent_id}

    def _set_ready(self) -> None:
        if not self._is_ready:
            self._is_ready = True
            self.tell("story")

    def _show(self, beat: Beat, complaint: Complaint | None) -> None:
        channel = self._channel
        if channel is None:
            return
        for message_id, likes in beat.likes.items():
            channel.like(message_id, likes)
        if complaint is not None and beat.is_new:
            self._shown += 1
            channel.publish(complaint)
            self.tell("story")

    def _message(self, message: PublicMessage, pictures: list[dict[str, str]]) -> Json:
        return {
            "id": message.id,
            "parent_id": message.parent_id,
            # In public it is the brand that answers; who does signs the text.
            "author": self._brand if message.ours else message.author,
            "text": message.text,
            "at": message.at.isoformat(),
            "likes": message.likes,
            "ours": message.ours,
            "edited": message.edited,
            "gone": message.gone,
            "media": [] if message.gone else pictures,
        }
