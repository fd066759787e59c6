"""
A restart by SIGKILL changes nothing that a community manager sees: every story, told again.

The stories are those of `desk/`, whatever is added there. Another process of pytest
tells them with `kills/plugin.py`, which says what a command is, where the desk's process dies, and
what must be equal at the end.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.acceptance.kills.told import Figures, Told

ROOT = Path(__file__).parents[2]
STORIES = ("tests/acceptance/desk",)
FIGURES = re.compile(
    r"kills: (\d+) stories.* (\d+) kills, (\d+) of them within a command; (\d+) read"
)
#: Told with kills in CI: a minute allows no more.
SAMPLE = 10
#: How the whole of them is told; `all` (within each command alone, too) takes twice as long.
SOAK = "between:1"


def begun(*options, **more):
    """Begin to tell stories, in a process of its own."""
    command = [sys.executable, "-m", "pytest", "-v", "--tb=short", "-p", "no:cacheprovider"]
    command += ["-p", "tests.acceptance.kills.plugin", *map(str, options), *STORIES]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"}
    return subprocess.Popen(command, cwd=ROOT, env=environment, **more)


def test_a_sample_of_the_stories_reads_the_same_with_kills():
    """Killed before every command, and once within one."""
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
    told = begun("--kills", "sample:5", "--stories", SAMPLE, text=True, **pipes)
    said, _ = told.communicate()
    figures = FIGURES.search(said)

    assert 0 == told.returncode, said
    assert figures, said
    stories, kills, within, otherwise = map(int, figures.groups())
    assert stories > SAMPLE // 2
    assert kills > 3 * stories
    assert within > 0
    assert 0 == otherwise


def test_a_soak_that_was_stopped_goes_on_with_what_is_left(tmp_path):
    """Whole stories are told once; of one broken off, each telling; what read otherwise, again."""
    file = tmp_path / "told.jsonl"
    first = Told(file, SOAK)
    first.story("whole", Figures(commands=4, boundaries=3, tellings=2, kills=5))
    first.story("wrong", Figures(tellings=1, kills=1, different=["wrong [killed]"]))
    first.story("never", Figures(), why_not="reaches into the process")
    first.telling("broken off", {1: 0, 2: 0}, Figures(tellings=1, kills=2))

    second = Told(file, SOAK)

    assert {"whole", "never"} == second.kept
    assert Figures(tellings=1, kills=2) == second.before("broken off", {1: 0, 2: 0})
    assert None is second.before("broken off", {1: 0})
    assert "1 stories (1 known before) of 4 commands, 3 boundaries" in next(second.summary())


@pytest.mark.soak
def test_every_story_reads_the_same_wherever_it_is_killed(capsys, tmp_path):
    """
    Before every command in one telling, within every one in another, then before each alone.

    Figures are printed. It takes an hour or two, on every processor. With
    `COPILOT_KILLS_TOLD=FILE` what was told is kept there, and a second call goes on where the
    first was stopped; after a change of the product, begin with a new file.
    """
    file = Path(os.environ.get("COPILOT_KILLS_TOLD") or tmp_path / "told.jsonl")
    count = os.cpu_count() or 1
    with capsys.disabled():
        shares = [
            begun("--kills", SOAK, "--kills-told", file, "--share", f"{number}/{count}")
            for number in range(1, count + 1)
        ]
        statuses = {one.wait() for one in shares}
        print("\nall of it:", *Told(file, SOAK).summary(), sep="\n")  # noqa: T201 - its figures

    assert {0} == statuses
