"""Pairs of playbooks whose examples find each other when left out."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from copilot.matching.left_out import Left

#: So many examples may go astray by chance, however few a playbook has; and each by so little.
LEAST, CLEAR = 3, 0.02
#: With fewer examples, what one of them does says nothing of the playbook.
ENOUGH = 6
#: Of the smaller playbook's examples, the share from which two are often confused: none of the
#: hundred pairs of the starter library is.
OFTEN = 0.15


@dataclass(frozen=True, slots=True)
class Confusion:
    """Two playbooks, that which loses more first, and the examples that find the other."""

    loser: str
    winner: str
    lost: tuple[Left, ...]  #: examples of the first, those that go farthest astray first
    won: tuple[Left, ...]  #: examples of the second that find the first
    share: float  #: of the smaller one's examples, as many as go astray in all

    @property
    def clearest(self) -> tuple[Left, ...]:
        """All of them, those of the loser first."""
        return (*self.lost, *self.won)


def confusions(left: Sequence[Left]) -> tuple[Confusion, ...]:
    """Find the pairs that are often confused, the worst first."""
    sizes = Counter(each.playbook for each in left)
    astray: dict[tuple[str, str], list[Left]] = {}
    for each in sorted(left, key=lambda one: (-one.lead, one.text)):
        if not each.is_found and each.lead >= CLEAR:
            astray.setdefault((each.playbook, each.found), []).append(each)
    found = []
    for one, other in sorted({(min(pair), max(pair)) for pair in astray}):
        ways = (astray.get((one, other), []), astray.get((other, one), []))
        smaller = min(sizes[one], sizes[other])
        share = sum(map(len, ways)) / smaller
        if smaller >= ENOUGH and sum(map(len, ways)) >= LEAST and share >= OFTEN:
            rates = len(ways[0]) / sizes[one], len(ways[1]) / sizes[other]
            names = (one, other) if rates[0] >= rates[1] else (other, one)
            lost, won = ways if rates[0] >= rates[1] else reversed(ways)
            found.append(Confusion(*names, tuple(lost), tuple(won), share))
    return tuple(sorted(found, key=lambda each: (-each.share, each.loser, each.winner)))
