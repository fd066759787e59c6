"""Attempts to break the guarantees: races, odd orders, failing parts, people who come and go."""

import asyncio
from contextlib import contextmanager
from dataclasses import replace

import pytest

from copilot.app.delivery import Delivery
from copilot.app.intake import accept
from copilot.app.pause import pause, resume
from copilot.app.playbooks import Found, Playbooks
from copilot.app.ports.library import Loaded
from copilot.app.ports.records import AcceptedSet
from copilot.app.round import tick
from copilot.app.shelf import Shelf
from copilot.app.triage import triage
from copilot.bootstrap.service import Service
from copilot.domain.case import CaseEvent
from copilot.domain.channel import Absent, Recovery
from copilot.domain.charter import SignedBy
from copilot.domain.complaint import Author, Complaint
from copilot.domain.errors import LibraryError, Refused, StoreError, TemplateFailed
from copilot.domain.outbox import OutboxStatus
from copilot.domain.person import People, Person, Role
from tests.acceptance.conftest import INES, KARIM, LEA, PEOPLE, TOM
from tests.acceptance.story import BROKEN

LAWYER = 66
OTHER = "Toujours aucune nouvelle de mon remboursement, cela fait un mois que j'attends"


def approved(story, case=None):
    """A case that Léa has approved, its time to undo over."""
    case = case or story.complain()
    story.press(case, "claim", LEA)
    story.press(case, "approve", LEA)
    story.clock.advance(seconds=11)
    return case


def item_of(story, case):
    with story.office.store.read() as records:
        return records.outbox.of_case(case.id)[-1]


def lookup(story, question):
    with story.office.store.read() as records:
        return question(records)


async def rounds(story, count=6):
    delivery = story.delivery("later")
    for _ in range(count):
        await delivery.round()
        story.clock.advance(seconds=30)


async def uncertain(story):
    """A case whose reply nobody can vouch for, and whose question is on the desk."""
    case = approved(story)
    await rounds(story, 3)
    assert story.status(case) == "uncertain"
    return case


def say_again(story, id, text, **times):
    """The same customer's message comes in once more, changed."""
    complaint = Complaint(
        id=id,
        channel=story.channel.name,
        text=text,
        author=Author(id="777", name="Claire M."),
        created_at=story.clock.now(),
        **times,
    )
    return accept(story.office, complaint)


@pytest.fixture
def in_force(office, starter, starter_set):
    """Put a changed set in force, for this test alone, with nothing remembered of others."""

    def put(*, signature=None, digest="changed", library=starter, **changes):
        charter = starter_set.charter
        if signature is not None:
            charter = replace(charter, signature=signature)
        broken = replace(starter_set.playbooks["broken-on-arrival"], **changes)
        changed = replace(
            starter_set,
            digest=digest,
            charter=charter,
            playbooks={**starter_set.playbooks, broken.id: broken},
        )
        office.shelf = Shelf(library)
        office.shelf.put_in_force(
            replace(built_once, playbooks=changed, drafter=starter.drafter(changed))
        )

    built_once = office.shelf.in_force
    return put


# Two processes


async def test_a_slow_look_up_never_frees_what_another_process_is_sending(story):
    """Both looked while nothing was public; the second answer must not release the first's try."""
    story.channel.recovery = Recovery.LOOK
    story.channel.outcomes = ["lost_before"]
    case = approved(story)
    await story.delivery("p0").round()
    story.clock.advance(seconds=30)
    slow, posting, go_on = asyncio.Event(), asyncio.Event(), asyncio.Event()
    first, look_up, post = story.delivery("p1"), story.channel.look_up, story.channel.post

    async def look_up_slowly(reply):
        found = await look_up(reply)
        await slow.wait()
        return found

    async def post_slowly(reply):
        posting.set()
        await go_on.wait()
        return await post(reply)

    story.channel.look_up = look_up_slowly
    second = asyncio.create_task(story.delivery("p2").round())
    await asyncio.sleep(0)
    story.channel.look_up, story.channel.post = look_up, post_slowly
    sending = asyncio.create_task(first.round())
    await posting.wait()
    story.channel.post = post
    slow.set()
    await second
    await story.delivery("p3").round()
    go_on.set()
    await sending

    assert [1, "answered"] == [len(story.channel.public), story.status(case)]


