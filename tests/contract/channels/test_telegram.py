"""What only the Telegram channel promises: which updates are complaints, and how errors sort."""

from datetime import UTC, datetime

import httpx
import pytest
import telegram
from telegram import error

from copilot.channels.telegram import TelegramChannel, _standing
from copilot.domain.channel import Mode
from copilot.domain.complaint import Author, Media, Place
from copilot.domain.errors import DeliveryUnknown, NotDelivered
from tests.contract.channels.places import group, reply_to

CHAT = -1001234567890
BOT = 7000000001
CLAIRE = {"id": 77, "is_bot": False, "first_name": "Claire", "username": "claire_m"}
ANONYMOUS = {"id": 1087968824, "is_bot": True, "first_name": "Group"}
LINKED = {"id": -1009, "type": "channel", "title": "Maison Lumen", "username": "lumen"}
GROUP = {"id": CHAT, "type": "supergroup", "title": "Clients Lumen"}
FORWARD = {
    "message_id": 50,
    "date": 1790000000,
    "chat": GROUP,
    "sender_chat": LINKED,
    "is_automatic_forward": True,
    "text": "Black Friday\n-20 % sur tout",
}


def channel():
    bot = telegram.Bot(f"{BOT}:token")
    return TelegramChannel("groupe", mode=Mode.LIVE, chat=CHAT, bot=bot)


def update(kind="message", **fields):
    message = {"message_id": 55, "date": 1790000000, "chat": GROUP, "from": CLAIRE} | fields
    return telegram.Update.de_json({"update_id": 900, kind: message}, None)


def test_a_message_in_the_group_is_a_complaint():
    taken = channel().take(update(text="Écran cassé"))

    assert taken.id == f"{CHAT}:55"
    assert taken.channel == "groupe"
    assert taken.text == "Écran cassé"
    assert taken.author == Author("77", "claire_m", "Claire")
    assert taken.created_at == datetime.fromtimestamp(1790000000, UTC)
    assert taken.url == "https://t.me/c/1234567890/55"
    assert taken.place == Place("group", "Clients Lumen")
    assert (taken.lang, taken.thread, taken.parent_id) == (None, taken.id, None)


def test_a_public_groups_links_carry_its_name():
    taken = channel().take(update(text="a", chat=GROUP | {"username": "lumen_clients"}))

    assert taken.url == "https://t.me/lumen_clients/55"


def test_a_comment_under_a_channel_post_belongs_to_the_posts_thread():
    """CMs must see that it is under a post, and variants must differ within it."""
    taken = channel().take(update(text="nul", message_thread_id=50, reply_to_message=FORWARD))

    assert taken.thread_id == f"{CHAT}:50"
    assert taken.parent_id == f"{CHAT}:50"
    assert taken.place == Place("post", "Black Friday", "https://t.me/c/1234567890/50")


def test_a_reply_without_a_thread_number_belongs_to_what_it_answers():
    """Basic groups know no threads."""
    parent = {"message_id": 51, "date": 1790000000, "chat": GROUP, "from": CLAIRE, "text": "a"}
    taken = channel().take(update(text="moi aussi", reply_to_message=parent))

    assert (taken.thread_id, taken.parent_id) == (f"{CHAT}:51", f"{CHAT}:51")
    assert taken.place == Place("group", "Clients Lumen")


def test_a_message_in_a_topic_answers_nobody():
    """Telegram says that it replies to the topic's creation."""
    creation = {
        "message_id": 12,
        "date": 1790000000,
        "chat": GROUP,
        "from": CLAIRE,
        "forum_topic_created": {"name": "SAV", "icon_color": 7322096},
    }
    taken = channel().take(
        update(text="a", message_thread_id=12, is_topic_message=True, reply_to_message=creation)
    )

    assert (taken.thread_id, taken.parent_id) == (f"{CHAT}:12", None)


def test_an_edit_keeps_the_id_and_says_when():
    """The same id with a later edited_at is a new version."""
    taken = channel().take(update("edited_message", text="b", edit_date=1790000060))

    assert taken.id == f"{CHAT}:55"
    assert taken.edited_at == datetime.fromtimestamp(1790000060, UTC)


