"""One incoming public message, with its author, place, time and thread."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Author:
    """Who wrote it, as the platform names them; every part may be missing."""

    id: str | None = None
    handle: str | None = None
    name: str | None = None
    followers: int | None = None

    @property
    def key(self) -> str | None:
        """By what the platform tells people apart: its id, else the handle with an @."""
        if self.id is not None:
            return self.id
        return f"@{self.handle.removeprefix('@')}" if self.handle else None


@dataclass(frozen=True, slots=True)
class Place:
    """Under what it was written."""

    kind: str | None = None  #: post, ad, review, group …
    title: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Reactions:
    """How many people reacted, as far as the platform says."""

    likes: int = 0
    replies: int = 0
    shares: int = 0


@dataclass(frozen=True, slots=True)
class Media:
    """A picture, film or sound that came with it."""

    kind: str
    url: str
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Complaint:
    """
    One message at one version.

    `id`, `parent_id` and `thread_id` are the platform's; a message without a thread is its own.
    Times carry a zone.
    """

    id: str
    channel: str
    text: str = ""
    lang: str | None = None
    created_at: datetime | None = None
    edited_at: datetime | None = None
    deleted_at: datetime | None = None
    author: Author = field(default_factory=Author)
    url: str | None = None
    thread_id: str | None = None
    parent_id: str | None = None
    place: Place | None = None
    rating: float | None = None
    reactions: Reactions = field(default_factory=Reactions)
    media: tuple[Media, ...] = ()

    @property
    def thread(self) -> str:
        """The thread it belongs to: its own when the platform names none."""
        return self.thread_id or self.id
