"""What features taken together as one must not change: what is learned of them."""

import numpy as np
import pytest

from copilot.matching.bundles import bundle
from copilot.matching.features import Vocabulary
from copilot.matching.sparse import Rows
from copilot.matching.stepwise import Learner

SAID = [
    ("colis", "perdu"),
    ("colis", "toujours", "perdu"),
    ("colis", "colis", "perdu"),
    ("vendeur", "impoli"),
    ("vendeur", "perdu", "impoli"),
    ("vendeur", "toujours", "odieux"),
]
OWNERS = np.array([0, 0, 0, 1, 1, 1], np.int32)
ALL = np.ones(6, np.bool_)


@pytest.fixture
def vocabulary():
    return Vocabulary.learn(SAID)


@pytest.fixture
def rows(vocabulary):
    return Rows.joined(vocabulary.blocks(SAID), len(vocabulary.columns))


def dense(rows):
    return np.stack([rows.wide(at) for at in range(len(rows.starts) - 1)])


def test_phrases_are_as_alike_by_bundles_as_by_features(rows, vocabulary):
    """Else what is learned by bundles would not be what is learned by features."""
    few = dense(bundle(rows, vocabulary.weights).rows)

    assert len(few[0]) < rows.features / 2
    assert dense(rows) @ dense(rows).T == pytest.approx(few @ few.T, abs=1e-6)


def test_what_is_learned_by_bundles_is_what_is_learned_by_features(rows, vocabulary):
    bundles = bundle(rows, vocabulary.weights)
    slow = Learner(rows, OWNERS, 2, ALL, {})
    fast = Learner(bundles.rows, OWNERS, 2, ALL, {})
    slow.learn()
    fast.learn()

    assert slow.weights == pytest.approx(bundles.spread(fast.weights), abs=1e-5)


def test_a_feature_that_comes_twice_in_a_phrase_is_not_taken_for_one_that_comes_once(vocabulary):
    """`perdu` comes in the same phrases as `colis` here, and less often in one."""
    said = SAID[:3]
    rows = Rows.joined(vocabulary.blocks(said), len(vocabulary.columns))
    bundles = bundle(rows, vocabulary.weights).bundles
    colis, perdu, its_letters = (vocabulary.columns[name] for name in (" colis", " perdu", "perd"))

    assert bundles[colis] != bundles[perdu]
    assert bundles[perdu] == bundles[its_letters]
