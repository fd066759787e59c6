"""How time passes in the story."""

import asyncio

from copilot.bootstrap.demo_show import Pace


async def ends(waiting, *, seconds=30):
    """Whether *waiting* ends: at once, where the machine isn't busy."""
    done, _ = await asyncio.wait({waiting}, timeout=seconds)
    return bool(done)


async def test_speed_shortens_the_wait():
    """An hour at a million times the pace is over at once."""
    waiting = asyncio.create_task(Pace(speed=1e6).wait(3600))

    assert await ends(waiting)


async def test_paused_story_waits():
    waiting = asyncio.create_task(Pace(speed=1e6, paused=True).wait(3600))
    try:
        assert not await ends(waiting, seconds=0.2)
    finally:
        waiting.cancel()


async def test_going_on_wakes_whoever_waits():
    """The button answers at once, not at the end of the wait."""
    pace = Pace(speed=1e6, paused=True)
    waiting = asyncio.create_task(pace.wait(3600))
    await asyncio.sleep(0)
    pace.change(paused=False, speed=1e6)

    assert await ends(waiting)


async def test_a_new_speed_holds_for_the_wait_under_way():
    pace = Pace(speed=1e-6)
    waiting = asyncio.create_task(pace.wait(1))
    await asyncio.sleep(0)
    pace.change(paused=False, speed=1e6)

    assert await ends(waiting)
