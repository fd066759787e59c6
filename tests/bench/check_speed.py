"""Prints how long `check` takes: python -m tests.bench.check_speed [--playbooks N] [--profile]."""

import argparse
import cProfile
import pstats
import sys
import tempfile
import time
from datetime import date
from functools import partial
from pathlib import Path

from copilot.domain.draft import ChannelFacts
from copilot.library.check import check
from copilot.library.second_process import SecondProcess
from copilot.library.tree import FileLibrary
from tests.bench.generated import write_library

CHANNELS = (
    ChannelFacts("page", "webhook", 8000),
    ChannelFacts("groupe", "telegram", 4096),
    ChannelFacts("x", "x", 280),
)


def library_in(folder):
    return FileLibrary(
        folder / "playbooks",
        folder / "replies",
        languages=("fr", "en"),
        brand="Maison Lumen",
        timezone="Europe/Paris",
        today=partial(date, 2026, 11, 20),
        channels=CHANNELS,
    )


def timed(what, work, times):
    """Tell the best and the median of *times* runs, by the wall and by the processor."""
    took = []
    for _ in range(times):
        wall, cpu = time.perf_counter(), time.process_time()
        result = work()
        took.append((time.perf_counter() - wall, time.process_time() - cpu))
    walls, cpus = (sorted(column) for column in zip(*took, strict=True))
    sys.stdout.write(
        f"{what:12} wall best {walls[0]:.2f} s, median {walls[times // 2]:.2f} s; "
        f"cpu best {cpus[0]:.2f} s, median {cpus[times // 2]:.2f} s\n"
    )
    return result


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--playbooks", type=int, default=200)
    parser.add_argument("--variants", type=int, default=3)
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("--profile", action="store_true")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_library(folder, playbooks=args.playbooks, variants=args.variants)
        library = library_in(folder)
        if args.profile:
            with cProfile.Profile() as profile:
                library.load()
            pstats.Stats(profile, stream=sys.stdout).sort_stats("tottime").print_stats(45)
            return
        timed("fingerprint", library.fingerprint, args.times)
        # what was compiled is kept by the process, so only the first reading is a cold one, and
        # the check in two processes is a little better off than the command's
        checked = timed("first check", lambda: check(library), 1)
        timed("in two", lambda: check(library_in(folder), beside=SecondProcess.start), 1)
        loaded = timed("reload", library.load, args.times)
        rules = sorted({one.rule for one in checked.problems})
        count = len(loaded.playbook_set.playbooks) if loaded.playbook_set else 0
        sys.stdout.write(f"{count} playbooks, {len(checked.problems)} problems {rules}\n")


if __name__ == "__main__":
    main()
