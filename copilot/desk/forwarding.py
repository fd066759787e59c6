"""A forwarded message, or a screenshot, as a complaint; pure decoding, no network."""

import hashlib

import telegram

from copilot.domain.channel import FORWARDED
from copilot.domain.complaint import Author, Complaint, Media, Place
from copilot.domain.complaint_keys import clean

TITLE_CHARACTERS = 80


def decode_forwarded(message: telegram.Message) -> Complaint | None:
    """Read it; nothing when it holds neither words nor a picture."""
    text, media = clean(message.text or message.caption or ""), _media(message)
    if not text and not media:
        return None
    origin = message.forward_origin
    address, title = _address(origin), _title(origin)
    return Complaint(
        id=_id(message, text),
        channel=FORWARDED,
        text=text,
        created_at=origin.date if origin else message.date,
        author=_author(origin),
        url=address,
        place=Place("forwarded", title and clean(title, TITLE_CHARACTERS), address),
        media=media,
    )


def _id(message: telegram.Message, text: str) -> str:
    """
    The same for the same message or picture, whoever forwards it and however often.

    An album's pictures are messages of their own: what they share is that they came together.
    """
    if message.media_group_id:
        return f"{message.chat.id}:album:{message.media_group_id}"
    origin = message.forward_origin
    if isinstance(origin, telegram.MessageOriginChannel):
        return f"{origin.chat.id}:{origin.message_id}"
    pictures = [message.photo[-1].file_unique_id] if message.photo else []
    if message.document:
        pictures.append(message.document.file_unique_id)
    told = [str(origin.date.timestamp()), repr(_author(origin)), text] if origin else []
    everything = "\n".join([*pictures, *told]) or str(message.message_id)
    return hashlib.sha256(everything.encode("utf-8", "replace")).hexdigest()[:32]


def _author(origin: telegram.MessageOrigin | None) -> Author:
    match origin:
        case telegram.MessageOriginUser(sender_user=user):
            return Author(str(user.id), user.username, clean(user.full_name))
        case telegram.MessageOriginHiddenUser(sender_user_name=name):
            return Author(name=clean(name))
        case telegram.MessageOriginChat(sender_chat=chat):
            return Author(str(chat.id), chat.username, clean(chat.title or ""))
        case telegram.MessageOriginChannel(chat=chat):
            return Author(str(chat.id), chat.username, clean(chat.title or ""))
    return Author()


def _address(origin: telegram.MessageOrigin | None) -> str | None:
    if isinstance(origin, telegram.MessageOriginChannel) and origin.chat.username:
        return f"https://t.me/{origin.chat.username}/{origin.message_id}"
    return None


def _title(origin: telegram.MessageOrigin | None) -> str | None:
    return origin.chat.title if isinstance(origin, telegram.MessageOriginChannel) else None


def _media(message: telegram.Message) -> tuple[Media, ...]:
    """What came with it; the bot can show it again by its file id."""
    if message.photo:
        return (Media("photo", f"tg://file/{message.photo[-1].file_id}"),)
    attached = {
        "video": message.video or message.video_note,
        "animation": message.animation,
        # An animation also comes as a document, for old clients.
        "document": None if message.animation else message.document,
        "voice": message.voice,
        "audio": message.audio,
    }
    return tuple(
        Media(kind, f"tg://file/{file.file_id}") for kind, file in attached.items() if file
    )
