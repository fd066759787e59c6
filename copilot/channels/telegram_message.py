"""A message of a Telegram group as a complaint; pure decoding, no network."""

import telegram

from copilot.domain.complaint import Author, Complaint, Media, Place
from copilot.domain.complaint_keys import clean

TITLE_CHARACTERS = 80


def address(chat: int, message: int) -> str:
    """The platform's id of a message: numbers start again when a group becomes a supergroup."""
    return f"{chat}:{message}"


def parse_address(complaint_id: str) -> tuple[int, int]:
    """
    The chat and the number of a message.

    Raises:
        ValueError: it is not an address.
    """
    chat, _, message = complaint_id.partition(":")
    return int(chat), int(message)


#: Telegram's ids of supergroups and channels are below this, those of small groups above it.
SUPERGROUPS = -(10**12)


def permalink(message: telegram.Message) -> str | None:
    """Its address on the web; a basic group's messages have none."""
    if message.chat.username:
        return f"https://t.me/{message.chat.username}/{message.message_id}"
    number = SUPERGROUPS - message.chat.id
    return f"https://t.me/c/{number}/{message.message_id}" if number > 0 else None


def decode_message(
    message: telegram.Message, *, channel: str, edited: bool = False
) -> Complaint | None:
    """
    Read one message; nothing for what no customer wrote: joins, pins, polls' ends, other bots.

    An automatic forward of the linked channel is the root of a thread, not a complaint.
    """
    text, media = clean(message.text or message.caption or ""), _media(message)
    if (not text and not media) or message.is_automatic_forward or _is_bot(message):
        return None
    chat, parent = message.chat.id, _parent(message)
    root = message.message_thread_id or (
        parent and (parent.message_thread_id or parent.message_id)
    )
    return Complaint(
        id=address(chat, message.message_id),
        channel=channel,
        text=text,
        created_at=message.date,
        edited_at=message.edit_date if edited else None,
        author=_author(message),
        url=permalink(message),
        thread_id=address(chat, root) if root else None,
        parent_id=address(chat, parent.message_id) if parent else None,
        place=_place(message, parent),
        media=media,
    )


def _is_bot(message: telegram.Message) -> bool:
    # whoever writes as a group or a channel has a stand-in bot as sender
    sender = message.from_user
    return sender is not None and sender.is_bot and message.sender_chat is None


def _parent(message: telegram.Message) -> telegram.Message | None:
    """The message it replies to; in a topic every message "replies" to the topic's creation."""
    parent = message.reply_to_message
    if parent is None or parent.forum_topic_created is not None:
        return None
    return parent


def _author(message: telegram.Message) -> Author:
    if chat := message.sender_chat:
        return Author(str(chat.id), chat.username, _name(chat.title or chat.full_name))
    if user := message.from_user:
        return Author(str(user.id), user.username, _name(user.full_name))
    return Author()


def _name(name: str | None) -> str | None:
    return clean(name) if name else None


def _place(message: telegram.Message, parent: telegram.Message | None) -> Place:
    if parent is not None and parent.is_automatic_forward:
        words = clean(parent.text or parent.caption or "").strip()
        title = words.splitlines()[0] if words else None
        return Place("post", title and clean(title, TITLE_CHARACTERS), permalink(parent))
    return Place("group", _name(message.chat.title), None)


def _media(message: telegram.Message) -> tuple[Media, ...]:
    """What came with it; the desk's bot can send it again by its file id."""
    found = []
    if message.photo:
        found.append(Media("photo", f"tg://file/{message.photo[-1].file_id}"))
    if sticker := message.sticker:
        found.append(Media("sticker", f"tg://file/{sticker.file_id}", sticker.emoji or ""))
    # an animation also comes as a document, for old clients
    document = None if message.animation else message.document
    attached = {
        "video": message.video or message.video_note,
        "animation": message.animation,
        "document": document,
        "voice": message.voice,
        "audio": message.audio,
    }
    found.extend(
        Media(kind, f"tg://file/{file.file_id}") for kind, file in attached.items() if file
    )
    return tuple(found)
