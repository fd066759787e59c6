"""The methods that put a new message in a chat."""

from __future__ import annotations

from copilot.sandbox.call import Call, read_words
from copilot.sandbox.chat import Chat, Message, Photo
from copilot.sandbox.keyboard import is_inline, read_markup
from copilot.sandbox.markup import is_link
from copilot.sandbox.refusal import bad_request
from copilot.sandbox.reply import Place, read_place
from copilot.sandbox.words import CAPTION_MOST, TEXT_MOST, Json, Words, clean, is_empty

#: How the files of a picture begin: JPEG, PNG, GIF, and WebP inside RIFF.
PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF8", b"RIFF")
ALBUM = range(2, 11)


def send_message(call: Call) -> Json:
    """Answer sendMessage."""
    chat = _writable(call)
    words = text_words(call)
    markup = read_markup(call.parameters)
    place = read_place(call, chat)
    preview = call.parameters.mapping("link_preview_options", called="link preview options")
    call.spend(chat)
    message = _new(call, chat, place, words)
    message.markup = markup
    message.link_preview = preview
    return call.world.post(message).json()


def send_photo(call: Call) -> Json:
    """Answer sendPhoto."""
    chat = _writable(call)
    words = caption_words(call)
    markup = read_markup(call.parameters)
    place = read_place(call, chat)
    photo = _photo(call, call.parameters.text("photo"), field="photo")
    call.spend(chat)
    message = _new(call, chat, place, words, photo=photo)
    message.markup = markup
    return call.world.post(message).json()


def send_attached(kind: str, call: Call) -> Json:
    """Answer sendVideo and its like, for what somebody has sent before, by its id."""
    chat = _writable(call)
    words = caption_words(call)
    markup = read_markup(call.parameters)
    place = read_place(call, chat)
    file = call.world.attached.get(call.parameters.text(kind))
    if file is None:
        raise bad_request("wrong file identifier/HTTP URL specified")
    if file.kind != kind:
        raise bad_request(f"can't use file of type {file.kind.title()} as {kind.title()}")
    call.spend(chat)
    message = _new(call, chat, place, words)
    message.attached, message.markup = file, markup
    return call.world.post(message).json()


def send_media_group(call: Call) -> list[Json]:
    """Answer sendMediaGroup, for photos."""
    chat = _writable(call)
    place = read_place(call, chat)
    items = call.parameters.sequence("media", called="media") or []
    if len(items) not in ALBUM:
        raise bad_request("group send failed: an album has 2 to 10 items")
    pictures = [_item(call, item) for item in items]
    call.spend(chat, messages=len(pictures))
    album = str(next(call.world.serial))
    sent = []
    for photo, words in pictures:
        message = _new(call, chat, place, words, photo=photo)
        message.media_group_id = album
        sent.append(call.world.post(message).json())
    return sent


def text_words(call: Call) -> Words:
    """
    Read the text of a message.

    Raises:
        Refusal: it is empty, too long or broken.
    """
    if not call.parameters.text("text"):
        raise bad_request("message text is empty")
    words = call.words(
        "text",
        parse_mode="parse_mode",
        entities="entities",
        most=TEXT_MOST,
        called="message",
    )
    if is_empty(words.text):
        raise bad_request("text must be non-empty")
    return words


def caption_words(call: Call) -> Words:
    """
    Read the caption of a picture, which may be empty.

    Raises:
        Refusal: it is too long or broken.
    """
    return call.words(
        "caption",
        parse_mode="parse_mode",
        entities="caption_entities",
        most=CAPTION_MOST,
        called="message caption",
    )


def keeps_edits(message: Message) -> bool:
    """Say whether Telegram lets a bot edit a message with this markup."""
    return message.markup is None or is_inline(message.markup)


def _writable(call: Call) -> Chat:
    chat = call.chat()
    if chat.kind == "channel" and chat.members.get(call.bot.bot_id) != "administrator":
        raise bad_request("need administrator rights in the channel chat")
    if chat.is_mute(call.bot.bot_id):
        raise bad_request("not enough rights to send text messages to the chat")
    return chat


def _new(
    call: Call, chat: Chat, place: Place, words: Words, *, photo: Photo | None = None
) -> Message:
    is_channel = chat.kind == "channel"
    return Message(
        chat,
        call.world.next_message_id(chat),
        call.world.clock.date(),
        author_id=call.bot.bot_id,
        sender=None if is_channel else call.bot.user,
        sender_chat=chat if is_channel else None,
        words=words,
        photo=photo,
        reply_to=place.reply_to,
        quote=place.quote,
        thread_id=place.thread_id,
        is_topic=place.is_topic,
    )


def _photo(call: Call, named: str, *, field: str) -> Photo:
    upload = call.parameters.files.get(named.removeprefix("attach://") or field)
    if upload is not None:
        if not upload.startswith(PICTURES):
            raise bad_request("IMAGE_PROCESS_FAILED")
        return call.world.keep(content=upload)
    if not named:
        raise bad_request("there is no photo in the request")
    if named.startswith(("http://", "https://")) and is_link(named):
        return call.world.keep(url=named)
    if named in call.world.photos:
        return call.world.photos[named]
    raise bad_request("wrong file identifier/HTTP URL specified")


def _item(call: Call, item: object) -> tuple[Photo, Words]:
    if not isinstance(item, dict) or item.get("type") != "photo":
        raise bad_request("can't parse InputMedia: only photos are known here")
    words = read_words(
        clean(str(item.get("caption") or "")),
        mode=str(item.get("parse_mode") or ""),
        given=item.get("caption_entities"),
        most=CAPTION_MOST,
        called="message caption",
    )
    return _photo(call, str(item.get("media") or ""), field=""), words
