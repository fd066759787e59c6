"""A second process changes when a check ends, and never what it says."""

import inspect
import shutil
import subprocess
import sys
import threading
from datetime import date
from functools import partial

import pytest

from copilot.library import other_process
from copilot.library.check import check
from copilot.library.checks import APART
from copilot.library.match_check import match_check
from copilot.library.second_process import SecondProcess
from copilot.library.tree import FileLibrary
from tests.bench.generated import write_library

TODAY = partial(date, 2026, 11, 20)
start = partial(SecondProcess.start, many=1)
COPIED, FRESH = "copied", "fresh"
HOW = """
import sys
import copilot.cli.check, copilot.library.sentences
from copilot.library.other_process import may_be_copied
sys.exit(0 if may_be_copied() else 'a thread was started')
"""

COPY = """
import sys
from functools import partial
from pathlib import Path
from copilot.library import other_process
from copilot.library.check import check
from copilot.library.second_process import SecondProcess
from tests.unit.library.test_second_process import library_in

other_process.processors = lambda: 2
folder = Path(sys.argv[1])
assert other_process.may_be_copied()
beside = check(library_in(folder), beside=partial(SecondProcess.start, many=1))
sys.exit(0 if beside == check(library_in(folder)) else 'they differ')
"""


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


@pytest.fixture(autouse=True)
def _two_processors(monkeypatch):
    monkeypatch.setattr(other_process, "processors", lambda: 2)


@pytest.fixture(params=[COPIED, FRESH])
def way(request, monkeypatch):
    """The ways a process comes to be; a copy only where nothing else runs in this one."""
    if request.param == COPIED and not other_process.may_be_copied():
        pytest.skip("this process has threads")
    monkeypatch.setattr(other_process, "may_be_copied", lambda: request.param == COPIED)
    return request.param


@pytest.mark.usefixtures("way")
def test_a_second_process_finds_what_the_first_would_find(folder):
    """What a brand lead reads must not depend on how many processors a machine has."""
    library = library_in(folder)
    read = library.read()
    second = start(library, read.library)
    apart = library.examine_apart(read.library)
    alone = tuple(match_check(library, read.library, read.library.as_set()))
    beside = second.examples(), second.matching()
    second.stop()

    assert (apart, alone) == beside


@pytest.mark.usefixtures("way")
def test_one_that_is_stopped_has_nothing_to_say(folder):
    """An interrupted command leaves no process behind and waits for none."""
    library = library_in(folder)
    second = start(library, library.read().library)
    second.stop()
    second.stop()

    assert second.examples() is None


@pytest.mark.usefixtures("way")
def test_a_library_is_told_of_alike_alone_and_in_two(folder):
    """The whole of it: matching's problems among the others, in their order."""
    assert check(library_in(folder)) == check(library_in(folder), beside=start)


@pytest.fixture
def alike(folder, tmp_path):
    """The same with two playbooks that have nearly the same example."""
    shutil.copytree(folder, tmp_path, dirs_exist_ok=True)
    file = tmp_path / "playbooks" / "matter-001.yaml"
    text = file.read_text().replace("  fr: |\n", "  fr: |\n    mon colis est perdu\n", 1)
    file.write_text(text)
    (file.parent / "matter-002.yaml").write_text(text.replace("est perdu", "est perdus"))
    return tmp_path


def test_what_is_done_apart_is_told_of_a_library_that_cannot_be_used(alike):
    """All faults at once: one in a template hides none in the examples."""
    (alike / "replies" / "matter-000" / "first.fr.j2").write_text("{% if %}")
    alone, beside = check(library_in(alike)), check(library_in(alike), beside=start)

    assert alone == beside
    assert {"template-syntax", "near-example"} <= {one.rule for one in beside.problems}


def test_what_is_done_apart_never_stops_a_set():
    """It is known too late for that: the first process has accepted the set by then."""
    for name in APART:
        source = inspect.getsource(sys.modules[f"copilot.library.checks.{name}"])

        assert "report.error" not in source
        assert "report.tell" not in source


def test_one_that_was_killed_is_replaced_by_this_one(alike):
    """Where memory is short, the second process is the one that is ended."""

    def killed(library, read):
        second = start(library, read)
        second._process._process.kill()
        return second

    alone, beside = check(library_in(alike)), check(library_in(alike), beside=killed)

    assert alone == beside
    assert "near-example" in {one.rule for one in beside.problems}


def test_files_that_cannot_be_read_start_no_process(tmp_path):
    """There is nothing to match, and the first process tells what is wrong."""
    write_library(tmp_path, playbooks=1, variants=1)
    (tmp_path / "playbooks" / "matter-000.yaml").write_text("title: [")
    started = []
    check(library_in(tmp_path), beside=lambda *given: started.append(given))

    assert [] == started


def test_a_small_library_is_not_worth_a_process(folder):
    """Starting one takes longer than matching a few playbooks."""
    library = library_in(folder)

    assert SecondProcess.start(library, library.read().library) is None


def test_one_processor_has_nothing_to_spare(folder, monkeypatch):
    """Two processes on one processor would only take turns."""
    monkeypatch.setattr(other_process, "processors", lambda: 1)
    library = library_in(folder)

    assert start(library, library.read().library) is None


def test_what_cannot_be_sent_to_a_fresh_process_is_checked_in_this_one(folder, monkeypatch):
    """A check goes on without help rather than not at all."""
    monkeypatch.setattr(other_process, "may_be_copied", lambda: False)
    library = library_in(folder, today=lambda: date(2026, 11, 20))

    assert start(library, library.read().library) is None


def test_a_process_with_threads_is_not_copied():
    """A lock that another thread held would never be opened in the copy."""
    done = threading.Event()
    other = threading.Thread(target=done.wait)
    other.start()
    may_be = other_process.may_be_copied()
    done.set()
    other.join()

    assert not may_be


def run(code, *arguments):
    environment = {"PATH": "", "OPENBLAS_NUM_THREADS": "2", "PYTHONPATH": ":".join(sys.path)}
    command = [sys.executable, "-c", code, *map(str, arguments)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    return done.returncode, done.stderr


@pytest.mark.skipif(not other_process._THREADS.is_dir(), reason="threads are counted on Linux")
def test_the_command_starts_no_thread_before_it_has_read_the_files():
    """NumPy starts some when it is imported, and with them a copy would no longer be safe."""
    assert (0, "") == run(HOW)


@pytest.mark.skipif(not other_process._THREADS.is_dir(), reason="threads are counted on Linux")
def test_a_copy_says_what_one_process_says(alike):
    """In a process without threads, as the command is when it has read the files."""
    assert (0, "") == run(COPY, alike)
