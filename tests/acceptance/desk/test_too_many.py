"""Stories at Telegram's own limits: it says how long to wait, and the desk waits, presses first."""

import pytest

from copilot.sandbox.limits import Limits
from tests.acceptance.conftest import KARIM, LEA

#: What counts against the limits; answers to presses do not.
COUNTED = ("sendMessage", "editMessageText", "editMessageReplyMarkup", "sendPhoto")
LATE = "toujours pas reçu mon colis, commandé il y a trois semaines, aucune nouvelle"
URGENT = "je vais me suicider si personne ne me répond"


class Minutes:
    """What the bot wrote to the desk and when, as Telegram saw it; time passes for both."""

    def __init__(self, desk):
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
    """Telegram's limits, from here on."""
    desk.wired.running.sandbox.world.limits = Limits.named("telegram")
    return Minutes(desk)


async def test_what_telegram_asks_to_wait_is_waited_and_all_comes_in_the_end(desk, minutes):
    """Forty angry customers in a minute: a bot that insists is shut out for longer."""
    cases = [desk.story.complain(id=f"m{n}", author=f"a{n}") for n in range(40)]
    await minutes.pass_by(240)
    shown = {desk.wired.card(case).message for case in cases}

    assert minutes.refused, "the limits were never met: this story says nothing"
    assert [] == minutes.impatient()
    assert None not in shown
    assert 40 == len(shown)


async def test_while_cards_wait_a_press_is_answered_and_its_card_is_the_next_to_change(
    desk, minutes
):
    """Whoever presses looks at that card, not at thirty more serious ones still to come."""
    lesser = await desk.complain(LATE, id="lesser", author="b")
    cases = [desk.story.complain(id=f"m{n}", author=f"a{n}") for n in range(40)]
    await minutes.pass_by(80)
    first = await desk.card(lesser)
    before = len(minutes.taken)
    read = (await desk.wired.press(first, "Je prends", LEA))["text"]
    waiting = [case for case in cases if desk.wired.card(case).message is None]
    await minutes.pass_by(40)
    _, method = minutes.taken[before]

    assert waiting, "no card waits any more: this story says nothing"
    assert read.startswith("C’est à vous")
    assert "editMessageText" == method
    assert [] == minutes.impatient()


async def test_while_cards_wait_what_is_critical_goes_before_them(desk, minutes):
    """Somebody in danger does not queue behind delivery delays."""
    for number in range(40):
        desk.story.complain(id=f"m{number}", author=f"a{number}")
    await minutes.pass_by(80)
    case = desk.story.complain(URGENT, id="urgent", author="u")
    before = await desk.wired.mine()
    await minutes.pass_by(60)
    numbers = [one["message_id"] for one in await desk.wired.mine() if one["buttons"]]
    later = [one for one in numbers if one > before[-1]["message_id"]]

    assert later
    assert desk.wired.card(case).message == later[0]
    assert [] == minutes.impatient()


async def test_two_who_press_at_the_limit_both_know_at_once(desk, minutes):
    """Answers to presses cost nothing of the limit: nobody presses twice for want of one."""
    for number in range(40):
        desk.story.complain(id=f"m{number}", author=f"a{number}")
    await minutes.pass_by(80)
    first = (await desk.wired.mine())[0]
    won = (await desk.wired.press(first, "Je prends", LEA))["text"]
    lost = (await desk.wired.press(first, "Je prends", KARIM))["text"]

    assert won.startswith("C’est à vous")
    assert "Léa" in lost
