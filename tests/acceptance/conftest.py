"""A whole office on a real database with the starter library, a frozen clock and a fake channel."""

from datetime import time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from copilot.app.office import Office
from copilot.app.shelf import Shelf
from copilot.domain.hours import DeskHours
from copilot.domain.person import People, Person, Role
from copilot.domain.settings import Brand, DeskSettings
from copilot.library.tree import FileLibrary
from copilot.store.ids import SystemIds
from copilot.store.sql_store import open_store
from tests.acceptance.story import Story
from tests.fakes.channel import ScriptedChannel
from tests.fakes.clock import FrozenClock

ROOT = Path(__file__).parents[2]

LEA, KARIM, INES, TOM, NINA = 11, 22, 33, 44, 55
PEOPLE = People(
    [
        Person("Léa Martin", LEA, Role.COMMUNITY_MANAGER, "Léa"),
        Person("Karim Haddad", KARIM, Role.COMMUNITY_MANAGER, "Karim"),
        Person("Inès Roux", INES, Role.BRAND_LEAD),
        Person("Tom Petit", TOM, Role.TRAINEE),
        Person("Nina Bel", NINA, Role.OBSERVER),
    ]
)


@pytest.fixture(scope="session")
def starter():
    """The starter library, read once: it is a hundred files."""
    return library_in(ROOT, FrozenClock())


def library_in(folder, clock):
    return FileLibrary(
        folder / "playbooks",
        folder / "replies",
        languages=("fr", "en"),
        brand="Maison Lumen",
        timezone="Europe/Paris",
        today=lambda: clock.now().date(),
    )


@pytest.fixture(scope="session")
def starter_set(starter):
    loaded = starter.load()
    assert loaded.playbook_set is not None, [str(problem) for problem in loaded.problems]
    return loaded.playbook_set


@pytest.fixture(scope="session")
def shelf(starter, starter_set):
    shelf = Shelf(starter)
    shelf.put_in_force(shelf.build(starter_set))
    return shelf


@pytest.fixture
def clock():
    return FrozenClock()


@pytest.fixture
def channel():
    return ScriptedChannel()


@pytest.fixture
def office(own_database, clock, channel, shelf):
    store = open_store("sqlite:///copilot.db", folder=own_database.parent)
    week = dict.fromkeys(range(7), ((time(9), time(19)),))
    with store.write() as records:
        # The stories begin when the desk has opened, and said so.
        records.state.once("day:open:2026-11-22")
    yield Office(
        store=store,
        clock=clock,
        ids=SystemIds(clock),
        brand=Brand("Maison Lumen", ("fr", "en"), "Europe/Paris"),
        desk=DeskSettings(
            language="fr", chat=-1001, hours=DeskHours(ZoneInfo("Europe/Paris"), week)
        ),
        people=PEOPLE,
        shelf=shelf,
        channels={channel.name: channel},
    )
    store.close()


@pytest.fixture
def story(office, clock, channel):
    return Story(office, clock, channel)
