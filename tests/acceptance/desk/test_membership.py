"""Stories of who is still there: the configuration and Telegram must both know the person."""

import asyncio
from types import SimpleNamespace

import pytest

from copilot.domain.charter import SignedBy
from tests.acceptance.conftest import KARIM, LEA
from tests.acceptance.desk.test_queue import ask, at_desk


@pytest.fixture
def desk(desk, in_force):
    """The brand signs, so that nobody must claim before anything else."""
    in_force(signature=SignedBy.BRAND)
    return desk


async def status(desk, person, now):
    """What becomes of *person* in Telegram; the bot is told where it is an administrator."""
    await desk.wired.post("status", user_id=person, status=now)


async def pressed_before(desk, case, label, person, *, event):
    """Press, and let *event* happen before the desk takes the press up."""
    query = await pressed(desk, await desk.card(case), label, person)
    await event()
    await desk.wired.listen()
    return (await query)["text"]


async def pressed(desk, card, label, person):
    """Press, and give what will be read when the desk has taken the press up."""
    data = next(b["data"] for row in card["buttons"] for b in row if label in b["text"])
    world = desk.wired.running.sandbox.world
    press = {"message_id": card["message_id"], "data": data, "user_id": person}
    before = len(world.queries)
    query = asyncio.ensure_future(desk.wired.post("press", **press))
    while len(world.queries) == before:  # noqa: ASYNC110 - the server has no event for it
        await asyncio.sleep(0)
    return query


async def test_who_left_the_desk_presses_nothing(desk):
    """The old card is still on their phone."""
    case = await desk.complain()
    await desk.tap(case, "Je prends", LEA)
    await status(desk, LEA, "left")
    await desk.wired.listen()
    answer = await desk.tap(case, "Publier", LEA)

    assert (
        "Vous n’êtes plus dans le desk : demandez à Inès Roux de vous y faire revenir. "
        "Rien n’a changé." == answer
    )
    assert "open" == desk.story.status(case)


async def test_who_may_only_read_the_desk_still_presses(desk):
    """A group where members don't write: the team answers customers by its buttons all the same."""
    case = await desk.complain()
    await status(desk, LEA, "restricted")
    await desk.wired.listen()
    answer = await desk.tap(case, "Publier", LEA)

    assert "approved" == desk.story.status(case)
    assert answer.startswith("Validée.")


async def test_who_is_restricted_and_gone_presses_nothing(desk):
    """Telegram keeps the restriction of somebody who left: “restricted” alone says nothing."""
    case = await desk.complain()
    await desk.wired.post("status", user_id=LEA, status="restricted", rights={"is_member": False})
    await desk.wired.listen()
    answer = await desk.tap(case, "Publier", LEA)

    assert answer.startswith("Vous n’êtes plus dans le desk")
    assert "open" == desk.story.status(case)


async def test_who_left_the_desk_is_handed_nothing_over(desk):
    """The bot still answers them in private, and says why."""
    await desk.complain()
    at_desk(desk, LEA)
    await status(desk, LEA, "left")
    await desk.wired.listen()
    (answer,) = await ask(desk, LEA, "/passation", private=True, is_member=False)

    assert answer["text"].startswith("Vous n’êtes plus dans le desk")


async def test_who_was_thrown_out_is_asked_after_where_nobody_tells(desk):
    """A bot that is no administrator hears nothing of those who go."""
    case = await desk.complain()
    bot = int(desk.wired.running.bot_token.partition(":")[0])
    await status(desk, bot, "member")
    answer = await pressed_before(
        desk, case, "Publier", LEA, event=lambda: status(desk, LEA, "kicked")
    )

    assert "Vous n’êtes plus dans le desk" in answer
    assert "open" == desk.story.status(case)


async def test_what_was_learned_is_asked_again_after_a_minute(desk):
    """Whoever came back may press; whoever went without a word may not for long."""
    case = await desk.complain()
    await desk.wired.listen()
    await status(desk, LEA, "left")
    await desk.wired.listen()
    away = await desk.tap(case, "Variante", LEA)
    desk.wired.running.sandbox.world.chats[desk.wired.chat].members[LEA] = "member"
    desk.wired.now += 61
    back = await desk.tap(case, "Variante", LEA)

    assert "plus dans le desk" in away
    assert "Variante" in back


