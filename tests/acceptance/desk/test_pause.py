"""Stories of posting suspended on a desk full of cards, at Telegram's pace."""

from copilot.desk.pinned import Pinned
from copilot.desk.words import load
from copilot.sandbox.limits import Limits
from tests.acceptance.conftest import INES, KARIM, LEA
from tests.acceptance.desk.test_queue import ask, pinned

PAUSED = "⏸ Envois suspendus"


async def full(desk, *, cards):
    """So many open cards, and the line above them."""
    cases = [
        await desk.complain(id=f"m{number}", author=str(number), name=f"Client {number}")
        for number in range(cards)
    ]
    line = line_of(desk)
    await line.step()
    return cases, line


def line_of(desk):
    wired = desk.wired
    words = load(desk.office.desk.language)
    return Pinned(office=desk.office, clerk=wired.clerk, wire=wired.wire, words=words)


class Scarce(Limits):
    """A server that says it takes so many messages a minute, and takes all."""

    def __init__(self, most):
        super().__init__(factor=None)
        self.most = most

    @property
    def policy(self):
        return f'"bot";q=999;w=1, "chat";q=999;w=1, "group";q={self.most};w=60'


def no_room(desk):
    """So much has been written in this minute that only what people wait for may still be."""
    pace = desk.wired.wire.pace
    (ages,) = pace.kept()["ages"].values()
    desk.wired.running.sandbox.world.limits = scarce = Scarce(len(ages) * 4 // 3 + 1)
    pace.state(scarce.policy)


async def saying(desk, cases):
    """The cards that say so now, as they stand in the chat."""
    shown = {desk.wired.card(case).message: place for place, case in enumerate(cases)}
    return [
        shown[one["message_id"]]
        for one in await desk.wired.mine()
        if one["message_id"] in shown and PAUSED in one["text"]
    ]


async def test_the_cards_on_the_screen_say_it_first(desk):
    """Two hundred cards take minutes: nobody looks at the first ones."""
    cases, _ = await full(desk, cards=6)
    await desk.wired.say("/suspendre", user_id=INES, name="Inès")
    for _ in range(3):
        await desk.wired.painter.step()

    assert [4, 5] == await saying(desk, cases)


async def test_it_is_said_at_once_however_many_cards_there_are(desk):
    """By a message and by the pinned line; the cards wait for room, so that presses have it."""
    cases, line = await full(desk, cards=6)
    no_room(desk)
    await desk.wired.say("/suspendre", user_id=INES, name="Inès")
    await desk.wired.paint()
    await line.step()
    ((_, text),) = await pinned(desk)

    assert "⏸ Inès a suspendu les envois." in (await desk.last())["text"]
    assert text.endswith("⏸ Envois suspendus par Inès")
    assert [] == await saying(desk, cases)

    desk.wired.now += 61
    await desk.wired.paint()
    assert [*range(6)] == await saying(desk, cases)


async def test_a_press_is_told_and_shown_before_the_other_cards(desk):
    """Whatever a card shows, nothing leaves; and whoever pressed sees what became of it."""
    cases, _ = await full(desk, cards=6)
    await desk.tap(cases[0], "Je prends", LEA)
    no_room(desk)
    old = await desk.card(cases[0])
    await desk.wired.say("/suspendre", user_id=INES, name="Inès")
    said = (await desk.wired.press(old, "Publier (signé Léa)", LEA))["text"]
    await desk.wired.paint()
    shown = await desk.card(cases[0])
    desk.clock.advance(minutes=5)
    await desk.story.delivery().round()

    assert "Validée, mais les envois sont suspendus : elle partira à la reprise." == said
    assert shown["text"].startswith("⏸ Validée ; partira à la reprise des envois")
    assert [] == await saying(desk, cases[1:])
    assert [] == desk.story.channel.public


async def test_that_it_goes_on_is_said_as_soon(desk):
    _, line = await full(desk, cards=3)
    await ask(desk, KARIM, "/suspendre")
    await line.step()
    no_room(desk)
    await ask(desk, KARIM, "/reprendre")
    await line.step()
    ((_, text),) = await pinned(desk)

    assert PAUSED not in text
    assert "📌 3 à traiter" in text
