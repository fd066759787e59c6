"""Whatever people, customers, channels, clocks and crashes do, in any order: the guarantees hold."""

import asyncio
import os
import shutil
import tempfile
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from copilot.app.office import Office
from copilot.app.shelf import Shelf
from copilot.domain.channel import Recovery
from copilot.domain.charter import SignedBy
from copilot.store.ids import SystemIds
from copilot.store.sql_store import open_store
from tests.acceptance.any_sequence import Desk, SlowChannel
from tests.acceptance.conftest import PEOPLE
from tests.fakes.clock import FrozenClock

#: A step as often as it stands here.
STEPS = (
    *("answer",) * 6,
    *("go_for",) * 5,
    *("go_on",) * 6,
    *("finish",) * 3,
    *("wait",) * 5,
    *("push",) * 3,
    *("push_old",) * 2,
    *("order",) * 3,
    *("kill",) * 2,
    *("write",) * 2,
    "arrive",
    "show",
    "suspend",
    "staff",
    "configure",
    "swap",
)
step = st.tuples(st.sampled_from(STEPS), st.integers(0, 5039))
#: Three customers have written, and somebody is at work, before anything strange begins.
OPENING = (("arrive", 0), ("arrive", 1), ("arrive", 2))
SEEN = Counter()


@pytest.fixture(scope="module")
def world(empty_database, shelf, starter):
    """What every sequence begins with."""
    built = shelf.in_force
    playbooks = {
        key: replace(one, approvals=2) if key == "broken-on-arrival" else one
        for key, one in built.playbooks.playbooks.items()
    }
    second = replace(
        built.playbooks,
        digest="second",
        playbooks=playbooks,
        charter=replace(built.playbooks.charter, signature=SignedBy.BRAND),
    )
    sets = (built, replace(built, playbooks=second, drafter=starter.drafter(second)))
    return empty_database, starter, sets


async def play(world, office, recovery, steps):
    database, starter, sets = world
    channel = SlowChannel(recovery=recovery)
    shelf = Shelf(starter)
    for one in reversed(sets):
        shelf.put_in_force(one)
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(database, Path(folder) / "copilot.db")
        store = open_store("sqlite:///copilot.db", folder=Path(folder))
        clock = FrozenClock()
        played = Office(
            store=store,
            clock=clock,
            ids=SystemIds(clock),
            brand=office.brand,
            desk=office.desk,
            people=PEOPLE,
            shelf=shelf,
            channels={channel.name: channel},
        )
        desk = Desk(played, channel, sets)
        try:
            for name, number in (*OPENING, *steps):
                await desk.do(name, number)
            await desk.end()
        finally:
            for process in desk.processes:
                await process.kill()
            store.close()
            SEEN.update(desk.done)


RELAXED = (HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large)


@settings(max_examples=10, derandomize=True, deadline=None, suppress_health_check=RELAXED)
@given(st.sampled_from(Recovery), st.lists(step, min_size=10, max_size=30))
def test_any_sequence_keeps_the_guarantees(world, office, recovery, steps):
    """At most one post per approval, only approved words, one live reply a case, nothing stuck."""
    asyncio.run(play(world, office, recovery, steps))


@pytest.mark.soak
def test_many_long_sequences_keep_the_guarantees(world, office, capsys):
    """The same for hours if need be: COPILOT_SOAK says how many sequences (default 2000)."""
    count = int(os.environ.get("COPILOT_SOAK", "2000"))
    SEEN.clear()

    @settings(max_examples=count, database=None, deadline=None, suppress_health_check=RELAXED)
    @given(st.sampled_from(Recovery), st.lists(step, min_size=20, max_size=80))
    def many(recovery, steps):
        SEEN["sequences"] += 1
        SEEN["steps"] += len(steps)
        asyncio.run(play(world, office, recovery, steps))

    try:
        many()
    finally:
        with capsys.disabled():
            print(f"\n{dict(SEEN)}")  # noqa: T201 - the figures of a soak are its result
