"""Which phrases are held out together, so that none is judged by what is nearly the same."""

from collections.abc import Callable
from itertools import pairwise
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from copilot.matching.features import Columns, Floats

Chosen: TypeAlias = npt.NDArray[np.bool_]
Places: TypeAlias = npt.NDArray[np.intp]
#: The likeness of a few phrases, down, with those from one place up to another, across.
Likeness: TypeAlias = Callable[[Places, int, int], Floats]

#: Whoever writes examples writes one of them again in slightly other words, and customers don't
#: have it to copy from. So like a held-out phrase, a phrase of its playbook leaves with it.
SAME = 0.55
#: So many of a playbook stay, however alike: of three examples, none leaves for another's sake.
STAY = 3


def fold_numbers(owners: Columns, folds: int) -> Columns:
    """Spread each playbook's phrases over the folds."""
    seen: dict[int, int] = {}
    numbers = np.zeros(len(owners), np.int32)
    for at, owner in enumerate(owners.tolist()):
        seen[owner] = seen.get(owner, -1) + 1
        numbers[at] = (seen[owner] + owner) % folds
    return numbers


def left_out(
    owners: Columns, folds: Columns, turns: int, playbooks: int, likeness: Likeness
) -> Chosen:
    """
    Say what each turn leaves out: its fold, and what is nearly the same as a phrase of it.

    Of small talk and counter-examples, whose numbers come after the *playbooks*, the fold alone.
    """
    out: Chosen = folds[:, None] == np.arange(turns)
    for low, high in pairwise(np.searchsorted(owners, np.arange(playbooks + 1)).tolist()):
        for turn in np.flatnonzero(out[low:high].any(axis=0)).tolist():
            held = low + np.flatnonzero(out[low:high, turn])
            alike = likeness(held, low, high).max(axis=0)
            farthest = np.sort(alike)[min(STAY, len(alike)) - 1]
            out[low:high, turn] |= alike > max(SAME, farthest)
    return out
