"""The desk's parts, wired: the bot, its feed of updates, the handlers, the painter."""

import asyncio
import os
import time
from collections.abc import Coroutine, Mapping, Sequence
from dataclasses import dataclass

import telegram
from telegram import error

from copilot.app.intake import accept_from_group
from copilot.app.office import Clerk, Office
from copilot.app.ports.web import Brought
from copilot.bootstrap.loops import Bell
from copilot.channels.telegram import TelegramChannel
from copilot.desk.arrivals import Arrivals
from copilot.desk.chats import Chats
from copilot.desk.connect import Poll, build_bot
from copilot.desk.feed import Feed, Taker
from copilot.desk.handlers import Handlers
from copilot.desk.health import Health
from copilot.desk.inbox import keep
from copilot.desk.pace import Pace
from copilot.desk.pacing import Pacing
from copilot.desk.painter import PART, Painter
from copilot.desk.pinned import Pinned
from copilot.desk.register import Desk
from copilot.desk.roll_call import RollCall
from copilot.desk.webhook import Webhook, path_of, secret_of
from copilot.desk.wire import Wire
from copilot.desk.words import load

# The library's own deprecation of whole seconds warns on every 429 otherwise.
os.environ.setdefault("PTB_TIMEDELTA", "1")


@dataclass(slots=True, kw_only=True)
class DeskSide:
    """What of the desk runs in this process."""

    feed: Feed
    painter: Painter
    pinned: Pinned
    desk: Desk
    poll: Poll
    wire: Wire
    health: Health
    roll_call: RollCall
    chat: int  #: the desk's
    bells: Sequence[Bell]
    webhook: Webhook | None = None  #: brings updates in the place of the poll

    def work(self, stop: asyncio.Event) -> dict[str, Coroutine[object, object, None]]:
        """The endless tasks."""
        bring = self.webhook.hold if self.webhook else self.feed.receive
        # Another process may have had the desk meanwhile: it has read, and written.
        self.poll.flow.broke()
        self.wire.recall()
        return {
            "feed": bring(stop),
            "updates": self.feed.process(stop),
            "painter": self.painter.run(stop),
            "chat": self.try_chat(),
            "pinned": self.pinned.run(stop),
            "members": self.roll_call.go(stop),
        }

    async def try_chat(self) -> None:
        """Ask for the desk's chat once: a wrong number is told before the first card waits."""
        try:
            await self.feed.bot.get_chat(self.chat)
        except (error.BadRequest, error.Forbidden) as refused:
            self.health.wrong(
                PART,
                f"chat {self.chat} cannot be used ({refused.message}); add the bot to the desk's "
                "group: it answers with the number to put in copilot.yaml",
            )
        except error.TelegramError:
            return  # the feed says that Telegram cannot be asked

    def ring(self) -> None:
        """Wake everything that waits."""
        for bell in self.bells:
            bell.ring()

    def fault(self) -> str | None:
        """What is wrong with Telegram now."""
        return self.health.value

    async def close(self) -> None:
        """Let go of the connections."""
        await self.desk.close()
        await self.poll.close()


def wire_desk(
    office: Office,
    clerk: Clerk,
    *,
    token: str,
    api_url: str,
    topic: int | None = None,
    webhook_url: str | None = None,
    takers: Sequence[Taker] = (),
    known_chats: frozenset[int] = frozenset(),
) -> DeskSide:
    """Put the desk together; nothing is asked of the network yet."""
    pace = Pace(time.monotonic)
    bot = build_bot(token, api_url=api_url, on_policy=pace.state)
    words, health = load(office.desk.language), Health()
    drawing, handling = Bell(), Bell()
    pacing = Pacing(office, clerk, pace, wall=time.time)
    wire = Wire(bot, chats=Chats(office, clerk), pacing=pacing, topic=topic)
    painter = Painter(
        office=office,
        clerk=clerk,
        wire=wire,
        words=words,
        bell=drawing,
        health=health,
    )
    poll = Poll(bot)
    handlers = Handlers(
        office=office,
        clerk=clerk,
        wire=wire,
        words=words,
        bell=drawing,
        point_to=painter.point_to,
        flow=poll.flow,
    )
    desk = Desk(
        bot,
        handlers=handlers,
        arrivals=Arrivals(
            office=office, clerk=clerk, bell=drawing, chats=wire.chats, known=known_chats
        ),
        health=health,
    )
    feed = Feed(
        office=office,
        clerk=clerk,
        bot=bot,
        poll=poll,
        desk=desk,
        bell=handling,
        health=health,
        takers=takers,
        turn=painter.turn,
    )
    return DeskSide(
        feed=feed,
        wire=wire,
        painter=painter,
        pinned=Pinned(office=office, clerk=clerk, wire=wire, words=words),
        desk=desk,
        poll=poll,
        health=health,
        roll_call=RollCall(handlers.membership),
        chat=office.desk.chat,
        bells=(drawing, handling),
        webhook=Webhook(bot=bot, url=webhook_url, health=health) if webhook_url else None,
    )


class NoDesk:
    """Stands in for the desk where a bot only listens to a channel's chat."""

    async def is_ready(self) -> bool:
        """There is nothing to prepare."""
        return True

    def concerns(self, update: telegram.Update) -> bool:  # noqa: ARG002 - the port's
        """No update is the desk's."""
        return False

    def foresee(self, update: telegram.Update) -> None:
        """There is nothing to ask."""

    async def handle(self, update: telegram.Update) -> None:
        """Never asked for; nothing is said."""

    def is_press(self, update: telegram.Update) -> bool:  # noqa: ARG002 - the port's
        """No update is the desk's."""
        return False

    async def press(
        self,
        updates: Mapping[int, telegram.Update],  # noqa: ARG002 - the port's
    ) -> tuple[None, Mapping[int, Exception]]:
        """Never asked for; nothing is said."""
        return None, {}


def wire_feed(office: Office, clerk: Clerk, bot: telegram.Bot, *, takers: Sequence[Taker]) -> Feed:
    """Bring in the updates of a channel's own bot."""
    return Feed(
        office=office,
        clerk=clerk,
        bot=bot,
        poll=Poll(bot),
        desk=NoDesk(),
        bell=Bell(),
        health=Health(),
        takers=takers,
    )


def brought_to(office: Office, clerk: Clerk, token: str, *, feed: Feed | None = None) -> Brought:
    """What takes the desk's updates where Telegram brings them, to whichever process listens."""

    async def keep_one(update: Mapping[str, object]) -> None:
        if feed is not None:
            await feed.keep([update])
        else:
            await clerk(lambda: keep(office, [update], bot=token.partition(":")[0]))

    return Brought(path=path_of(token), secret=secret_of(token), keep=keep_one)


def taker_of(office: Office, clerk: Clerk, channel: TelegramChannel, *, taken: Bell) -> Taker:
    """Take the updates of a channel's chat in as complaints."""

    async def take(update: telegram.Update) -> bool:
        complaint = channel.take(update)
        if complaint is None:
            return False
        own = channel.is_own(complaint)
        message = update.effective_message
        is_part = bool(message and message.media_group_id and not update.edited_message)
        await clerk(lambda: accept_from_group(office, complaint, own=own, is_part=is_part))
        taken.ring()
        return True

    return take
