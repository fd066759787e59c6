"""
The whole desk over HTTP: the embedded Bot API on one side, the starter library on the other.

Every request and answer is held to Telegram's description; people press what they see.
"""

import itertools
from dataclasses import replace

import pytest

from copilot.app.shelf import Shelf
from copilot.domain.person import People, Person, Role
from tests.acceptance.conftest import INES, KARIM, LEA, NINA, PEOPLE, TOM
from tests.unit.desk.conftest import _timedelta, ledger, limits, running, wired_desk

__all__ = ["_timedelta", "ledger", "limits", "running"]

PAUL, STRANGER = 66, 99
NAMES = {
    LEA: "Léa",
    KARIM: "Karim",
    INES: "Inès",
    TOM: "Tom",
    NINA: "Nina",
    PAUL: "Paul",
    STRANGER: "Zoé",
}

#: What a card says below the reply that it proposes.
ABOUT_THE_DRAFT = ("⏱", "✏️", "🙋", "✋")


@pytest.fixture
def office(office, running):
    """The team of the stories, with a lawyer, in the sandbox's desk."""
    office.desk = replace(office.desk, chat=running.chat_id)
    office.people = People([*PEOPLE, Person("Paul Roy", PAUL, Role.LEGAL)])
    return office


@pytest.fixture
def in_force(office, starter, starter_set):
    """Put a changed set in force, for this test alone: of the charter, of one playbook."""

    def put(*, playbook="broken-on-arrival", signature=None, **changes):
        charter = starter_set.charter
        if signature is not None:
            charter = replace(charter, signature=signature)
        changed_one = replace(starter_set.playbooks[playbook], **changes)
        changed = replace(
            starter_set,
            digest="changed",
            charter=charter,
            playbooks={**starter_set.playbooks, playbook: changed_one},
        )
        built = office.shelf.in_force
        office.shelf = Shelf(starter)
        office.shelf.put_in_force(
            replace(built, playbooks=changed, drafter=starter.drafter(changed))
        )

    return put


class Desk:
    """Who taps what, and what they then see."""

    def __init__(self, wired):
        self.wired, self.story, self.clock = wired, wired.story, wired.story.clock
        self.office = wired.office

    async def complain(self, *args, **more):
        """A customer writes; the card is on the desk."""
        case = self.story.complain(*args, **more)
        await self.wired.paint()
        return case

    async def card(self, case):
        """The card of *case* as everybody sees it now."""
        await self.wired.paint()
        shown = self.wired.card(case)
        return next(one for one in await self.wired.mine() if one["message_id"] == shown.message)

    async def tap(self, case, label, person):
        """Press the button that says *label* on the card; what the person reads."""
        return await self.tap_on(await self.card(case), label, person)

    async def tap_on(self, message, label, person):
        answer = await self.wired.press(message, label, person)
        await self.wired.paint()
        return answer["text"]

    async def choose(self, case, *labels, person):
        """Press one button after another, as one goes through a menu; what is read at the end."""
        said = ""
        for label in labels:
            said = await self.tap(case, label, person)
        return said

    async def buttons(self, case):
        return [key["text"] for row in (await self.card(case))["buttons"] for key in row]

    async def answer(self, person, text, *, to=None, **more):
        """Reply to the bot's last message, or to message *to*; the number of the answer."""
        asked = to or (await self.wired.mine())[-1]["message_id"]
        said = {"user_id": person, "name": NAMES[person], "reply_to": asked}
        number = await self.wired.say(text, **said, **more)
        await self.wired.paint()
        return number

    async def edit(self, message, text):
        """Somebody edits their own message."""
        await self.wired.post("edit", message_id=message, text=text)
        await self.wired.listen()
        await self.wired.paint()

    async def sent(self, seconds=11):
        """The time to undo goes by, and what is approved goes its way."""
        self.clock.advance(seconds=seconds)
        await self.story.delivery().round()
        await self.wired.paint()

    async def draft(self, case):
        """The reply that the card shows, as the customer would read it."""
        return draft_on(await self.card(case))

    async def to_the_letter(self):
        """All that stands in the chat, with the spaces that keep a line together."""
        answer = await self.wired.client.get(f"/sandbox/chats/{self.wired.chat}")
        return "\n".join(one["text"] for one in answer.json()["messages"])

    async def last(self):
        """The bot's last message."""
        return (await self.wired.mine())[-1]

    async def said(self):
        """Everything the bot says now, one text after another."""
        return "\n".join(one["text"] for one in await self.wired.mine())


def plain(text):
    """Without the spaces that only keep a line together, as the chat is read here."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def draft_on(card):
    """The proposed reply on a card: below its line of lengths and rules, above what it promises."""
    _, _, shown = card["text"].partition("✍️ ")
    below = [line for line in shown.splitlines()[1:] if not line.startswith(("⛔", "⚠️"))]
    kept = itertools.takewhile(lambda line: not line.startswith(ABOUT_THE_DRAFT), below)
    return "\n".join(kept).strip()


@pytest.fixture
async def desk(running, office, clock, channel):
    async with wired_desk(running, office, clock, channel) as wired:
        yield Desk(wired)