async def test_a_question_is_not_put_about_what_another_process_is_sending(story):
    """A look-up that learned nothing is old news once somebody else has moved on."""
    story.channel.recovery = Recovery.LOOK
    story.channel.outcomes = ["lost_before"]
    case = approved(story)
    await story.delivery("p0").round()
    story.clock.advance(seconds=30)
    item = item_of(story, case)
    delivery = story.delivery("p2")
    await story.delivery("p1").round()
    with story.office.store.write() as records:
        delivery._found(records, item, Absent())

    assert item_of(story, case).status is OutboxStatus.POSTED


async def test_a_process_that_slept_after_its_claim_does_not_post(story):
    """The machine was suspended; another process has looked, seen nothing, and posted."""
    story.channel.recovery = Recovery.LOOK
    case = approved(story)
    sleeper = story.delivery("p1")
    tried = sleeper._try

    async def asleep(claimed):
        for _ in range(3):
            story.clock.advance(seconds=30)
            await story.delivery("p2").round()
        await tried(claimed)

    sleeper._try = asleep
    await sleeper.round()

    assert [1, "answered"] == [len(story.channel.public), story.status(case)]


async def test_two_processes_may_find_the_same_orphan(story):
    """The second one finds it settled: that is no fault of a round."""
    case = approved(story)
    item = item_of(story, case)
    now = story.clock.now()
    with story.office.store.write() as records:
        assert records.outbox.claim(item.id, by="dead", until=now, now=now)
    found = lookup(story, lambda records: list(records.outbox.orphans(now)))
    first, second = story.delivery("p1"), story.delivery("p2")
    for one in (first, second):
        await one._each(found, one._lose)

    assert item_of(story, case).status is OutboxStatus.UNCERTAIN


def test_a_case_that_was_closed_meanwhile_is_not_woken(story, office):
    """Another process dismissed it between the looking and the waking."""
    case = story.complain()
    story.press(case, "later", LEA, "15m")
    story.clock.advance(minutes=16)
    store = office.store

    class Racing:
        write = store.write

        @contextmanager
        def read(self):
            with store.read() as records:
                yield records
            with store.write() as records:
                records.cases.move(case.id, CaseEvent.DISMISS, at=story.clock.now())

    office.store = Racing()
    tick(office)
    office.store = store

    assert story.status(case) in ("dismissed", "open")


# Parts that fail


class Boom(Exception):  # noqa: N818 - reads as what happens
    """Nobody expected this."""


async def test_one_reply_whose_place_cannot_be_seen_does_not_hold_up_the_others(story):
    """A channel should never raise; when it does, that reply waits to be looked at again."""
    first = approved(story)
    second = approved(story, story.complain(OTHER, id="m2", author="888"))
    look = story.channel.look

    async def failing(complaint):
        if complaint.id == "m1":
            raise Boom
        return await look(complaint)

    story.channel.look = failing
    await story.delivery().round()

    assert ["approved", "answered"] == [story.status(first), story.status(second)]


async def test_a_channel_that_breaks_while_posting_leaves_it_uncertain(story):
    """Nobody knows whether it is public, and the others leave all the same."""
    story.channel.outcomes = [Boom()]
    first = approved(story)
    second = approved(story, story.complain(OTHER, id="m2", author="888"))
    await rounds(story, 2)

    assert ["uncertain", "answered"] == [story.status(first), story.status(second)]


async def test_a_look_up_that_breaks_ends_as_a_question(story):
    story.channel.recovery = Recovery.LOOK
    story.channel.outcomes = ["lost_after"]
    case = approved(story)

    async def failing(reply):
        raise Boom

    story.channel.look_up = failing
    await rounds(story, 3)

    assert item_of(story, case).asked
    assert len(story.channel.public) == 1


