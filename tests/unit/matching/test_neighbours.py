"""The letters two words share stand in for a closer look, and never hide a neighbour."""

import hypothesis.strategies as st
from hypothesis import given
from rapidfuzz.distance import OSA

from copilot.matching.neighbours import GUESS, LONGEST, Neighbours

WORDS = st.lists(st.text("abeéл漢o0", min_size=3, max_size=12), unique=True, max_size=30)


@given(WORDS, st.text("abeéл漢o0", min_size=4, max_size=12))
def test_no_word_that_is_alike_is_passed_over(words, written):
    """The quick look is there for speed alone: it must not change a single answer."""
    alike = {
        word for word in words if OSA.normalized_similarity(word, written, score_cutoff=GUESS)
    }

    assert alike <= set(Neighbours(words).of(written))


@given(st.text("aeo", min_size=4, max_size=60), st.integers(0, 59))
def test_a_word_of_one_letter_over_and_over_still_finds_itself(word, cut):
    """Letters beyond their third time are counted loosely, never too few."""
    written = word[:cut] + word[cut + 1 :]

    assert len(word) < 10 or word in Neighbours([word]).of(written)


def test_most_words_need_no_closer_look():
    """That is what makes a misspelt word cheap in a library of many words."""
    assert ["delivery"] == Neighbours(["refund", "delivery", "broken", "screen"]).of("delivry")


def test_words_of_the_nearest_length_come_first():
    """Of two words as like, the one of the same length is meant."""
    known = Neighbours(["deliverys", "deliver", "delivery"])

    assert ["delivery", "deliver", "deliverys"] == known.of("deliverx")


def test_a_word_no_one_could_misspell_has_no_neighbours():
    """A flood of letters costs nothing."""
    assert [] == Neighbours(["abcd"]).of("a" * (LONGEST + 1))


def test_no_words_have_no_neighbours():
    """A library whose words are all short is still one."""
    assert [] == Neighbours([]).of("abcd")
