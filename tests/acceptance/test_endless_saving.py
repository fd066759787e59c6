"""Somebody, or something, saves without ever pausing: the desk does not wait for ever."""

from datetime import timedelta

import pytest

from copilot.app.playbooks import PATIENCE, Playbooks
from copilot.app.shelf import Shelf
from tests.acceptance.conftest import library_in
from tests.acceptance.small_brand import write_brand


class Saver:
    """Looks as the service does, while a file changes before every look."""

    def __init__(self, office, folder, clock):
        self.folder, self.clock, self.office = folder, clock, office
        library = library_in(folder, clock)
        office.shelf = Shelf(library)
        self.playbooks = Playbooks(office, library)
        self.playbooks.start()
        self.times = 0

    def save(self, text=""):
        self.times += 1
        path = self.folder / "playbooks" / "charter.yaml"
        path.write_text(f"{text}signature: brand\n{'#' * self.times}\n", "utf-8")

    def looks(self, seconds, text=""):
        """What came of looking twice a second for so long."""
        found = []
        for _ in range(int(seconds * 2)):
            self.save(text() if callable(text) else text)
            found.append(self.playbooks.look())
            self.clock.advance(seconds=0.5)
        return [one for one in found if one is not None]


@pytest.fixture
def saver(office, tmp_path, clock):
    write_brand(tmp_path)
    return Saver(office, tmp_path, clock)


def test_files_that_move_are_waited_for(saver):
    """A `git pull` comes as one change."""
    assert [] == saver.looks(PATIENCE.total_seconds() - 0.5)
    assert saver.playbooks.is_moving


def test_after_a_while_what_can_be_read_is_taken(saver):
    """A script that touches a file every second must not keep last week's set in force."""
    found = saver.looks(PATIENCE.total_seconds() + 0.5)

    assert [True] == [one.built is not None for one in found]
    assert saver.playbooks.adopt(found[0])


def test_then_it_is_waited_for_as_long_again(saver):
    """Each set costs a version in the database."""
    assert 2 == len(saver.looks(2 * PATIENCE.total_seconds() + 1.5))


def test_a_fault_that_is_there_at_every_look_is_told(saver):
    """It is not half a save: it stays."""
    found = saver.looks(PATIENCE.total_seconds() + 1, text="sgnature: brand\n")

    assert found
    assert all(one.built is None for one in found)
    assert not saver.playbooks.adopt(found[0])


def test_a_fault_that_is_another_each_time_is_half_a_save(saver):
    """A file read while it is written is cut off anywhere."""
    lines = iter(range(1000))
    found = saver.looks(
        PATIENCE.total_seconds() + 3, text=lambda: "#\n" * next(lines) + "sgnature: brand\n"
    )

    assert [] == found


def test_the_last_state_is_taken_when_saving_ends(saver):
    """However long it went on."""
    saver.looks(2)
    found = saver.playbooks.look()
    digest = found.built.playbooks.digest
    saver.playbooks.adopt(found)

    assert timedelta(seconds=5) == PATIENCE
    assert digest == saver.office.shelf.in_force.playbooks.digest
    assert "#" * saver.times in found.built.playbooks.files["playbooks/charter.yaml"]
