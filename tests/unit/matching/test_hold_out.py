import numpy as np
import pytest

from copilot.matching import hold_out
from copilot.matching.hold_out import SAME, fold_numbers, left_out

#: Six phrases of one playbook, two of another, one of small talk.
OWNERS = np.array([0, 0, 0, 0, 0, 0, 1, 1, 2], np.int32)
FOLDS = np.array([0, 1, 1, 1, 1, 1, 0, 1, 0], np.int32)


def out_with(alike):
    """What the first turn leaves out, where every phrase is so alike to those of its turn."""
    alike = np.array(alike, np.float32)
    found = left_out(OWNERS, FOLDS, 1, 2, lambda held, low, high: alike[[*held]][:, low:high])
    return np.flatnonzero(found[:, 0]).tolist()


def pairs(**likeness):
    """A table of likeness: 1 with itself, 0 but for the pairs given."""
    alike = np.eye(len(OWNERS))
    for pair, value in likeness.items():
        left, right = map(int, pair.removeprefix("p"))
        alike[left, right] = alike[right, left] = value
    return alike


def test_folds_hold_as_many_phrases_of_each_playbook():
    """A playbook that loses half its examples at once is judged as another, poorer one."""
    counts = np.bincount(fold_numbers(np.zeros(20, np.int32), 10))

    assert [2] * 10 == counts.tolist()


def test_a_turn_leaves_out_its_fold():
    """A phrase that is learned from can't judge what was learned."""
    assert [0, 6, 8] == out_with(pairs())


def test_what_is_nearly_the_same_leaves_with_a_phrase():
    """The same sentence in slightly other words would make every score look certain."""
    assert [0, 2, 6, 8] == out_with(pairs(p02=SAME + 0.01, p03=SAME - 0.01))


def test_another_playbooks_phrase_stays_however_alike():
    """Two playbooks that are hard to tell apart are to look so."""
    assert [0, 6, 8] == out_with(pairs(p07=0.9, p26=0.9))


def test_small_talk_leaves_by_itself():
    """What belongs nowhere is many short greetings, all alike."""
    alike = pairs()
    alike[8] = alike[:, 8] = 1

    assert [0, 6, 8] == out_with(alike)


@pytest.mark.parametrize("alike", [0.7, 1.0])
def test_three_phrases_stay_of_a_playbook_of_near_copies(alike):
    """A playbook without examples would find nothing, and nothing would be learned of it."""
    near = np.full((len(OWNERS), len(OWNERS)), alike)
    near[:, 4] = near[4] = 0.1
    np.fill_diagonal(near, 1)
    left = set(range(6)) - {*out_with(near)}

    assert 4 in left
    assert hold_out.STAY <= len(left) < len(near)
