"""
A reply is too long.

The charter sets a length of its own, by channel; over the platform's limit the reply could not be
posted at all, so that always blocks, whatever the charter says. Lengths are counted as the channel
counts.

Bad:

    length: {level: block, default: 100000}

Good:

    length: {level: block, default: 1000, x: 280}
"""

from collections.abc import Iterator

from copilot.domain.charter import Finding, Level, Rule
from copilot.library.length import count
from copilot.library.record import Rest, Table
from copilot.library.rules.rule import CharterRule, Reviewed
from copilot.library.scalars import integer

NAME = "length"
SENTENCES = {
    "en": {
        "charter-length": "the reply has {length} characters; {limit} are the most",
    },
    "fr": {
        "charter-length": "la réponse compte {length} caractères ; le maximum est de {limit}",
    },
}
FRENCH = """
Une réponse est trop longue.

La charte fixe sa propre longueur, par canal ; au-delà de la limite de la plateforme, la réponse
ne pourrait pas être publiée, et elle est donc toujours bloquée, quoi que dise la charte. Les
longueurs se comptent comme le canal les compte.

À éviter :

    length: {level: block, default: 100000}

Correct :

    length: {level: block, default: 1000, x: 280}
"""


def check(text: Reviewed, rule: Rule) -> Iterator[Finding]:
    """Compare with the platform's limit, then with the charter's."""
    channel = text.channel
    length = count(text.text, channel.kind)
    own = rule.limit_on(channel.name, channel.kind)
    if length > channel.limit:
        yield _over(text, length, channel.limit, Level.BLOCK)
    elif own is not None and length > own:
        yield _over(text, length, own, rule.level)


def _over(text: Reviewed, length: int, limit: int, level: Level) -> Finding:
    end = len(text.text)
    start = max(end - (length - limit), 0)
    values = {"length": length, "limit": limit}
    return Finding(NAME, level, (start, end), text.text[start:end], values)


RULE = CharterRule(
    page=__doc__,
    french=FRENCH,
    sentences=SENTENCES,
    default=Rule(Level.BLOCK, limits={"default": 1000}),
    check=check,
    rest=Rest(Table(integer(1, 100_000)), "limits"),
    looks_at=("channel",),
)
