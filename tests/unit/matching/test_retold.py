"""An edit is news when it says something else, not when it is tidied up."""

import pytest

from copilot.matching.retold import is_retold

BEFORE = "Mon écran est arrivé cassé, je veux un remboursement depuis 3 semaines"


@pytest.mark.parametrize(
    "after",
    [
        BEFORE,
        BEFORE.upper() + " !!!",
        "Mon ecran est arrivé cassé. Je veux un remboursement depuis 3 semaines",
        BEFORE.replace("remboursement", "remboursemnet"),
        BEFORE.replace("arrivé", "arivé"),
        BEFORE.replace("semaines", "semaine"),
        BEFORE.replace("est arrivé", "estarrivé"),
    ],
)
def test_what_is_only_tidied_up_says_the_same(after):
    """A case must not come back for a comma."""
    assert not is_retold(BEFORE, after)
    assert not is_retold(after, BEFORE)


@pytest.mark.parametrize(
    "after",
    [
        BEFORE.replace("cassé", "pas cassé"),
        BEFORE.replace("3", "4"),
        BEFORE.replace("3 semaines", "13 semaines"),
        BEFORE + ", et maintenant le clavier",
        "Mon écran est arrivé cassé",
        BEFORE.replace("écran", "clavier"),
        "En fait tout marche, merci",
        "",
    ],
)
def test_other_words_other_numbers_more_and_less_are_news(after):
    assert is_retold(BEFORE, after)
    assert is_retold(after, BEFORE)


def test_one_letter_of_a_short_word_is_news():
    """« bon » and « non » are one slip apart."""
    assert is_retold("c'est bon", "c'est non")
