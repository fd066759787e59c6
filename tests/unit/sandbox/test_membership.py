"""Who is in which chat: arrivals, channels and their discussions, topics, several bots."""

import pytest
from telegram.error import BadRequest, Forbidden

CHANNEL, TALK = -1_001_500_000_001, -1_001_500_000_002


async def test_membership_is_what_happened(bot, people, desk):
    await people.say("bonjour")
    await people.post("status", user_id=12, status="creator")
    await people.say("/start", chat_id=13, user_id=13)
    statuses = [(await bot.get_chat_member(desk, each)).status for each in (bot.id, 11, 12, 13)]
    administrators = await bot.get_chat_administrators(desk)

    assert ["administrator", "member", "creator", "left"] == statuses
    assert {bot.id, 12} == {each.user.id for each in administrators}
    with pytest.raises(BadRequest, match="User not found"):
        await bot.get_chat_member(desk, 99)
    with pytest.raises(BadRequest, match="no administrators"):
        await bot.get_chat_administrators(13)


async def test_arrivals_are_announced(bot, people):
    group = (await people.post("chats", type="group", title="Nouveau"))["chat_id"]
    await people.post("status", chat_id=group, status="left")
    await people.post("join", chat_id=group, name="x")
    await people.post("join", chat_id=group, user_id=14, name="Karim")
    updates = await bot.get_updates()

    assert ["left", "member"] == [
        each.my_chat_member.new_chat_member.status for each in updates[:2]
    ]
    assert [[bot.id], [14]] == [
        [user.id for user in each.message.new_chat_members] for each in updates[2:]
    ]


async def test_a_channel_post_is_carried_into_its_discussion_and_answered_there(bot, people):
    """Comments under a channel's posts are complaints; their thread is the forwarded post."""
    await people.post("chats", id=TALK, title="Discussion")
    await people.post("chats", id=CHANNEL, type="channel", title="Lumen", linked_chat_id=TALK)
    await people.say("Nouveau modèle !", chat_id=CHANNEL)
    post, carried = await bot.get_updates()
    comment = await people.say(
        "le mien est cassé", chat_id=TALK, reply_to=carried.message.message_id
    )
    answer = await bot.send_message(TALK, "désolé", reply_to_message_id=comment)

    assert ("channel", "Nouveau modèle !") == (post.channel_post.chat.type, post.channel_post.text)
    assert carried.message.is_automatic_forward
    assert CHANNEL == carried.message.sender_chat.id
    assert post.channel_post.message_id == carried.message.forward_origin.message_id
    assert carried.message.message_id == answer.message_thread_id
    assert TALK == (await bot.get_chat(CHANNEL)).linked_chat_id


async def test_a_bot_posts_in_a_channel_and_hears_only_the_forward(bot, people):
    await people.post("chats", id=TALK, title="Discussion")
    await people.post("chats", id=CHANNEL, type="channel", title="Lumen", linked_chat_id=TALK)
    posted = await bot.send_message(CHANNEL, "a")
    (update,) = await bot.get_updates()
    await bot.edit_message_text("b", CHANNEL, posted.message_id)

    assert posted.from_user is None
    assert update.message.is_automatic_forward


class TestPrivacy:
    async def test_an_ordinary_member_in_privacy_mode_sees_what_concerns_it(
        self, bot, people, sandbox, desk
    ):
        next(iter(sandbox.world.bots.values())).is_private = True
        await people.post("status", status="member")
        await bot.get_updates(offset=-1)
        sent = await bot.send_message(desk, "carte")
        await people.say("entre nous")
        await people.say("/start")
        await people.say("une note", reply_to=sent.message_id)
        await people.say("dis, @copilot_sandbox_bot")
        heard = [each.effective_message for each in await bot.get_updates()]

        assert ["/start", "une note", "dis, @copilot_sandbox_bot"] == [
            each.text for each in heard if each and each.text
        ]


class TestTwoBots:
    @pytest.fixture
    def bots(self):
        return ["1001:first", "1002:second"]

    async def test_a_private_message_is_for_one_bot(self, bot, people):
        await people.say("/start", chat_id=11, bot=1002)

        assert () == await bot.get_updates()
        answer = await people.client.get("/bot1002:second/getUpdates")
        assert "/start" == answer.json()["result"][0]["message"]["text"]

    async def test_a_query_is_answered_by_the_bot_whose_card_it_was(self, bot, people, desk):
        sent = await bot.send_message(desk, "carte")
        pressed = await people.press(sent.message_id, "x")
        path = f"/bot1002:second/answerCallbackQuery?callback_query_id={pressed['query_id']}"

        assert 400 == (await people.client.get(path)).status_code
        assert await bot.answer_callback_query(pressed["query_id"])

    async def test_other_bots_are_administrators_only_when_asked_for(self, bot, desk):
        own = await bot.get_chat_administrators(desk)
        everyone = await bot.get_chat_administrators(desk, api_kwargs={"return_bots": True})

        assert ([1001], [1001, 1002]) == (
            [each.user.id for each in own],
            [each.user.id for each in everyone],
        )


async def test_a_topic_keeps_its_messages_together(bot, people, client):
    forum = (await people.post("chats", title="Forum", is_forum=True))["chat_id"]
    thread = (await people.post("topic", chat_id=forum, name="Retards"))["thread_id"]
    await people.say("a", chat_id=forum, thread_id=thread)
    sent = await bot.send_message(forum, "b", message_thread_id=thread)
    created, said = await bot.get_updates()
    elsewhere = {"chat_id": forum, "user_id": 11, "text": "a", "thread_id": 99}

    assert "Retards" == created.message.forum_topic_created.name
    assert [(thread, True)] * 2 == [
        (each.message_thread_id, each.is_topic_message) for each in (said.message, sent)
    ]
    assert 404 == (await client.post("/sandbox/message", json=elsewhere)).status_code


async def test_only_forums_have_topics(client, desk):
    answer = await client.post("/sandbox/topic", json={"chat_id": desk, "name": "a"})

    assert 400 == answer.status_code


async def test_a_bot_that_someone_left_may_not_write_to_them(bot, people):
    await people.say("/start", chat_id=11)
    await people.post("status", chat_id=11, status="left")

    with pytest.raises(Forbidden, match="can't initiate conversation"):
        await bot.send_message(11, "a")


async def test_a_channel_takes_posts_of_administrators_only(bot, people):
    await people.post("chats", id=CHANNEL, type="channel", title="Lumen", username="lumen")
    posted = await bot.send_message("@lumen", "a")
    mine = await bot.get_chat_member("@lumen", bot.id)
    await people.post("status", chat_id=CHANNEL, status="member")

    assert (CHANNEL, True) == (posted.chat.id, mine.can_post_messages)
    with pytest.raises(BadRequest, match="Need administrator rights in the channel chat"):
        await bot.send_message(CHANNEL, "b")


async def test_an_owner_may_do_everything(sandbox, people, desk):
    """And in private, where there are no rights, so may either side."""
    await people.post("status", user_id=12, status="creator")
    await people.say("/start", chat_id=11)
    chats = sandbox.world.chats

    assert chats[desk].may(12, "can_pin_messages")
    assert chats[11].may(11, "can_pin_messages")
