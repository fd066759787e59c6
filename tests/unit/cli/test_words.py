"""The catalogue of what commands say: whole in both languages, and followed by the commands."""

import string

import pytest

from copilot.cli.match_words import in_words
from copilot.cli.words import WORDS
from copilot.domain.match import Band, Kind

from .test_match_words import BOOKS, FOUND, NONE, TEXT

NEXT = (
    "  Ensuite\u00a0: Retard [late]\u00a0; «\u00a0écran\u00a0» est dans 5 exemples de "
    "«\u00a0Produit cassé\u00a0», dans aucun des siens"
)


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
        "Produit cassé, presque sûr  (réclamation, fr) [broken]",
        "  Acheté samedi : [écran fissuré]",
        "  «\u00a0écran fissuré\u00a0» ressemble à l’exemple «\u00a0écran fissuré\u00a0»",
        NEXT,
    ] == in_words(FOUND, TEXT, BOOKS, "fr").split("\n")
    assert "aucune fiche\u00a0; la plus proche\u00a0: Retard" in in_words(NONE, "bof", BOOKS, "fr")
