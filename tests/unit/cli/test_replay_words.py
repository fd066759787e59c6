"""What `replay` says: whole in both languages, and followed by what it shows."""

import string

import pytest

from copilot.app.replay import Change
from copilot.cli.masked import masked
from copilot.cli.replay_words import WORDS, say
from copilot.library.revision import Fault


def values(sentence):
    several = sentence if isinstance(sentence, tuple) else (sentence,)
    return {name for one in several for _, name, _, _ in string.Formatter().parse(one) if name}


def test_both_languages_say_the_same():
    """A sentence without its value tells nobody what is meant."""
    assert {code: values(said) for code, said in WORDS["en"].items() if code != "day"} == {
        code: values(said) for code, said in WORDS["fr"].items() if code != "day"
    }


@pytest.mark.parametrize("code", [*Change, *(f"revision/{one}" for one in Fault)])
def test_every_change_and_fault_has_words(code):
    """A new one must not fail only in front of a person."""
    assert [True, True] == [code in one for one in WORDS.values()]


@pytest.mark.parametrize(
    ("language", "n", "said"),
    [
        ("fr", 0, "0 message"),
        ("fr", 1, "1 message"),
        ("fr", 2, "2 messages"),
        ("en", 0, "0 complaints"),
        ("en", 1, "1 complaint"),
    ],
)
def test_numbers_agree(language, n, said):
    """French leaves 0 in the singular."""
    assert said == say(language, "complaint", n=n)


@pytest.mark.parametrize(
    ("language", "said"),
    [("fr", "écrivez à [e-mail masqué] svp"), ("en", "écrivez à [e-mail hidden] svp")],
)
def test_personal_data_is_named_not_shown(language, said):
    assert said == masked("écrivez à claire@example.org svp", language)
