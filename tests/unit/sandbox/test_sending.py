"""New messages, driven by python-telegram-bot over HTTP."""

import pytest
from telegram import (
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    InputMediaVideo,
    LinkPreviewOptions,
    MessageEntity,
    ReplyParameters,
)
from telegram.error import BadRequest, Forbidden

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 20
APPROVE = InlineKeyboardMarkup([[InlineKeyboardButton("Publier", callback_data="approve:1:x")]])


async def test_a_message_comes_back_as_the_chat_shows_it(bot, people, desk):
    sent = await bot.send_message(
        desk,
        "👋 <b>Élevé</b> &amp; <a href='https://x.example'>voir</a>",
        parse_mode="HTML",
        reply_markup=APPROVE,
        link_preview_options=LinkPreviewOptions(is_disabled=True),
        disable_notification=True,
    )
    (shown,) = (await people.look())["messages"]

    assert "👋 Élevé & voir" == sent.text == shown["text"]
    assert {"Élevé": "bold", "voir": "text_link"} == {
        text: entity.type for entity, text in sent.parse_entities().items()
    }
    assert APPROVE == sent.reply_markup
    assert [[{"text": "Publier", "data": "approve:1:x"}]] == shown["buttons"]
    assert sent.link_preview_options.is_disabled


async def test_entities_may_be_given_instead_of_markup(bot, desk):
    sent = await bot.send_message(desk, "👋 gras", entities=[MessageEntity("bold", 3, 4)])

    assert ["gras"] == list(sent.parse_entities().values())


async def test_a_bot_never_hears_itself(bot, desk):
    await bot.send_message(desk, "bonjour")

    assert () == await bot.get_updates()


async def test_ids_rise_in_each_chat(bot, desk, people):
    await people.say("/start", chat_id=11)
    sent = [await bot.send_message(chat, "a") for chat in (desk, desk, 11)]

    assert [1, 2, 2] == [message.message_id for message in sent]


async def test_a_reply_shows_what_it_answers_and_quotes(bot, desk, people):
    asked = await people.say("👋 mon écran est cassé")
    sent = await bot.send_message(
        desk, "désolé", reply_parameters=ReplyParameters(asked, quote="écran")
    )

    assert "👋 mon écran est cassé" == sent.reply_to_message.text
    assert ("écran", 7) == (sent.quote.text, sent.quote.position)
    assert asked == (await people.look())["messages"][-1]["reply_to"]


async def test_a_reply_to_nothing_is_refused_unless_it_may_stand_alone(bot, desk):
    with pytest.raises(BadRequest, match="Message to be replied not found"):
        await bot.send_message(desk, "a", reply_parameters=ReplyParameters(99))

    sent = await bot.send_message(
        desk, "a", reply_parameters=ReplyParameters(99, allow_sending_without_reply=True)
    )

    assert sent.reply_to_message is None


async def test_a_quote_must_be_in_the_message(bot, desk, people):
    asked = await people.say("bonjour")

    with pytest.raises(BadRequest, match=r"(?i)QUOTE_TEXT_INVALID"):
        await bot.send_message(desk, "a", reply_parameters=ReplyParameters(asked, quote="bonsoir"))


async def test_a_prompt_is_shown_to_people_not_returned(bot, desk, people):
    """The page opens its reply box on it; Telegram returns inline keyboards only."""
    sent = await bot.send_message(
        desk, "Votre texte ?", reply_markup=ForceReply(input_field_placeholder="Réponse")
    )
    (shown,) = (await people.look())["messages"]

    assert sent.reply_markup is None
    assert {"placeholder": "Réponse", "selective": False} == shown["force_reply"]


async def test_a_photo_is_sent_by_address_by_upload_and_again(bot, desk, people, client):
    await bot.send_photo(desk, "https://x.example/a.jpg", caption="<i>a</i>", parse_mode="HTML")
    uploaded = await bot.send_photo(desk, PNG)
    again = await bot.send_photo(desk, uploaded.photo[0].file_id)
    shown = (await people.look())["messages"]

    assert "https://x.example/a.jpg" == shown[0]["photo"]["url"]
    assert "italic" == shown[0]["entities"][0]["type"]
    assert uploaded.photo[0].file_id == again.photo[0].file_id
    assert PNG == (await client.get(shown[1]["photo"]["url"])).content


@pytest.mark.parametrize(
    ("photo", "reason"), [(b"no picture", "IMAGE_PROCESS_FAILED"), ("nowhere", "file identifier")]
)
async def test_what_is_no_picture_is_refused(bot, desk, photo, reason):
    with pytest.raises(BadRequest, match=f"(?i){reason}"):
        await bot.send_photo(desk, photo)


