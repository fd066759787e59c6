"""How long one saved file takes to come into force, and how the desk answers meanwhile."""

import argparse
import asyncio
import sys
import tempfile
import time
from datetime import time as clock_time
from pathlib import Path
from zoneinfo import ZoneInfo

from copilot.app.office import Office
from copilot.app.playbooks import Playbooks
from copilot.app.press import press
from copilot.app.project import view
from copilot.app.shelf import Shelf
from copilot.bootstrap.clerk import WriterThread
from copilot.bootstrap.service import SETTLED_SECONDS
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
    """Save one file while somebody presses; seconds of the reload, and the answers in it."""
    case = story.complain(COMPLAINT, id=f"m{time.monotonic_ns()}", author=str(time.monotonic_ns()))
    took, stop, cpu = [], asyncio.Event(), [0.0]

    def look():
        began = time.thread_time()
        found = playbooks.look()
        cpu[0] += time.thread_time() - began
        return found

    async with WriterThread() as clerk:
        people = asyncio.create_task(pressed(story, clerk, case, took, stop))
        await asyncio.sleep(1)
        change()
        start = time.perf_counter()
        found = await asyncio.to_thread(look)
        while found is None:
            await asyncio.sleep(SETTLED_SECONDS)
            found = await asyncio.to_thread(look)
        assert found.built is not None, found.loaded.problems
        await clerk(lambda: playbooks.adopt(found))
        end = time.perf_counter()
        stop.set()
        await people
    quiet = [length for at, length in took if at < start]
    during = [length for at, length in took if start <= at < end]
    return end - start, cpu[0], quiet, during


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--playbooks", type=int, default=200)
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
        sys.stdout.write(f"start      {time.perf_counter() - began:6.2f} s\n")
        reply = folder / "replies" / "matter-007" / "first.fr.j2"
        playbook = folder / "playbooks" / "matter-007.yaml"
        changes = {
            "a reply": lambda: reply.write_text(reply.read_text("utf-8") + "\n", "utf-8"),
            "guidance": lambda: playbook.write_text(
                playbook.read_text("utf-8").replace("Rester factuel", "Rester calme"), "utf-8"
            ),
            "an example": lambda: playbook.write_text(
                playbook.read_text("utf-8")
                .replace("not_examples:", "    zut, encore un souci\nnot_examples:", 1)
                .replace("  en: |\n", "    un mot de plus\n  en: |\n", 1),
                "utf-8",
            ),
        }
        for what, change in changes.items():
            seconds, cpu, quiet, during = asyncio.run(measured(story, playbooks, change))
            sys.stdout.write(
                f"{what:10} {seconds:6.2f} s ({cpu:.2f} s of it computed) · slowest answer before {max(quiet):.3f} s, "
                f"during {max(during, default=0):.3f} s, {len(during)} presses\n"
            )
        office.store.close()


if __name__ == "__main__":
    main()
