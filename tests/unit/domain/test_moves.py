"""The tables of moves: what can never happen is as important as what can."""

import pytest

from copilot.domain.case import CASE_MOVES, CaseEvent, CaseStatus
from copilot.domain.outbox import (
    LIVE,
    OUTBOX_MOVES,
    OutboxEvent,
    OutboxStatus,
    approval_digest,
)


def test_nothing_leaves_a_posted_reply():
    """What is public stays on record as public."""
    assert [] == [move for move in OUTBOX_MOVES if move[0] is OutboxStatus.POSTED]


def test_a_reply_is_taken_back_only_before_it_is_claimed():
    sources = {before for before, event in OUTBOX_MOVES if event is OutboxEvent.WITHDRAW}

    assert {OutboxStatus.APPROVED} == sources


def test_only_what_was_claimed_can_be_lost_or_rejected():
    for event in (OutboxEvent.LOSE, OutboxEvent.REJECT):
        assert {OutboxStatus.SENDING} == {b for b, e in OUTBOX_MOVES if e is event}


def test_every_way_out_of_a_live_status_ends_or_stays_live():
    ends = {OutboxStatus.POSTED, OutboxStatus.WITHDRAWN}

    assert set(OUTBOX_MOVES.values()) <= LIVE | ends


@pytest.mark.parametrize("status", CaseStatus)
def test_every_status_of_a_case_can_be_reached_or_is_the_first(status):
    assert status is CaseStatus.OPEN or status in CASE_MOVES.values()


def test_an_answered_case_is_never_answered_again_without_being_reopened():
    leaving = {event for before, event in CASE_MOVES if before is CaseStatus.ANSWERED}

    assert {CaseEvent.REOPEN} == leaving


def test_an_approval_is_bound_to_text_channel_message_and_version():
    base = {"channel": "page", "complaint_id": "m1", "version": 1}
    seals = {
        approval_digest("a", **base),
        approval_digest("a ", **base),
        approval_digest("a", **{**base, "channel": "shop"}),
        approval_digest("a", **{**base, "complaint_id": "m2"}),
        approval_digest("a", **{**base, "version": 2}),
    }

    assert len(seals) == 5
    assert approval_digest("a", **base) in seals


def test_parts_of_an_approval_cannot_run_into_each_other():
    one = approval_digest("ab", channel="c", complaint_id="d", version=1)
    other = approval_digest("a", channel="bc", complaint_id="d", version=1)

    assert one != other