async def test_an_album_is_one_group(bot, desk):
    sent = await bot.send_media_group(
        desk, [InputMediaPhoto(PNG, caption="a"), InputMediaPhoto("https://x.example/b.jpg")]
    )

    assert 1 == len({message.media_group_id for message in sent})
    assert ["a", None] == [message.caption for message in sent]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("a" * 4097, "Message is too long"),
        ("", "Message text is empty"),
        (" \n ", "Text must be non-empty"),
        ("\u200b\u2800\u00a0\ufeff\u202e", "Text must be non-empty"),
    ],
)
async def test_a_text_of_the_wrong_length_is_refused(bot, desk, text, reason):
    with pytest.raises(BadRequest, match=f"(?i){reason}"):
        await bot.send_message(desk, text)


async def test_length_is_counted_after_the_markup_is_gone(bot, desk):
    sent = await bot.send_message(desk, f"<b>{'&lt;' * 4096}</b>", parse_mode="HTML")

    assert 4096 == len(sent.text)


async def test_a_caption_holds_1024_characters(bot, desk):
    with pytest.raises(BadRequest, match="Message caption is too long"):
        await bot.send_photo(desk, "https://x.example/a.jpg", caption="é" * 1025)


async def test_broken_markup_is_refused(bot, desk):
    with pytest.raises(BadRequest, match=r"(?i)can't parse entities: unsupported start tag"):
        await bot.send_message(desk, "<h1>a</h1>", parse_mode="HTML")
    with pytest.raises(BadRequest, match="Unsupported parse_mode"):
        await bot.send_message(desk, "a", parse_mode="BBCode")


@pytest.mark.parametrize(
    ("button", "reason"),
    [
        ({"callback_data": "é" * 33}, "BUTTON_DATA_INVALID"),
        ({"callback_data": ""}, "BUTTON_DATA_INVALID"),
        ({"url": "http://localhost/"}, "Wrong HTTP URL"),
        ({}, "Text buttons are unallowed"),
        ({"url": "https://x.example", "callback_data": "a"}, "exactly one action"),
    ],
)
async def test_a_button_telegram_would_not_show_is_refused(bot, desk, button, reason):
    markup = InlineKeyboardMarkup([[InlineKeyboardButton("a", **button)]])

    with pytest.raises(BadRequest, match=f"(?i){reason}"):
        await bot.send_message(desk, "a", reply_markup=markup)


async def test_sixty_four_bytes_of_data_fit(bot, desk):
    markup = InlineKeyboardMarkup([[InlineKeyboardButton("a", callback_data="é" * 32)]])

    assert (await bot.send_message(desk, "a", reply_markup=markup)).reply_markup == markup


async def test_a_hundred_buttons_fit_and_no_more(bot, desk):
    rows = [[InlineKeyboardButton(str(i), callback_data=str(i))] for i in range(101)]

    with pytest.raises(BadRequest, match="markup is too long"):
        await bot.send_message(desk, "a", reply_markup=InlineKeyboardMarkup(rows))


async def test_a_chat_that_nobody_opened_is_not_found(bot):
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(-100999, "a")


async def test_a_bot_may_not_write_to_a_stranger_first(bot, people):
    """Someone seen in the group is known, and still has to write to the bot first."""
    await people.say("bonjour")

    with pytest.raises(Forbidden, match="can't initiate conversation"):
        await bot.send_message(11, "a")
    with pytest.raises(Forbidden, match="can't send messages to bots"):
        await bot.send_message(bot.id, "a")


async def test_a_topic_must_exist(bot, desk):
    with pytest.raises(BadRequest, match="Message thread not found"):
        await bot.send_message(desk, "a", message_thread_id=77)


async def test_a_link_to_a_person_becomes_a_mention_of_someone_known(bot, desk, people):
    await people.say("bonjour")
    sent = await bot.send_message(
        desk,
        '<a href="tg://user?id=11">Léa</a> <a href="tg://user?id=404">Nul</a>',
        parse_mode="HTML",
    )

    assert [("text_mention", 11)] == [(each.type, each.user.id) for each in sent.entities]


async def test_a_reply_across_chats_is_not_to_a_message_here(bot, desk, people):
    said = await people.say("a")

    with pytest.raises(BadRequest, match="Message to be replied not found"):
        await bot.send_message(
            desk, "b", reply_parameters=ReplyParameters(said, chat_id=-1_001_999_999_999)
        )


@pytest.mark.parametrize(
    ("album", "reason"),
    [([InputMediaPhoto(PNG)], "2 to 10"), ([InputMediaVideo(PNG)] * 2, "only photos")],
)
async def test_an_album_is_two_to_ten_photos(bot, desk, album, reason):
    with pytest.raises(BadRequest, match=reason):
        await bot.send_media_group(desk, album)
