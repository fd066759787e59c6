from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from copilot.matching.slips import Slips

LETTERS = st.text(alphabet="abc", min_size=3, max_size=7)


@given(
    st.lists(LETTERS, max_size=30, unique=True), st.text(alphabet="abc", min_size=4, max_size=7)
)
def test_the_word_one_slip_away_is_what_a_look_at_every_word_finds(known, written):
    """An index that overlooks a word would leave it misspelt, and another in its place."""
    near = [word for word in known if OSA.distance(word, written) == 1]
    ranks = {len(written) + 1: 0, len(written): 1, len(written) - 1: 2}
    best = min(near, key=lambda word: (ranks[len(word)], known.index(word)), default=None)

    found = Slips([word for word in known if word != written]).of(written)

    assert best == found


def test_a_letter_forgotten_is_likelier_than_one_replaced_and_the_oftener_said_first():
    """The same library always mends the same way."""
    assert Slips(["livra", "livres", "livrer"]).of("livre") == "livres"
    assert Slips(["livr", "livro", "livra"]).of("livre") == "livro"
    assert Slips(["remboursement"]).of("livre") is None
