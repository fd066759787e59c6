"""What becomes of an approved reply when the world misbehaves: at most one post, and known."""

import asyncio
from datetime import timedelta

import pytest

from copilot.app import unseen
from copilot.app.intake import accept
from copilot.app.queue import next_case
from copilot.app.unseen import Unseen
from copilot.domain.channel import Look, Recovery
from copilot.domain.complaint import Author, Complaint
from copilot.domain.errors import NotDelivered
from copilot.domain.outbox import OutboxStatus
from tests.acceptance.conftest import KARIM, LEA, TOM
from tests.acceptance.story import BROKEN

#: What the desk is told when a reply could not be looked at.
ASKED = "look_asked"


class Killed(BaseException):
    """The process ends here: nothing catches this."""


def approved(story):
    case = story.complain()
    story.press(case, "claim", LEA)
    story.press(case, "approve", LEA)
    story.clock.advance(seconds=11)
    return case


async def rounds(story, count=12, *, process="p2"):
    """Let another process work, with time passing in between."""
    delivery = story.delivery(process)
    for _ in range(count):
        await delivery.round()
        story.clock.advance(seconds=30)


def item_of(story, case):
    with story.office.store.read() as records:
        return records.outbox.of_case(case.id)[-1]


def kill_in(channel, moment):
    """Make the next post die before the request left, or after it was stored."""
    post = channel.post

    async def dying(reply):
        channel.post = post
        if moment == "after":
            await post(reply)
        raise Killed

    channel.post = dying


@pytest.mark.parametrize("recovery", Recovery)
@pytest.mark.parametrize("moment", ["before", "after"])
async def test_a_process_killed_around_the_request_never_leads_to_two_posts(
    story, recovery, moment
):
    """The row says what may have happened; the channel's recovery says what may be done."""
    story.channel.recovery = recovery
    case = approved(story)
    kill_in(story.channel, moment)
    with pytest.raises(Killed):
        await story.delivery("p1").round()
    await rounds(story)
    public = len(story.channel.public)

    if recovery is Recovery.ASK:
        assert public == (1 if moment == "after" else 0)
        assert story.status(case) == "uncertain"
    else:
        assert (public, story.status(case)) == (1, "answered")


@pytest.mark.parametrize("recovery", Recovery)
@pytest.mark.parametrize("outcome", ["lost_before", "lost_after"])
async def test_a_lost_answer_is_settled_as_the_channel_allows(story, recovery, outcome):
    story.channel.recovery = recovery
    story.channel.outcomes = [outcome]
    case = approved(story)
    await rounds(story)
    public = len(story.channel.public)

    if recovery is Recovery.ASK:
        assert public == (outcome == "lost_after")
        assert item_of(story, case).asked
        assert story.status(case) == "uncertain"
    else:
        assert (public, story.status(case)) == (1, "answered")


async def test_every_try_carries_the_same_key_and_bytes(story):
    story.channel.recovery = Recovery.REPEAT
    story.channel.outcomes = ["lost_before", "lost_after", "lost_before"]
    approved(story)
    await rounds(story)

    assert len(story.channel.tries) == 4
    assert len(set(story.channel.tries)) == 1


async def test_an_uncertain_send_cannot_be_undone(story):
    """It may be public: saying “undone” would be a lie."""
    story.channel.outcomes = ["lost_after"]
    case = approved(story)
    card = story.card(case)
    await story.delivery().round()

    assert story.refusal(case, "undo", LEA, card=card) == "undo_too_late"


async def test_a_person_says_that_it_is_there(story):
    story.channel.outcomes = ["lost_after"]
    case = approved(story)
    await rounds(story)
    story.press(case, "posted", KARIM)

    assert story.status(case) == "answered"
    assert len(story.channel.public) == 1


