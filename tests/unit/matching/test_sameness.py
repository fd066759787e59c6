import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copilot.matching.sameness import alike, same_words


@pytest.mark.parametrize(
    "other",
    [
        "toujours rien recu",
        "Toujours  rien reçu !!!",
        "TOUJOURS RIEN REÇU…",
        "toujours, rien reçu",
    ],
)
def test_trivial_differences_share_one_key(other):
    """Two live replies of the same words are refused, however they are dressed."""
    assert same_words(other) == same_words("Toujours rien reçu")


def test_other_words_have_another_key():
    """One word more is another text."""
    assert same_words("Toujours rien reçu") != same_words("Toujours rien reçu hier")


def test_texts_without_words_are_still_told_apart():
    """Two emoji are not the same reply."""
    assert same_words("🫥") != same_words("🫠")


def test_likeness_goes_from_nothing_to_all():
    """The charter's limit is on this scale."""
    assert alike("Bonjour, nous vérifions.", "bonjour nous verifions") == 100
    assert alike("abc", "xyz") == 0
    assert 60 < alike("nous vérifions votre dossier", "nous vérifions votre commande") < 100


@given(st.text(st.characters(exclude_categories=()), max_size=40), st.text(max_size=40))
@settings(max_examples=50, deadline=None)
def test_likeness_is_in_range_both_ways_and_whole_with_itself(left, right):
    """Whatever is compared."""
    assert 0 <= alike(left, right) <= 100
    assert alike(left, right) == alike(right, left)
    assert alike(left, left) == 100
