"""Who is in the desk: told where the bot is an administrator, asked ahead where it is not."""

import asyncio
from dataclasses import dataclass, field
from types import SimpleNamespace

import pytest
from telegram import error

from copilot.desk.connect import Poll
from copilot.desk.roll_call import ACTIVE_SECONDS, EVERY_SECONDS, PAUSE_SECONDS, RollCall
from copilot.domain.person import People, Person, Role
from tests.unit.desk.conftest import KARIM, LEA, NINA

MINUTE, HOUR = 60.0, 3600.0


@dataclass
class Watched:
    """A desk whose time is ours, and the questions that were asked about people."""

    wired: object
    asked: list = field(default_factory=list)

    def __post_init__(self):
        members = self.members = self.wired.handlers.membership
        members.monotonic = members.standing.monotonic = lambda: self.wired.now
        members.standing.flow.monotonic = lambda: self.wired.now
        self.roll = RollCall(members)
        self.bot = int(self.wired.running.bot_token.partition(":")[0])
        self.wired.running.sandbox.on_exchange(self._note)

    def _note(self, exchange):
        if exchange.method == "getChatMember":
            self.asked.append(int(exchange.parameters["user_id"]))

    def later(self, seconds):
        self.wired.now += seconds

    async def status(self, person, status):
        await self.wired.post("status", user_id=person, status=status)

    async def silently(self, person, status):
        """As if the update had been lost."""
        self.wired.running.sandbox.world.chats[self.wired.chat].members[person] = status

    def user(self, person):
        return {"id": person, "is_bot": False, "first_name": "x"}

    async def tell(self, author, *, chat=None, **said):
        """A line of Telegram's own in a group."""
        group = {"id": chat or self.wired.chat, "type": "supergroup", "title": "Groupe"}
        message = {"message_id": 900, "date": 1, "chat": group, "from": self.user(author), **said}
        (bot,) = self.wired.running.sandbox.world.bots.values()
        assert bot.updates.add("message", message)

    async def press(self, person=LEA):
        """What a press on the card is answered."""
        (card,) = await self.wired.mine()
        return (await self.wired.press(card, "Variante", person=person))["text"]

    async def calls(self, seconds):
        """Go through the people for so long."""
        end = self.wired.now + seconds
        while self.wired.now < end:
            self.later(await self.roll.step())


@pytest.fixture
async def desk(wired):
    """A card on the desk, updates flowing, and the bot not yet asked what it is."""
    wired.story.complain()
    await wired.paint()
    watched = Watched(wired)
    await wired.listen()
    return watched


@pytest.fixture
async def told(desk):
    """The bot is an administrator and knows it."""
    await desk.members.standing.ask()
    desk.asked.clear()
    return desk


@pytest.fixture
async def untold(desk):
    """The bot is a member like others and knows it."""
    await desk.status(desk.bot, "member")
    await desk.wired.listen()
    await desk.members.standing.ask()
    desk.asked.clear()
    return desk


GONE = "Vous n’êtes plus dans le desk"


async def test_of_whom_telegram_tells_it_is_asked_once(told):
    """Fifty people at once need no fifty questions."""
    first = await told.press()
    told.later(HOUR - 1)
    later = await told.press()

    assert GONE not in first + later
    assert [LEA] == told.asked


async def test_who_leaves_is_refused_at_once_where_telegram_tells(told):
    """Told in the same batch as the press, and before it."""
    await told.press()
    told.later(30 * MINUTE)
    await told.status(LEA, "left")
    answer = await told.press()

    assert answer.startswith(GONE)
    assert [LEA] == told.asked


