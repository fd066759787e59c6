"""Telegram's HTML: strict about tags, turned into text and entities."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from copilot.sandbox.refusal import Refusal, bad_request
from copilot.sandbox.words import Json, Words, units

#: Each tag and the entity it becomes.
TAGS = {
    "a": "text_link",
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "span": "spoiler",
    "tg-spoiler": "spoiler",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "tg-emoji": "custom_emoji",
}
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
REFERENCE = re.compile(r"&(?:#[xX]([0-9a-fA-F]+)|#([0-9]+)|(lt|gt|amp|quot)(?![A-Za-z]));?")
SPACES = re.compile(r"\s*")
TAG_NAME = re.compile(r"[^\s>]*")
ATTRIBUTE_NAME = re.compile(r"[^\s=>]*")
NAME_TOKEN = re.compile(r"[A-Za-z0-9.-]*")
LINK = frozenset({"http", "https", "tg", "ton", "tonsite"})


def parse(source: str) -> Words:
    """
    Read *source* as Telegram's HTML.

    Raises:
        Refusal: a tag is unknown, unclosed or crossed.
    """
    return _Reader(source).read()


def is_link(url: str) -> bool:
    """Say whether Telegram would open *url*; a host without a dot is no address to it."""
    try:
        parts = urlsplit(_whole(url))
    except ValueError:
        return False
    if parts.scheme not in LINK or "@" in parts.netloc:
        return False
    return parts.scheme in {"tg", "ton"} or "." in (parts.hostname or "")


@dataclass
class _Open:
    """A tag that waits for its end."""

    name: str
    argument: str
    offset: int
    piece: int


@dataclass
class _Reader:
    source: str
    at: int = 0
    length: int = 0
    pieces: list[str] = field(default_factory=list)
    open: list[_Open] = field(default_factory=list)
    entities: list[Json] = field(default_factory=list)

    def read(self) -> Words:
        while self.at < len(self.source):
            if self.source.startswith("</", self.at):
                self._end()
            elif self.source[self.at] == "<":
                self._start()
            else:
                self._character()
        if self.open:
            name = self.open[-1].name
            raise _unparsed(f'Can\'t find end tag corresponding to start tag "{name}"')
        for entity in self.entities:
            if entity["type"] == "code":
                entity.pop("language", None)
        return Words("".join(self.pieces), tuple(self.entities))

    def _character(self) -> None:
        decoded, self.at = _character(self.source, self.at)
        self.pieces.append(decoded)
        self.length += units(decoded)

    def _start(self) -> None:
        begin = self.at
        name = self._take(TAG_NAME, begin + 1)
        if self.at >= len(self.source):
            raise self._fault("Unclosed start tag", begin)
        tag = name.lower()
        if tag not in TAGS:
            raise self._fault(f'Unsupported start tag "{tag}"', begin)
        argument = self._attributes(tag, begin)
        if tag == "span" and argument != "spoiler":
            raise self._fault('Tag "span" must have class "tg-spoiler"', begin)
        self.open.append(_Open(tag, argument, self.length, len(self.pieces)))

    def _attributes(self, tag: str, begin: int) -> str:
        argument = ""
        while True:
            self._take(SPACES, self.at)
            if self._next() == ">":
                self.at += 1
                return argument
            name = self._take(ATTRIBUTE_NAME, self.at)
            if not name and self._next():
                raise self._fault(f'Empty attribute name in the tag "{tag}"', begin)
            self._take(SPACES, self.at)
            value = ""
            if self._next() == "=":
                value = self._value(tag, begin)
            if not self._next():
                raise self._fault(f'Unclosed start tag "{tag}"', begin)
            argument = _argument(tag, name, value) or argument

    def _value(self, tag: str, begin: int) -> str:
        self._take(SPACES, self.at + 1)
        quote = self._next()
        if not quote:
            raise self._fault(f'Unclosed start tag "{tag}"', begin)
        if quote not in "'\"":
            start = self.at
            token = self._take(NAME_TOKEN, start)
            if self._next() != ">" and not self._next().isspace():
                raise self._fault("Unexpected end of name token", start)
            return token.lower()
        self.at += 1
        value = []
        while self._next() != quote:
            if not self._next():
                raise self._fault("Unclosed start tag", begin)
            decoded, self.at = _character(self.source, self.at)
            value.append(decoded)
        self.at += 1
        if not self._next():
            raise self._fault("Unclosed start tag", begin)
        return "".join(value)

    def _end(self) -> None:
        begin = self.at
        if not self.open:
            raise self._fault("Unexpected end tag", begin)
        name = self._take(TAG_NAME, begin + 2)
        self._take(SPACES, self.at)
        if self._next() != ">":
            raise self._fault("Unclosed end tag", begin)
        self.at += 1
        opened = self.open.pop()
        if name and name.lower() != opened.name:
            raise self._fault(
                "Unmatched end tag", begin, f', expected "</{opened.name}>", found "</{name}>"'
            )
        if self.length > opened.offset:
            self._add(opened, begin)

    def _add(self, opened: _Open, begin: int) -> None:
        kind = TAGS[opened.name]
        entity: Json = {
            "type": kind,
            "offset": opened.offset,
            "length": self.length - opened.offset,
        }
        if kind == "text_link":
            url = opened.argument or "".join(self.pieces[opened.piece :])
            if not is_link(url):
                return
            entity["url"] = _whole(url)
        elif kind == "custom_emoji":
            if not opened.argument.isdigit():
                raise self._fault("Invalid custom emoji identifier specified", begin)
            entity["custom_emoji_id"] = opened.argument
        elif kind == "blockquote" and opened.argument:
            entity["type"] = "expandable_blockquote"
        elif kind == "code" and opened.argument:
            entity["language"] = opened.argument
        elif kind == "pre":
            self._take_language(entity)
        self.entities.append(entity)

    def _take_language(self, entity: Json) -> None:
        """Make `<pre><code class="language-x">` one entity, as Telegram shows it."""
        last = self.entities[-1] if self.entities else {}
        same = all(last.get(key) == entity[key] for key in ("offset", "length"))
        if same and last["type"] == "code" and "language" in last:
            entity["language"] = self.entities.pop()["language"]

    def _take(self, pattern: re.Pattern[str], start: int) -> str:
        found = pattern.match(self.source, start)
        assert found is not None  # noqa: S101 - every pattern here matches the empty string
        self.at = found.end()
        return found[0]

    def _next(self) -> str:
        return self.source[self.at : self.at + 1]

    def _fault(self, reason: str, at: int, more: str = "") -> Refusal:
        offset = len(self.source[:at].encode("utf-8", "surrogatepass"))
        return _unparsed(f"{reason} at byte offset {offset}{more}")


def _character(source: str, at: int) -> tuple[str, int]:
    """Read one character, or one reference such as `&lt;`; unknown references stay as they are."""
    found = REFERENCE.match(source, at)
    if not found:
        return source[at], at + 1
    if found[3]:
        return NAMED[found[3]], found.end()
    code = int(found[1], 16) if found[1] else int(found[2])
    if 0xD800 <= code <= 0xDFFF:
        raise bad_request(
            "can't parse entities: Text contains invalid Unicode characters after decoding "
            "HTML entities, check for unmatched surrogate code units"
        )
    if not 0 < code <= 0x10FFFF:
        return source[at], at + 1
    return chr(code), found.end()


def _argument(tag: str, name: str, value: str) -> str:
    match tag, name.lower():
        case ("a", "href") | ("tg-emoji", "emoji-id"):
            return value
        case ("code", "class") if value.startswith("language-"):
            return value.removeprefix("language-")
        case ("span", "class") if value.startswith("tg-"):
            return value.removeprefix("tg-")
        case ("blockquote", "expandable"):
            return "1"
        case _:
            return ""


def _whole(url: str) -> str:
    """Give an address its scheme, `http` where it has none."""
    return url if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:(?!\d)", url) else f"http://{url}"


def _unparsed(reason: str) -> Refusal:
    return bad_request(f"can't parse entities: {reason}")
