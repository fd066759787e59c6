"""What came with a message, shown above its card: pictures, and files that Telegram holds."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from copilot.desk.drawing import Drawing
from copilot.domain.channel import FORWARDED
from copilot.domain.complaint import Media

#: Shown of each sort; each is a message of its own.
PHOTOS, FILES = 4, 4

_FILE = re.compile(r"tg://file/([A-Za-z0-9_-]{1,200})")
#: Of the kinds that Telegram sends, what each is called.
_CALLED = {"video": "video", "animation": "video", "audio": "audio", "voice": "audio"}


@dataclass(frozen=True, slots=True)
class Above:
    """A message that stands above a card: a file with a caption, or a text."""

    text: str
    file: str | None = None
    kind: str = "photo"  #: of the file, as Telegram sends it


def media(drawn: Drawing) -> list[Above]:
    """
    Pictures, then what can only be opened if it is sent again: it has no address.

    Any customer of a group may attach a document, which nobody should open unasked; one that
    somebody of the team has forwarded was looked at by them.
    """
    return [*_photos(drawn), *_files(drawn)]


def _photos(drawn: Drawing) -> Iterator[Above]:
    sources = [_source(one) for one in drawn.view.complaint.media if one.kind == "photo"]
    shown = [source for source in sources if source][:PHOTOS]
    values = {"number": drawn.view.case.number, "of": len(shown)}
    key = "complaint.photo" if len(shown) > 1 else "complaint.photo_one"
    for place, photo in enumerate(shown, 1):
        yield Above(drawn.say(key, part=place, **values).source, photo)


def _files(drawn: Drawing) -> Iterator[Above]:
    called = _CALLED
    if drawn.view.case.channel == FORWARDED:
        called = {**_CALLED, "document": "document"}
    held = [one for one in drawn.view.complaint.media if one.kind in called]
    for one in held[:FILES]:
        if file := _FILE.fullmatch(one.url):
            said = drawn.say(f"complaint.{called[one.kind]}", number=drawn.view.case.number)
            yield Above(said.source, file[1], one.kind)


def _source(one: Media) -> str | None:
    """What Telegram can show: a page's picture, or a file it holds already."""
    file = _FILE.fullmatch(one.url)
    if file:
        return file[1]
    return one.url if one.url.startswith(("http://", "https://")) else None