async def test_who_is_thrown_out_by_somebody_who_must_be_asked_about_is_refused(told):
    """Telegram names the one who did it as the author; nothing about them may hold it back."""
    await told.press()
    world = told.wired.running.sandbox.world
    (card,) = await told.wired.mine()
    data = next(b["data"] for row in card["buttons"] for b in row if "Variante" in b["text"])
    presses = [asyncio.ensure_future(pressed(told, card, data, KARIM))]
    await until_there(world, 2)
    await told.status(LEA, "left")
    author_of_last_change(world, KARIM)
    presses.append(asyncio.ensure_future(pressed(told, card, data, LEA)))
    await until_there(world, 3)
    await told.wired.listen()
    _, answer = await asyncio.gather(*presses)

    assert answer.startswith(GONE)


async def pressed(desk, card, data, person):
    number = card["message_id"]
    read = await desk.wired.post("press", message_id=number, data=data, user_id=person, name="x")
    return read["text"].replace("\u00a0", " ")


async def until_there(world, count):
    while len(world.queries) < count:  # noqa: ASYNC110 - the server has no event for it
        await asyncio.sleep(0)


def author_of_last_change(world, person):
    """The embedded Telegram names one author for all; here it was a colleague."""
    (bot,) = world.bots.values()
    (change,) = [one for one in bot.updates.pending() if "chat_member" in one]
    change["chat_member"]["from"] = {"id": person, "is_bot": False, "first_name": "Karim"}


async def test_what_telegram_told_holds_an_hour_at_most(told):
    """Whatever was lost on the way does not last."""
    await told.press()
    await told.silently(LEA, "left")
    told.later(HOUR)
    answer = await told.press()

    assert answer.startswith(GONE)


async def test_a_bot_that_is_no_administrator_any_more_asks_again(told):
    """From then on nobody tells it."""
    await told.press()
    await told.status(told.bot, "member")
    await told.wired.listen()
    await told.silently(LEA, "left")
    told.later(MINUTE)
    answer = await told.press()

    assert answer.startswith(GONE)


async def test_what_was_learned_before_the_bot_was_told_holds_a_minute(untold):
    """Somebody may have left just before it became an administrator."""
    await untold.press()
    await untold.silently(LEA, "left")
    untold.later(10)
    await untold.status(untold.bot, "administrator")
    await untold.wired.listen()
    untold.later(50)
    answer = await untold.press()

    assert answer.startswith(GONE)


async def test_after_a_gap_telegram_is_asked_again(told):
    """Updates may have gone to somebody else meanwhile."""
    await told.press()
    await told.wired.order(method="getUpdates", kind="http_500")
    told.wired.feed._pause = 0.0
    await told.wired.feed.receive_once()
    await told.silently(LEA, "left")
    told.later(MINUTE)
    answer = await told.press()

    assert answer.startswith(GONE)


@pytest.mark.parametrize("fault", [error.Conflict("other"), asyncio.CancelledError()])
async def test_a_poll_that_is_ended_is_a_gap(wired, fault):
    """Another program reads, or this process has lost the desk."""

    async def fail(*_, **__):
        raise fault

    poll = Poll(wired.feed.bot, request=SimpleNamespace(post=fail))
    poll.flow.goes_on()
    with pytest.raises(type(fault)):
        await poll(None)

    assert poll.flow.since is None


async def test_what_was_told_meanwhile_counts_more_than_an_answer_on_its_way(told):
    """The answer was given before they left."""
    await told.press()
    bot, members = told.wired.wire.bot, told.members

    async def overtaken(chat, person):
        answer = await bot.get_chat_member(chat, person)
        await told.status(LEA, "left")
        await told.wired.listen()
        return answer

    asking = SimpleNamespace(get_chat_member=overtaken)
    members.wire = SimpleNamespace(chats=told.wired.chats, bot=asking)
    await members.renew(LEA)
    answer = await told.press()

    assert answer.startswith(GONE)


async def test_everybody_who_may_press_is_asked_about_once_after_the_start(told):
    """One by one, even while nothing happens; of observers nobody needs to know."""
    told.later(2 * ACTIVE_SECONDS)
    await told.calls(10)

    assert [LEA, KARIM] == told.asked


async def test_what_the_bot_is_is_asked_first(desk):
    """Everything after rests on it."""
    await desk.calls(10)

    assert [desk.bot, LEA, KARIM] == desk.asked


