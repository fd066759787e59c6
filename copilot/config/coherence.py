"""What the parts of a configuration ask of each other."""

from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

from copilot.library import nodes
from copilot.library.nodes import Node, Scalar, node_at
from copilot.library.place import Place
from copilot.library.report import Report

#: What `copilot init` writes where a number of one's own belongs; nobody and nothing has these.
UNUSED_PERSON, UNUSED_CHAT, UNUSED_GROUP = 1, -1000000000001, -1000000000002
_HTTPS = 443
#: The only ports that Telegram calls.
_CALLED = frozenset({_HTTPS, 80, 88, 8443})
_SECRETS = {"token": "TELEGRAM_BOT_TOKEN", "secret": "CHANNEL_SECRET"}


def check(root: Node, report: Report) -> None:
    """Compare what was read, part with part."""
    for one in (_people, _channels, _chats, _webhooks, _brought, _secrets, _unused):
        one(root, report)


def _people(root: Node, report: Report) -> None:
    people = node_at(root, "people")
    if people is None or (isinstance(people, nodes.Listing) and not people.items):
        key = root.key("people") if isinstance(root, nodes.Mapping) else None
        at = key.place if key else Place(root.place.path)
        report.error(at, "no-people")
    _twice(_scalars(root, "people", "telegram"), "repeated-person", report)


def _channels(root: Node, report: Report) -> None:
    _twice(_scalars(root, "channels", "name"), "repeated-channel", report, fold=str.lower)


def _chats(root: Node, report: Report) -> None:
    desk = node_at(root, "desk", "telegram", "chat")
    chats = list(_scalars(root, "channels", "chat"))
    for chat in chats:
        if isinstance(desk, Scalar) and desk.is_resolved and chat.text == desk.text:
            report.error(chat.place, "desk-as-channel")
    _twice(chats, "repeated-chat", report)


def _webhooks(root: Node, report: Report) -> None:
    if node_at(root, "server") is not None:
        return
    for channel in _items(root, "channels"):
        kind, name = channel.get("kind"), channel.get("name")
        if isinstance(kind, Scalar) and kind.text == "webhook":
            word = name.shown if isinstance(name, Scalar) else kind.text
            report.error(kind.place, "webhook-without-server", word=word)


def _brought(root: Node, report: Report) -> None:
    """Telegram calls whoever asked for it, but not at any address."""
    wanted = node_at(root, "desk", "telegram", "webhook")
    if not (isinstance(wanted, Scalar) and wanted.text == "true"):
        return
    address = node_at(root, "server", "public_url")
    if address is None:
        report.error(wanted.place, "webhook-without-address")
    elif node_at(root, "desk", "telegram", "api_url") is not None:
        return  # a Bot API server of one's own calls any address
    elif isinstance(address, Scalar) and address.is_resolved and not _is_called(address.text):
        report.error(address.place, "webhook-out-of-reach", word=address.shown)


def _is_called(address: str) -> bool:
    try:
        parts = urlsplit(address)
        port = parts.port or _HTTPS
    except ValueError:
        return True  # the shape has told it
    return parts.scheme == "https" and port in _CALLED


def _secrets(root: Node, report: Report) -> None:
    desk = node_at(root, "desk", "telegram")
    for mapping in (desk, *_items(root, "channels")):
        for key, name in _SECRETS.items():
            value = node_at(mapping, key)
            if isinstance(value, Scalar) and value.variable is None and value.is_resolved:
                report.hint(value.place, "secret-in-file", name=name)


def _unused(root: Node, report: Report) -> None:
    desk = node_at(root, "desk", "telegram", "chat")
    chats = [*([desk] if isinstance(desk, Scalar) else ()), *_scalars(root, "channels", "chat")]
    for chat in chats:
        if chat.text in (str(UNUSED_CHAT), str(UNUSED_GROUP)):
            report.hint(chat.place, "unused-chat")
    for person in _scalars(root, "people", "telegram"):
        if person.text == str(UNUSED_PERSON):
            report.hint(person.place, "unused-person")


def _items(root: Node, key: str) -> Iterator[nodes.Mapping]:
    listing = node_at(root, key)
    for item in listing.items if isinstance(listing, nodes.Listing) else ():
        if isinstance(item, nodes.Mapping):
            yield item


def _scalars(root: Node, key: str, name: str) -> Iterator[Scalar]:
    for item in _items(root, key):
        value = item.get(name)
        if isinstance(value, Scalar) and value.is_resolved:
            yield value


def _twice(
    scalars: Iterator[Scalar] | list[Scalar],
    code: str,
    report: Report,
    *,
    fold: Callable[[str], str] = str,
) -> None:
    lines: dict[str, int] = {}
    for scalar in scalars:
        first = lines.setdefault(fold(scalar.text), scalar.place.line)
        if first != scalar.place.line:
            report.error(scalar.place, code, word=scalar.shown, first=first)
