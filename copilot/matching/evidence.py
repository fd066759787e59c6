"""Why: the phrases of a playbook, and the words of the text that resemble them."""

import re
from collections.abc import Sequence
from functools import lru_cache

from copilot.domain.match import Evidence
from copilot.matching.letters import fold
from copilot.matching.phrases import Phrase
from copilot.matching.reading import Reading
from copilot.matching.reason import Reason, Reasons
from copilot.matching.telling import Said
from copilot.matching.window import span

#: Beyond this length of a text, to look at its every word would cost more than it spares.
LONG = 400
_WRITTEN = re.compile(r"\w+")
#: What `fold` would change in a word of plain letters, besides capitals.
_ODD = re.compile(r"_|([a-z])\1\1", re.IGNORECASE)


def choose(
    reading: Reading, nearest: Sequence[tuple[Phrase, float]], said: Said, count: int
) -> tuple[Evidence, ...]:
    """The most convincing of the *nearest* examples, and the words that they share."""
    reasons = Reasons(reading, nearest, said)
    # Small words are no second reason: they would only weaken the first.
    best = enumerate(reasons.best(count))
    kept = [each for at, each in best if at == 0 or each.is_telling]
    if kept and not any(_has_same_word(reading, each) for each in kept):
        literal = _literal(reading, reasons, nearest)
        kept = [*kept[: max(0, count - 1)], literal][:count] if literal else kept
    return tuple(
        Evidence(
            each.example, span(reading, *each.window), each.similarity, is_telling=each.is_telling
        )
        for each in kept
    )


def _literal(
    reading: Reading, reasons: Reasons, nearest: Sequence[tuple[Phrase, float]]
) -> Reason | None:
    """One reason that has a very word of the text, for who would not know another form of it."""
    some: Sequence[int] = range(len(nearest))
    if len(reading.text) <= LONG:
        said = _words(reading.text)
        some = [at for at in some if not said.isdisjoint(_surface(nearest[at][0].text))]
    if not some:
        return None
    for found in (reasons.all, reasons.other):
        for each in found(some):
            if _has_same_word(reading, each):
                return each
    return None


def _has_same_word(reading: Reading, reason: Reason) -> bool:
    start, end = span(reading, *reason.window)
    said, written = _surface(reason.example), reading.text[start:end]
    # Most often a word stands there by itself, and to see that takes a fraction of the time.
    if written.isascii() and not said.isdisjoint(written.lower().split()):
        return True
    return not said.isdisjoint(_words(written))


def _words(text: str) -> frozenset[str]:
    """The words as they are written, case and accents aside."""
    found = _WRITTEN.findall(text)
    if text.isascii() and not _ODD.search(text):
        return frozenset(map(str.lower, found))
    return frozenset(map(fold, found))


_surface = lru_cache(maxsize=4096)(_words)
