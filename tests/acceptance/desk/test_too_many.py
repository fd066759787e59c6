"""Stories at Telegram's own limits: it says how long to wait, and the desk waits, presses first."""

import pytest

from copilot.sandbox.limits import Limits
from tests.acceptance.conftest import INES, KARIM, LEA
from tests.acceptance.desk.test_danger import starts
from tests.acceptance.desk.test_more import passes, private

#: What counts against the limits; answers to presses do not.
COUNTED = ("sendMessage", "editMessageText", "editMessageReplyMarkup", "sendPhoto")
LATE = "toujours pas reçu mon colis, commandé il y a trois semaines, aucune nouvelle"
#: Seconds that a story waits for its cards; a desk that is killed at each step needs more.
LONGEST = 900
URGENT = "je vais me suicider si personne ne me répond"


class Minutes:
    """Telegram's limits, what the bot wrote and when, as Telegram saw it; time passes for both."""

    def __init__(self, desk):
        desk.wired.running.sandbox.world.limits = Limits.named("telegram")
        self.desk, self.clock = desk, desk.wired.running.sandbox.world.clock
        self.taken, self.refused = [], []
        desk.wired.running.sandbox.on_exchange(self.see)

    def see(self, exchange):
        if exchange.method not in COUNTED:
            return
        now, answer = self.clock.now(), exchange.answer
        if answer["ok"]:
            self.taken.append((now, exchange.method))
        elif answer["error_code"] == 429:
            self.refused.append((now, answer["parameters"]["retry_after"]))

    async def pass_by(self, seconds):
        """Let the painter work, second by second."""
        for _ in range(seconds):
            await self.desk.wired.paint()
            self.clock.advance(1)
            self.desk.wired.now += 1

    async def until_shown(self, cases, *, count=None):
        """Let it work until so many of the cards stand in the chat: all, if nothing is said."""
        for _ in range(LONGEST):
            if len(self.shown(cases)) >= (count or len(cases)):
                return
            await self.pass_by(1)

    def shown(self, cases):
        """The messages of those cards that have come."""
        return {self.desk.wired.card(case).message for case in cases} - {None}

    def impatient(self):
        """What was tried before the time that Telegram had named was over."""
        tried = [*(at for at, _ in self.taken), *(at for at, _ in self.refused)]
        # Sandbox and desk read their clocks a moment apart.
        return [
            (at, until)
            for at, until in self.refused
            if any(at < one < at + until - 0.5 for one in tried)
        ]


@pytest.fixture
async def minutes(desk):
    return Minutes(desk)


class Shared(Limits):
    """Telegram's limits, of which another program with the same token takes the half."""

    def spend(self, bot_id, chat_id, *, now, messages=1):
        super().spend(bot_id, chat_id, now=now, messages=messages)
        self._seen[bot_id, chat_id, "minute"].extend([now] * messages)


async def test_telegram_never_has_to_ask(desk, minutes):
    """Forty angry customers in a minute: each comes as soon as there is room, none is refused."""
    cases = [desk.story.complain(id=f"m{n}", author=f"a{n}") for n in range(40)]
    await minutes.until_shown(cases)

    assert [] == minutes.refused
    assert 40 == len(minutes.shown(cases))


async def test_what_telegram_asks_to_wait_is_waited_and_all_comes_in_the_end(desk, minutes):
    """It refuses anyway: a bot that insists is shut out for longer."""
    desk.wired.running.sandbox.world.limits = Shared()
    cases = [desk.story.complain(id=f"m{n}", author=f"a{n}") for n in range(30)]
    await minutes.until_shown(cases)

    assert minutes.refused, "the limits were never met: this story says nothing"
    assert [] == minutes.impatient()
    assert 30 == len(minutes.shown(cases))


async def test_while_cards_wait_a_press_is_answered_and_its_card_is_the_next_to_change(
    desk, minutes
):
    """Whoever presses looks at that card, not at thirty more serious ones still to come."""
    lesser = await desk.complain(LATE, id="lesser", author="b")
    cases = [desk.story.complain(id=f"m{n}", author=f"a{n}") for n in range(40)]
    await minutes.until_shown(cases, count=20)
    first = await desk.card(lesser)
    before = len(minutes.taken)
    read = (await desk.wired.press(first, "Je prends", LEA))["text"]
    await minutes.pass_by(2)
    _, method = minutes.taken[before]
    waiting = len(cases) - len(minutes.shown(cases))
    await minutes.until_shown(cases)

    assert waiting, "no card waited any more: this story says nothing"
    assert read.startswith("C’est à vous")
    assert "editMessageText" == method
    assert [] == minutes.refused


async def test_while_cards_wait_what_is_critical_goes_before_them(desk, minutes):
    """Somebody in danger does not queue behind delivery delays."""
    cases = [desk.story.complain(id=f"m{n}", author=f"a{n}") for n in range(40)]
    await minutes.until_shown(cases, count=20)
    urgent = desk.story.complain(URGENT, id="urgent", author="u")
    before = await desk.wired.mine()
    await minutes.until_shown([*cases, urgent])
    numbers = [one["message_id"] for one in await desk.wired.mine() if one["buttons"]]
    later = [one for one in numbers if one > before[-1]["message_id"]]

    assert desk.wired.card(urgent).message == later[0]
    assert [] == minutes.refused


async def test_who_is_called_in_danger_does_not_wait_for_room_at_the_desk(desk):
    """However full the group's minute is, another chat has room of its own."""
    await starts(desk, INES, "Inès")
    minutes = Minutes(desk)
    cases = [desk.story.complain(id=f"m{n}", author=f"a{n}") for n in range(40)]
    await minutes.until_shown(cases, count=14)
    for case in cases[:6]:
        # Presses take the rest of the minute.
        await desk.wired.press(await desk.card(case), "Je prends", LEA)
        await minutes.pass_by(1)
    urgent = desk.story.complain(URGENT, id="urgent", author="u")
    room_in = desk.wired.wire.pace.wait_seconds(desk.wired.chat, background=False)
    await passes(desk, seconds=11)
    woken = [one for one in await private(desk, INES) if "en danger" in one]
    await minutes.until_shown([*cases, urgent])

    assert room_in > 11, "there was room at the desk: this story says nothing"
    assert 1 == len(woken)
    assert [] == minutes.refused


async def test_two_who_press_at_the_limit_both_know_at_once(desk, minutes):
    """Answers to presses cost nothing of the limit: nobody presses twice for want of one."""
    cases = [desk.story.complain(id=f"m{n}", author=f"a{n}") for n in range(40)]
    await minutes.until_shown(cases, count=20)
    first = (await desk.wired.mine())[0]
    won = (await desk.wired.press(first, "Je prends", LEA))["text"]
    lost = (await desk.wired.press(first, "Je prends", KARIM))["text"]
    await minutes.until_shown(cases)

    assert won.startswith("C’est à vous")
    assert "Léa" in lost
    assert [] == minutes.refused
