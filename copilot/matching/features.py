"""Words as weighted features: words, pairs of neighbours, pieces of two to five letters."""

from array import array
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain, pairwise, repeat
from typing import NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

Floats: TypeAlias = npt.NDArray[np.float32]
Columns: TypeAlias = npt.NDArray[np.int32]

SHORTEST, LONGEST = 2, 5
#: Chosen by hold-out on the training halves; letters count most where phrases are few.
WORD, PAIR = 2.0, 1.25
#: How much of its weight a word that the library never saw counts against the others.
UNHEARD = 0.5
CACHED_WORDS = 20_000
#: So many phrases at a time take little room, and not much longer each than more would.
BLOCK = 2_000


def pieces(word: str) -> list[str]:
    """The word itself and its runs of letters, with its edges marked."""
    return [f" {word}", *_runs(f"<{word}>")]


def _runs(edged: str) -> list[str]:
    return list(map(edged.__getitem__, _cuts_of(len(edged))))


@lru_cache(maxsize=64)
def _cuts_of(length: int) -> tuple["slice[int, int, None]", ...]:
    """Where to cut a word of this length, edges and all, into its runs."""
    sizes = range(SHORTEST, LONGEST + 1)
    return tuple(slice(at, at + size) for size in sizes for at in range(length - size + 1))


def _often(most: int) -> Floats:
    """What it weighs that a feature is there once, twice, and up to *most* times."""
    weights = np.log(np.maximum(np.arange(most + 1, dtype=np.float32), 1))
    weights += 1
    return weights


#: To look it up takes a fraction of the time.
_OFTEN = _often(1_000)
#: No column, and one on either side of all: between them the first and the last also have
#: neighbours that differ from them.
_EDGES = np.array([-1, np.iinfo(np.int32).max], np.int32).tobytes()


@dataclass(frozen=True, slots=True)
class Vector:
    """One text: columns and weights, of length one together with what is unknown."""

    columns: Columns
    weights: Floats


class Block(NamedTuple):
    """Many texts, end to end: where each begins, its columns in order and their weights."""

    starts: npt.NDArray[np.int64]
    columns: Columns
    weights: Floats


class _Word(NamedTuple):
    """What the library has of a word."""

    columns: bytes  #: as `Columns` has them; to join many so takes a third of the time
    missed: float  #: the squared weight of what it does not have
    known: float  #: of what it has; not known of a word that no phrase says


@dataclass(slots=True)
class Vocabulary:
    """Every feature of a library, its column and its weight."""

    columns: dict[str, int]
    weights: Floats
    unknown: float  #: the weight of a feature seen once, and so of one never seen
    _words: dict[str, _Word] = field(default_factory=dict)

    @classmethod
    def learn(
        cls, phrases: Sequence[Sequence[str]], counted: list[Block] | None = None
    ) -> "Vocabulary":
        """
        Number the features of *phrases* and weigh each by its rarity.

        Args:
            phrases: in words.
            counted: where to keep how often each has what, for `weigh`; of many it is much.
        """
        cut = {word: tuple(dict.fromkeys(pieces(word))) for word in set(chain(*phrases))}
        names = sorted(set(chain(*cut.values())))
        several = len(names)
        names += sorted({pair for phrase in phrases for pair in pairs(phrase)})
        columns = {name: at for at, name in enumerate(names)}
        own = {
            word: array("i", [columns[piece] for piece in found]).tobytes()
            for word, found in cut.items()
        }
        cut.clear()  # it takes as much room as what is counted
        counts = np.zeros(len(names), np.int64)
        for block in _blocks(phrases, columns, own):
            counts += np.bincount(block.columns, minlength=len(names))
            if counted is not None:
                counted.append(block)
        total = 1 + len(phrases)
        weights = (1 + np.log(total / (1 + counts.astype(np.float32)))).astype(np.float32)
        # A word's own name begins with a space, and so comes first in order.
        weights[: len(own)] *= WORD
        weights[several:] *= PAIR
        known = {word: _Word(each, 0.0, _squared(weights, each)) for word, each in own.items()}
        return cls(columns, weights, 1 + float(np.log(total / 2)), known)

    def blocks(
        self, phrases: Sequence[Sequence[str]], owners: Columns | None = None
    ) -> Iterator[Block]:
        """
        Weigh the features of many phrases of this library, some thousand at a time.

        It gives what `vector` would for each, in a fraction of the time. Phrases with the same
        number in *owners*, which stand together, come in one block.
        """
        own = {word: self._word(word).columns for word in set(chain(*phrases))}
        yield from map(self.weigh, _blocks(phrases, self.columns, own, owners))

    def weigh(self, counted: Block) -> Block:
        """Put in the place of how often phrases have a feature what it weighs in them."""
        weights = np.log(counted.weights, counted.weights)
        weights += 1
        weights *= self.weights[counted.columns]
        lengths = np.sqrt(np.add.reduceat(weights * weights, counted.starts[:-1]))
        weights /= np.repeat(lengths, np.diff(counted.starts))
        return counted

    def vector(self, words: Sequence[str], trust: Sequence[float] | None = None) -> Vector:
        """
        Weigh the features of *words*; what the library never saw counts against them all.

        A word guessed from a misspelling counts in full, and against the whole as far as it
        is not to be trusted: it helps to choose, and makes the choice less sure.
        """
        # What the library does not have lies before the first edge, and so is left out again.
        near = array("i", map(self.columns.get, pairs(words), repeat(-1)))
        missed = 0.0
        parts: list[bytes | array[int]] = [_EDGES, near]
        for word, trusted in zip(words, trust or repeat(1.0), strict=False):
            own, less, known = self._words.get(word) or self._word(word)
            parts.append(own)
            missed += UNHEARD * less
            if trusted < 1.0:
                missed += (1.0 - trusted**2) * known
        several = np.frombuffer(bytearray().join(parts), np.int32)
        columns, counts = _counted(several)
        # So few columns are not there more often than the table goes.
        often = _OFTEN if len(several) < len(_OFTEN) else _often(int(counts.max()))
        weights = often.take(counts)
        weights *= self.weights.take(columns)
        weights /= (float(weights @ weights) + missed) ** 0.5 or 1.0
        return Vector(columns, weights)

    def _word(self, word: str) -> _Word:
        found = self._words.get(word)
        if found is None:
            own = self.columns.get(f" {word}")
            found = self._unsaid(word) if own is None else self._said(word, own)
            if len(self._words) < CACHED_WORDS:
                self._words[word] = found
        return found

    def _said(self, word: str, own: int) -> _Word:
        """Of a word that a phrase says, all pieces."""
        near = [self.columns[run] for run in dict.fromkeys(pieces(word)[1:])]
        columns = array("i", [*near, own]).tobytes()
        return _Word(columns, 0.0, _squared(self.weights, columns))

    def _unsaid(self, word: str) -> _Word:
        """Of a word that no phrase says, the pieces that words of the library have."""
        edged = f"<{word}>"
        runs: Collection[str] = _runs(edged)
        if len(set(pairwise(edged))) < len(edged) - 1:  # else no run is there twice
            runs = set(runs)
        near = {*map(self.columns.get, runs, repeat(-1))} - {-1}
        missed = float(len(runs) - len(near)) + WORD**2
        # Only a word of the library is ever a guess, of which it is asked how much is known.
        return _Word(array("i", near).tobytes(), missed * self.unknown**2, 0.0)


