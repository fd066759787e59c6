"""Learning phrase by phrase, where phrases are many."""

import subprocess
import sys

import numpy as np
import pytest

from copilot.matching.features import Vocabulary
from copilot.matching.sparse import Rows
from copilot.matching.stepwise import Learner

SAID = [
    ("parcel", "never", "came"),
    ("where", "is", "the", "parcel"),
    ("parcel", "is", "late", "again"),
    ("refund", "never", "came"),
    ("where", "is", "the", "refund"),
    ("refund", "is", "late", "again"),
]
OWNERS = np.array([0, 0, 0, 1, 1, 1], np.int32)
ALL = np.ones(6, np.bool_)


@pytest.fixture
def rows():
    vocabulary = Vocabulary.learn(SAID)
    return Rows.of([vocabulary.vector(words) for words in SAID], len(vocabulary.columns))


def test_every_phrase_learned_scores_best_under_its_own_playbook(rows):
    """What a brand lead wrote as an example is that playbook's."""
    learning = Learner(rows, OWNERS, 2, ALL, {})
    learning.learn()

    assert OWNERS.tolist() == learning.scores(range(6)).argmax(axis=1).tolist()


def test_learning_tells_apart_what_averages_leave_near(rows):
    """The words that both playbooks use must not drown the one that differs."""
    learning = Learner(rows, OWNERS, 2, ALL, {})
    before = learning.scores([0])[0]
    learning.learn()
    after = learning.scores([0])[0]

    assert after[0] - after[1] > before[0] - before[1]


def test_a_phrase_left_out_has_no_part_in_what_is_learned(rows):
    """Else it would be judged by itself, and every confidence would be too high."""
    known = ALL.copy()
    known[5] = False
    learning = Learner(rows, OWNERS, 2, known, {})
    learning.learn()
    only_there = np.setdiff1d(rows.vector(5).columns, rows.columns[: rows.starts[5]])

    assert len(only_there) > 0
    assert not learning.weights[only_there].any()


def test_what_was_left_out_is_learned_in_the_end(rows):
    """No example is lost for having served to judge."""
    known = ALL.copy()
    known[5] = False
    learning = Learner(rows, OWNERS, 2, known, {})
    learning.learn()
    before = learning.scores([5])[0]
    learning.learn_rest()
    after = learning.scores([5])[0]

    assert after[1] - after[0] > before[1] - before[0]


def test_learning_twice_gives_the_very_same_weights(rows):
    """The order is shuffled, and always the same: two desks must not differ."""
    first, second = Learner(rows, OWNERS, 2, ALL, {}), Learner(rows, OWNERS, 2, ALL, {})
    first.learn()
    second.learn()

    assert np.array_equal(first.weights, second.weights)


def test_a_playbook_without_a_known_phrase_has_no_weights(rows):
    """Its only example may be the one left out."""
    learning = Learner(rows, OWNERS, 2, OWNERS == 0, {})

    assert not learning.weights[:, 1].any()


def test_what_is_learned_of_a_shadow_changes_no_playbook(rows):
    """What only looks like one playbook is often an example of another."""
    owners = np.array([0, 0, 0, 1, 1, 2], np.int32)
    known = np.array([True, True, True, True, True, False])
    alone, beside = Learner(rows, owners, 3, known, {1: 2}), Learner(rows, owners, 3, ALL, {1: 2})
    alone.learn()
    beside.learn()

    assert np.array_equal(alone.weights[:, :2], beside.weights[:, :2])
    assert not alone.scores([5])[0, 2] > alone.scores([5])[0, 1]
    assert beside.scores([5])[0, 2] > beside.scores([5])[0, 1]


LEARNING = """
import sys
import numpy as np
from tests.unit.matching.test_stepwise import ALL, OWNERS, SAID, Learner, Rows, Vocabulary
vocabulary = Vocabulary.learn(SAID)
rows = Rows.of([vocabulary.vector(words) for words in SAID], len(vocabulary.columns))
Learner(rows, OWNERS, 2, ALL, {})
print("numpy.ma" in sys.modules)
"""


def test_learning_brings_nothing_into_memory_that_it_does_not_need():
    """Numpy fetches its masked arrays for some of its own functions, and they stay."""
    told = subprocess.run(
        [sys.executable, "-c", LEARNING], capture_output=True, text=True, check=True
    )

    assert "False" == told.stdout.strip()
