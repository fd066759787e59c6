"""What machines ask: is it alive, is it ready, what are its numbers."""

import httpx
import pytest

from copilot.app.ports.web import AtDesk, Health, Measurement
from copilot.domain.errors import StoreError
from copilot.web.app import build_app
from copilot.web.prometheus import write


async def ask(path, *, health=None, measurements=(), fault=None):
    async def check():
        return health or Health()

    async def measure():
        if fault is not None:
            raise fault
        return measurements

    app = build_app(hooks={}, accept=None, health=check, measure=measure)
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app), base_url="http://desk"
    ) as client:
        return await client.get(path)


async def test_a_living_process_is_alive_whatever_else_is_wrong():
    """Restarting it would not bring the database back."""
    answer = await ask("/healthz", health=Health(database="locked"))

    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


async def test_all_is_well_when_nothing_is_wrong():
    answer = await ask("/readyz", health=Health(channels={"shop": None}))

    assert answer.status_code == 200
    assert answer.json() == {
        "ready": True,
        "database": "ok",
        "desk": "here",
        "telegram": "ok",
        "channels": {"shop": "ok"},
    }


async def test_it_is_ready_without_telegram_and_channels():
    """Complaints are taken in meanwhile; the body says what is wrong."""
    health = Health(telegram="Telegram cannot be reached", channels={"shop": "gone"})
    answer = await ask("/readyz", health=health)

    assert answer.status_code == 200
    assert answer.json()["telegram"] == "Telegram cannot be reached"
    assert answer.json()["channels"] == {"shop": "gone"}


@pytest.mark.parametrize("desk", [AtDesk.STANDING_BY, AtDesk.ELSEWHERE])
async def test_a_process_without_the_desk_is_ready_and_says_so(desk):
    """It takes complaints in like any other; what it last knew of Telegram may be long over."""
    answer = await ask("/readyz", health=Health(telegram="cannot be reached", desk=desk))
    said = answer.json()

    assert (200, True) == (answer.status_code, said["ready"])
    assert (desk.value, desk.value) == (said["desk"], said["telegram"])


async def test_it_is_not_ready_without_the_database():
    answer = await ask("/readyz", health=Health(database="unable to open the database"))

    assert answer.status_code == 503
    assert (answer.json()["ready"], answer.json()["database"]) == (
        False,
        "unable to open the database",
    )


async def test_measurements_are_served_as_prometheus_reads_them():
    waiting = Measurement("copilot_cases", "Cases, by state.", "gauge", [({"state": "open"}, 3)])
    answer = await ask("/metrics", measurements=[waiting])

    assert answer.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8"
    assert answer.text == (
        "# HELP copilot_cases Cases, by state.\n"
        "# TYPE copilot_cases gauge\n"
        'copilot_cases{state="open"} 3\n'
    )


def test_labels_cannot_break_a_line():
    """A channel's name is a person's choice."""
    odd = Measurement(
        "n_total", "One\nline \\ only", "counter", [({"channel": 'a"b\\c\nd'}, 0.5), ({}, 1)]
    )

    assert write([odd]) == (
        "# HELP n_total One\\nline \\\\ only\n"
        "# TYPE n_total counter\n"
        'n_total{channel="a\\"b\\\\c\\nd"} 0.5\n'
        "n_total 1\n"
    )


async def test_without_the_database_there_are_no_numbers_but_a_reason():
    """Not a traceback at every scrape."""
    answer = await ask("/metrics", fault=StoreError("the database is locked"))

    assert (503, {"error": "the database is locked"}) == (answer.status_code, answer.json())
