"""What people do through the control side, and what the bot hears of it."""

import pytest
from telegram.error import BadRequest


async def test_a_message_arrives_with_its_writer_and_its_command(bot, people, desk):
    await people.say("/start abc", username="lea_m", language_code="fr")
    (update,) = await bot.get_updates()
    message = update.message

    assert ("Léa", "lea_m", "fr") == (
        message.from_user.first_name,
        message.from_user.username,
        message.from_user.language_code,
    )
    assert (desk, "bot_command") == (message.chat_id, message.entities[0].type)


async def test_a_reply_carries_the_message_it_answers(bot, people, desk):
    """The desk tells a note from new wording by the message that is answered."""
    sent = await bot.send_message(desk, "carte")
    await people.say("il est lourd", reply_to=sent.message_id)
    (update,) = await bot.get_updates()

    assert (sent.message_id, bot.id) == (
        update.message.reply_to_message.message_id,
        update.message.reply_to_message.from_user.id,
    )


async def test_a_private_chat_opens_when_its_person_writes(bot, people):
    await people.say("/start", chat_id=11)
    (update,) = await bot.get_updates()

    assert ("private", "Léa") == (update.message.chat.type, update.message.chat.first_name)
    assert "private" == (await bot.get_chat(11)).type


async def test_an_edit_is_told_and_a_deletion_is_not(bot, people):
    said = await people.say("avnat")
    await people.post("edit", message_id=said, text="avant")
    await people.post("delete", message_id=said)
    updates = await bot.get_updates()

    assert ["avnat", "avant"] == [each.effective_message.text for each in updates]
    assert updates[1].edited_message.edit_date
    assert [] == (await people.look())["messages"]


async def test_a_person_sends_a_photo(bot, people):
    await people.say("cassé", photo="https://x.example/a.jpg")
    (update,) = await bot.get_updates()

    assert ("cassé", 1) == (update.message.caption, len(update.message.photo))


async def test_a_menu_is_kept_for_each_language(bot):
    await bot.set_my_commands([("suivant", "Le suivant")])
    await bot.set_my_commands([("next", "The next one")], language_code="en")

    assert ["suivant"] == [one.command for one in await bot.get_my_commands()]
    assert ["next"] == [one.command for one in await bot.get_my_commands(language_code="en")]
    with pytest.raises(BadRequest, match=r"(?i)language code"):
        await bot.set_my_commands([("next", "x")], language_code="eng")


async def test_commands_are_kept_and_checked(bot):
    await bot.set_my_commands([("pause", "Suspendre les envois")])

    assert ["pause"] == [each.command for each in await bot.get_my_commands()]
    with pytest.raises(BadRequest, match=r"(?i)BOT_COMMAND_INVALID"):
        await bot.set_my_commands([("Pause!", "a")])
    with pytest.raises(BadRequest, match=r"(?i)BOT_COMMAND_DESCRIPTION_INVALID"):
        await bot.set_my_commands([("pause", "a" * 257)])
    with pytest.raises(BadRequest, match=r"(?i)BOT_COMMANDS_TOO_MUCH"):
        await bot.set_my_commands([(f"c{each}", "a") for each in range(101)])


async def test_typing_is_shown_in_a_chat_with_a_known_action(bot, desk):
    assert await bot.send_chat_action(desk, "typing")
    with pytest.raises(BadRequest, match=r"[Ww]rong parameter action"):
        await bot.send_chat_action(desk, "dancing")


async def test_a_bot_that_was_thrown_out_gets_no_press(bot, people, client, desk):
    sent = await bot.send_message(desk, "a")
    await people.post("kick")
    fields = {"chat_id": desk, "message_id": sent.message_id, "user_id": 11, "data": "x"}

    assert 400 == (await client.post("/sandbox/press", json=fields)).status_code


async def test_a_person_who_was_thrown_out_presses_nothing(bot, people, client, desk):
    sent = await bot.send_message(desk, "a")
    await people.post("status", user_id=11, status="kicked")
    fields = {"chat_id": desk, "message_id": sent.message_id, "user_id": 11, "data": "x"}

    assert 400 == (await client.post("/sandbox/press", json=fields)).status_code


async def test_people_edit_their_own_messages_only(bot, client, desk):
    sent = await bot.send_message(desk, "a")
    fields = {"chat_id": desk, "message_id": sent.message_id, "text": "b"}

    assert 400 == (await client.post("/sandbox/edit", json=fields)).status_code


async def test_a_deleted_message_is_no_longer_pinned(bot, people, desk):
    said = await people.say("a")
    await bot.pin_chat_message(desk, said)
    await people.post("delete", message_id=said)

    assert [] == (await people.look())["pinned"]
