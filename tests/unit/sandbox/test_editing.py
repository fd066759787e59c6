"""Edits, deletions, pins and reactions."""

import pytest
from telegram import ForceReply, InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions
from telegram.error import BadRequest

MARKUP = InlineKeyboardMarkup([[InlineKeyboardButton("a", callback_data="a")]])
PICTURE = "https://x.example/a.jpg"


async def test_an_edit_replaces_text_and_dates_the_message(bot, desk, people):
    sent = await bot.send_message(desk, "avant", reply_markup=MARKUP)
    edited = await bot.edit_message_text(
        "<b>après</b>", desk, sent.message_id, parse_mode="HTML", reply_markup=MARKUP
    )
    (shown,) = (await people.look())["messages"]

    assert ("après", MARKUP) == (edited.text, edited.reply_markup)
    assert shown["edit_date"] is not None
    assert "bold" == shown["entities"][0]["type"]


async def test_an_edit_without_buttons_takes_them_away(bot, desk):
    sent = await bot.send_message(desk, "avant", reply_markup=MARKUP)

    assert (await bot.edit_message_text("après", desk, sent.message_id)).reply_markup is None


async def test_the_same_again_is_refused(bot, desk):
    """The desk treats it as done, so its wording matters."""
    sent = await bot.send_message(desk, "avant", reply_markup=MARKUP)
    again = {"chat_id": desk, "message_id": sent.message_id, "reply_markup": MARKUP}

    with pytest.raises(BadRequest) as refused:
        await bot.edit_message_text("avant", **again)
    with pytest.raises(BadRequest, match="not modified"):
        await bot.edit_message_reply_markup(**again)

    assert (
        "Message is not modified: specified new message content and reply markup are exactly "
        "the same as a current content and reply markup of the message"
    ) == refused.value.message


async def test_the_link_preview_counts_as_content(bot, desk):
    hidden = LinkPreviewOptions(is_disabled=True)
    sent = await bot.send_message(desk, "https://x.example", link_preview_options=hidden)
    again = {"chat_id": desk, "message_id": sent.message_id, "text": "https://x.example"}

    with pytest.raises(BadRequest, match="not modified"):
        await bot.edit_message_text(**again, link_preview_options=hidden)
    assert (await bot.edit_message_text(**again)).link_preview_options is None


async def test_buttons_alone_can_be_edited(bot, desk):
    sent = await bot.send_message(desk, "avant")
    edited = await bot.edit_message_reply_markup(desk, sent.message_id, reply_markup=MARKUP)

    assert ("avant", MARKUP) == (edited.text, edited.reply_markup)


async def test_a_caption_can_be_edited_and_text_cannot_become_one(bot, desk):
    text = await bot.send_message(desk, "a")
    photo = await bot.send_photo(desk, PICTURE, caption="a")
    edited = await bot.edit_message_caption(desk, photo.message_id, caption="b")

    assert "b" == edited.caption
    with pytest.raises(BadRequest, match="no text in the message"):
        await bot.edit_message_text("b", desk, photo.message_id)
    with pytest.raises(BadRequest, match="no caption in the message"):
        await bot.edit_message_caption(desk, text.message_id, caption="b")


async def test_what_is_gone_cannot_be_edited(bot, desk):
    sent = await bot.send_message(desk, "a")
    await bot.delete_message(desk, sent.message_id)

    with pytest.raises(BadRequest, match="Message to edit not found"):
        await bot.edit_message_text("b", desk, sent.message_id)
    with pytest.raises(BadRequest, match="Message to delete not found"):
        await bot.delete_message(desk, sent.message_id)


async def test_only_own_messages_without_prompts_can_be_edited(bot, desk, people):
    prompt = await bot.send_message(desk, "?", reply_markup=ForceReply())
    others = await people.say("bonjour")

    for message_id in (prompt.message_id, others):
        with pytest.raises(BadRequest, match="Message can't be edited"):
            await bot.edit_message_text("b", desk, message_id)


@pytest.mark.parametrize("text", ["a" * 4097, "<b>a"])
async def test_an_edit_is_read_as_strictly_as_a_message(bot, desk, text):
    sent = await bot.send_message(desk, "a")

    with pytest.raises(BadRequest, match=r"too long|parse entities"):
        await bot.edit_message_text(text, desk, sent.message_id, parse_mode="HTML")


async def test_after_two_days_nothing_can_be_deleted(bot, desk, people):
    sent = await bot.send_message(desk, "a")
    await people.advance(48 * 3600 + 1)

    with pytest.raises(BadRequest, match="Message can't be deleted"):
        await bot.delete_message(desk, sent.message_id)


async def test_others_messages_are_deleted_with_the_right_only(bot, desk, people):
    first, second = await people.say("a"), await people.say("b")
    await bot.delete_message(desk, first)
    await people.post("status", status="member")

    with pytest.raises(BadRequest, match="Message can't be deleted"):
        await bot.delete_message(desk, second)
    assert [second] == [each["message_id"] for each in (await people.look())["messages"]]


async def test_a_pin_is_announced_and_can_be_taken_back(bot, desk, people):
    first, second = [(await bot.send_message(desk, text)).message_id for text in "ab"]
    await bot.pin_chat_message(desk, first)
    await bot.pin_chat_message(desk, second)
    chat = await people.look()

    assert [first, second] == chat["pinned"]
    assert second == chat["messages"][-1]["service"]["pinned_message"]["message_id"]
    assert second == (await bot.get_chat(desk)).pinned_message.message_id

    await bot.unpin_chat_message(desk)
    await bot.unpin_chat_message(desk, message_id=first)

    assert [] == (await people.look())["pinned"]
    assert (await bot.get_chat(desk)).pinned_message is None
    with pytest.raises(BadRequest, match="Message to unpin not found"):
        await bot.unpin_chat_message(desk)


async def test_pinning_needs_the_right_and_a_message(bot, desk, people):
    sent = await bot.send_message(desk, "a")

    with pytest.raises(BadRequest, match="Message to pin not found"):
        await bot.pin_chat_message(desk, 99)
    await people.post("status", status="administrator", rights={"can_pin_messages": False})
    with pytest.raises(BadRequest, match="Not enough rights"):
        await bot.pin_chat_message(desk, sent.message_id)


async def test_a_reaction_replaces_the_last_and_must_be_a_known_one(bot, desk, people):
    said = await people.say("merci")
    await bot.set_message_reaction(desk, said, "👍")
    await bot.set_message_reaction(desk, said, "❤")
    (shown,) = (await people.look())["messages"]

    assert [{"type": "emoji", "emoji": "❤"}] == shown["reactions"]
    with pytest.raises(BadRequest, match=r"(?i)REACTION_INVALID"):
        await bot.set_message_reaction(desk, said, "🪑")
    with pytest.raises(BadRequest, match=r"(?i)REACTIONS_TOO_MANY"):
        await bot.set_message_reaction(desk, said, ["👍", "❤"])