def _blocks(
    phrases: Sequence[Sequence[str]],
    columns: Mapping[str, int],
    own: Mapping[str, bytes],
    owners: Columns | None = None,
) -> Iterator[Block]:
    """The known columns of phrases, and how often each has them."""
    width = np.int64(len(columns))
    for low, high in pairwise(cuts(len(phrases), owners)):
        some = phrases[low:high]
        parts = [own[word] for phrase in some for word in phrase]
        near = np.array(
            [columns.get(pair, -1) for phrase in some for pair in pairs(phrase)], np.int64
        )
        counts = np.array([len(phrase) for phrase in some])
        whose = np.repeat(np.arange(len(some)), counts)
        sizes = np.fromiter((len(part) for part in parts), np.int64, len(parts))
        sizes //= array("i").itemsize
        known = near >= 0
        near += np.repeat(np.arange(len(some)), counts - 1) * width
        keys = np.concatenate(
            [
                np.frombuffer(b"".join(parts), np.int32) + np.repeat(whose * width, sizes),
                near[known],
            ]
        )
        keys.sort()
        first = np.flatnonzero(np.concatenate([[True], keys[1:] != keys[:-1], [True]]))
        times = np.diff(first).astype(np.float32)
        keys = keys[first[:-1]]
        starts = np.searchsorted(keys, np.arange(len(some) + 1) * width)
        keys -= np.repeat(np.arange(len(some)) * width, np.diff(starts))
        yield Block(starts, keys.astype(np.int32), times)


def cuts(size: int, owners: Columns | None) -> list[int]:
    """Where blocks begin and end; an owner's phrases are not cut apart."""
    found = np.arange(0, size + BLOCK, BLOCK).clip(max=size)
    if owners is not None:
        found[1:-1] = np.searchsorted(owners, owners[found[1:-1]])
    return sorted(set(found.tolist()))


def _squared(weights: Floats, columns: bytes) -> float:
    own = weights.take(np.frombuffer(columns, np.int32))
    return float(own @ own)


def _counted(columns: Columns) -> tuple[Columns, npt.NDArray[np.intp]]:
    """
    Each column between `_EDGES` once, in order, and how often.

    `np.unique` takes four times the time.
    """
    columns.sort()
    last = (columns[1:] != columns[:-1]).nonzero()[0]
    ends = last[1:]
    return columns.take(ends), ends - last[:-1]


def pairs(words: Sequence[str]) -> Iterable[str]:
    """Neighbouring words, as features."""
    return map(" ".join, pairwise(words))


def kind_weight(name: str) -> float:
    """How much a feature counts for being a word, a pair or a piece."""
    at = name.find(" ")
    return 1.0 if at < 0 else WORD if at == 0 else PAIR
