"""Features of many phrases at once are those of each by itself."""

import hypothesis.strategies as st
import numpy as np
from hypothesis import assume, given

from copilot.matching.features import BLOCK, UNHEARD, WORD, Vocabulary, pieces
from copilot.matching.sparse import Rows

WORDS = st.lists(st.text("abcé", min_size=1, max_size=6), min_size=1, max_size=6)


@given(st.lists(WORDS, min_size=1, max_size=8))
def test_many_phrases_at_once_weigh_what_each_weighs_alone(phrases):
    """A library is learned in blocks, a message by itself: both must mean the same."""
    vocabulary = Vocabulary.learn(phrases)
    together = Rows.joined(vocabulary.blocks(phrases), len(vocabulary.columns))
    alone = Rows.of([vocabulary.vector(phrase) for phrase in phrases], len(vocabulary.columns))

    assert together.starts.tolist() == alone.starts.tolist()
    assert together.columns.tolist() == alone.columns.tolist()
    assert np.allclose(together.weights, alone.weights, atol=1e-6)


def test_blocks_join_without_a_seam():
    """More phrases than one block holds are still one table."""
    phrases = [(f"word{at}", "same") for at in range(BLOCK + 3)]
    vocabulary = Vocabulary.learn(phrases)
    rows = Rows.joined(vocabulary.blocks(phrases), len(vocabulary.columns))
    last = vocabulary.vector(phrases[-1])

    assert BLOCK + 3 == len(rows.starts) - 1
    assert last.columns.tolist() == rows.columns[rows.starts[-2] :].tolist()


def test_what_was_counted_while_learning_weighs_what_is_counted_again():
    """It is kept so as not to go through all phrases twice."""
    phrases = [(f"word{at}", "same", "same") for at in range(BLOCK + 3)]
    counted = []
    vocabulary = Vocabulary.learn(phrases, counted)
    kept = Rows.joined(map(vocabulary.weigh, counted), len(vocabulary.columns))
    again = Rows.joined(vocabulary.blocks(phrases), len(vocabulary.columns))

    assert np.array_equal(again.starts, kept.starts)
    assert np.array_equal(again.columns, kept.columns)
    assert np.array_equal(again.weights, kept.weights)


def test_blocks_of_a_table_cut_no_playbook_apart():
    """Each playbook's phrases are added up within one block."""
    phrases = [(f"word{at}", "same") for at in range(BLOCK + 3)]
    owners = np.array([0] * (BLOCK - 2) + [1] * 5, np.int32)
    vocabulary = Vocabulary.learn(phrases)
    rows = Rows.joined(vocabulary.blocks(phrases), len(vocabulary.columns))
    blocks = list(rows.blocks(owners))

    assert [BLOCK - 2, 5] == [len(block.starts) - 1 for block in blocks]
    assert np.array_equal(rows.columns, Rows.joined(blocks, rows.features).columns)


@given(st.lists(WORDS, min_size=1, max_size=8), st.text("abcé", min_size=1, max_size=9))
def test_of_a_word_that_no_phrase_says_every_known_piece_counts(phrases, word):
    """A misspelt word is still known by its letters; what is missing makes the choice less sure."""
    vocabulary = Vocabulary.learn(phrases)
    own, *runs = dict.fromkeys(pieces(word))
    known = sorted(vocabulary.columns[run] for run in runs if run in vocabulary.columns)
    assume(own not in vocabulary.columns)

    vector = vocabulary.vector([word])
    weights = vocabulary.weights[known]
    missed = (len(runs) - len(known) + WORD**2) * vocabulary.unknown**2 * UNHEARD

    assert known == vector.columns.tolist()
    assert np.allclose(weights / (weights @ weights + missed) ** 0.5, vector.weights, rtol=1e-4)
