"""Updates: in the database before Telegram may forget them, handled in order, none lost."""

import asyncio

import pytest
import sqlalchemy as sa

from copilot.desk import turn
from copilot.desk.connect import bot_key
from tests.unit.desk.conftest import LEA, NINA, STRANGER, wired_desk


def stored(wired):
    with wired.office.store.read() as records:
        return [number for number, _ in records.chat.unhandled(bot=bot_key(wired.wire.bot))]


async def test_an_update_is_kept_before_it_is_confirmed(wired, running, office, clock, channel):
    """A crash after receiving and before handling loses no press and no customer."""
    await wired.post("message", user_id=LEA, name="Léa", text="/file")
    await wired.feed.receive_once()
    kept = stored(wired)
    async with wired_desk(running, office, clock, channel) as after_restart:
        await after_restart.listen()
        said = await after_restart.mine()

    assert 1 == len(kept)
    assert "Rien à traiter" in said[-1]["text"]
    assert [] == stored(wired)


async def test_updates_that_could_not_be_kept_are_asked_for_again(wired, monkeypatch):
    """The offset only moves over what is committed."""
    await wired.post("message", user_id=LEA, name="Léa", text="/file")
    keep = wired.feed.clerk

    async def failing(work):
        raise OSError("disk full")

    wired.feed.clerk = failing
    monkeypatch.setattr(asyncio, "sleep", quick(asyncio.sleep))
    assert not await wired.feed.receive_once()
    wired.feed.clerk = keep
    await wired.listen()

    assert "Rien à traiter" in (await wired.mine())[-1]["text"]


async def test_a_failing_update_blocks_nothing_and_keeps_its_fault(wired, monkeypatch):
    """One poisoned message must not stop the desk."""

    async def fails(update, context):
        raise LookupError("poisoned")

    case = wired.story.complain()
    await wired.paint()
    (card,) = await wired.mine()
    for handler in wired.desk._app.handlers[0]:
        if handler.callback.__name__ == "on_help":
            monkeypatch.setattr(handler, "callback", fails)
    await wired.post("message", user_id=LEA, name="Léa", text="/aide")
    await wired.press(card, "Je prends")

    assert LEA == case_of(wired, case).claimed_by
    assert [] == stored(wired)
    assert ["LookupError: poisoned"] == faults(wired)


async def test_a_customers_message_that_could_not_be_taken_is_tried_again(wired):
    """Guarantee 3: a passing fault of the database must not lose a complaint."""
    fails = [OSError("busy"), OSError("busy")]
    taken = []

    async def take(update):
        if fails:
            raise fails.pop()
        taken.append(update.message.text)
        return True

    wired.feed.takers = [take]
    group = (await wired.post("chats", title="Clients"))["chat_id"]
    await wired.post("message", chat_id=group, user_id=5, text="écran cassé")
    await wired.listen()
    for _ in range(3):
        await wired.feed.process_once()

    assert ["écran cassé"] == taken
    assert [] == stored(wired)


async def test_a_message_that_can_never_be_taken_is_set_down_with_its_fault(wired):
    """It is listed, and the ones after it get through."""

    async def take(update):
        if update.message.text == "poison":
            raise ValueError("poison")
        wired.taken.append(update.message.text)
        return True

    wired.feed.takers = [take]
    group = (await wired.post("chats", title="Clients"))["chat_id"]
    for text in ("poison", "écran cassé"):
        await wired.post("message", chat_id=group, user_id=5, text=text)
    await wired.listen()
    for _ in range(3):
        await wired.feed.process_once()

    assert ["écran cassé"] == wired.taken
    assert ["ValueError: poison"] == faults(wired)


async def test_other_chats_go_to_the_takers_and_the_desk_does_not(wired):
    """The brand's public group is a channel; what the team says is not a complaint."""
    group = (await wired.post("chats", title="Clients"))["chat_id"]
    await wired.say("colis perdu", chat_id=group, user_id=5)
    await wired.say("je m'en occupe")

    assert ["colis perdu"] == [update.effective_message.text for update in wired.taken]


@pytest.mark.parametrize(
    "trouble",
    [
        ("refuse", 409, "another program reads this bot's updates"),
        ("refuse", 401, "Telegram does not know the bot's token"),
        ("http_500", 400, "Telegram cannot be reached"),
        ("drop_after", 400, "Telegram cannot be reached"),
    ],
)
async def test_trouble_with_polling_is_told_and_outlived(wired, monkeypatch, caplog, trouble):
    """Said once, tried for ever; and the token is never in what is said."""
    kind, code, said = trouble
    monkeypatch.setattr(asyncio, "sleep", quick(asyncio.sleep))
    fault = {"code": code, "description": "refused"} if kind == "refuse" else {}
    await wired.order(method="getUpdates", kind=kind, times=3, **fault)
    results = [await wired.feed.receive_once() for _ in range(3)]
    during = wired.health.value
    back = await wired.feed.receive_once()

    assert [False] * 3 + [True] == [*results, back]
    assert said in during
    assert 1 == caplog.text.count(said)
    assert wired.running.bot_token not in caplog.text
    assert wired.health.value is None


