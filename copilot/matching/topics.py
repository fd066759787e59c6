"""Messages that are about one matter, though in words of their own; and the words that tell it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import log

import numpy as np
import numpy.typing as npt

from copilot.matching.lexicon import table
from copilot.matching.normalise import tokens
from copilot.matching.telling import is_glue, stem

Weights = npt.NDArray[np.float32]

#: So alike two messages share what they are about.
ALIKE = 0.35
#: A message joins when it is so alike the middle of what is gathered.
BELONGS = 0.4
#: More different texts are not compared with each other: the square of it is kept in memory.
MOST = 3_000
#: A word in more than this share of many messages tells nothing: the brand's own name.
EVERYWHERE, MANY = 0.3, 20
TELLERS = 3


@dataclass(frozen=True, slots=True)
class Topic:
    """Places of the messages that are about one matter, the most typical first, and its words."""

    members: tuple[int, ...]
    words: tuple[str, ...]


def topics(texts: Sequence[tuple[str, str]], *, sizes: Sequence[int], least: int) -> list[Topic]:
    """
    Gather *texts*, each with its language, into matters of at least *least* messages.

    Args:
        texts: different messages, and their languages; those past `MOST` are left alone.
        sizes: how many messages each stands for.
        least: fewer are nobody's playbook yet.
    """
    said = [_telling(text, lang) for text, lang in texts[:MOST]]
    rows = _table(said, sizes)
    count = np.array(sizes[: len(said)], np.float32)
    near = rows @ rows.T
    free = np.asarray(near.any(axis=1), np.bool_)
    found: list[Topic] = []
    while free.any():
        members = _gather(near, rows, count, free)
        free[members] = False
        if count[members].sum() >= least:
            found.append(_topic(members, rows, count, said))
    return sorted(found, key=lambda one: (-sum(sizes[at] for at in one.members), one.members))


def _gather(
    near: Weights, rows: Weights, count: Weights, free: npt.NDArray[np.bool_]
) -> npt.NDArray[np.int64]:
    """The free messages around the one that has most of them near it."""
    is_near = (near >= ALIKE) & free
    around = np.where(free, is_near @ count, -1.0)
    first = int(around.argmax())
    members = np.flatnonzero(is_near[first])
    for _ in range(3):
        middle = count[members] @ rows[members]
        length = float(np.linalg.norm(middle))
        alike = rows @ (middle / length) if length else np.zeros(len(rows), np.float32)
        closer = np.flatnonzero((alike >= BELONGS) & free)
        if not len(closer) or np.array_equal(closer, members):
            break
        members = closer
    return np.union1d(members, [first])


def _topic(
    members: npt.NDArray[np.int64],
    rows: Weights,
    count: Weights,
    said: Sequence[Mapping[str, str]],
) -> Topic:
    middle = count[members] @ rows[members]
    order = np.argsort(-(rows[members] @ middle), kind="stable")
    own = [said[at] for at in members]
    times = Counter(key for one in own for key in one)
    everywhere = Counter(key for one in said for key in one)
    worth = {
        key: times[key] * log((1 + len(said)) / everywhere[key])
        for key in times
        if times[key] > 1 or len(own) == 1
    }
    best = sorted(worth, key=lambda key: (-worth[key], key))[:TELLERS]
    said_first = list(own[int(order[0])])
    best.sort(key=lambda key: said_first.index(key) if key in said_first else len(said_first))
    shown = (Counter(one[key] for one in own if key in one) for key in best)
    return Topic(
        tuple(int(at) for at in members[order]),
        tuple(min(forms, key=lambda form: (-forms[form], form)) for forms in shown),
    )


@cache
def _thanks(lang: str) -> frozenset[str]:
    """Words of praise: mockery is full of them, and they say nothing of the matter."""
    rows = table(f"kind.{lang}.tsv") if lang in ("fr", "en") else ()
    return frozenset(
        word
        for sign, _, said in rows
        if sign == "praise"
        for word in said.replace("*", "").split(",")
    )


def _telling(text: str, lang: str) -> dict[str, str]:
    """The words that may tell what a message is about, by what stands for all their forms."""
    nothing = {each.strip() for each in _thanks(lang)}
    found: dict[str, str] = {}
    for token in tokens(text, lang):
        word = token.word
        if len(word) > 2 and not is_glue(word) and word not in nothing:
            written = text[token.start : token.end].lower()
            found[stem(word) or word] = written if written.isalpha() else word
    return found


def _table(said: Sequence[Mapping[str, str]], sizes: Sequence[int]) -> Weights:
    """A row of length one for each message: its words, the rarer the heavier."""
    times = Counter(key for one in said for key in one)
    # What only one message says makes it like no other, unless it came more than once.
    alone = {key for one, size in zip(said, sizes, strict=False) if size == 1 for key in one}
    most = EVERYWHERE * len(said) if len(said) > MANY else len(said)
    told = sorted(
        key for key, count in times.items() if count <= most and (count > 1 or key not in alone)
    )
    columns = {key: at for at, key in enumerate(told)}
    rows = np.zeros((len(said), max(1, len(columns))), np.float32)
    for row, one in enumerate(said):
        for key in one:
            if key in columns:
                rows[row, columns[key]] = log((1 + len(said)) / times[key])
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.where(lengths, lengths, 1), np.float32)
