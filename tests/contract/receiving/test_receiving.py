"""What holds however updates come: nothing is lost, nothing is done twice, order is kept."""

import asyncio

from tests.contract.receiving.conftest import a_way
from tests.unit.desk.conftest import LEA
from tests.unit.desk.test_feed import quick


async def pressing(way, label="Je prends", person=LEA):
    """Press a button; the answer comes when it is handled."""
    (card,) = [one for one in await way.wired.mine() if one["buttons"]]
    data = next(b["data"] for row in card["buttons"] for b in row if label in b["text"])
    before = way.waiting
    asked = {"message_id": card["message_id"], "data": data, "user_id": person, "wait": 5}
    pressed = asyncio.ensure_future(way.wired.post("press", name="Léa", **asked))
    queries = way.wired.running.sandbox.world.queries
    while not queries and way.waiting == before:  # noqa: ASYNC110 - the server has no event for it
        await asyncio.sleep(0)
    return pressed


async def write(way, text, **more):
    said = {"user_id": LEA, "name": "Léa", "text": text, **more}
    return (await way.wired.post("message", **said))["message_id"]


def texts(way):
    return [update.effective_message.text for update in way.wired.taken]


def kept(way):
    with way.wired.office.store.read() as records:
        key = way.wired.running.bot_token.partition(":")[0]
        return len(records.chat.unhandled(bot=key))


async def test_a_press_is_done_and_answered(way):
    case = way.wired.story.complain()
    await way.wired.paint()
    pressed = await pressing(way)
    await way.handle()
    read = await pressed
    with way.wired.office.store.read() as records:
        claimed_by = records.cases.get(case.id).claimed_by

    assert "C’est à vous" in read["text"]
    assert LEA == claimed_by


async def test_an_update_is_kept_before_telegram_forgets_it(way, running, office, clock, channel):
    """A crash after receiving loses no press and no customer."""
    await write(way, "/file")
    await way.arrive()
    before = kept(way)
    async with a_way(way.name, running, office, clock, channel) as after_restart:
        await after_restart.begin()
        await after_restart.handle()
        said = (await after_restart.wired.mine())[-1]["text"]

    assert 1 == before
    assert "Rien à traiter" in said


async def test_what_cannot_be_kept_comes_again(way, monkeypatch):
    """Telegram may only forget what is committed."""
    keep, tries = way.wired.feed.clerk, []

    async def failing(work):
        tries.append(work)
        if len(tries) < 3:
            raise OSError("disk full")
        return await keep(work)

    monkeypatch.setattr(asyncio, "sleep", quick(asyncio.sleep))
    way.wired.feed.clerk = failing
    await write(way, "/file")
    await way.arrive()
    way.wired.feed.clerk = keep
    await way.handle()

    assert len(tries) >= 3
    assert "Rien à traiter" in (await way.wired.mine())[-1]["text"]


async def test_an_update_that_comes_twice_is_handled_once(way):
    """The confirmation may be lost on its way, too."""
    group = (await way.wired.post("chats", title="Clients"))["chat_id"]
    await write(way, "écran cassé", chat_id=group, user_id=5)
    (bot,) = way.wired.running.sandbox.world.bots.values()
    again = list(bot.updates.pending())
    await way.handle()
    bot.updates._pending.extend(again)
    bot.updates.news.set()
    way.wired.feed._offset = None
    await way.handle()
    if way.url is None:
        await way.wired.feed.receive_once()

    assert ["écran cassé"] == texts(way)


async def test_of_one_chat_everything_is_handled_in_order(way):
    """What was said last is what holds."""
    group = (await way.wired.post("chats", title="Clients"))["chat_id"]
    for number in range(12):
        await write(way, str(number), chat_id=group, user_id=5)
    await way.handle()

    assert [str(number) for number in range(12)] == texts(way)


async def test_what_happened_while_nobody_listened_is_handled_at_the_start(
    name, running, office, clock, channel
):
    """A stop for an upgrade is no hole."""
    async with a_way(name, running, office, clock, channel) as first:
        await first.begin()
    async with a_way(name, running, office, clock, channel) as second:
        await write(second, "/file")
        await second.begin()
        await second.handle()

        assert "Rien à traiter" in (await second.wired.mine())[-1]["text"]


async def test_from_one_way_to_the_other_nothing_is_lost_or_doubled(
    name, running, office, clock, channel
):
    """One word in the configuration, and a restart."""
    other = {"poll": "webhook", "webhook": "poll"}[name]
    async with a_way(name, running, office, clock, channel) as first:
        await first.begin()
        group = (await first.wired.post("chats", title="Clients"))["chat_id"]
        await write(first, "avant", chat_id=group, user_id=5)
        await first.handle()
    async with a_way(other, running, office, clock, channel) as second:
        await write(second, "après", chat_id=group, user_id=5)
        await second.begin()
        await second.handle()

        assert ["avant"] == texts(first)
        assert ["après"] == texts(second)