async def test_the_loops_end_when_asked(wired):
    """A graceful stop does not wait for a long poll."""
    stop = asyncio.Event()
    tasks = [
        asyncio.ensure_future(each(stop))
        for each in (wired.feed.receive, wired.feed.process, wired.painter.run)
    ]
    wired.story.complain()
    while not await wired.mine():  # noqa: ASYNC110 - the server has no event for it
        await asyncio.sleep(0)
    stop.set()
    done, pending = await asyncio.wait(tasks, timeout=5)

    assert set() == pending
    assert [None] * 3 == [one.result() for one in done]


async def test_a_strangers_start_answers_with_the_lines_to_paste(wired):
    """Five minutes to a connected desk, whatever the person is called."""
    await wired.say("/start", chat_id=777, user_id=777, name='Bob", role: brand_lead} <3')
    await wired.paint()
    (answer,) = [one for one in await wired.messages(777) if one["from"]["is_bot"]]

    assert (
        "people:\n"
        '  - {name: "Bob\\", role: brand_lead} <3", telegram: 777, role: community_manager}'
    ) in answer["text"]
    assert "pre" in [entity["type"] for entity in answer["entities"]]


async def test_someone_known_is_told_so(wired):
    """No lines to paste for who is there already."""
    await wired.say("/start", chat_id=LEA, user_id=LEA)
    await wired.paint()
    (answer,) = [one for one in await wired.messages(LEA) if one["from"]["is_bot"]]

    assert "Bonjour Léa Martin, vous êtes du desk." in answer["text"]


async def test_a_group_that_adds_the_bot_gets_the_lines_to_paste(wired):
    """As a desk or as a channel; a group that is configured already gets nothing."""
    group = (await wired.post("chats", title="Équipe réseaux"))["chat_id"]
    known = (await wired.post("chats", id=-1005, title="Clients"))["chat_id"]
    for chat in (group, known):
        await wired.post("kick", chat_id=chat)
        await wired.listen()
        await wired.post("join", chat_id=chat)
        await wired.listen()
    await wired.paint()
    (answer,) = [
        one
        for one in await wired.messages(group)
        if one["from"] and one["from"]["is_bot"] and one["text"]
    ]

    assert (
        f'desk:\n  telegram: {{token: "${{TELEGRAM_BOT_TOKEN}}", chat: {group}}}' in answer["text"]
    )
    assert (
        f"- {{name: quipe-r-seaux, kind: telegram, mode: read_only, chat: {group}}}"
        in answer["text"]
    )
    assert not [one for one in await wired.messages(known) if one["text"]]


async def test_only_the_configured_people_get_an_answer(wired):
    """A stranger in the chat learns nothing of the queue and stops nothing."""
    wired.story.complain()
    await wired.say("/file", user_id=STRANGER)
    await wired.say("/suspendre", user_id=STRANGER)
    await wired.say("/suspendre", user_id=NINA)
    answers = [one["text"] for one in await wired.mine()]

    assert ["Je ne vous connais pas"] * 2 == [one[:22] for one in answers[:2]]
    assert "Votre rôle (observateur) ne permet pas ce geste" in answers[2]
    with wired.office.store.read() as records:
        assert records.state.paused() is None


def case_of(wired, case):
    with wired.office.store.read() as records:
        return records.cases.get(case.id)


def faults(wired):
    with wired.office.store._reader.connect() as connection:
        found = sa.text("select fault from updates where fault is not null")
        return list(connection.execute(found).scalars())


def quick(sleep):
    async def slept(_seconds):
        await sleep(0)

    return slept


async def test_nothing_is_drawn_while_presses_are_handled(wired):
    """Both need the one writer, and only a button spins while somebody waits."""
    wired.feed.turn = wired.painter.turn
    wired.story.complain()
    with wired.painter.turn.taken():
        drawing = asyncio.ensure_future(wired.painter.step())
        await asyncio.sleep(0)
        meanwhile = await wired.mine()

    assert await drawing
    assert [] == meanwhile
    assert 1 == len(await wired.mine())


async def test_an_endless_stream_of_presses_keeps_no_card_away(wired, monkeypatch):
    """A complaint is never invisible, whatever people do meanwhile."""
    monkeypatch.setattr(turn, "LONGEST_SECONDS", 0.0)
    wired.story.complain()
    with wired.painter.turn.taken():
        await wired.painter.step()

    assert 1 == len(await wired.mine())


async def test_a_press_is_settled_when_its_presser_has_read_what_came_of_it(wired):
    """A process that ends in between is given the press again, and says it then."""
    case = wired.story.complain()
    await wired.paint()
    (card,) = await wired.mine()
    held, answer = asyncio.Event(), wired.wire.bot.answer_callback_query

    async def slow(*args, **more):
        await held.wait()
        return await answer(*args, **more)

    object.__setattr__(wired.wire.bot, "answer_callback_query", slow)
    press = asyncio.ensure_future(wired.press(card, "Je prends"))
    while case_of(wired, case).claimed_by is None:  # noqa: ASYNC110 - the office has no event for it
        await asyncio.sleep(0)
    for _ in range(20):
        await asyncio.sleep(0)
    waiting = stored(wired)
    again = await wired.feed.process_once()
    held.set()

    assert "C’est à vous" in (await press)["text"]
    assert 1 == len(waiting)
    assert 0 == again
    assert [] == stored(wired)
