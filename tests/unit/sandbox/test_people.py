"""What people do through the control side, and what the bot hears of it."""

# ruff: noqa: SIM300 - the expected value stands first

import asyncio
import json

import pytest
from telegram.error import BadRequest

CHANNEL, TALK = -1_001_500_000_001, -1_001_500_000_002


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

    async def test_other_bots_are_administrators_only_when_asked_for(self, bot, desk):
        own = await bot.get_chat_administrators(desk)
        everyone = await bot.get_chat_administrators(desk, api_kwargs={"return_bots": True})

        assert ([1001], [1001, 1002]) == (
            [each.user.id for each in own],
            [each.user.id for each in everyone],
        )


async def test_commands_are_kept_and_checked(bot):
    await bot.set_my_commands([("pause", "Suspendre les envois")])

    assert ["pause"] == [each.command for each in await bot.get_my_commands()]
    with pytest.raises(BadRequest, match=r"(?i)BOT_COMMAND_INVALID"):
        await bot.set_my_commands([("Pause!", "a")])


async def test_typing_is_shown_in_a_chat_with_a_known_action(bot, desk):
    assert await bot.send_chat_action(desk, "typing")
    with pytest.raises(BadRequest, match=r"[Ww]rong parameter action"):
        await bot.send_chat_action(desk, "dancing")


async def test_the_event_stream_names_the_chat_that_changed(bot, client, desk, running):
    """The page redraws one chat, not all of them; a browser can't set the header here."""
    url = f"/sandbox/events?token={running.token}"
    async with client.stream("GET", url, headers={"X-Sandbox-Token": ""}) as stream:
        lines = stream.aiter_lines()
        assert ": connected" == await anext(lines)
        asking = asyncio.create_task(bot.send_message(desk, "a"))
        line = await anext(each async for each in lines if each.startswith("data:"))
        await asking

    assert {"kind": "message", "chat_id": desk, "message_id": 1} == json.loads(line[5:])


@pytest.mark.parametrize(
    ("action", "fields", "status"),
    [
        ("press", {"message_id": 1, "user_id": 11, "data": "x"}, 404),
        ("press", {"user_id": 11, "data": "x"}, 400),
        ("message", {"user_id": 11, "text": ""}, 400),
        ("message", {"user_id": 11}, 400),
        ("message", {"user_id": 11, "text": "a", "reply_to": 9}, 404),
        ("message", {"user_id": True, "text": "a"}, 400),
        ("message", {"chat_id": 5, "user_id": 11, "text": "a"}, 400),
        ("edit", {"message_id": 1, "text": "a"}, 404),
        ("kick", {"chat_id": 404}, 404),
        ("status", {"status": "king"}, 400),
        ("chats", {"type": "club"}, 400),
        ("chats", {"id": 7}, 400),
        ("migrate", {}, 400),
        ("advance", {"seconds": -1}, 400),
        ("fault", {"method": "getMe", "kind": "flood"}, 400),
        ("fault", {"method": "getMe", "kind": "slow", "colour": 1}, 400),
    ],
)
async def test_a_control_request_that_cannot_be_done_says_why(
    client, desk, action, fields, status
):
    answer = await client.post(f"/sandbox/{action}", json={"chat_id": desk, **fields})

    assert status == answer.status_code
    assert answer.json()["error"]


@pytest.mark.parametrize("content", [b"{", b"[]"])
async def test_a_control_body_that_is_no_object_is_refused(client, content):
    assert 400 == (await client.post("/sandbox/press", content=content)).status_code


@pytest.mark.parametrize("path", ["chats/77", "chats/desk", "files/none"])
async def test_what_does_not_exist_is_not_shown(client, path):
    assert 404 == (await client.get(f"/sandbox/{path}")).status_code


async def test_people_press_only_what_bots_sent(people, client, desk):
    said = await people.say("a")
    fields = {"chat_id": desk, "message_id": said, "user_id": 11, "data": "x"}

    assert 400 == (await client.post("/sandbox/press", json=fields)).status_code