async def test_one_broken_row_does_not_hold_up_the_others(story):
    """The database refuses one reply's complaint; the round still does the rest, and says so."""
    first = approved(story)
    second = approved(story, story.complain(OTHER, id="m2", author="888"))
    delivery = story.delivery()
    complaint = delivery._complaint

    def failing(item):
        if item.case == first.id:
            raise StoreError("the database is damaged")
        return complaint(item)

    delivery._complaint = failing
    with pytest.raises(StoreError):
        await delivery.round()

    assert ["approved", "answered"] == [story.status(first), story.status(second)]


async def test_an_outcome_that_could_not_be_kept_is_uncertain_and_never_repeated(story):
    """It is public, and the disk was full at that very moment."""
    case = approved(story)
    delivery = story.delivery("p1")

    async def refusing(outcome):
        raise StoreError("no room left on its disk")

    delivery._record = refusing
    with pytest.raises(StoreError):
        await delivery.round()
    await rounds(story)

    assert (1, "uncertain") == (len(story.channel.public), story.status(case))


async def test_a_pause_with_an_uncertain_reply_is_not_a_busy_loop(story, office):
    """A round that did nothing must say so, or the loop never rests."""
    story.channel.recovery = Recovery.REPEAT
    story.channel.outcomes = ["lost_before"]
    approved(story)
    delivery = story.delivery()
    await delivery.round()
    pause(office, person=LEA)
    story.clock.advance(minutes=5)
    while_paused = await delivery.round()
    resume(office, person=LEA)
    await delivery.round()

    assert while_paused == 0
    assert len(story.channel.public) == 1


def test_one_complaint_that_cannot_be_matched_does_not_hide_the_others(story, office):
    """It gets a card all the same: no complaint is lost."""
    office.shelf = _poisoned(office.shelf, match="poison")
    say_again(story, "p", "du poison dans la boîte")
    other = story.complain(OTHER, id="m2", author="888")
    bad = lookup(story, lambda r: r.cases.of_complaint(r.complaints.find("page", "p").id))

    assert other is not None
    assert bad is not None
    assert bad.playbook is None


def test_a_drafter_that_breaks_leaves_a_card_without_a_draft(story, office):
    """Only a template's own failures were expected."""
    office.shelf = _poisoned(office.shelf, render=BROKEN)
    case = story.complain()
    other = story.complain(OTHER, id="m2", author="888")

    assert (case.playbook, case.revision) == ("broken-on-arrival", 0)
    assert other.revision == 1


def _poisoned(shelf, *, match=None, render=None, fault=None):
    """The shelf, with a matcher or a drafter that breaks on some text."""
    real = shelf.in_force

    class Matcher:
        def match(self, text, *rest, **more):
            if match and match in text:
                raise Boom
            return real.matcher.match(text, *rest, **more)

    class Drafter:
        def __getattr__(self, name):
            return getattr(real.drafter, name)

        def render(self, request):
            if render and request.complaint.text == render:
                raise fault or Boom
            return real.drafter.render(request)

    poisoned = Shelf(None)
    poisoned.put_in_force(replace(real, matcher=Matcher(), drafter=Drafter()))
    return poisoned


def test_a_set_that_cannot_be_built_again_does_not_hide_its_cases(
    story, office, starter, in_force
):
    """A newer release may no longer read an old set; its cards stay, and can be drafted anew."""
    case = story.complain()
    story.press(case, "claim", LEA)
    set_digest = story.draft(case).set_digest
    with office.store.write() as records:
        kept = AcceptedSet(digest=set_digest, files={"a": "b"}, accepted_at=story.clock.now())
        records.sets.accept(kept)
    in_force(digest="next", library=Unreadable(starter))
    actions = [button.action for button in story.card(case).buttons]
    story.press(case, "variant", LEA)
    after = [button.action for button in story.card(case).buttons]

    assert "approve" not in actions, "what its rules demanded is not known any more"
    assert "variant" in actions
    assert "approve" in after