def test_a_photo_with_its_caption_is_taken_in_its_largest_size():
    sizes = [
        {"file_id": size, "file_unique_id": size, "width": 9, "height": 9}
        for size in ("small", "large")
    ]
    taken = channel().take(update(photo=sizes, caption="regardez"))

    assert taken.text == "regardez"
    assert taken.media == (Media("photo", "tg://file/large"),)


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({"voice": {"duration": 3}}, "voice"),
        ({"video_note": {"duration": 3, "length": 9}}, "video"),
        ({"video": {"duration": 3, "width": 9, "height": 9}}, "video"),
        ({"document": {}}, "document"),
        ({"animation": {"duration": 3, "width": 9, "height": 9}, "document": {}}, "animation"),
    ],
)
def test_what_is_said_without_words_is_a_complaint_too(fields, kind):
    files = {key: value | {"file_id": "f", "file_unique_id": "u"} for key, value in fields.items()}
    taken = channel().take(update(**files))

    assert taken.media == (Media(kind, "tg://file/f"),)


@pytest.mark.parametrize(
    "ignored",
    [
        update(new_chat_members=[CLAIRE]),
        update(pinned_message={"message_id": 5, "date": 0, "chat": GROUP}),
        update(text="a", chat=GROUP | {"id": -1002}),
        update(text="a", **{"from": {"id": BOT, "is_bot": True, "first_name": "Copilot"}}),
        update(text="a", **{"from": {"id": 5, "is_bot": True, "first_name": "Other bot"}}),
        update("channel_post", text="a", chat=LINKED),
        update(**{key: FORWARD[key] for key in ("sender_chat", "is_automatic_forward", "text")}),
        telegram.Update(900),
    ],
)
def test_what_no_customer_wrote_is_ignored(ignored):
    """Joins, pins, other chats, bots, and the brand's posts forwarded into the group."""
    assert channel().take(ignored) is None


def test_what_the_brand_writes_itself_is_marked_as_its_own():
    """An anonymous administrator and the linked channel speak for the brand."""
    here = channel()
    here.take(update(**{k: FORWARD[k] for k in ("sender_chat", "is_automatic_forward", "text")}))
    anonymous = here.take(update(text="Bonjour", sender_chat=GROUP, **{"from": ANONYMOUS}))
    linked = here.take(update(text="Bonjour", sender_chat=LINKED, **{"from": ANONYMOUS}))
    stranger = LINKED | {"id": -1008, "title": "Autre", "username": "autre"}
    other = here.take(update(text="Nul", sender_chat=stranger, **{"from": ANONYMOUS}))

    assert [here.is_own(each) for each in (anonymous, linked, other)] == [True, True, False]
    assert other.author == Author("-1008", "autre", "Autre")


def test_a_sticker_says_which_feeling_it_shows():
    """A CM reads the card without seeing the picture."""
    sticker = {
        "file_id": "f",
        "file_unique_id": "u",
        "width": 9,
        "height": 9,
        "is_animated": False,
        "is_video": False,
        "type": "regular",
        "emoji": "😡",
    }
    taken = channel().take(update(sticker=sticker))

    assert taken.media == (Media("sticker", "tg://file/f", "😡"),)


def test_a_basic_groups_messages_have_no_address():
    small = GROUP | {"id": -55, "type": "group"}
    bot = telegram.Bot(f"{BOT}:token")
    here = TelegramChannel("groupe", mode=Mode.LIVE, chat=-55, bot=bot)

    assert here.take(update(text="a", chat=small)).url is None


def test_a_hostile_name_is_only_a_name():
    """A customer's text is data; a NUL would break the insert."""
    name = "<b>{{ 7*7 }}</b>\u0000"
    taken = channel().take(update(text="\u0000", **{"from": CLAIRE | {"first_name": name}}))

    assert taken.author.name == "<b>{{ 7*7 }}</b>\ufffd"
    assert taken.text == "\ufffd"


async def test_a_reply_answers_its_message_and_links_to_itself():
    async with group() as place:
        posted = await place.channel.post(reply_to(place))
        view = place.messages()[-1]

    assert view["reply_to"] == int(place.complaint.id.partition(":")[2])
    assert posted.url.startswith("https://t.me/c/")
    assert posted.url.endswith(f"/{view['message_id']}")


async def test_what_people_write_in_the_sandbox_is_taken():
    """The same way in as the service uses: getUpdates, then `take`."""
    async with group() as place:
        updates = await place.bot.get_updates()
        taken = [each for each in map(place.channel.take, updates) if each]

    assert [each.text for each in taken] == ["Écran fissuré"]
    assert taken[0].id == place.complaint.id


