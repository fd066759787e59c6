"""The catalogue of what commands say: whole in both languages, and followed by the commands."""

import string

import pytest

from copilot.cli.match import in_words
from copilot.cli.words import WORDS
from copilot.domain.match import Band, Kind

from .test_match_words import BOOKS, FOUND, NONE, TEXT


def values(sentence):
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


def test_both_languages_say_the_same():
    """A sentence without its value tells nobody what is meant."""
    assert {code: values(said) for code, said in WORDS["en"].items()} == {
        code: values(said) for code, said in WORDS["fr"].items()
    }


@pytest.mark.parametrize("member", [*Band, *Kind])
def test_every_band_and_kind_has_words(member):
    """A new one must not fail only in front of a person."""
    assert [True, True] == [member.value in one for one in WORDS.values()]


def test_a_match_is_told_in_french():
    """Who works in French reads French, in the terminal, too."""
    assert [
        "Produit cassé, presque sûr\u00a0: «\u00a0écran fissuré\u00a0»  (réclamation, fr)",
        "  1. Produit cassé [broken]",
        "     «\u00a0écran fissuré\u00a0» ressemble à «\u00a0écran fissuré\u00a0»",
        "  2. Retard [late]",
    ] == in_words(FOUND, TEXT, BOOKS, "fr").split("\n")
    assert "aucune fiche\u00a0; la plus proche\u00a0: Retard" in in_words(NONE, "bof", BOOKS, "fr")
