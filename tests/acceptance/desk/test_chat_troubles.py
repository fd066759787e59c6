"""Stories of a chat that changes under the desk: shut, moved, tidied up; and of lost answers."""

from dataclasses import replace

import pytest

from copilot.app.notify import tell
from copilot.desk.chats import Chats
from copilot.desk.words import load
from tests.acceptance.conftest import INES, KARIM, LEA
from tests.acceptance.story import BROKEN

TOO_OLD = "Bad Request: message can't be edited"


async def started(desk, person=INES):
    """A lead who wrote to the bot once can be written to."""
    await desk.wired.say("/start", chat_id=person, user_id=person, name="Inès")
    await desk.wired.paint()


async def told(desk, person=INES):
    """The last thing said in private."""
    return (await desk.wired.messages(person))[-1]["text"]


async def shut_out(desk, case_id="m9"):
    """Something is to be shown, and the desk refuses it."""
    case = desk.story.complain(id=case_id, author=f"a{case_id}")
    for _ in range(3):
        await desk.wired.painter.step()
    return case


async def test_a_kicked_bot_loses_nothing_tells_the_lead_and_is_back_by_itself(desk):
    """The lead learns it where the bot can still write, and what to do."""
    await started(desk)
    first = await desk.complain()
    await desk.wired.post("kick")
    # What waits for the desk itself stands before nobody else.
    with desk.office.store.write() as records:
        tell(desk.office, records, "cannot_pin", {})
    second = await shut_out(desk)
    during, health = await told(desk), desk.wired.health.value
    await desk.wired.post("join")
    await desk.wired.paint()

    assert "Je ne suis plus dans le desk." in during
    assert "Remettez-moi dans le groupe, comme administrateur" in during
    assert "bot was kicked from the supergroup chat; add it to the group again" in health
    assert desk.wired.health.value is None
    assert "nº 2" in (await desk.card(second))["text"]
    assert "C’est à vous" in await desk.tap(first, "Je prends", LEA)


async def test_a_bot_that_may_only_read_loses_nothing_and_tells_the_lead(desk):
    """Somebody restricted it by mistake: it sees every press, and can draw no new card."""
    await started(desk)
    first = await desk.complain()
    await desk.wired.post("status", status="restricted")
    await desk.wired.listen()
    second = await shut_out(desk)
    during, health = await told(desk), desk.wired.health.value
    answer = await desk.tap(first, "Je prends", LEA)
    await desk.wired.post("status", status="administrator")
    await desk.wired.listen()
    await desk.wired.paint()
    said = [one["text"] for one in await desk.wired.messages(INES)]

    assert "Je n’ai plus le droit d’écrire dans le desk. Levez ma restriction" in during
    assert "lift the bot's restriction, or make it an administrator" in health
    assert "C’est à vous" in answer
    assert desk.wired.health.value is None
    assert "nº 2" in (await desk.card(second))["text"]
    assert 1 == sum("plus le droit d’écrire" in one for one in said)


@pytest.mark.parametrize("with_cards", [False, True])
async def test_the_lead_learns_of_it_at_once_even_when_nothing_is_to_be_shown(desk, with_cards):
    """Not with the first angry customer, hours later."""
    await started(desk)
    for number in range(2):
        await desk.wired.post("kick")
        await desk.wired.listen()
        await desk.wired.paint()
        if with_cards:
            await shut_out(desk, f"m{number}")
        await desk.wired.post("join")
        await desk.wired.listen()
        await desk.wired.paint()
    said = [one["text"] for one in await desk.wired.messages(INES)]

    assert 2 == sum("Je ne suis plus dans le desk." in one for one in said)


async def test_it_is_told_at_once_of_a_group_that_has_become_a_supergroup(desk):
    """Its new number is not the one in the configuration."""
    await started(desk)
    await group(desk)
    await becomes_a_supergroup(desk)
    await desk.wired.post("kick")
    await desk.wired.listen()
    await desk.wired.paint()
    during = await told(desk)
    await desk.wired.post("join")
    await desk.wired.listen()
    await desk.wired.paint()
    here = [one["text"] for one in await desk.wired.messages()]

    assert "Je ne suis plus dans le desk." in during
    assert not [one for one in here if "Si ce chat doit être le desk" in one]


