"""Updates: held, filtered, confirmed, and read by one poller only."""

import asyncio

import pytest
from telegram.error import BadRequest, Conflict

from copilot.sandbox.updates import UpdateQueue
from tests.unit.sandbox.conftest import open_bot, until


def texts(updates):
    return [update.effective_message.text for update in updates]


async def waiting(sandbox):
    """Wait until a poller is held back."""
    (bot,) = sandbox.world.bots.values()
    await until(lambda: bot.updates._waiter is not None)


async def test_a_poll_is_held_until_something_happens(bot, people, sandbox):
    polling = asyncio.create_task(bot.get_updates(timeout=20))
    await waiting(sandbox)
    await people.say("bonjour")

    assert ["bonjour"] == texts(await polling)


async def test_a_poll_ends_empty_when_nothing_happens():
    queue = UpdateQueue(first_id=1)

    assert [] == await queue.take(offset=0, limit=1, timeout_seconds=0.01)


async def test_updates_come_again_until_an_offset_confirms_them(bot, people):
    """The desk writes an update to its database first, and confirms it then."""
    for text in "abc":
        await people.say(text)
    first = await bot.get_updates(limit=2)
    again = await bot.get_updates()
    rest = await bot.get_updates(offset=first[-1].update_id + 1)

    assert (["a", "b"], ["a", "b", "c"], ["c"]) == (texts(first), texts(again), texts(rest))


async def test_a_negative_offset_keeps_the_last_ones(bot, people):
    for text in "abc":
        await people.say(text)

    assert ["c"] == texts(await bot.get_updates(offset=-1))
    assert ["c"] == texts(await bot.get_updates())


async def test_the_second_poller_ends_the_first(bot, people, running, sandbox):
    """Two desks with one token must notice each other."""
    first = asyncio.create_task(bot.get_updates(timeout=20))
    await waiting(sandbox)
    async with open_bot(running) as other:
        second = asyncio.create_task(other.get_updates(timeout=20))
        with pytest.raises(Conflict, match="terminated by other getUpdates request"):
            await first
        await people.say("bonjour")

        assert ["bonjour"] == texts(await second)


async def test_only_the_kinds_asked_for_are_queued(bot, people, desk):
    sent = await bot.send_message(desk, "a")
    await bot.get_updates(allowed_updates=["callback_query", "message_reaction"])
    await people.say("b")
    await people.press(sent.message_id, "x")
    await people.post("react", message_id=sent.message_id, user_id=11, emoji="👍")
    kept = await bot.get_updates()

    assert ["x", "👍"] == [
        kept[0].callback_query.data,
        kept[1].message_reaction.new_reaction[0].emoji,
    ]


async def test_left_out_the_kinds_stay_and_an_empty_list_means_the_usual_ones(bot, people):
    await bot.get_updates(allowed_updates=["callback_query"])
    await people.say("a")
    await bot.get_updates()
    await bot.get_updates(allowed_updates=[])
    said = await people.say("b")
    await people.post("react", message_id=said, user_id=11, emoji="👍")

    assert ["b"] == texts(await bot.get_updates())


async def test_a_webhook_and_polling_exclude_each_other(bot, people):
    await people.say("a")
    await bot.set_webhook("https://x.example/hook", allowed_updates=["message"])
    info = await bot.get_webhook_info()

    assert ("https://x.example/hook", 1) == (info.url, info.pending_update_count)
    with pytest.raises(Conflict, match="webhook is active"):
        await bot.get_updates()
    await bot.delete_webhook(drop_pending_updates=True)
    assert () == await bot.get_updates()


async def test_a_webhook_needs_https(bot):
    with pytest.raises(BadRequest, match=r"(?i)HTTPS URL must be provided"):
        await bot.set_webhook("http://x.example/hook")
