"""From a press to what its presser reads."""

import asyncio

import pytest
from telegram import InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import BadRequest

MARKUP = InlineKeyboardMarkup([[InlineKeyboardButton("a", callback_data="approve:1:x")]])


@pytest.fixture
async def card(bot, desk):
    return await bot.send_message(desk, "carte", reply_markup=MARKUP)


async def test_a_press_reaches_the_bot_and_its_answer_the_presser(bot, people, card):
    pressing = asyncio.create_task(people.press(card.message_id, "approve:1:x", wait=5))
    (update,) = await bot.get_updates(timeout=5)
    query = update.callback_query
    await query.answer("Rien n’est parti.", show_alert=True)
    read = await pressing

    assert ("approve:1:x", 11, "Léa") == (
        query.data,
        query.from_user.id,
        query.from_user.first_name,
    )
    assert (card.message_id, MARKUP) == (query.message.message_id, query.message.reply_markup)
    assert (True, True, "Rien n’est parti.", True) == (
        read["shown"],
        read["answered"],
        read["text"],
        read["show_alert"],
    )


async def test_a_press_that_nobody_answers_says_so(people, card):
    read = await people.press(card.message_id, "approve:1:x", wait=0.01)

    assert (False, "") == (read["answered"], read["text"])


async def test_data_that_no_button_carries_can_be_sent_and_is_marked(bot, people, card):
    """Clients can do that, so the desk must stand it; the answer says that it was never shown."""
    read = await people.press(card.message_id, "approve:9:stolen")
    (update,) = await bot.get_updates()

    assert (False, "approve:9:stolen") == (read["shown"], update.callback_query.data)


async def test_an_old_button_can_be_pressed_after_an_edit(bot, people, card, desk):
    await bot.edit_message_text("publiée", desk, card.message_id)
    read = await people.press(card.message_id, "approve:1:x")

    assert not read["shown"]
    assert 1 == len(await bot.get_updates())


async def test_a_press_on_a_deleted_card_shows_the_bot_no_message(bot, people, card, desk):
    await bot.delete_message(desk, card.message_id)
    await people.press(card.message_id, "approve:1:x")
    (update,) = await bot.get_updates()

    assert not update.callback_query.message.is_accessible


async def test_a_query_is_answered_once(bot, people, card):
    await people.press(card.message_id, "approve:1:x")
    (update,) = await bot.get_updates()
    await update.callback_query.answer()

    with pytest.raises(BadRequest, match="Query is too old and response timeout expired or query"):
        await update.callback_query.answer()


async def test_after_fifteen_seconds_a_query_takes_no_answer(bot, people, card):
    await people.press(card.message_id, "approve:1:x")
    (update,) = await bot.get_updates()
    await people.advance(15)

    with pytest.raises(BadRequest, match="Query is too old"):
        await update.callback_query.answer()


async def test_an_unknown_query_takes_no_answer(bot):
    with pytest.raises(BadRequest, match=r"(?i)query ID is invalid"):
        await bot.answer_callback_query("1")


async def test_an_answer_holds_200_characters(bot, people, card):
    await people.press(card.message_id, "approve:1:x")
    (update,) = await bot.get_updates()

    with pytest.raises(BadRequest, match=r"(?i)MESSAGE_TOO_LONG"):
        await update.callback_query.answer("a" * 201)


async def test_every_press_and_its_answer_stay_on_record(bot, people, card, client):
    await people.press(card.message_id, "approve:1:x")
    (update,) = await bot.get_updates()
    await update.callback_query.answer("lu")
    listed = (await client.get("/sandbox/queries")).json()["queries"]

    assert [("approve:1:x", "lu", False)] == [
        (each["data"], each["text"], each["show_alert"]) for each in listed
    ]
