"""How long one saved file takes to come into force, and how the desk answers meanwhile."""

import argparse
import asyncio
import random
import shutil
import sys
import tempfile
import time
from datetime import time as clock_time
from itertools import count
from pathlib import Path
from statistics import median
from zoneinfo import ZoneInfo

from copilot.app.office import Office
from copilot.app.playbooks import Playbooks
from copilot.app.press import press
from copilot.app.project import view
from copilot.app.shelf import Shelf
from copilot.bootstrap.clerk import WriterThread
from copilot.bootstrap.memory import give_back
from copilot.bootstrap.service import DESK, Service
from copilot.domain.hours import DeskHours
from copilot.domain.person import People, Person, Role
from copilot.domain.settings import Brand, DeskSettings
from copilot.store.clock import SystemClock
from copilot.store.ids import SystemIds
from copilot.store.sql_store import open_store
from tests.acceptance.story import Story
from tests.bench.check_speed import library_in
from tests.bench.generated import write_library
from tests.fakes.channel import ScriptedChannel

LEA = 11
COMPLAINT = "colis toujours pas arrivé, c'est une honte, je suis à bout"


def office_in(folder, shelf, channel):
    """A desk on a real database."""
    clock = SystemClock()
    zone = ZoneInfo("Europe/Paris")
    week = dict.fromkeys(range(7), ((clock_time(0), clock_time(23, 59)),))
    return Office(
        store=open_store("sqlite:///copilot.db", folder=folder),
        clock=clock,
        ids=SystemIds(clock),
        brand=Brand("Maison Lumen", ("fr", "en"), "Europe/Paris"),
        desk=DeskSettings(language="fr", chat=-1001, hours=DeskHours(zone, week)),
        people=People([Person("Léa Martin", LEA, Role.COMMUNITY_MANAGER, "Léa")]),
        shelf=shelf,
        channels={channel.name: channel},
    )


async def pressed(story, clerk, case, took, stop):
    """Press, wait for the answer, and press again; how long each answer took, and when."""
    office = story.office
    while not stop.is_set():
        shown = await clerk(lambda: view(office, case.id))
        tokens = {one.action: one.token for one in shown.buttons}
        action = "variant" if shown.claimant and "variant" in tokens else "claim"
        token = tokens[action]
        began = time.perf_counter()
        await clerk(
            lambda action=action, token=token: press(
                office, action=action, token=token, person=LEA
            )
        )
        took.append((began, time.perf_counter() - began))
        await asyncio.sleep(0.01)


async def measured(story, playbooks, change):
    """Save one file under a running desk while somebody presses; what took how long."""
    office = story.office
    case = story.complain(COMPLAINT, id=f"m{time.monotonic_ns()}", author=str(time.monotonic_ns()))
    took, computed = [], []

    def look():
        began = time.thread_time()
        found = Playbooks.look(playbooks)
        computed.append(time.thread_time() - began)
        return found

    playbooks.look = look
    async with WriterThread() as clerk:
        service = Service(office=office, playbooks=playbooks, clerk=clerk, parts=(DESK,))
        running = asyncio.create_task(service.run())
        people = asyncio.create_task(pressed(story, clerk, case, took, service.stop))
        # At any moment between two looks.
        await asyncio.sleep(1.5 + random.random() / 4)  # noqa: S311 - no secret
        before = office.shelf.in_force.playbooks.digest
        computed.clear()
        change()
        start = time.perf_counter()
        while office.shelf.in_force.playbooks.digest == before:  # noqa: ASYNC110 - a thread's
            await asyncio.sleep(0.002)
        swapped = time.perf_counter()
        while not office.shelf.in_force.is_learned:  # noqa: ASYNC110 - a thread's
            await asyncio.sleep(0.002)
        learned = time.perf_counter()
        service.ask_to_stop()
        await asyncio.gather(people, running)
    times = ((0, start), (start, swapped), (swapped, learned))
    slow = [max((t for at, t in took if low <= at < high), default=0.0) for low, high in times]
    return swapped - start, learned - start, max(computed), slow


def changes_in(folder):
    """What brand leads do, each time a little different."""
    reply = folder / "replies" / "matter-007" / "first.fr.j2"
    playbook = folder / "playbooks" / "matter-007.yaml"
    turn = count(1)

    def edit(path, old, new):
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new.replace("N", str(next(turn))), 1), "utf-8")

    def add():
        number = next(turn)
        text = playbook.read_text("utf-8").replace("matter-007", f"new-{number}")
        shutil.copytree(reply.parent, folder / "replies" / f"new-{number}")
        (folder / "playbooks" / f"new-{number}.yaml").write_text(text, "utf-8")

    def take_out():
        number = next(turn)
        shutil.rmtree(folder / "replies" / f"matter-{number:03}")
        (folder / "playbooks" / f"matter-{number:03}.yaml").unlink()

    return {
        "a reply": lambda: edit(reply, "{{ signature }}", "{{ signature }}{# N #}"),
        "guidance": lambda: edit(playbook, "Rester", "Rester (N)"),
        "an example": lambda: edit(
            playbook, "not_examples:", "    zut, encore un souci N\nnot_examples:"
        ),
        "a new playbook": add,
        "one taken out": take_out,
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--playbooks", type=int, default=200)
    parser.add_argument("--times", type=int, default=3)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_library(folder, playbooks=args.playbooks)
        library = library_in(folder)
        channel = ScriptedChannel()
        office = office_in(folder, Shelf(library), channel)
        story = Story(office, office.clock, channel)
        playbooks = Playbooks(office, library)
        began = time.perf_counter()
        playbooks.start()
        give_back()
        sys.stdout.write(f"start      {time.perf_counter() - began:6.2f} s\n")
        changes = changes_in(folder)
        for what, change in changes.items():
            runs = [asyncio.run(measured(story, playbooks, change)) for _ in range(args.times)]
            swaps, learned, computed, slow = zip(*runs, strict=True)
            before, during, after = (1000 * max(one) for one in zip(*slow, strict=True))
            sys.stdout.write(
                f"{what:14} in force after {median(swaps):.2f} s (slowest {max(swaps):.2f}, "
                f"{median(computed):.2f} of them computed), "
                f"learned after {median(learned):.2f} s; slowest answer to a press: before "
                f"{before:.0f} ms, until in force {during:.0f} ms, while learning {after:.0f} ms\n"
            )
        office.store.close()


if __name__ == "__main__":
    main()
