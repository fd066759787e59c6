"""Users, chats and messages, and how the Bot API describes them."""

from __future__ import annotations

from dataclasses import dataclass, field

from copilot.sandbox.attached import Attached
from copilot.sandbox.words import Json, Words

#: Telegram's own account, which forwards channel posts into their discussion group.
SERVICE_USER = 777000
ABSENT = frozenset({"kicked", "left"})
ADMINISTRATOR_RIGHTS = {
    "can_be_edited": False,
    "is_anonymous": False,
    "can_manage_chat": True,
    "can_delete_messages": True,
    "can_manage_video_chats": True,
    "can_restrict_members": True,
    "can_promote_members": False,
    "can_change_info": True,
    "can_invite_users": True,
    "can_post_stories": False,
    "can_edit_stories": False,
    "can_delete_stories": False,
    "can_pin_messages": True,
}
#: What is left to somebody restricted, unless other rights are given: to read.
RESTRICTED_RIGHTS = {
    "is_member": True,
    "can_send_messages": False,
    "can_send_audios": False,
    "can_send_documents": False,
    "can_send_photos": False,
    "can_send_videos": False,
    "can_send_video_notes": False,
    "can_send_voice_notes": False,
    "can_send_polls": False,
    "can_send_other_messages": False,
    "can_add_web_page_previews": False,
    "can_react_to_messages": False,
    "can_edit_tag": False,
    "can_change_info": False,
    "can_invite_users": False,
    "can_pin_messages": False,
    "can_manage_topics": False,
}


@dataclass
class User:
    """A person or a bot."""

    user_id: int
    first_name: str
    is_bot: bool = False
    last_name: str | None = None
    username: str | None = None
    language_code: str | None = None

    def json(self) -> Json:
        """Describe the user."""
        return present(
            {
                "id": self.user_id,
                "is_bot": self.is_bot,
                "first_name": self.first_name,
                "last_name": self.last_name,
                "username": self.username,
                "language_code": self.language_code,
            }
        )


@dataclass(frozen=True)
class Photo:
    """A picture: uploaded, or named by an address that the sandbox does not fetch."""

    file_id: str
    url: str | None = None
    content: bytes | None = None

    def json(self) -> list[Json]:
        """Describe the picture in its one size."""
        size: Json = {
            "file_id": self.file_id,
            "file_unique_id": f"u{self.file_id}",
            "width": 1280,
            "height": 960,
        }
        if self.content is not None:
            size["file_size"] = len(self.content)
        return [size]


@dataclass
class Chat:
    """A place with members and messages."""

    chat_id: int
    kind: str
    title: str = ""
    username: str | None = None
    linked_chat_id: int | None = None
    is_forum: bool = False
    person: User | None = None
    members: dict[int, str] = field(default_factory=dict)
    rights: dict[int, dict[str, bool]] = field(default_factory=dict)
    messages: dict[int, Message] = field(default_factory=dict)
    pinned: list[int] = field(default_factory=list)
    migrated_to: int | None = None
    closed_topics: set[int] = field(default_factory=set)

    def json(self) -> Json:
        """Describe the chat."""
        if self.person is not None:
            return present(
                {
                    "id": self.chat_id,
                    "type": "private",
                    "first_name": self.person.first_name,
                    "last_name": self.person.last_name,
                    "username": self.person.username,
                }
            )
        return present(
            {
                "id": self.chat_id,
                "type": self.kind,
                "title": self.title,
                "username": self.username,
                "is_forum": True if self.is_forum else None,
            }
        )

    def live(self, message_id: int | None) -> Message | None:
        """Find a message that is still there."""
        message = self.messages.get(message_id or 0)
        return None if message is None or message.is_deleted else message

    def may(self, user_id: int, right: str) -> bool:
        """Say whether a member may do what *right* names; in private everyone may."""
        if self.kind == "private":
            return True
        status = self.members.get(user_id)
        if status == "creator":
            return True
        rights = {**ADMINISTRATOR_RIGHTS, **self.rights.get(user_id, {})}
        return status == "administrator" and rights.get(right, False)

    def is_mute(self, user_id: int) -> bool:
        """Say whether a member was restricted to reading."""
        given = {**RESTRICTED_RIGHTS, **self.rights.get(user_id, {})}
        return self.members.get(user_id) == "restricted" and not given["can_send_messages"]

    def member_json(self, user: User) -> Json:
        """Describe what *user* is in this chat."""
        status = self.members.get(user.user_id, "left")
        member: Json = {"status": status, "user": user.json()}
        if status == "creator":
            member["is_anonymous"] = False
        elif status == "administrator":
            member |= ADMINISTRATOR_RIGHTS
            if self.kind == "channel":
                member |= {"can_post_messages": True, "can_edit_messages": True}
            member |= self.rights.get(user.user_id, {})
        elif status == "restricted":
            given = self.rights.get(user.user_id, {})
            member |= {**RESTRICTED_RIGHTS, **given, "until_date": 0}
        elif status == "kicked":
            member["until_date"] = 0
        return member


@dataclass
class Message:
    """One message as it is now."""

    chat: Chat
    message_id: int
    date: int
    author_id: int
    sender: User | None = None
    sender_chat: Chat | None = None
    words: Words = field(default_factory=Words)
    photo: Photo | None = None
    attached: Attached | None = None
    service: Json = field(default_factory=dict)
    markup: Json | None = None
    reply_to: int | None = None
    quote: Json | None = None
    thread_id: int | None = None
    is_topic: bool = False
    origin: Json | None = None
    media_group_id: str | None = None
    link_preview: Json | None = None
    edited_at: int | None = None
    is_deleted: bool = False
    reactions: dict[int, list[Json]] = field(default_factory=dict)

    def json(self, *, nested: bool = False) -> Json:
        """Describe the message; a *nested* one without the message that it answers."""
        described: Json = {
            "message_id": self.message_id,
            "message_thread_id": self.thread_id,
            "from": self.sender and self.sender.json(),
            "sender_chat": self.sender_chat and self.sender_chat.json(),
            "date": self.date,
            "chat": self.chat.json(),
            "forward_origin": self.origin,
            "is_topic_message": True if self.is_topic else None,
            "is_automatic_forward": True if self.author_id == SERVICE_USER else None,
            "edit_date": self.edited_at,
            "media_group_id": self.media_group_id,
            "link_preview_options": self.link_preview,
            **self._content(),
            **self.service,
        }
        if not nested:
            answered = self.chat.live(self.reply_to)
            described["reply_to_message"] = answered and answered.json(nested=True)
            described["quote"] = self.quote
        if self.markup is not None and "inline_keyboard" in self.markup:
            described["reply_markup"] = self.markup
        return present(described)

    def inaccessible(self) -> Json:
        """Describe the message as one that the bot can no longer see."""
        return {"chat": self.chat.json(), "message_id": self.message_id, "date": 0}

    def _content(self) -> Json:
        entities = list(self.words.entities) or None
        if self.photo is None and self.attached is None:
            return {"text": self.words.text or None, "entities": entities}
        return {
            "photo": self.photo and self.photo.json(),
            **(self.attached.json() if self.attached else {}),
            "caption": self.words.text or None,
            "caption_entities": entities,
        }


def present(described: Json) -> Json:
    """Leave out what has no value, as Telegram does."""
    return {key: value for key, value in described.items() if value is not None}
