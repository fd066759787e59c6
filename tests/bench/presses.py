"""
What a press costs, and how long many people at once wait for theirs to be answered.

Counts and CPU come from one press at a time, without a network: they hold on a busy machine too.
Waits come from everybody pressing at once, with the embedded Bot API in the same process: cards
are made without limits and pressed under Telegram's.
"""

import argparse
import asyncio
import sys
import tempfile
import time
from collections import Counter
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import time as clock_time
from pathlib import Path
from statistics import median
from zoneinfo import ZoneInfo

import httpx
import sqlalchemy as sa

from copilot.app.office import Office
from copilot.app.press import press
from copilot.app.project import view
from copilot.app.shelf import Shelf
from copilot.bootstrap.clerk import WriterThread
from copilot.bootstrap.desk import wire_desk
from copilot.domain.charter import SignedBy
from copilot.domain.hours import DeskHours
from copilot.domain.person import People, Person, Role
from copilot.domain.settings import Brand, DeskSettings
from copilot.sandbox import Sandbox, serve
from copilot.sandbox.limits import Limits
from copilot.store.clock import SystemClock
from copilot.store.ids import SystemIds
from copilot.store.sql_store import open_store
from tests.acceptance.conftest import ROOT, library_in
from tests.acceptance.story import Story
from tests.fakes.channel import ScriptedChannel

FIRST_PERSON = 1000
#: Cards that half of the people press.
SAME = 5


def say(line):
    """One line of figures."""
    sys.stdout.write(f"{line}\n")


def office_in(folder, people, channel):
    """A desk on a real database, with the starter playbooks and a brand that signs."""
    clock = SystemClock()
    library = library_in(ROOT, clock)
    read = library.load().playbook_set
    shelf = Shelf(library)
    signed = replace(read, charter=replace(read.charter, signature=SignedBy.BRAND))
    shelf.put_in_force(shelf.build(signed))
    week = dict.fromkeys(range(7), ((clock_time(0), clock_time(23, 59)),))
    team = [
        Person(f"Personne {number}", FIRST_PERSON + number, Role.COMMUNITY_MANAGER, "Nous")
        for number in range(people)
    ]
    return Office(
        store=open_store("sqlite:///copilot.db", folder=folder),
        clock=clock,
        ids=SystemIds(clock),
        brand=Brand("Maison Lumen", ("fr", "en"), "Europe/Paris"),
        desk=DeskSettings(
            language="fr", chat=-1001, hours=DeskHours(ZoneInfo("Europe/Paris"), week)
        ),
        people=People(team),
        shelf=shelf,
        channels={channel.name: channel},
    )


def count_one(office, story, *, times):
    """Statements and CPU of one press and one drawing; medians over *times*."""
    statements, milliseconds = {}, {}
    asked = Counter()
    for engine in (office.store._writer, office.store._reader):
        sa.event.listen(engine, "before_cursor_execute", lambda *_: asked.update(["all"]))

    def counted(name, work):
        asked.clear()
        begun = time.thread_time()
        result = work()
        milliseconds.setdefault(name, []).append(1000 * (time.thread_time() - begun))
        statements.setdefault(name, []).append(asked["all"])
        return result

    for number in range(times):
        case = story.complain(id=f"count-{number}", author=f"count-{number}")
        drawn = counted("first card", lambda case=case: view(office, case.id))
        for action in ("claim", "approve"):
            token = next(one.token for one in drawn.buttons if one.action == action)
            counted(
                f"press {action}",
                lambda action=action, token=token: press(
                    office, action=action, token=token, person=FIRST_PERSON
                ),
            )
            drawn = counted(f"card after {action}", lambda case=case: view(office, case.id))
    for name, spent in milliseconds.items():
        said = median(statements[name])
        say(f"{name:20} {said:4.0f} statements {median(spent):7.2f} ms of CPU")


@asynccontextmanager
async def opened(office, running):
    """The desk as bootstrap wires it, at work."""
    async with WriterThread() as clerk:
        side = wire_desk(office, clerk, token=running.bot_token, api_url=running.url)
        stop = asyncio.Event()
        tasks = [asyncio.ensure_future(one) for one in side.work(stop).values()]
        try:
            yield side
        finally:
            stop.set()
            side.ring()
            await asyncio.gather(*tasks)
            await side.close()


async def all_at_once(office, story, *, people, cards):
    """Everybody presses at the same moment; half of them on the same few cards."""
    sandbox = Sandbox(limits="off")
    async with serve(sandbox) as running:
        office.desk = replace(office.desk, chat=running.chat_id)
        cases = [story.complain(id=f"m{number}", author=f"a{number}") for number in range(cards)]
        async with opened(office, running):
            placed = await shown(office, cases)
            presses = [press_on(office, running, placed, case) for case in targets(cases, people)]
            sandbox.world.limits = Limits.named("telegram")
            begun = time.process_time()
            waits = await pressed(running, presses)
            spent = 1000 * (time.process_time() - begun)
    wanted = {case.id for case in targets(cases, people)}
    with office.store.read() as records:
        claimed = [one.case for one in records.log.entries() if one.event == "claimed"]
    taken = [case for case in claimed if case in wanted]
    say(f"{people} at once: median {median(waits):.0f} ms, longest {max(waits):.0f} ms")
    say(f"{spent:.0f} ms of CPU, the Bot API's and the pressers' own with it")
    say(f"{len(wanted)} cases pressed, {len(set(taken))} taken, {len(taken)} times")
    return 0 if sorted(wanted) == sorted(taken) else 1


async def shown(office, cases):
    """Where every card stands, once all are drawn."""
    while True:
        with office.store.read() as records:
            found = {case: records.cards.get(case.id) for case in cases}
        if all(card and card.message for card in found.values()):
            return {case.id: card for case, card in found.items()}
        await asyncio.sleep(0.2)


def targets(cases, people):
    """Who presses which: the first half the same few, everybody else one of their own."""
    few = cases[:SAME]
    return [few[n % SAME] if n < people // 2 else cases[SAME + n] for n in range(people)]


def press_on(office, running, placed, case):
    """A press on the button that takes *case*."""
    token = next(one.token for one in view(office, case.id).buttons if one.action == "claim")
    return {
        "chat_id": running.chat_id,
        "message_id": placed[case.id].message,
        "data": f"claim:1:{token}",
    }


async def pressed(running, presses):
    """Milliseconds from each press to what its presser reads."""
    headers = {"X-Sandbox-Token": running.token}
    limits = httpx.Limits(max_connections=len(presses))
    async with httpx.AsyncClient(
        base_url=running.url, headers=headers, limits=limits, timeout=60
    ) as client:

        async def one(number, press):
            who = {"user_id": FIRST_PERSON + number, "name": f"Personne {number}"}
            begun = time.perf_counter()
            (await client.post("/sandbox/press", json=press | who)).raise_for_status()
            return 1000 * (time.perf_counter() - begun)

        return await asyncio.gather(*(one(*pair) for pair in enumerate(presses)))


def main():
    """Print the figures; 1 when a case had not exactly one winner."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=50)
    parser.add_argument("--cards", type=int, default=200)
    parser.add_argument("--times", type=int, default=40)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        channel = ScriptedChannel()
        office = office_in(Path(folder), asked.people, channel)
        story = Story(office, office.clock, channel)
        count_one(office, story, times=asked.times)
        status = asyncio.run(all_at_once(office, story, people=asked.people, cards=asked.cards))
        office.store.close()
    return status


if __name__ == "__main__":
    sys.exit(main())