async def test_a_person_says_that_it_is_not_there(story):
    story.channel.outcomes = ["lost_before"]
    case = approved(story)
    await rounds(story)
    story.press(case, "pick", KARIM, "absent")
    await rounds(story)

    assert story.status(case) == "open"
    assert story.channel.public == []


async def test_an_answer_that_comes_after_a_person_said_no_is_told_to_the_desk(story):
    """Whoever sent it again now would say it twice in public."""
    case = approved(story)
    post = story.channel.post

    async def late(reply):
        story.channel.post = post
        await rounds(story)
        story.press(case, "pick", KARIM, "absent")
        return await post(reply)

    story.channel.post = late
    await story.delivery("p1").round()
    with story.office.store.read() as records:
        told = [one for one in records.notices.waiting(limit=99) if one.code == "posted_late"]

    assert "open" == story.status(case)
    assert 1 == len(story.channel.public)
    assert [("Léa", "https://page.example/1")] == [
        (one.values["name"], one.values["url"]) for one in told
    ]
    assert "posted_late" == story.events(case)[-1]


async def test_sending_again_is_a_new_approval_with_a_key_of_its_own(story):
    story.channel.outcomes = ["lost_before"]
    case = approved(story)
    await rounds(story)
    story.press(case, "resend", KARIM)
    story.clock.advance(seconds=11)
    await story.delivery().round()
    with story.office.store.read() as records:
        given = records.approvals.list(case.id)

    assert [one.person for one in given] == [LEA, KARIM]
    assert [one.withdrawn_at is None for one in given] == [False, True]
    assert len({reply.id for reply in story.channel.tries}) == 2
    assert len(story.channel.public) == 1


async def test_a_refusal_for_certain_is_tried_again_later(story):
    story.channel.outcomes = [NotDelivered("busy", retry_after_seconds=60)]
    case = approved(story)
    await story.delivery().round()
    soon = item_of(story, case)
    await rounds(story)

    assert soon.status is OutboxStatus.APPROVED
    assert soon.due_at - story.clock.now() < timedelta(seconds=60)
    assert len(story.channel.public) == 1


async def test_a_final_refusal_gives_the_case_back_and_says_why(story):
    story.channel.outcomes = [NotDelivered("the thread is closed", final=True)]
    case = approved(story)
    await story.delivery().round()
    with story.office.store.read() as records:
        notices = [notice for notice in records.notices.waiting() if notice.code == "rejected"]

    assert story.status(case) == "open"
    assert [notice.values["reason"] for notice in notices] == ["the thread is closed"]


@pytest.mark.parametrize(
    ("seen", "why"),
    [(Look.CHANGED, "changed"), (Look.GONE, "gone"), (Look.ANSWERED, "answered")],
)
async def test_what_the_place_shows_now_withdraws_the_approval(story, seen, why):
    case = approved(story)
    story.channel.seen = seen
    await story.delivery().round()
    with story.office.store.read() as records:
        told = [n.values["why"] for n in records.notices.waiting() if n.code == "withdrawn"]

    assert story.channel.tries == []
    assert (story.status(case), told) == ("open", [why])


async def test_an_edit_that_arrived_meanwhile_withdraws_the_approval(story):
    case = approved(story)
    with story.office.store.read() as records:
        stored = records.complaints.get(case.complaint).complaint
    accept(
        story.office,
        Complaint(
            id=stored.id,
            channel=stored.channel,
            text="réglé, merci !",
            author=Author(id="777", name="Claire M."),
            edited_at=story.clock.now(),
        ),
    )
    await story.delivery().round()

    assert story.channel.tries == []
    assert story.status(case) == "open"


async def test_a_fact_that_expired_before_posting_withdraws_the_approval(story):
    case = story.complain("Vos prix ont encore augmenté de 10 %, c'est abusé")
    story.press(case, "claim", LEA)
    story.press(case, "variant", LEA)
    until = [fact.until for fact in story.draft(case).facts if fact.until]
    assert until, "the price-rise templates state no dated fact: give this test another"
    story.press(case, "approve", LEA)
    story.clock.advance(days=400)
    await story.delivery().round()

    assert story.channel.tries == []


