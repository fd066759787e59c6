"""Telegram's refusals, told apart by what to do next."""

import pytest
from telegram import error

from copilot.desk.buttons import Key
from copilot.desk.wire import Gone, Outgoing, Sent, Unacceptable, bare, link_to

KEYBOARD = ((Key("✅ Publier", "approve:1:abc"), Key("Voir", url="https://x.example/1")),)


async def sent(wired, text="<b>un</b>"):
    return await wired.wire.send(wired.chat, Outgoing(text=text, keyboard=KEYBOARD))


async def test_a_message_has_its_text_and_its_buttons(wired):
    """Data to send back, or a page to open."""
    await sent(wired)
    (message,) = await wired.mine()

    assert "un" == message["text"]
    assert ["approve:1:abc", "https://x.example/1"] == [
        button.get("data") or button["url"] for button in message["buttons"][0]
    ]


async def test_an_edit_that_changes_nothing_is_done(wired):
    """Telegram calls it an error; it is what we wanted."""
    at = await sent(wired)
    await wired.wire.edit(at, "<b>un</b>", KEYBOARD)
    await wired.wire.edit_keyboard(at, KEYBOARD)

    assert 1 == len(await wired.mine())


async def test_an_edit_with_markup_that_cannot_be_read_is_made_without(wired):
    """The words matter more than the bold."""
    at = await sent(wired)
    await wired.wire.edit(at, "<nonsense>deux &lt;3</nonsense>")
    (message,) = await wired.mine()

    assert "deux <3" == message["text"]


async def test_a_message_that_is_refused_as_such_is_told_apart(wired):
    """Trying it again for ever would block all the others."""
    at = await sent(wired)
    with pytest.raises(Unacceptable):
        await wired.wire.edit(at, "x" * 4097)
    with pytest.raises(Unacceptable):
        await sent(wired, "x" * 4097)
    with pytest.raises(Unacceptable):
        await sent(wired, "<nonsense>" + "x" * 4097)


async def test_a_message_that_is_gone_is_told_apart(wired):
    """Then a new one is sent."""
    with pytest.raises(Gone):
        await wired.wire.edit(Sent(wired.chat, 4711), "deux")


async def test_a_chat_that_cannot_be_written_to_is_no_fault_of_the_message(wired):
    """It may mend: the message is kept."""
    with pytest.raises(error.BadRequest, match=r"[Cc]hat not found"):
        await wired.wire.send(-4711, Outgoing(text="un"))


async def test_an_edit_in_a_group_that_just_moved_asks_for_a_new_message(wired, ledger):
    """And the new number is known from then on."""
    group = (await wired.post("chats", type="group", title="Desk"))["chat_id"]
    at = await wired.wire.send(group, Outgoing(text="un"))
    new = (await wired.post("migrate", chat_id=group))["chat_id"]
    with pytest.raises(Gone):
        await wired.wire.edit(at, "deux")
    known = ledger.exchanges
    with pytest.raises(Gone):
        await wired.wire.edit(at, "trois")

    assert new == wired.chats.now(group)
    assert known == ledger.exchanges


async def test_a_press_too_old_to_answer_is_let_go(wired):
    """The press is done; the card shows it."""
    await wired.wire.answer("4711", "trop tard")

    assert [] == await wired.mine()


async def test_a_picture_that_never_comes_is_let_go(wired):
    """Telegram fetches it itself, and may take for ever."""
    await wired.order(
        method="sendPhoto",
        kind="refuse",
        description="Bad Request: wrong type of the web page content",
    )

    assert None is await wired.wire.send_file(wired.chat, "photo", "https://x.example/1.jpg", "un")


def test_our_own_markup_is_taken_off():
    """What a customer typed stays."""
    assert "a <3 b" == bare("<b>a &lt;3</b> b")


def test_only_supergroups_have_addresses():
    """A small group's messages cannot be linked to."""
    assert "https://t.me/c/1234567890/5" == link_to(-1001234567890, 5)
    assert "https://t.me/c/1234/5" == link_to(-1000000001234, 5)
    assert None is link_to(-1234, 5)
    assert None is link_to(-1001234567, 5), "a small group, whose number begins with -100"
