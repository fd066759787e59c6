"""An answer is what the person meant, in the desk's language or in English."""

import pytest

from copilot.cli.suggest_ask import Answer, Asking

YES, NO, LATER = Answer.YES, Answer.NO, Answer.LATER


def answers(language, *typed):
    """What each question comes to, and how many were put."""
    waiting = list(typed)
    asking = Asking(language, lambda _: waiting.pop(0))
    said = [asking.answer("?") for _ in range(3)]
    return said, len(typed) - len(waiting)


@pytest.mark.parametrize(
    ("language", "typed", "said"),
    [
        ("fr", ("o", "n", "oui"), [YES, NO, YES]),
        ("fr", ("y", "N", " OUI "), [YES, NO, YES]),
        ("en", ("y", "no", "yes"), [YES, NO, YES]),
        ("fr", ("p", "plus", "later"), [LATER, LATER, LATER]),
        ("fr", ("n", "t"), [NO, YES, YES]),
        ("en", ("a",), [YES, YES, YES]),
        ("fr", ("o", "q"), [YES, LATER, LATER]),
        ("en", ("quit",), [LATER, LATER, LATER]),
        ("en", ("", "what", "y", "n", "l"), [YES, NO, LATER]),
    ],
)
def test_yes_no_later_all_and_quit(language, typed, said):
    """What is not understood is asked again; who quits has refused nothing."""
    assert (said, len(typed)) == answers(language, *typed)