def test_what_needed_two_people_is_not_approved_by_one_when_its_set_is_gone(
    story, office, starter, in_force
):
    in_force(digest="two", signature=SignedBy.BRAND, approvals=2)
    case = story.complain()
    card = story.card(case)
    in_force(digest="next", signature=SignedBy.BRAND)

    assert story.refusal(case, "approve", LEA, card=card) == "blocked"


class Unreadable:
    """A library whose earlier sets cannot be read any more."""

    def __init__(self, library):
        self.drafter = library.drafter

    def restore(self, files):
        raise LibraryError(())


def test_a_claim_stands_even_when_the_draft_cannot_be_signed(story, office):
    """Saying “this one is mine” must not depend on a template."""
    case = story.complain()
    office.shelf = _poisoned(office.shelf, render=BROKEN, fault=TemplateFailed("expired"))
    story.press(case, "claim", LEA)
    card = story.card(case)

    assert card.claimant == "Léa"
    assert "approve" not in [button.action for button in card.buttons]


# People


def test_a_second_person_can_approve_what_the_first_has_signed(story, in_force):
    """With a personal signature two yeses must be possible, or the case is stuck for ever."""
    in_force(approvals=2)
    case = story.complain()
    story.press(case, "claim", LEA)
    first = story.press(case, "approve", LEA)
    second = story.press(case, "approve", INES)

    assert ("needs_more", "approved") == (first.code, second.code)
    assert "Léa, pour Maison Lumen" in item_of(story, case).text


def test_the_second_yes_may_come_after_the_claim_has_ended(story, office, in_force):
    """The lawyer answers after lunch."""
    in_force(approval_roles=("community_manager", "legal"))
    office.people = People([*PEOPLE, Person("Maître Roy", LAWYER, Role.LEGAL)])
    case = story.complain()
    story.press(case, "claim", LEA)
    story.press(case, "approve", LEA)
    story.clock.advance(hours=2)
    tick(office)

    assert story.press(case, "approve", LAWYER).code == "approved"


def test_nobody_approves_a_colleagues_signature_before_the_colleague_has(story, in_force):
    in_force(approvals=2)
    case = story.complain()
    story.press(case, "claim", LEA)

    assert story.refusal(case, "approve", INES) == "claimed"


def test_the_yes_of_somebody_who_left_no_longer_counts(story, office, in_force):
    """Two people were asked for; one of them is not there any more."""
    in_force(signature=SignedBy.BRAND, approvals=2)
    case = story.complain()
    story.press(case, "approve", LEA)
    office.people = People(one for one in PEOPLE if one.telegram != LEA)

    assert story.press(case, "approve", KARIM).code == "needs_more"
    assert story.press(case, "approve", INES).code == "approved"


async def test_one_of_two_approvers_removed_before_it_leaves_withdraws_it(story, office, in_force):
    in_force(signature=SignedBy.BRAND, approvals=2)
    case = story.complain()
    story.press(case, "approve", LEA)
    story.press(case, "approve", KARIM)
    office.people = People(one for one in PEOPLE if one.telegram != LEA)
    story.clock.advance(seconds=11)
    await story.delivery().round()

    assert ([], "open") == (story.channel.public, story.status(case))


def test_a_yes_to_earlier_words_is_withdrawn_when_the_words_change(story, in_force):
    """A, then B, then A again: the first yes was to a proposal that somebody took away."""
    in_force(signature=SignedBy.BRAND, approvals=2)
    case = story.complain()
    story.press(case, "approve", LEA)
    words = story.draft(case).text
    while True:
        story.press(case, "variant", KARIM)
        if story.draft(case).text == words:
            break
    outcome = story.press(case, "approve", KARIM)

    assert outcome.code == "needs_more"


def test_an_approval_that_was_taken_back_is_not_given_again_by_an_old_card(story):
    """A press may be handled twice after a crash, or arrive late; undo has the last word."""
    case = story.complain()
    story.press(case, "claim", LEA)
    card = story.card(case)
    story.press(case, "approve", LEA)
    story.press(case, "undo", KARIM)

    assert story.refusal(case, "approve", LEA, card=card) == "stale"
    assert story.press(case, "approve", LEA).code == "approved"


