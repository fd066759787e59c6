"""Groups of near-duplicates, made as messages come: one text, however often it is passed on."""

from dataclasses import dataclass, field
from datetime import datetime

from copilot.matching.copies import Shape, likeness, shape
from copilot.matching.shingles import Shingles, runs

#: So many different texts are remembered; the one that was of no use for longest goes first.
WINDOW = 10_000
#: So many of the texts that look nearest are compared in full.
COMPARED = 8
#: A text so alike one that is remembered need not be remembered, too.
SAME = 90
#: A text that holds so much of another is not a whole of which that is one piece of several.
MOST_OF_IT = 0.75
#: So alike a text that is no piece of another must be to show that their groups are one.
ALIKE = 80


@dataclass(frozen=True, slots=True)
class Group:
    """Messages that are one text, as things stand."""

    id: str  #: the id of its first message
    size: int  #: how many messages it ever had
    title: str  #: its most typical text, as it was written
    since: datetime | None  #: when its first message came
    latest: datetime | None
    absorbed: tuple[str, ...] = ()  #: ids of groups that turned out to be this one


@dataclass(slots=True)
class _Gathering:
    id: str
    order: int
    since: datetime | None
    latest: datetime | None
    size: int = 0
    variants: dict[int, "_Variant"] = field(default_factory=dict)


@dataclass(slots=True)
class _Variant:
    """A text by which its group is found again."""

    number: int
    written: str
    shape: Shape
    group: _Gathering
    seen: int = 0  #: how many messages were nearest to it


class Groups:
    """
    Near-duplicates, streaming: each message is put into a group when it comes.

    What is remembered is bounded by *window*, counted in different texts (about 3 kB each at a
    tweet's length): copies cost nothing. A text that no copy of came for the longest is forgotten
    first, and a group with its last text; its copies then found a group of their own. The same
    messages in the same order always give the same groups.
    """

    def __init__(self, window: int = WINDOW) -> None:
        self._window = max(1, window)
        self._next = 0
        self._variants: dict[int, _Variant] = {}  # the one of use longest ago first
        self._exact: dict[str, _Variant] = {}
        self._near = Shingles()

    def __len__(self) -> int:
        return len(self._variants)

    def add(self, name: str, text: str, *, at: datetime | None = None) -> Group:
        """
        Put the message *name* into the group of its copies, or let it found one.

        Args:
            name: the message's id; a group goes by that of its first.
            text: what it says.
            at: when it came.
        """
        seen = shape(text)
        variant = self._exact.get(seen.text)
        absorbed: list[str] = []
        if variant is None:
            found = runs(seen.words or (seen.text,))
            near = self._copies(seen, found)
            group = near[0][1].group if near else _Gathering(name, self._next, at, at)
            absorbed = self._join(seen, near)
            if near and near[0][0] >= SAME:
                variant = near[0][1]
            else:
                variant = self._remember(text, seen, found, group)
        return self._count(variant, at, tuple(absorbed))

    def _count(self, variant: _Variant, at: datetime | None, absorbed: tuple[str, ...]) -> Group:
        self._variants[variant.number] = self._variants.pop(variant.number)
        variant.seen += 1
        group = variant.group
        group.size += 1
        group.latest = at
        typical = max(group.variants.values(), key=lambda each: (each.seen, -each.number))
        return Group(group.id, group.size, typical.written, group.since, group.latest, absorbed)

    def _copies(self, seen: Shape, found: list[str]) -> list[tuple[float, _Variant]]:
        """The remembered texts of which *seen* is a copy, one a group, the nearest first."""
        near: list[tuple[float, _Variant]] = []
        for number in self._near.nearest(found, COMPARED):
            variant = self._variants[number]
            if any(variant.group is other.group for _, other in near):
                continue
            alike = likeness(seen, variant.shape)
            if alike > 0 and not _contradicts(seen, variant):
                near.append((alike, variant))
                if alike >= SAME:
                    break
        near.sort(key=lambda each: (-each[0], each[1].number))
        return near

    def _join(self, seen: Shape, near: list[tuple[float, _Variant]]) -> list[str]:
        """Make one of the groups that *seen* shows to be one; say which are no more."""
        gone: list[str] = []
        for alike, other in near[1:]:
            best = near[0][1]
            is_piece = alike < ALIKE
            if is_piece and len(best.shape.text) >= MOST_OF_IT * len(seen.text):
                continue
            if _belongs(seen, other.group, best.group):
                gone.append(_merge(best.group, other.group))
        return gone

    def _remember(self, text: str, seen: Shape, found: list[str], group: _Gathering) -> _Variant:
        variant = _Variant(self._next, text, seen, group)
        self._next += 1
        self._variants[variant.number] = variant
        group.variants[variant.number] = variant
        self._exact[seen.text] = variant
        self._near.add(variant.number, found)
        if len(self._variants) > self._window:
            self._forget(next(iter(self._variants.values())))
        return variant

    def _forget(self, variant: _Variant) -> None:
        del self._variants[variant.number]
        del variant.group.variants[variant.number]
        del self._exact[variant.shape.text]
        self._near.forget(variant.number, runs(variant.shape.words or (variant.shape.text,)))


def _tellers(group: _Gathering) -> list[_Variant]:
    """The texts that say what a group is about: its earliest and its longest."""
    earliest = next(iter(group.variants.values()))
    longest = max(group.variants.values(), key=lambda each: (len(each.shape.text), -each.number))
    return [earliest] if longest is earliest else [earliest, longest]


def _contradicts(seen: Shape, found: _Variant) -> bool:
    """Say whether the group of *found*, whatever that text leaves out, says another thing."""
    return any(
        likeness(seen, teller.shape) < 0 for teller in _tellers(found.group) if teller is not found
    )


def _belongs(seen: Shape, other: _Gathering, group: _Gathering) -> bool:
    """Say whether *seen*, which joins *group*, shows that all of *other* does."""
    return all(
        _is_part(teller.shape, seen)
        and all(likeness(teller.shape, mine.shape) >= 0 for mine in _tellers(group))
        for teller in _tellers(other)
    )


def _is_part(piece: Shape, seen: Shape) -> bool:
    alike = likeness(seen, piece)
    return alike >= ALIKE or (alike > 0 and len(piece.text) < MOST_OF_IT * len(seen.text))


def _merge(group: _Gathering, other: _Gathering) -> str:
    """Put *other* into *group*, which keeps the name of the earlier; say the name that is gone."""
    gone = other.id
    if other.order < group.order:
        gone = group.id
        group.id, group.order, group.since = other.id, other.order, other.since
    group.size += other.size
    for variant in other.variants.values():
        variant.group = group
    both = {**group.variants, **other.variants}
    group.variants = dict(sorted(both.items()))
    return gone