async def test_a_lead_is_told_once_each_time(desk):
    """A reminder every thirty seconds would be switched off."""
    await started(desk)
    for number in ("m1", "m2"):
        await desk.wired.post("kick")
        await shut_out(desk, number)
        await shut_out(desk, f"{number}b")
        await desk.wired.post("join")
        await desk.wired.paint()
    said = [one["text"] for one in await desk.wired.messages(INES)]

    assert 2 == sum("Je ne suis plus dans le desk." in one for one in said)


async def test_an_english_desk_says_it_in_english(desk):
    """Whoever reads the desk in English mends it in English."""
    said = load("en").say("notice.desk_removed")

    assert "I am no longer in the desk." in said
    assert "Add me to the group again, as an administrator" in said


@pytest.fixture
async def forum(desk):
    """The desk as one topic of a group with topics."""
    group = (await desk.wired.post("chats", title="Équipe", is_forum=True))["chat_id"]
    topic = (await desk.wired.post("topic", chat_id=group, name="Desk"))["thread_id"]
    desk.office.desk = replace(desk.office.desk, chat=group)
    desk.wired.chat, desk.wired.wire.topic = group, topic
    return topic


async def test_in_a_group_with_topics_the_desk_keeps_to_its_own(desk, forum):
    """Cards, prompts and notices; what is asked elsewhere is answered there."""
    other = (await desk.wired.post("topic", name="Pause café"))["thread_id"]
    case = await desk.complain()
    await desk.tap(case, "Je prends", LEA)
    await desk.tap(case, "Modifier", LEA)
    mine = [one for one in await desk.wired.mine() if one.get("text")]
    await desk.wired.say("/file", thread_id=other)

    assert {forum} == {one["thread_id"] for one in mine}
    assert other == (await desk.last())["thread_id"]


async def test_a_closed_topic_is_told_with_what_to_do_and_waited_for(desk, forum):
    """The bot may not write there, whatever else it may."""
    await started(desk)
    await desk.wired.post("close_topic", thread_id=forum)
    case = await shut_out(desk)
    during, health = await told(desk), desk.wired.health.value
    await desk.wired.post("close_topic", thread_id=forum, is_open=True)
    await desk.wired.paint()

    assert "Le sujet du desk est fermé" in during
    assert "Rouvrez-le" in during
    assert "Topic_closed; open the topic again" in health
    assert forum == (await desk.card(case))["thread_id"]


async def test_a_deleted_topic_is_told_with_what_to_do(desk, forum):
    await started(desk)
    await desk.wired.post("delete", message_id=forum)
    await shut_out(desk)

    assert "Le sujet du desk n’existe plus." in await told(desk)
    assert "correct desk.telegram.topic" in desk.wired.health.value


async def test_a_group_that_becomes_a_supergroup_is_followed_with_its_buttons(desk, running):
    """Telegram gives it another number, in the middle of the day."""
    group = (await desk.wired.post("chats", type="group", title="Desk"))["chat_id"]
    desk.office.desk = replace(desk.office.desk, chat=group)
    desk.wired.chat = group
    case = await desk.complain()
    old = await desk.card(case)
    await desk.wired.post("join", user_id=KARIM, name="Karim")
    new = (await desk.wired.post("migrate"))["chat_id"]
    read = await desk.wired.press(old, "Je prends", KARIM)
    desk.wired.chat = new
    later = await desk.complain(id="m2", author="778")
    after_restart = Chats(desk.office, desk.wired.clerk)
    await after_restart.load(group)

    assert new == after_restart.now(group)
    assert "nº 2" in (await desk.card(later))["text"]
    assert "C’est à vous" in await desk.tap(later, "Je prends", LEA)
    assert "C’est à vous" in read["text"]
    assert "Karim" in (await desk.card(case))["text"]


async def becomes_a_supergroup(desk):
    new = (await desk.wired.post("migrate"))["chat_id"]
    await desk.wired.listen()
    await desk.wired.paint()
    desk.wired.chat = new


async def group(desk):
    """The desk is a group of the smallest kind, which Léa is in."""
    made = (await desk.wired.post("chats", type="group", title="Desk"))["chat_id"]
    desk.office.desk = replace(desk.office.desk, chat=made)
    desk.wired.chat = made
    await desk.wired.post("join", user_id=LEA, name="Léa")