async def test_an_approver_removed_meanwhile_withdraws_the_approval(story, office):
    case = approved(story)
    office.people = type(office.people)(p for p in office.people if p.telegram != LEA)
    await story.delivery().round()

    assert story.channel.tries == []
    assert story.status(case) == "open"


async def test_two_processes_at_once_post_once(story):
    approved(story)
    await story.delivery("p1").round()
    await story.delivery("p2").round()

    assert len(story.channel.public) == 1


async def test_a_claim_that_is_alive_is_left_alone(story):
    """Another process is still sending: its row is neither lost nor repeated."""
    case = approved(story)
    item = item_of(story, case)
    now = story.clock.now()
    with story.office.store.write() as records:
        assert records.outbox.claim(item.id, by="p1", until=now + timedelta(seconds=25), now=now)
    await story.delivery("p2").round()

    assert item_of(story, case).status is OutboxStatus.SENDING
    assert story.channel.tries == []


def test_the_text_on_the_card_is_the_text_of_the_outbox(story):
    case = approved(story)

    assert story.draft(case).text == item_of(story, case).text
    assert BROKEN not in item_of(story, case).text


@pytest.mark.parametrize("final", [True, False])
async def test_a_refusal_after_a_lost_answer_says_nothing_about_the_first_try(story, final):
    """The first try may be public: calling it “not posted” would invite a second post."""
    story.channel.recovery = Recovery.REPEAT
    refusals = [NotDelivered("forbidden now", final=final) for _ in range(20)]
    story.channel.outcomes = ["lost_after", *refusals]
    case = approved(story)
    await rounds(story, 120)
    item = item_of(story, case)

    assert len(story.channel.public) == 1
    assert (item.status, item.asked) == (OutboxStatus.UNCERTAIN, True)
    assert story.status(case) == "uncertain"


async def test_a_look_that_fails_puts_the_send_off_and_looks_again(story):
    """Nobody knows whether the message has changed: an error is not “nothing to see”."""
    case = approved(story)
    story.channel.seen = OSError("the platform is away")
    await story.delivery().round()
    put_off, card = item_of(story, case), story.card(case)
    story.channel.seen = Look.UNCHANGED
    await rounds(story, 2)

    assert (put_off.status, put_off.looks_failed) == (OutboxStatus.APPROVED, 1)
    assert put_off.due_at > put_off.approved_at + timedelta(seconds=11)
    assert ["undo"] == [one.action for one in card.buttons]
    assert (1, "answered") == (len(story.channel.public), story.status(case))


async def test_what_a_later_look_finds_withdraws_the_approval(story):
    """That is what it was put off for."""
    case = approved(story)
    story.channel.seen = TimeoutError()
    await story.delivery().round()
    story.channel.seen = Look.GONE
    await rounds(story, 2)

    assert ([], "open") == (story.channel.tries, story.status(case))


async def test_a_look_that_never_ends_has_failed(story):
    """A platform that keeps the line open would hold up every other reply for ever."""
    case = approved(story)

    async def endless(_):
        await asyncio.Event().wait()

    story.channel.look = endless
    delivery = story.delivery()
    delivery._look_seconds = 0.01
    await delivery.round()

    assert ([], 1) == (story.channel.tries, item_of(story, case).looks_failed)


async def test_a_look_up_that_never_ends_is_a_question_to_a_person(story):
    """Nobody knows whether it is there: it is neither said to be posted nor sent once more."""
    story.channel.recovery = Recovery.LOOK
    story.channel.outcomes = ["lost_after"]
    case = approved(story)
    await rounds(story, 1)

    async def endless(_):
        await asyncio.Event().wait()

    story.channel.look_up = endless
    delivery = story.delivery()
    delivery._look_seconds = 0.01
    for _ in range(3):
        await delivery.round()
        story.clock.advance(minutes=10)

    assert item_of(story, case).asked
    assert ["posted", "resend", "pick"] == [one.action for one in story.card(case).buttons][:3]
    assert ("uncertain", 1) == (story.status(case), len(story.channel.tries))


