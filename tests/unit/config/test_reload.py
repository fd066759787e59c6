"""`copilot.yaml` read again while the service runs."""

import pytest

from copilot.config.read import load
from copilot.config.reload import ConfigFile

from .conftest import VARIABLES, WHOLE


@pytest.fixture
def reread(written):
    """What reading gives after *before* was replaced by *after* in the whole example."""

    def read(before="", after="", *, text=None):
        path = written(text=WHOLE)
        file = ConfigFile(load(path, environ=VARIABLES), environ=VARIABLES)
        path.write_text(WHOLE.replace(before, after) if text is None else text, "utf-8")
        return file.read()

    return read


def test_the_same_file_waits_for_nothing(reread):
    found = reread()

    assert ((), ()) == (found.problems, found.waiting)
    assert "Léa Martin" in [one.name for one in found.people]


@pytest.mark.parametrize("people", ["people: []\n", ""])
def test_emptied_people_are_an_answer(reread, people):
    """Then everyone is refused."""
    start, end = WHOLE.index("people:"), WHOLE.index("channels:")
    found = reread(text=WHOLE[:start] + people + WHOLE[end:])

    assert 0 == len(found.people)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("role: brand_lead", "role: brand_led"),
        ("people:", "people"),
        ("brand:", "people: []\nbrand:"),
        ("Europe/Paris", "nonsense"),
        ("${TELEGRAM_BOT_TOKEN}", "${MISSING}"),
    ],
)
def test_a_file_that_cannot_be_used_changes_nothing_and_says_where(reread, before, after):
    """A typo while the desk works locks nobody out."""
    found = reread(before, after)

    assert found.people is None
    assert all(problem.line for problem in found.problems)
    assert found.problems


def test_a_warning_forbids_nothing(written):
    """Only what makes the file unusable keeps the last one in force."""
    path = written(text=WHOLE)
    file = ConfigFile(load(path, environ=VARIABLES), environ=VARIABLES)

    assert () == file.read().problems


def test_a_file_being_replaced_changes_nothing(written):
    """Editors write a new file and rename it."""
    path = written(text=WHOLE)
    file = ConfigFile(load(path, environ=VARIABLES), environ=VARIABLES)
    before = file.fingerprint()
    path.unlink()

    assert file.read().people is None
    assert before != file.fingerprint()