async def test_while_the_desk_is_active_presses_find_the_answer(untold):
    """Sixty seconds are soon over; a burst must not begin with questions."""
    await untold.press(LEA)
    await untold.press(KARIM)
    untold.asked.clear()
    await untold.calls(5 * MINUTE)
    asked = list(untold.asked)
    await untold.press(LEA)
    await untold.press(KARIM)

    assert asked == untold.asked
    assert {LEA, KARIM} == set(asked)
    assert len(asked) < 2 * 5 + 4


async def test_who_left_without_a_word_is_refused_a_minute_later(untold):
    """At the latest."""
    await untold.press(LEA)
    await untold.silently(LEA, "left")
    await untold.calls(MINUTE)
    answer = await untold.press()

    assert answer.startswith(GONE)


async def test_who_was_not_there_when_it_was_asked_ahead_is_asked_about_again(told):
    """They may have come since, and nobody who belongs there is kept out."""
    await told.calls(10)
    told.later(10)
    answer = await told.press(LEA)

    assert GONE not in answer
    assert [LEA, KARIM, LEA] == told.asked


async def test_nobody_is_kept_out_for_long_by_what_was_told(told):
    """What says that they are back may be lost on the way."""
    await told.press()
    await told.status(LEA, "left")
    gone = await told.press()
    await told.silently(LEA, "member")
    told.later(MINUTE)
    back = await told.press()

    assert gone.startswith(GONE)
    assert GONE not in back


@pytest.mark.parametrize("author", [LEA, KARIM])
async def test_who_leaves_is_refused_at_once_where_it_is_only_said_in_the_chat(untold, author):
    """By themselves or thrown out: a bot that is no administrator reads that, too."""
    await untold.press()
    untold.later(10)
    await untold.tell(author, left_chat_member=untold.user(LEA))
    gone = await untold.press()
    await untold.tell(LEA, new_chat_members=[untold.user(LEA)])
    back = await untold.press()

    assert gone.startswith(GONE)
    assert GONE not in back
    assert [LEA] == untold.asked


async def test_who_leaves_another_group_is_a_member_still(untold):
    """Customers' groups are no desk."""
    await untold.press()
    await untold.tell(LEA, chat=-100999, left_chat_member=untold.user(LEA))
    still = await untold.press()

    assert GONE not in still


async def test_an_idle_desk_asks_nothing(untold):
    """Night after night, for nobody."""
    await untold.calls(10)
    untold.later(ACTIVE_SECONDS + 1)
    untold.asked.clear()
    await untold.calls(30 * MINUTE)

    assert [] == untold.asked


async def test_fifty_people_are_gone_through_within_a_minute(untold):
    """One question a second, and each answer renewed before it is too old."""
    office, world = untold.wired.office, untold.wired.running.sandbox.world
    office.people = People([Person(f"P{n}", 1000 + n, Role.COMMUNITY_MANAGER) for n in range(50)])
    for person in office.people:
        world.chats[untold.wired.chat].members[person.telegram] = "member"
    await untold.calls(2 * MINUTE)
    untold.members.acted_at[1000] = untold.wired.now
    untold.asked.clear()
    await untold.calls(2 * MINUTE)
    left = [untold.members.seconds_left(one.telegram) for one in office.people]

    assert len(untold.asked) <= 2 * MINUTE / EVERY_SECONDS
    assert min(left) > 0


async def test_while_telegram_does_not_answer_it_is_left_alone(untold):
    """And the next press asks for itself."""
    await untold.wired.order(method="getChatMember", kind="http_500")
    pause = await untold.roll.step()
    answer = await untold.press()

    assert PAUSE_SECONDS == pause
    assert GONE not in answer


async def test_a_desk_of_one_asks_nothing(told):
    """A private chat has one member."""
    told.wired.office.desk = SimpleNamespace(chat=NINA, language="fr")
    await told.calls(MINUTE)

    assert [] == told.asked
