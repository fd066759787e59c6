"""
Telegram's HTML, built so that nothing can escape from it.

`Html` is only ever made by the functions here, and all of them escape: a customer's words cannot
become markup, and the length after parsing is known without parsing.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

#: The longest text of a message, in UTF-16 units after parsing.
MAX_TEXT = 4096
#: Longer addresses are left out: no platform's own are.
MAX_URL = 2048

#: What Telegram would turn into a mention or a command: one notifies a colleague of that name,
#: the other is a button that anyone may tap. Inside `<code>` it finds neither, and not a letter
#: changes, so that a draft can still be read and copied exactly.
ACTIVE = re.compile(r"(?<![A-Za-z0-9_])[@/][A-Za-z0-9_]{1,64}")

#: Telegram drops what is beyond a hundred entities; a text with more mentions than this is
#: broken up with an invisible joiner instead.
MOST_CODED = 20
_WORD_JOINER = "\u2060"


@dataclass(frozen=True, slots=True)
class Html:
    """Markup that is whole, and its length after parsing in UTF-16 units."""

    source: str = ""
    units: int = 0

    def __add__(self, other: "Html") -> "Html":
        return Html(self.source + other.source, self.units + other.units)

    def __bool__(self) -> bool:
        return bool(self.source)


def units(text: str) -> int:
    """Count *text* in UTF-16 units, as Telegram does."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def plain(text: str) -> Html:
    """Escape *text*."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return Html(escaped, units(text))


def inert(text: str) -> Html:
    """Escape *text* and keep its mentions and commands from working."""
    found = list(ACTIVE.finditer(text))
    if len(found) > MOST_CODED:
        broken = ACTIVE.sub(lambda one: one[0][0] + _WORD_JOINER + one[0][1:], text)
        return plain(broken)
    pieces = []
    end = 0
    for one in found:
        pieces += [plain(text[end : one.start()]), code(one[0])]
        end = one.end()
    return joined([*pieces, plain(text[end:])])


def joined(pieces: Iterable[Html], separator: str = "") -> Html:
    """Put *pieces* together, leaving empty ones out."""
    between = plain(separator)
    result = Html()
    for piece in pieces:
        if piece:
            result = result + between + piece if result else piece
    return result


def bold(inside: Html) -> Html:
    """Make it bold."""
    return _tagged("b", inside)


def italic(inside: Html) -> Html:
    """Make it italic."""
    return _tagged("i", inside)


def underlined(inside: Html) -> Html:
    """Underline it."""
    return _tagged("u", inside)


def struck(inside: Html) -> Html:
    """Strike it through."""
    return _tagged("s", inside)


def code(text: str) -> Html:
    """Show *text* as it is, with nothing in it working."""
    return _tagged("code", plain(text))


def preformatted(text: str) -> Html:
    """Show *text* as a block that one tap copies."""
    return _tagged("pre", plain(text))


def quote(inside: Html, *, folded: bool = False) -> Html:
    """Quote it; *folded* shows the first lines and a tap opens the rest."""
    opening = "<blockquote expandable>" if folded else "<blockquote>"
    return Html(f"{opening}{inside.source}</blockquote>", inside.units) if inside else Html()


def link(label: str, url: str | None) -> Html:
    """Link *label*, or nothing when *url* is not one that Telegram would open."""
    if url is None or not is_web(url):
        return Html()
    address = plain(url).source.replace('"', "&quot;")
    return Html(f'<a href="{address}">{plain(label).source}</a>', units(label))


def mention(name: str, telegram: object) -> Html:
    """Name a person of the team so that Telegram tells them; without an id, just the name."""
    if not isinstance(telegram, int):
        return plain(name)
    return Html(f'<a href="tg://user?id={telegram}">{plain(name).source}</a>', units(name))


def is_web(url: str) -> bool:
    """Say whether *url* leads to a page that can be shown to people."""
    if len(url) > MAX_URL or any(one.isspace() or not one.isprintable() for one in url):
        return False
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(host)


def _tagged(tag: str, inside: Html) -> Html:
    return Html(f"<{tag}>{inside.source}</{tag}>", inside.units) if inside else Html()