async def test_after_looks_that_all_failed_a_person_is_asked_once(story):
    """The reply neither leaves unseen nor is it forgotten."""
    case = approved(story)
    story.channel.seen = OSError("away for good")
    await rounds(story, 40)
    item = item_of(story, case)
    with story.office.store.read() as records:
        told = [one.values["number"] for one in records.notices.waiting() if one.code == ASKED]

    assert ([], "approved") == (story.channel.tries, story.status(case))
    assert (True, unseen.MOST_LOOKS) == (item.asked, item.looks_failed)
    assert [case.number] == told
    assert ["pick", "undo"] == [one.action for one in story.card(case).buttons]
    assert case.id == next_case(story.office, person=LEA).case.id


async def test_a_person_may_let_it_leave_unseen(story):
    """One yes more about the look; the words, the key and the one post are those of the first."""
    case = approved(story)
    story.channel.seen = OSError("away for good")
    await rounds(story, 40)
    asked = story.card(case)
    story.press(case, "pick", KARIM)
    await story.delivery().round()
    in_time = list(story.channel.tries)
    await rounds(story, 10)

    assert [] == in_time, "it can be taken back as after any yes"
    assert (1, "answered") == (len(story.channel.public), story.status(case))
    assert "stale" == story.refusal(case, "pick", LEA, card=asked)
    assert ["look_asked", "look_waived", "sending"] == [
        one for one in story.events(case) if one in ("look_asked", "look_waived", "sending")
    ]


async def test_leave_to_go_unseen_is_no_leave_to_go_against_what_is_seen(story):
    """The platform is back, and the message is gone: the person who said yes could not know."""
    case = approved(story)
    story.channel.seen = OSError("away")
    await rounds(story, 40)
    story.press(case, "pick", KARIM)
    story.channel.seen = Look.GONE
    await rounds(story)

    assert ([], "open") == (story.channel.tries, story.status(case))


async def test_a_reply_that_waits_for_a_word_can_be_taken_back(story):
    case = approved(story)
    story.channel.seen = OSError("away")
    await rounds(story, 40)
    story.press(case, "undo", TOM)
    story.channel.seen = Look.UNCHANGED
    await rounds(story)

    assert ([], "open") == (story.channel.tries, story.status(case))
    assert "approve" in [one.action for one in story.card(case).buttons]


async def test_who_may_not_approve_lets_nothing_leave_unseen(story):
    case = approved(story)
    story.channel.seen = OSError("away")
    await rounds(story, 40)

    assert "not_allowed" == story.refusal(case, "pick", TOM)


async def test_leave_to_go_unseen_is_for_one_try(story):
    """Refused by the platform and back an hour later, it is looked at like any other."""
    case = approved(story)
    story.channel.seen = OSError("away")
    await rounds(story, 40)
    story.press(case, "pick", KARIM)
    story.channel.outcomes = [NotDelivered("busy", retry_after_seconds=3600)]
    await rounds(story, 3)
    story.clock.advance(seconds=3600)
    await story.delivery().round()
    item = item_of(story, case)

    assert 1 == len(story.channel.tries)
    assert (1, None) == (item.looks_failed, item.waived_by)


async def test_two_processes_count_one_failed_look_once(story):
    """Both waited for the same answer: the second look must not use up the patience."""
    case = approved(story)
    first, second = item_of(story, case), story.office
    with second.store.write() as records:
        for _ in range(2):
            unseen.hold(second, records, first, Unseen(reason="away"), at=second.clock.now())

    assert 1 == item_of(story, case).looks_failed
