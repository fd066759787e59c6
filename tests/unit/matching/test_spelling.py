import pytest

from copilot.matching.spelling import Speller, same_spelling

KNOWN = ["remboursement", "colis", "livraison", "appelle", "semaine", "mains", "facteur", "cb"]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("remboursment", "remboursement"),
        ("remboursemetn", "remboursement"),
        ("colsi", "colis"),
        ("livraision", "livraison"),
        ("apele", "appelle"),
        ("semaines", "semaine"),
        ("colis", "colis"),
    ],
)
def test_a_misspelt_word_is_mapped_to_the_known_one(written, meant):
    """Where RapidFuzz pays: typed on a phone, in anger."""
    assert Speller(KNOWN).mend([written])[0].word == meant


@pytest.mark.parametrize("word", ["mais", "facture", "abc", "12345", "ordinateur", "", "ca"])
def test_a_word_that_is_right_or_far_stays(word):
    """The word "mais" is not "mains", however near."""
    assert Speller(KNOWN).mend([word]) == [(word, 1.0)]


def test_the_more_frequent_word_wins_a_tie_and_then_the_alphabet():
    """The same library always mends the same way."""
    assert Speller(["livra", "livre", "livre"]).mend(["livrx"])[0].word == "livre"
    assert Speller(["livre", "livra"]).mend(["livrx"])[0].word == "livra"


def test_short_words_are_never_taken_for_others():
    """Three letters are too few to be misspelt with certainty."""
    assert not same_spelling("cas", "car")
    assert same_spelling("ecrran", "ecran")


def test_a_farther_word_is_trusted_less():
    """What was guessed must not weigh like what was written."""
    near, far, same = Speller(KNOWN).mend(["remboursment", "remborsment", "colis"])

    assert far.trust < near.trust < same.trust == 1.0
