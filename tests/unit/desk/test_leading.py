"""An old card leads to the new one, whatever comes between."""

from copilot.desk.pinned import Pinned
from copilot.desk.words import load
from tests.unit.desk.conftest import wired_desk


class Killed(BaseException):
    """The process ends here: nothing catches this."""


def killed(*_args, **_more):
    raise Killed


async def renewed(wired):
    """A card that is to be shown anew; its case."""
    case = wired.story.complain()
    await wired.paint()
    with wired.office.store.write() as records:
        records.cards.renew(case.id)
    return case


async def restarted(wired, work):
    """The same desk in a new process."""
    office, story = wired.office, wired.story
    async with wired_desk(wired.running, office, story.clock, story.channel) as new:
        await new.chats.load(office.desk.chat)
        return await work(new)


async def test_after_a_process_ended_between_the_old_card_leads_to_the_new_one(wired, monkeypatch):
    """Two cards that look alike for ever: a colleague would work on the wrong one."""
    case = await renewed(wired)
    monkeypatch.setattr(wired.wire, "edit", killed)
    try:
        await wired.paint()
    except Killed:
        before = [one["text"] for one in await wired.mine()]
    await restarted(wired, lambda new: new.paint())
    old, new = [one["text"] for one in await wired.mine()]

    assert "↓" not in before[0]
    assert old.startswith(f"↓ La carte du nº {case.number} est plus bas.")
    assert before[1] == new


async def test_while_telegram_refuses_the_old_card_is_tried_again(wired):
    """A minute's trouble leaves no second card for good."""
    case = await renewed(wired)
    await wired.order(method="editMessageText", kind="http_500", times=2)
    for _ in range(4):
        await wired.painter.step()
    old, _ = [one["text"] for one in await wired.mine()]

    assert old.startswith(f"↓ La carte du nº {case.number} est plus bas.")


async def test_an_old_card_that_is_gone_is_asked_for_once(wired, ledger):
    """What nobody can change is not tried for ever."""
    await renewed(wired)
    (old,) = await wired.mine()
    await wired.post("delete", message_id=old["message_id"])
    await wired.paint()
    before = ledger.exchanges
    await wired.paint()

    assert before == ledger.exchanges
    assert 1 == len(await wired.mine())


async def test_a_line_sent_by_a_process_that_ended_is_pinned_by_the_next(wired, monkeypatch):
    """At once: unpinned, it scrolls away within minutes on the day it is needed."""

    def line(one):
        words = load(one.office.desk.language)
        return Pinned(office=one.office, clerk=one.clerk, wire=one.wire, words=words)

    wired.story.complain()
    pinned = wired.running.sandbox.world.chats[wired.chat].pinned
    with monkeypatch.context() as until_restart:
        until_restart.setattr(type(wired.wire.bot), "pin_chat_message", killed)
        try:
            await line(wired).step()
        except Killed:
            before = [*pinned]
    await restarted(wired, lambda new: line(new).step())
    sent, *_ = await wired.mine()

    assert [] == before
    assert [sent["message_id"]] == pinned