async def test_what_was_being_asked_when_the_group_moved_is_asked_again(desk):
    """No answer gets from the new group to the old question: half a reply would be lost."""
    await group(desk)
    case = await desk.complain()
    await desk.tap(case, "Modifier", LEA)
    await becomes_a_supergroup(desk)
    asked = await desk.last()
    await desk.answer(LEA, "Bonjour Claire, je regrette. Je regarde et je vous réponds ici.")

    said = next(one for one in await desk.wired.mine() if "enregistrée" in one["text"])

    assert "votre texte pour le nº 1" in asked["text"]
    # The card still stands in the old group, which nothing leads to.
    assert [] == [one["url"] for one in said["entities"] if "url" in one]
    assert "je vous réponds ici" in (await desk.card(case))["text"]


async def test_numbers_begin_anew_in_the_new_group_and_nothing_is_mixed_up(desk):
    """Question 3 there is not question 3 here: it was asked again every second, for ever."""
    await group(desk)
    case = await desk.complain()
    await desk.tap(case, "Modifier", LEA)
    old = (await desk.last())["message_id"]
    await desk.answer(LEA, "Bonjour Claire, je regrette. Je regarde et je vous réponds ici.")
    await becomes_a_supergroup(desk)
    for name in ("a", "b", "c"):
        other = await desk.complain(id=name, author=name, name=name)
        await desk.tap(other, "Modifier", LEA)
        question = (await desk.last())["message_id"]
    await desk.answer(LEA, "Bonjour, je regrette. C’est vu.", to=question)

    assert old < question, "no number came again: this story says nothing"
    assert 3 == sum("votre texte" in one["text"] for one in await desk.wired.mine())
    assert "C’est vu." in (await desk.card(other))["text"]


async def test_a_deleted_card_comes_anew_with_its_next_change(desk):
    """Somebody tidied up; a press that was on its way to it still counts."""
    case = await desk.complain()
    card = await desk.card(case)
    data = next(k["data"] for row in card["buttons"] for k in row if "Je prends" in k["text"])
    await desk.wired.post("delete", message_id=card["message_id"])
    read = await desk.wired.press_data(card, data, LEA)
    anew = await desk.card(case)

    assert "C’est à vous" in read["text"]
    assert anew["message_id"] > card["message_id"]
    assert "Léa" in anew["text"]


async def test_a_card_too_old_to_be_changed_comes_anew_and_its_buttons_work(desk):
    """The old one stays as it was, for ever: it must not lie idle."""
    case = await desk.complain()
    old = await desk.card(case)
    await desk.wired.order(method="editMessageText", kind="refuse", description=TOO_OLD, times=3)
    await desk.tap(case, "Je prends", LEA)
    new = await desk.card(case)
    read = await desk.tap_on(old, "Je prends", KARIM)

    assert new["message_id"] != old["message_id"]
    assert "Léa" in new["text"]
    assert "Léa" in read


async def test_an_anonymous_administrator_who_presses_is_told_what_to_do(desk):
    """Telegram names a bot: nobody knows whose yes it was."""
    case = await desk.complain()
    card = await desk.card(case)
    data = next(k["data"] for row in card["buttons"] for k in row if "Je prends" in k["text"])
    read = await desk.wired.press_data(card, data, LEA, anonymous=True)

    assert "administrateur anonyme" in read["text"]
    assert "Désactivez « Rester anonyme »" in read["text"]
    assert "open" == desk.story.status(case)


async def test_a_send_whose_answer_was_lost_leaves_two_cards_that_both_work(desk):
    """Telegram took it, and nobody heard: it is sent again, and the older one says so."""
    await desk.wired.order(method="sendMessage", kind="drop_after")
    case = desk.story.complain(BROKEN)
    for _ in range(3):
        await desk.wired.painter.step()
    older, newer = [one for one in await desk.wired.mine() if one["buttons"]]
    read = await desk.tap_on(older, "Je prends", LEA)
    pointed = next(
        one for one in await desk.wired.mine() if one["message_id"] == older["message_id"]
    )
    current = await desk.card(case)

    assert "C’est à vous" in read
    assert newer["message_id"] == current["message_id"]
    assert "Léa" in current["text"]
    assert "nº 1" in pointed["text"]
    assert "plus bas" in pointed["text"]
    assert not pointed["buttons"]