@pytest.mark.parametrize(
    ("action", "value"), [("resend", None), ("posted", None), ("pick", "absent")]
)
async def test_an_answer_is_about_the_send_that_was_asked_about(story, action, value):
    """The second question looks like the first; a late answer to the first settles nothing."""
    story.channel.outcomes = ["lost_before", "lost_before"]
    case = await uncertain(story)
    card = story.card(case)
    story.press(case, "resend", KARIM)
    story.clock.advance(seconds=11)
    await rounds(story, 3)

    assert story.status(case) == "uncertain"
    assert story.refusal(case, action, LEA, value, card=card) == "stale"
    assert story.refusal(case, action, LEA, value).startswith("not refused")


# Complaints in odd orders


def test_a_duplicate_that_is_edited_into_something_else_gets_a_card(story):
    """What it says now was never shown to anybody."""
    story.complain()
    assert story.complain(id="m2") is None
    story.clock.advance(minutes=1)
    say_again(story, "m2", OTHER, edited_at=story.clock.now())
    triage(story.office)
    case = lookup(story, lambda r: r.cases.of_complaint(r.complaints.find("page", "m2").id))

    assert case is not None


def test_a_duplicate_whose_original_is_deleted_gets_a_card(story):
    """People delete and post again; what is public must be answerable."""
    story.complain()
    assert story.complain(id="m2") is None
    story.clock.advance(minutes=1)
    say_again(story, "m1", BROKEN, deleted_at=story.clock.now())
    triage(story.office)
    case = lookup(story, lambda r: r.cases.of_complaint(r.complaints.find("page", "m2").id))

    assert case is not None


def test_what_is_posted_again_after_a_deletion_is_no_duplicate(story):
    story.complain()
    story.clock.advance(minutes=1)
    say_again(story, "m1", BROKEN, deleted_at=story.clock.now())

    assert story.complain(id="m2") is not None


def test_an_edit_older_than_the_deletion_does_not_bring_it_back(story):
    """Webhooks arrive in any order; a reply to a deleted message is for nobody."""
    case = story.complain()
    edited = story.clock.now()
    story.clock.advance(minutes=5)
    say_again(story, "m1", "", deleted_at=story.clock.now())
    say_again(story, "m1", OTHER, edited_at=edited)

    assert story.card(case).complaint.deleted_at is not None


def test_a_message_edited_while_it_is_triaged_is_matched_by_its_new_words(story, office):
    """The card's reasons must be words of the text that it shows."""
    say_again(story, "m1", BROKEN)
    real = office.shelf.in_force

    class Editing:
        def match(self, text, *rest, **more):
            if text == BROKEN:
                story.clock.advance(minutes=1)
                say_again(story, "m1", OTHER, edited_at=story.clock.now())
            return real.matcher.match(text, *rest, **more)

    office.shelf = Shelf(None)
    office.shelf.put_in_force(replace(real, matcher=Editing()))
    while triage(office):
        pass
    case = lookup(story, lambda r: r.cases.of_complaint(r.complaints.find("page", "m1").id))

    assert case.playbook != "broken-on-arrival"


# Words


def test_words_that_nobody_can_see_are_no_reply(story):
    """A card would show nothing, and the customer would get nothing."""
    case = story.complain()
    story.press(case, "edit", LEA)
    story.sent_prompt()
    with pytest.raises(Refused) as refused:
        story.write(LEA, "\u200b\u2060\u202e \ufeff", to=900)

    assert refused.value.code == "empty"


