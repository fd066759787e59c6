"""Earlier sets, which open drafts still need."""

from dataclasses import replace

import pytest

from copilot.app.shelf import Shelf
from copilot.domain.errors import LibraryError
from copilot.domain.playbook_set import PlaybookSet

NOW = PlaybookSet(digest="now", files={}, playbooks={}, templates=frozenset())


class Files:
    """A library that builds whatever it is given, and counts how often."""

    def __init__(self):
        self.built = []

    def drafter(self, playbook_set):
        return f"drafter of {playbook_set.digest}"

    def restore(self, files):
        self.built.append(files["digest"])
        if files["digest"] == "unreadable":
            raise LibraryError([])
        return replace(NOW, digest=files["digest"])


@pytest.fixture
def files():
    return Files()


@pytest.fixture
def shelf(files):
    shelf = Shelf(files)
    shelf.put_in_force(shelf.build(NOW))
    return shelf


def digest_of(shelf, digest):
    return shelf.of(digest, lambda: {"digest": digest}).playbooks.digest


def test_a_set_is_built_once_however_often_it_is_needed(shelf, files):
    """Each card asks for it several times, and reading it keeps presses waiting."""
    asked = []

    def kept():
        asked.append("files")
        return {"digest": "old"}

    found = [shelf.of("old", kept).playbooks.digest for _ in range(3)]

    assert ["old"] * 3 == found
    assert ["old"] == files.built
    assert ["files"] == asked


def test_the_set_that_is_needed_again_and_again_stays(shelf, files):
    """On a day of many saves, the drafts of the morning still wait."""
    digest_of(shelf, "morning")
    for number in range(2 * Shelf.KEPT):
        digest_of(shelf, f"save {number}")
        digest_of(shelf, "morning")

    assert 1 == files.built.count("morning")


def test_no_more_sets_are_kept_than_that(shelf, files):
    """Memory has its bounds, whatever people save."""
    for _ in range(2):
        for number in range(Shelf.KEPT + 1):
            digest_of(shelf, f"save {number}")

    assert 2 * (Shelf.KEPT + 1) == len(files.built)


def test_a_set_that_cannot_be_read_any_more_is_tried_once(shelf, files):
    """Its cards are drawn with the one in force."""
    found = [digest_of(shelf, "unreadable") for _ in range(2)]

    assert ["now", "now"] == found
    assert ["unreadable"] == files.built


def test_a_set_that_nobody_kept_is_the_one_in_force(shelf):
    assert "now" == shelf.of("never", lambda: None).playbooks.digest