async def test_a_reply_to_a_deleted_message_is_refused():
    """It must not land at the end of the chat, under somebody else's words."""
    async with group() as place:
        await place.control("delete", message_id=int(place.complaint.id.partition(":")[2]))
        with pytest.raises(NotDelivered, match="Message to be replied not found"):
            await place.channel.post(reply_to(place))
        assert place.public() == []


async def test_a_text_over_the_limit_is_refused_by_telegram_too():
    """Both count code points."""
    async with group() as place:
        with pytest.raises(NotDelivered, match="too long"):
            await place.channel.post(reply_to(place, "😀" * 4097))
        await place.channel.post(reply_to(place, "😀" * 4096))


async def test_a_kicked_bot_is_told_by_the_check():
    async with group() as place:
        await place.control("status", status="kicked")
        assert "add" in await place.channel.check()


async def test_a_member_under_privacy_mode_is_told_that_it_sees_nothing():
    """The commonest reason why no complaint ever comes."""
    async with group() as place:
        await place.control("status", status="member")
        next(iter(place.running.sandbox.world.bots.values())).is_private = True
        assert "privacy mode" in await place.channel.check()


@pytest.mark.parametrize(
    ("member", "reads_all", "said"),
    [
        ({"status": "administrator"}, False, None),
        ({"status": "member"}, True, None),
        ({"status": "member"}, False, "privacy mode"),
        ({"status": "left"}, True, "add it"),
        ({"status": "kicked", "until_date": 0}, True, "add it"),
        ({"status": "restricted", "can_send_messages": False}, True, "lift its restriction"),
        ({"status": "restricted", "can_send_messages": True}, True, None),
    ],
)
def test_each_standing_says_what_to_do(member, reads_all, said):
    """`doctor` prints the sentence, with the chat in it."""
    rights = {
        name: member.get(name, False)
        for kind in (telegram.ChatMemberAdministrator, telegram.ChatMemberRestricted)
        for name in kind.__slots__
        if name != "custom_title"
    }
    user = {"id": BOT, "is_bot": True, "first_name": "Copilot"}
    decoded = telegram.ChatMember.de_json(rights | member | {"user": user}, None)
    answer = _standing(decoded, reads_all=reads_all, chat=CHAT)

    assert (answer is None) == (said is None)
    assert said is None or (said in answer and str(CHAT) in answer)


async def test_a_text_that_telegram_changed_is_logged_without_the_words(caplog):
    """It trims what surrounds a text: nobody approved that, so the operator must know."""
    async with group() as place:
        await place.channel.post(reply_to(place, " Bonjour "))

    assert "Telegram changed the text of reply approval-1" in caplog.text
    assert "Bonjour" not in caplog.text


async def test_another_chats_message_is_not_answered():
    async with group() as place:
        for stray in ("-5:1", "nonsense"):
            place.complaint = place.complaint.__class__(id=stray, channel="groupe", text="a")
            with pytest.raises(NotDelivered) as caught:
                await place.channel.post(reply_to(place))
            assert caught.value.final


def caused(exc, cause):
    exc.__cause__ = cause
    return exc


@pytest.mark.parametrize(
    ("raised", "final"),
    [
        (error.BadRequest("Message to be replied not found"), True),
        (error.Forbidden("bot was kicked"), True),
        (error.InvalidToken("Unauthorized"), True),
        (error.ChatMigrated(-100), True),
        (error.Conflict("other"), False),
        (caused(error.TimedOut(), httpx.PoolTimeout("")), False),
        (caused(error.TimedOut(), httpx.ConnectTimeout("")), False),
        (caused(error.NetworkError("x"), httpx.ConnectError("")), False),
        (caused(error.TimedOut(), httpx.ReadTimeout("")), None),
        (caused(error.NetworkError("x"), httpx.ReadError("")), None),
        (caused(error.NetworkError("x"), httpx.WriteError("")), None),
        (error.NetworkError("Bad Gateway"), None),
        (error.TelegramError("Invalid server response"), None),
        (KeyError("result"), None),
    ],
)
async def test_each_error_says_whether_it_may_be_public(monkeypatch, raised, final):
    """Retrying a plain time-out posted one message three times in the library's issue 1045."""

    async def send_message(*_, **__):
        raise raised

    async with group() as place:
        monkeypatch.setattr(place.channel, "_send", send_message)
        with pytest.raises(DeliveryUnknown if final is None else NotDelivered) as caught:
            await place.channel.post(reply_to(place))
    assert getattr(caught.value, "final", None) is final
