"""What becomes of an approved reply when the world misbehaves: at most one post, and known."""

from datetime import timedelta

import pytest

from copilot.app.intake import accept
from copilot.domain.channel import Look, Recovery
from copilot.domain.complaint import Author, Complaint
from copilot.domain.errors import NotDelivered
from copilot.domain.outbox import OutboxStatus
from tests.acceptance.conftest import KARIM, LEA
from tests.acceptance.story import BROKEN


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
