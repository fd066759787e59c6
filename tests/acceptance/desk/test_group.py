"""Stories of the brand's own Telegram group: customers write there, and so do colleagues."""

import pytest

from copilot.app.triage import triage
from copilot.bootstrap.desk import taker_of
from copilot.channels.telegram import TelegramChannel
from copilot.domain.channel import Mode
from copilot.domain.charter import SignedBy
from tests.acceptance.conftest import INES, KARIM, LEA
from tests.acceptance.desk.test_chat_troubles import becomes_a_supergroup
from tests.acceptance.desk.test_chat_troubles import group as in_a_plain_group
from tests.acceptance.desk.test_danger import cries
from tests.acceptance.desk.test_queue import ask, line_of
from tests.acceptance.story import BROKEN

GROUP, CLAIRE = -1_007_000_000_042, 777


@pytest.fixture
async def group(desk):
    """The group, and what reads it; customers and colleagues write."""
    wired = desk.wired
    made = await wired.client.post(
        "/sandbox/chats", json={"id": GROUP, "type": "supergroup", "title": "Entraide"}
    )
    assert made.status_code == 200, made.text
    channel = TelegramChannel("groupe", mode=Mode.LIVE, chat=GROUP, bot=wired.wire.bot)
    desk.office.channels = {**desk.office.channels, "groupe": channel}
    take = taker_of(desk.office, wired.clerk, channel, taken=wired.bell)

    async def write(person, name, text, *, later=1, **more):
        desk.clock.advance(minutes=later)
        number = await wired.say(text, user_id=person, name=name, chat_id=GROUP, **more)
        for update in wired.taken:
            await take(update)
        wired.taken.clear()
        triage(desk.office)
        await wired.paint()
        return number

    return write


def cases(desk):
    with desk.office.store.read() as records:
        return records.cases.list()


async def test_a_colleague_who_answers_there_themselves_marks_the_card(desk, group):
    """With their own account, as people do: nobody answers a second time."""
    asked = await group(CLAIRE, "Claire", BROKEN)
    (case,) = cases(desk)
    before = await desk.card(case)
    await group(KARIM, "Karim", "Bonjour Claire, on regarde ça tout de suite.", reply_to=asked)
    after = (await desk.card(case))["text"]

    assert "La marque a répondu" not in before["text"]
    assert "🔄 La marque a répondu sur la plateforme" in after
    assert "on regarde ça tout de suite" in after
    assert [case.id] == [one.id for one in cases(desk)]


async def test_a_customer_who_answers_a_customer_is_no_colleague(desk, group):
    asked = await group(CLAIRE, "Claire", BROKEN)
    await group(778, "Marc", "même souci, écran fissuré à l'ouverture", reply_to=asked)

    assert 2 == len(cases(desk))


async def test_a_colleague_who_tries_the_group_out_gets_a_card(desk, group):
    """Answering nobody, they write as a customer would: the first thing that people try."""
    await group(LEA, "Léa", BROKEN)

    assert 1 == len(cases(desk))


async def test_a_colleague_who_goes_on_with_their_own_words_answers_nobody(desk, group):
    number = await group(LEA, "Léa", BROKEN)
    await group(LEA, "Léa", "et toujours rien, écran fissuré à l'ouverture", reply_to=number)
    first, second = sorted(cases(desk), key=lambda one: one.number)

    assert "La marque a répondu" not in (await desk.card(first))["text"]
    assert second.number == 2


async def test_photos_that_a_customer_sends_together_are_one_case(desk, group):
    """Three photos of one broken screen are one complaint; an hour later it would be another."""
    for place, words in enumerate([BROKEN, "", ""]):
        photo = f"https://x.example/{place}.jpg"
        more = {"photo": photo, "media_group_id": "a1", "later": 0}
        await group(CLAIRE, "Claire", words, **more)
    (case,) = cases(desk)
    card = (await desk.card(case))["text"]
    more = {"photo": "https://x.example/9.jpg", "media_group_id": "a2", "later": 60}
    await desk.wired.post("advance", seconds=3600)
    await group(CLAIRE, "Claire", "", **more)

    assert "📷 3 photos" in card
    assert "écran fissuré" in card
    assert 2 == len(cases(desk))


# The desk's own group


def links(message):
    """Where the words of a message lead: what is tapped, and the address."""
    return {
        message["text"]
        .encode("utf-16-le")[2 * one["offset"] :][: 2 * one["length"]]
        .decode("utf-16-le"): one["url"]
        for one in message["entities"]
        if "url" in one
    }


async def test_lists_lead_to_no_card_of_the_group_that_the_desk_was(desk, in_force):
    """Numbers begin anew in the supergroup: the old one would be somebody else's message."""
    in_force(signature=SignedBy.BRAND, approvals=2)
    await in_a_plain_group(desk)
    danger = await cries(desk)
    old = await desk.complain(id="m2", author="778", name="Marc D.")
    await desk.tap(old, "Publier", LEA)
    await becomes_a_supergroup(desk)
    new = await desk.complain(id="m3", author="779", name="Zoé B.")
    card = await desk.card(new)
    (handed_over,) = await ask(desk, INES, "/passation")
    (queue,) = await ask(desk, INES, "/file")
    await line_of(desk).step()
    chat = desk.wired.running.sandbox.world.chats[desk.wired.chat]
    pinned = [one for one in await desk.wired.mine() if one["message_id"] in chat.pinned]

    address = f"https://t.me/c/{str(desk.wired.chat)[4:]}/{card['message_id']}"
    assert (1, 2, 3) == (danger.number, old.number, new.number)
    assert all(f"nº {one}" in handed_over["text"] for one in (1, 2, 3))
    assert {"nº 3": address} == links(handed_over)
    assert "nº 2" in queue["text"]
    assert {} == links(queue)
    assert [True] == ["nº 1" in one["text"] for one in pinned]
    assert [{}] == [links(one) for one in pinned]