async def test_a_fact_taken_out_and_put_back_still_expires(story):
    """Two edits must not make the product forget that a sentence has an end."""
    case = story.complain("Vos prix ont encore augmenté de 10 %, c'est abusé")
    story.press(case, "claim", LEA)
    for _ in range(6):
        if any(fact.until for fact in story.draft(case).facts):
            break
        story.press(case, "variant", LEA)
    words = story.draft(case).text
    (fact, *_) = [one for one in story.draft(case).facts if one.until]
    for number, text in enumerate((words.replace(fact.value, "bientôt"), words)):
        story.press(case, "edit", LEA)
        story.sent_prompt(901 + number)
        story.write(LEA, text, to=901 + number)

    assert fact in story.draft(case).facts


# The record


def test_the_log_says_who_asked_for_another_variant(story):
    case = story.complain()
    story.press(case, "variant", TOM)
    entries = lookup(story, lambda records: records.log.entries(case=case.id))
    pressed = [one.words["by"] for one in entries if one.event == "variant"]

    assert pressed == [TOM]


async def test_the_log_says_who_approved_what_was_sent_again(story):
    """Every key that reached a channel must lead to a person and to the words."""
    story.channel.outcomes = ["lost_before"]
    case = await uncertain(story)
    story.press(case, "resend", KARIM)
    story.clock.advance(seconds=11)
    await rounds(story, 2)
    entries = lookup(story, lambda records: records.log.entries(case=case.id))
    approvals = {
        one.words["approval"]: (one.words["by"], one.words["text"])
        for one in entries
        if one.event == "approved"
    }
    (public,) = story.channel.public

    assert approvals[public.id] == (KARIM, public.text)


# The service


async def test_a_process_that_only_delivers_still_learns_who_left(office):
    """It has no desk; all the same nobody's old yes must leave after they have gone."""
    service = Service(office=office, playbooks=None, clerk=None, parts=("delivery",))
    work = service._work()
    names = set(work)
    for one in work.values():
        one.close()

    assert {"delivery", "people"} <= names


async def test_a_channel_whose_check_breaks_does_not_end_the_service(office, channel):
    """One bad answer of one platform at start would have taken every part down."""

    async def failing():
        raise Boom

    channel.check = failing
    service = Service(office=office, playbooks=None, clerk=None)
    await service._check_channels()

    assert not service.stop.is_set()


async def test_a_set_that_could_not_be_kept_is_not_in_force(office, starter, shelf, starter_set):
    """Drafts name their set: after a restart it must be found. The next look tries again."""
    playbooks = Playbooks(office, starter)
    changed = replace(shelf.in_force, playbooks=replace(starter_set, digest="changed"))
    store = office.store

    class Full:
        def write(self):
            raise StoreError("no room left on its disk")

    office.store = Full()
    office.shelf = Shelf(starter)
    office.shelf.put_in_force(shelf.in_force)
    with pytest.raises(StoreError):
        playbooks.adopt(Found(loaded=None, built=changed))
    office.store = store

    assert office.shelf.in_force.playbooks.digest == starter_set.digest


async def test_a_stop_waits_for_the_reply_on_its_way_and_starts_no_other(story, office):
    """A graceful end is short: what has not begun is for the next start."""
    first = approved(story)
    second = approved(story, story.complain(OTHER, id="m2", author="888"))
    stop, post = asyncio.Event(), story.channel.post

    async def clerk(work):
        return work()

    async def stopping(reply):
        stop.set()
        return await post(reply)

    story.channel.post = stopping
    await Delivery(office, clerk, process="p1", is_stopping=stop.is_set).round()

    assert ["answered", "approved"] == [story.status(first), story.status(second)]


def test_a_start_that_can_use_nothing_names_the_faults_of_todays_files(office, starter, clock):
    """The stored set cannot be read either; its faults are nobody's to mend."""
    today = Loaded(None, ("a fault of today",), "0" * 64)
    broken = Unreadable(starter)
    broken.fingerprint, broken.load = (lambda: "1"), (lambda: today)
    with office.store.write() as records:
        kept = AcceptedSet(digest="old", files={}, accepted_at=clock.now())
        records.sets.accept(kept)
    with pytest.raises(LibraryError) as refused:
        Playbooks(office, broken).start()

    assert refused.value.problems == today.problems
