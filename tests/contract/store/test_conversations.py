"""What conversations rest on: our own messages, whose reply was answered, earlier versions."""

from dataclasses import replace

import pytest

from copilot.app.ports.records import RENEWED, SetAside
from copilot.domain.case import CaseStatus
from copilot.domain.match import Kind
from copilot.domain.outbox import OutboxEvent
from tests.contract.store.making import (
    MATCH,
    NOW,
    a_complaint,
    after,
    bring_case,
    keep_case,
    keep_item,
)


def test_a_reply_is_found_by_the_message_that_it_became(store):
    """Whoever answers it names that message."""
    with store.write() as records:
        keep_case(records)
        keep_item(records)
        records.outbox.claim("approval-a", by="p1", until=after(minutes=1), now=NOW)
        records.outbox.move("approval-a", OutboxEvent.CONFIRM, at=NOW, posted_id="post-1")

        assert "approval-a" == records.outbox.posted_as("page", "post-1").id
        assert records.outbox.posted_as("page", "post-2") is None
        assert records.outbox.posted_as("other", "post-1") is None


def test_what_the_brand_wrote_is_found_in_its_thread(store):
    """A complaint that was answered natively must not be answered twice."""
    with store.write() as records:
        for name, aside in (("a", SetAside.OWN), ("b", None), ("c", SetAside.OWN)):
            records.complaints.add(a_complaint(name), id=f"complaint-{name}", at=NOW)
            records.complaints.settle(f"complaint-{name}", at=NOW, set_aside=aside)
        records.complaints.revise("complaint-c", a_complaint("c", thread_id="elsewhere"), at=NOW)

        assert ["complaint-a"] == [one.id for one in records.complaints.own("page", "post")]
        assert ["complaint-c"] == [one.id for one in records.complaints.own("page", "elsewhere")]
        assert [] == records.complaints.own("other", "post")


def test_the_version_of_a_moment_is_the_latest_one_then(store):
    with store.write() as records:
        records.complaints.add(a_complaint(), id="complaint-a", at=NOW)
        records.complaints.revise("complaint-a", a_complaint(text="b"), at=after(minutes=2))
        found = [
            records.complaints.version_at("complaint-a", after(minutes=minute))
            for minute in (-1, 0, 1, 2, 9)
        ]

    assert [1, 1, 1, 2, 2] == found


def test_a_complaint_with_a_case_can_be_matched_again_and_what_was_set_aside_stays(store):
    with store.write() as records:
        for name, aside in (("a", None), ("b", SetAside.DUPLICATE)):
            records.complaints.add(a_complaint(name), id=f"complaint-{name}", at=NOW)
            records.complaints.settle(f"complaint-{name}", at=NOW, set_aside=aside)
            records.complaints.triage_again(f"complaint-{name}")

        assert ["complaint-a"] == [one.id for one in records.complaints.waiting(9)]


@pytest.mark.parametrize("status", sorted(CaseStatus))
def test_a_new_match_is_kept_whatever_the_case_stands_at(store, status):
    """Its spans are places in the words as they are now."""
    changed = replace(MATCH, kind=Kind.QUESTION, lang="en", playbook="late-delivery")
    with store.write() as records:
        keep_case(records)
        bring_case(records, "case-a", status)
        records.cases.rematch("case-a", changed)
        case = records.cases.get("case-a")

    assert (changed, Kind.QUESTION, "en") == (case.match, case.kind, case.lang)
    assert ("broken-on-arrival", status) == (case.playbook, case.status)


def test_a_case_goes_on_from_another_that_was_answered_after_it_came(store):
    """The message was there first; what it is the second word of became known later."""
    with store.write() as records:
        for name in "ab":
            keep_case(records, name)
        records.cases.go_on("case-b", follows="case-a")
        found = [records.cases.get(f"case-{name}").follows for name in "ab"]

    assert [None, "case-a"] == found


def test_the_cases_of_a_thread_without_a_public_reply_are_found(store):
    with store.write() as records:
        for name, status in zip("abcdef", sorted(CaseStatus), strict=True):
            keep_case(records, name)
            bring_case(records, f"case-{name}", status)
        keep_case(records, "x", thread="elsewhere")
        found = records.cases.unposted("page", "post")

    assert set(CaseStatus) - {CaseStatus.ANSWERED, CaseStatus.DISMISSED} == {
        case.status for case in found
    }


def test_the_replies_of_a_thread_can_leave_those_of_one_case_out(store):
    """A correction may say again what it corrects."""
    with store.write() as records:
        for name in "ab":
            keep_case(records, name)
            keep_item(records, name)

        assert ["Bonjour, b. Léa"] == [
            one.text for one in records.outbox.in_thread("page", "post", but="case-a")
        ]


def test_a_renewed_card_is_drawn_soon_and_keeps_its_old_place(store):
    """The new message answers the old one."""
    with store.write() as records:
        keep_case(records)
        records.cards.touch("case-a")
        records.cards.shown("case-a", version=1, digest="d", chat=-1, message=7)
        records.cards.renew("case-a")
        (card,) = records.cards.stale()

    assert (RENEWED, -1, 7) == (card.shown_digest, card.chat, card.message)
