"""The brand's own Telegram group, or the comments under its Telegram channel."""

import logging

import httpx
import telegram
from telegram import error

from copilot.channels.telegram_message import address, decode_message, parse_address, permalink
from copilot.domain.channel import Absent, Look, Mode, Posted, Recovery, Reply, Sight, Unknowable
from copilot.domain.complaint import Complaint
from copilot.domain.errors import DeliveryUnknown, NotDelivered

log = logging.getLogger(__name__)

LIMIT = 4096
READ_SECONDS = 10.0
#: before any byte of the request left
NOT_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)


class TelegramChannel:
    """
    One `telegram` channel, in one chat.

    The bot reads updates elsewhere (they are kept before they are confirmed) and gives them to
    `take`. Telegram has no way to read a chat's history, so a lost answer is for a person.
    """

    kind = "telegram"
    limit = LIMIT
    recovery = Recovery.ASK

    def __init__(
        self,
        name: str,
        *,
        mode: Mode,
        chat: int,
        bot: telegram.Bot,
        linked_chat: int | None = None,
    ) -> None:
        self.name = name
        self.mode = mode
        self.chat = chat
        self.bot = bot
        self._linked_chat = linked_chat

    def measure(self, text: str) -> int:
        """Code points: TDLib compares `utf8_length` with the limit (entities count in UTF-16)."""
        return len(text)

    def take(self, update: telegram.Update) -> Complaint | None:
        """What a customer wrote or edited in this chat; nothing for any other update."""
        message = update.message or update.edited_message
        if message is None or message.chat.id != self.chat:
            return None
        if message.is_automatic_forward and message.sender_chat:
            self._linked_chat = message.sender_chat.id
        edited = update.edited_message is not None
        return decode_message(message, channel=self.name, edited=edited)

    def is_own(self, complaint: Complaint) -> bool:
        """Whether the brand wrote it: its bot, an anonymous administrator, its linked channel."""
        own = {self._own_id, self.chat, self._linked_chat} - {None}
        return complaint.author.id in {str(each) for each in own}

    async def look(self, complaint: Complaint) -> Sight:  # noqa: ARG002 - the port's
        """Blind: a bot cannot read a message again, nor is it told of deletions in groups."""
        return Sight(Look.BLIND)

    async def look_up(self, reply: Reply) -> Posted | Absent | Unknowable:  # noqa: ARG002
        """Unknowable: a bot neither sees a chat's history nor its own messages."""
        return Unknowable()

    async def post(self, reply: Reply) -> Posted:
        """
        Answer the complaint's message in its chat, as plain text without a preview.

        Raises:
            NotDelivered: Telegram refused it, or no byte of it left.
            DeliveryUnknown: Telegram's answer did not come, or it was a 5xx.
        """
        if self.mode is not Mode.LIVE:
            raise NotDelivered(f"channel `{self.name}` is read-only", final=True)
        try:
            sent = await self._send(self._answered(reply.complaint_id), reply.text)
        except error.TelegramError as exc:
            raise _translated(exc) from exc
        except (KeyError, TypeError, ValueError, AttributeError) as exc:
            raise DeliveryUnknown("Telegram's answer holds no message") from exc
        if sent.text != reply.text:
            log.warning("Telegram changed the text of reply %s", reply.id)
        return Posted(address(sent.chat.id, sent.message_id), permalink(sent))

    async def check(self) -> str | None:
        """See whether the bot is in the chat, may write there, and reads what people write."""
        try:
            me = await self.bot.get_me()
            chat = await self.bot.get_chat(self.chat)
            member = await self.bot.get_chat_member(self.chat, me.id)
        except error.TelegramError as exc:
            return _unusable(exc, chat=self.chat)
        self._linked_chat = chat.linked_chat_id or self._linked_chat
        return _standing(member, reads_all=bool(me.can_read_all_group_messages), chat=self.chat)

    async def close(self) -> None:
        """Nothing: the bot is the giver's."""

    @property
    def _own_id(self) -> int | None:
        # the token starts with it, so it is known before Telegram was ever asked
        start = self.bot.token.partition(":")[0]
        return int(start) if start.isdecimal() else None

    def _answered(self, complaint_id: str) -> int:
        try:
            chat, message = parse_address(complaint_id)
        except ValueError:
            chat, message = 0, 0
        if chat != self.chat:
            reason = f"`{complaint_id}` is no message of chat {self.chat}"
            raise NotDelivered(reason, final=True)
        return message

    async def _send(self, answered: int, text: str) -> telegram.Message:
        return await self.bot.send_message(
            self.chat,
            text,
            parse_mode=None,
            link_preview_options=telegram.LinkPreviewOptions(is_disabled=True),
            # its parent deleted meanwhile, a reply must not land at the end of the chat
            reply_parameters=telegram.ReplyParameters(answered, allow_sending_without_reply=False),
            read_timeout=READ_SECONDS,
        )


def _translated(exc: error.TelegramError) -> NotDelivered | DeliveryUnknown:
    """Sort an error; `BadRequest` and `TimedOut` are both kinds of `NetworkError` there."""
    match exc:
        case error.RetryAfter():
            # its public attribute warns, whichever of its two types it has
            seconds = exc._retry_after.total_seconds()  # noqa: SLF001
            return NotDelivered(
                f"Telegram asks to wait {seconds:g} s", retry_after_seconds=seconds
            )
        case error.ChatMigrated(new_chat_id=new):
            return NotDelivered(f"the group became a supergroup: set `chat: {new}`", final=True)
        case error.BadRequest() | error.Forbidden() | error.InvalidToken():
            return NotDelivered(f"Telegram refused it: {exc.message}", final=True)
        case error.Conflict():
            return NotDelivered(f"Telegram refused it: {exc.message}")
        case error.NetworkError(__cause__=cause) if isinstance(cause, NOT_SENT):
            return NotDelivered(f"Telegram cannot be reached: {exc.message}")
    return DeliveryUnknown(f"Telegram did not answer for certain: {exc.message}")


def _unusable(exc: error.TelegramError, *, chat: int) -> str:
    """Why *chat* could not be looked at, and what to do about it."""
    match exc:
        case error.InvalidToken():
            return "Telegram does not know the bot's token; get a new one from @BotFather"
        case error.BadRequest() | error.Forbidden() | error.ChatMigrated():
            said = f"Telegram says: {exc.message}"
            return f"chat {chat} cannot be used; add the bot to it, or correct `chat` ({said})"
    return f"Telegram cannot be asked about chat {chat}: {exc.message}"


def _standing(member: telegram.ChatMember, *, reads_all: bool, chat: int) -> str | None:
    """What keeps the bot from doing its work in *chat*, and what to do about it."""
    if member.status in (member.LEFT, member.BANNED):
        return f"the bot is not in chat {chat}: add it"
    if isinstance(member, telegram.ChatMemberRestricted) and not member.can_send_messages:
        return f"the bot may not write in chat {chat}: lift its restriction"
    if not reads_all and member.status not in (member.ADMINISTRATOR, member.OWNER):
        return (
            f"the bot sees only what is addressed to it in chat {chat}: make it an administrator,"
            " or turn its privacy mode off in @BotFather and add it again"
        )
    return None
