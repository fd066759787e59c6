"""Which examples are nearly the same, against comparing every pair."""

from itertools import combinations

from hypothesis import example, given, settings
from hypothesis import strategies as st
from rapidfuzz import fuzz

from copilot.library.near import ALIKE, compared

LETTERS = "aàbceé 12漢😀\ud800"


@settings(deadline=None)
@given(st.lists(st.text(LETTERS, max_size=24), max_size=40))
@example([])
@example(["aaaaaaaaaa", "aaaaaaaaaaaa"])
@example([f"toujours rien reçu de la commande {number}" for number in range(140)])
def test_no_pair_is_passed_over_for_its_letters(keys):
    """Most pairs are told apart by their letters alone; what is nearly the same must not be."""
    expected = {
        (left, right): round(alike)
        for left, right in combinations(range(len(keys)), 2)
        if (alike := fuzz.ratio(keys[left], keys[right])) >= ALIKE
    }

    assert expected == {(min(pair), max(pair)): alike for *pair, alike in compared(keys)}
