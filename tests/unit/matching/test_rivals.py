"""How near examples are to playbooks, against the same reckoned slowly, one by one."""

import numpy as np
import pytest

from copilot.matching import rivals as rivals_
from copilot.matching.features import Vocabulary
from copilot.matching.rivals import LIKEST, LOOKED_AT, NEAR, rivals, scores
from copilot.matching.sparse import Rows

SAID = [
    *("colis jamais arrivé", "colis perdu lundi", "où est le colis", "colis en retard"),
    *("vendeur impoli", "le vendeur est impoli", "accueil impoli lundi"),
    *("jamais remboursé", "où est le remboursement"),
    *("facture fausse", "la facture est en retard", "facture perdue", "facture de lundi"),
    "application en panne",
]
BOUNDS = ((0, 4), (4, 7), (7, 9), (9, 13), (13, 14))


@pytest.fixture(scope="module")
def rows():
    said = [text.split() for text in SAID]
    vocabulary = Vocabulary.learn(said)
    return Rows.joined(vocabulary.blocks(said), len(vocabulary.columns))


def slowly(rows, at, low, high):
    """The likeness with the middle of the others, and what they speak for a phrase in all."""
    others = [rows.wide(each) for each in range(low, high) if each != at]
    if not others:
        return 0.0, 0.0
    middle, one = sum(others), rows.wide(at)
    near = float(one @ middle) / float(np.linalg.norm(middle))
    likest = sorted((float(one @ other) for other in others), reverse=True)[:LIKEST]
    return near, near + NEAR * sum(likest) / min(LIKEST, high - low)


def test_examples_speak_for_a_phrase_as_if_it_were_not_among_them(rows):
    """Else every example would find itself, and no check would ever warn."""
    every = np.arange(len(SAID))
    for low, high in BOUNDS:
        expected = [slowly(rows, at, low, high)[1] for at in every]

        assert expected == pytest.approx(scores(rows, every, low, high), abs=1e-5)


@pytest.mark.parametrize("at_a_time", [1, 2, 5])
def test_rivals_are_those_of_the_nearest_middles_however_many_are_reckoned_at_a_time(
    rows, monkeypatch, at_a_time
):
    """A large library is gone through in parts, for want of room."""
    monkeypatch.setattr(rivals_, "ROOM", at_a_time * rows.features)
    found, _ = rivals(rows, BOUNDS)
    for at in range(len(SAID)):
        near = [slowly(rows, at, low, high)[0] for low, high in BOUNDS]

        assert sorted(near, reverse=True)[:LOOKED_AT] == pytest.approx(
            [near[row] for row in found[:, at]], abs=1e-5
        )


def test_no_rival_scores_more_than_it_may_score_at_most(rows):
    """Those that cannot win are not looked at."""
    found, most = rivals(rows, BOUNDS)
    for at in range(len(SAID)):
        for row, bound in zip(found[:, at], most[:, at], strict=True):
            low, high = BOUNDS[row]

            assert low <= at < high or slowly(rows, at, low, high)[1] <= bound + 1e-6
