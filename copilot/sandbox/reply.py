"""What a new message answers: `reply_parameters`, quotes and threads."""

from __future__ import annotations

from dataclasses import dataclass

from copilot.sandbox.call import Call, read_words
from copilot.sandbox.chat import Chat, Message, present
from copilot.sandbox.refusal import bad_request
from copilot.sandbox.words import TEXT_MOST, Json, Words, units


@dataclass(frozen=True)
class Place:
    """Where in its chat a message goes."""

    reply_to: int | None = None
    quote: Json | None = None
    thread_id: int | None = None
    is_topic: bool = False


def read_place(call: Call, chat: Chat) -> Place:
    """
    Read what the new message answers and in which thread.

    Raises:
        Refusal: the message or the thread isn't there.
    """
    asked = call.parameters.mapping("reply_parameters", called="reply parameters") or {}
    named = asked.get("message_id", call.parameters.integer("reply_to_message_id"))
    answered = chat.live(named) if isinstance(named, int) else None
    if asked.get("chat_id") not in (None, chat.chat_id, str(chat.chat_id)):
        answered = None
    if named is not None and answered is None and not _may_stand_alone(call, asked):
        raise bad_request("message to be replied not found")
    thread = _thread(call, chat)
    quote = _quote(asked, answered.words) if answered else None
    place = place_in(chat, answered, thread=thread, quote=quote)
    if place.thread_id in chat.closed_topics and not chat.may(
        call.bot.bot_id, "can_manage_topics"
    ):
        raise bad_request("TOPIC_CLOSED")
    return place


def place_in(
    chat: Chat,
    answered: Message | None,
    *,
    thread: Message | None = None,
    quote: Json | None = None,
) -> Place:
    """Work out the thread: the topic asked for, or the one of the message answered."""
    if thread is not None:
        reply_to = answered.message_id if answered else None
        return Place(reply_to, quote, thread.message_id, is_topic=chat.is_forum)
    if answered is None:
        return Place()
    thread_id = answered.thread_id
    if thread_id is None and chat.kind == "supergroup" and not chat.is_forum:
        thread_id = answered.message_id
    return Place(answered.message_id, quote, thread_id, answered.is_topic)


def _may_stand_alone(call: Call, asked: Json) -> bool:
    return bool(asked.get("allow_sending_without_reply")) or call.parameters.boolean(
        "allow_sending_without_reply"
    )


def _thread(call: Call, chat: Chat) -> Message | None:
    thread_id = call.parameters.integer("message_thread_id")
    if not thread_id:
        return None
    thread = chat.live(thread_id)
    is_topic = thread is not None and "forum_topic_created" in thread.service
    if thread is None or chat.kind != "supergroup" or (chat.is_forum and not is_topic):
        raise bad_request("message thread not found")
    return thread


def _quote(asked: Json, original: Words) -> Json | None:
    source = asked.get("quote")
    if not source:
        return None
    words = read_words(
        str(source),
        mode=str(asked.get("quote_parse_mode") or ""),
        given=asked.get("quote_entities"),
        most=TEXT_MOST,
        called="quote",
    )
    at = original.text.find(words.text)
    if at < 0:
        raise bad_request("QUOTE_TEXT_INVALID")
    return present(
        {
            "text": words.text,
            "entities": list(words.entities) or None,
            "position": units(original.text[:at]),
            "is_manual": True,
        }
    )
