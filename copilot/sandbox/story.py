"""The incident that the demo plays: what customers write under one post, beat by beat."""

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from importlib.resources import files
from typing import Any

from copilot.domain.complaint import Author, Complaint, Media, Place, Reactions


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """What the brand had put on its page, and everybody writes under."""

    id: str
    kind: str
    title: str
    author: str
    text: str
    likes: int
    shares: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Beat:
    """One thing that happens: a message comes, comes again, or messages gain likes."""

    after_seconds: float
    complaint: Complaint | None = None
    is_new: bool = True  #: otherwise the platform delivers it once more
    likes: Mapping[str, int] = field(default_factory=dict)
    unless_answered: str | None = None  #: a message; once it has an answer, `otherwise` is written
    otherwise: str | None = None
    hold_seconds: float = 0.0  #: how long, after it, the story waits for somebody on the desk

    def at(self, moment: datetime, *, answered: Collection[str] = ()) -> Complaint | None:
        """The message as it is written at *moment*, when those *answered* have their answer."""
        if self.complaint is None:
            return None
        text = self.complaint.text
        if self.otherwise is not None and self.unless_answered in answered:
            text = self.otherwise
        return replace(self.complaint, created_at=moment, text=text)


@dataclass(frozen=True, slots=True)
class Story:
    """The whole incident."""

    post: Post
    beats: tuple[Beat, ...]

    @property
    def messages(self) -> int:
        """How many messages customers write."""
        return sum(beat.complaint is not None and beat.is_new for beat in self.beats)


def read_story(*, channel: str, page_url: str, lang: str = "fr") -> Story:
    """Read the packaged story as told on *channel*, whose page and pictures are at *page_url*."""
    told = _read("story.toml")
    spoken = {} if lang == "fr" else _read(f"story.{lang}.toml")
    post = Post(**told["post"] | spoken.get("post", {}))
    known: dict[str, Complaint] = {}
    beats = []
    for row in told["beat"]:
        _speak(row, spoken.get(row.get("id", ""), {}))
        if "id" in row:
            known[row["id"]] = _complaint(row, post=post, channel=channel, page_url=page_url)
        beats.append(_beat(row, known))
    return Story(post, tuple(beats))


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(files("copilot.sandbox").joinpath(name).read_text("utf-8"))


def _speak(row: dict[str, Any], words: Mapping[str, str]) -> None:
    """Put *words* in the place of those that a beat is told with."""
    row.update({key: said for key, said in words.items() if key in row})
    if "name" in words:
        row["author"]["name"] = words["name"]
    if "alt" in words:
        row["photo"]["alt"] = words["alt"]


def _beat(row: Mapping[str, Any], known: Mapping[str, Complaint]) -> Beat:
    return Beat(
        after_seconds=float(row["after"]),
        complaint=known.get(row.get("id", row.get("again", ""))),
        is_new="again" not in row,
        likes=row.get("likes", {}),
        unless_answered=row.get("unless_answered"),
        otherwise=row.get("otherwise"),
        hold_seconds=float(row.get("hold", 0)),
    )


def _complaint(row: Mapping[str, Any], *, post: Post, channel: str, page_url: str) -> Complaint:
    photo = row.get("photo")
    return Complaint(
        id=row["id"],
        channel=channel,
        text=row["text"].strip(),
        author=Author(**row["author"]),
        url=f"{page_url}#{row['id']}",
        thread_id=post.id,
        parent_id=row.get("parent"),
        place=Place(kind=post.kind, title=post.title, url=page_url),
        reactions=Reactions(**row.get("reactions", {})),
        media=(Media("photo", f"{page_url}page/{photo['file']}", photo["alt"]),) if photo else (),
    )
