"""What `copilot doctor` says: whole in French."""

import ast
import inspect
import string

import pytest

from copilot.cli import bot_calls, doctor, examination
from copilot.cli.findings import FRENCH


def said():
    """Every sentence that the code says."""
    calls = [
        node
        for module in (bot_calls, doctor, examination)
        for node in ast.walk(ast.parse(inspect.getsource(module)))
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", getattr(node.func, "attr", "")) in ("say", "_say")
    ]
    return {node.args[0].value for node in calls}


def values(sentence):
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


def test_every_sentence_is_said_in_french_and_no_other():
    """One that is missing would fail in front of whoever asks what is wrong."""
    assert said() == set(FRENCH)


@pytest.mark.parametrize("sentence", FRENCH)
def test_both_languages_say_the_same(sentence):
    """A sentence without its value tells nobody what is meant."""
    assert values(sentence) == values(FRENCH[sentence])
