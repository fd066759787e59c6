"""A second process changes when a check ends, and never what it says."""

from datetime import date
from functools import partial

import pytest

from copilot.library.check import check
from copilot.library.match_check import match_check
from copilot.library.second_process import SecondProcess
from copilot.library.tree import FileLibrary
from tests.bench.generated import write_library

TODAY = partial(date, 2026, 11, 20)
start = partial(SecondProcess.start, many=1, idle=2)


def library_in(folder, *, today=TODAY):
    return FileLibrary(
        folder / "playbooks",
        folder / "replies",
        languages=("fr", "en"),
        brand="Maison Lumen",
        timezone="Europe/Paris",
        today=today,
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("library")
    write_library(folder, playbooks=4, examples=6, variants=1)
    return folder


def test_a_second_process_finds_what_the_first_would_find(folder):
    """What a brand lead reads must not depend on how many processors a machine has."""
    library = library_in(folder)
    second = start(library)
    examined = library.examine()
    alone = match_check(library, examined.library, examined.playbook_set)
    beside = second.problems_of(examined.digest)
    second.stop()

    assert tuple(alone) == tuple(beside)


def test_what_was_found_in_other_files_is_not_told(folder):
    """A file saved between two readings would be reported with the lines of another."""
    second = start(library_in(folder))
    found = second.problems_of("another digest")
    second.stop()

    assert found is None


def test_files_that_cannot_be_read_give_nothing_to_match(tmp_path):
    """The first process tells what is wrong; the second just ends."""
    write_library(tmp_path, playbooks=1, variants=1)
    (tmp_path / "playbooks" / "matter-000.yaml").write_text("title: [")
    second = start(library_in(tmp_path))
    found = second.problems_of("any")
    second.stop()

    assert found is None


def test_a_small_library_is_not_worth_a_process(folder):
    """Starting one takes longer than matching a few playbooks."""
    assert SecondProcess.start(library_in(folder), idle=2) is None


def test_what_cannot_be_sent_to_a_process_is_checked_in_this_one(folder):
    """A check goes on without help rather than not at all."""
    library = library_in(folder, today=lambda: date(2026, 11, 20))

    assert start(library) is None


def test_one_that_is_stopped_has_nothing_to_say(folder):
    """An interrupted command leaves no process behind and waits for none."""
    second = start(library_in(folder))
    second.stop()
    second.stop()

    assert second.problems_of("any") is None


def test_busy_processors_have_nothing_to_spare(folder):
    """Two processes on one processor would only take turns, and read everything twice."""
    assert SecondProcess.start(library_in(folder), many=1, idle=1) is None


def test_a_library_is_told_of_alike_alone_and_in_two(folder):
    """The whole of it: matching's problems among the others, in their order."""
    assert check(library_in(folder)) == check(library_in(folder), beside=start)
