"""An answer is what the person meant, in the desk's language or in English."""

import pytest

from copilot.cli.suggest_ask import Asking


def answers(language, *typed):
    """What each question comes to, and how many were put."""
    waiting = list(typed)
    asking = Asking(language, lambda _: waiting.pop(0))
    said = [asking.wants("?") for _ in range(3)]
    return said, len(typed) - len(waiting)


@pytest.mark.parametrize(
    ("language", "typed", "said"),
    [
        ("fr", ("o", "n", "oui"), [True, False, True]),
        ("fr", ("y", "N", " OUI "), [True, False, True]),
        ("en", ("y", "no", "yes"), [True, False, True]),
        ("fr", ("n", "t"), [False, True, True]),
        ("en", ("a",), [True, True, True]),
        ("fr", ("o", "q"), [True, False, False]),
        ("en", ("quit",), [False, False, False]),
        ("en", ("", "what", "y", "n", "n"), [True, False, False]),
    ],
)
def test_yes_no_all_and_quit(language, typed, said):
    """What is not understood is asked again, never taken for a yes."""
    assert (said, len(typed)) == answers(language, *typed)