@pytest.mark.one_process("who starts anew while Telegram cannot be asked knows nobody yet")
async def test_while_telegram_cannot_be_asked_the_last_answer_counts(desk):
    """A desk must not stand still for a minute's trouble; somebody unknown waits."""
    case = await desk.complain()
    known = await desk.tap(case, "Variante", LEA)
    desk.wired.now += 61
    await desk.wired.order(method="getChatMember", kind="http_500", times=2)
    still = await desk.tap(case, "Variante", LEA)
    unknown = await desk.tap(case, "Variante", KARIM)
    later = await desk.tap(case, "Variante", KARIM)

    assert "Variante" in known
    assert "Variante" in still
    assert "Telegram ne dit pas, pour l’instant, si vous êtes encore dans le desk." in unknown
    assert "Variante" in later


async def test_an_anonymous_administrator_is_told_why_the_bot_cannot_know_them(desk):
    """Telegram names a bot as the author; the words stay out of the case."""
    case = await desk.complain()
    card = await desk.card(case)
    await desk.answer(LEA, "il est lourd, lui", to=card["message_id"], anonymous=True)
    note = (await desk.last())["text"]
    await desk.wired.say("/suspendre", user_id=LEA, anonymous=True)
    command = (await desk.last())["text"]

    assert "Vous écrivez en administrateur anonyme" in note
    assert "Désactivez « Rester anonyme » dans vos droits" in note
    assert note == command
    assert () == desk.story.card(case).notes
    assert not desk.story.card(case).paused


async def test_whom_telegram_is_asked_about_holds_up_nobody_else(desk):
    """One slow answer about a colleague must not make everybody's buttons spin."""
    case = await desk.complain()
    wire, held = desk.wired.wire, asyncio.Event()

    async def slow(chat, person):
        if person == KARIM:
            await held.wait()
        return await wire.bot.get_chat_member(chat, person)

    asking = SimpleNamespace(chats=wire.chats, bot=SimpleNamespace(get_chat_member=slow))
    desk.wired.handlers.membership.wire = asking
    card = await desk.card(case)
    karim, lea = [await pressed(desk, card, "Je prends", who) for who in (KARIM, LEA)]
    await desk.wired.feed.receive_once()
    handling = asyncio.ensure_future(desk.wired.feed.process_once())
    first = await lea
    waits = not karim.done()
    held.set()
    last = await karim
    settled = await handling

    assert waits
    assert 2 == settled
    assert "C’est à vous" in first["text"]
    assert "Léa" in last["text"]


async def test_of_one_person_everything_is_handled_in_order(desk):
    """What waits for Telegram's word waits with all that the same person did after it."""
    first, second = await desk.complain(), await desk.complain(id="m2", author="778")
    cards = [await desk.card(case) for case in (first, second)]
    queries = [await pressed(desk, card, "Je prends", LEA) for card in cards]
    await desk.wired.listen()
    for query in queries:
        await query
    with desk.office.store.read() as records:
        taken = [one.case for one in records.log.entries() if one.event == "claimed"]

    assert [first.id, second.id] == taken


@pytest.mark.parametrize("command", ["/file", "/fiches", "/moi", "/suivant"])
async def test_who_left_the_desk_looks_nothing_up_any_more(desk, command):
    """In private too: customers' names stand in the answers."""
    await desk.complain()
    at_desk(desk, LEA)
    await desk.wired.say(command, chat_id=LEA, user_id=LEA)
    before = (await desk.wired.messages(LEA))[-1]["text"]
    await status(desk, LEA, "left")
    await desk.wired.listen()
    await desk.wired.say(command, chat_id=LEA, user_id=LEA)
    after = (await desk.wired.messages(LEA))[-1]["text"]

    assert "plus dans le desk" not in before
    assert "Vous n’êtes plus dans le desk" in after


async def test_an_anonymous_administrator_is_told_why_nothing_is_looked_up(desk):
    """Nobody knows whether they belong to the team."""
    await desk.wired.say("/file", user_id=LEA, anonymous=True)

    assert "administrateur anonyme" in (await desk.last())["text"]
