from dataclasses import replace
from itertools import product

import pytest
import sqlalchemy as sa

from copilot.app.ports.outbox import EVERY, Lane
from copilot.domain.errors import IllegalMove, Refused
from copilot.domain.outbox import LIVE, OUTBOX_MOVES, OutboxEvent, OutboxStatus
from tests.contract.store.making import (
    LEA,
    NOW,
    after,
    an_approval,
    an_item,
    bring_item,
    keep_case,
    keep_item,
)

MOVES = {key: after for key, after in OUTBOX_MOVES.items() if key[1] is not OutboxEvent.CLAIM}
FORBIDDEN = sorted(set(product(OutboxStatus, OutboxEvent)) - set(OUTBOX_MOVES))
A = "approval-a"


def claim(records, id=A, *, by="p1", now=NOW):
    return records.outbox.claim(id, by=by, until=after(minutes=1), now=now)


def ids(items):
    return [item.id.removeprefix("approval-") for item in items]


def test_an_item_comes_back_as_it_went_in(store):
    with store.write() as records:
        keep_case(records)
        keep_item(records, text="À bientôt,\nLéa 💙 ")
    with store.read() as records:
        assert an_item(text="À bientôt,\nLéa 💙 ") == records.outbox.get(A)
        assert an_item(text="À bientôt,\nLéa 💙 ") == records.outbox.live("case-a")
        with pytest.raises(KeyError):
            records.outbox.get("approval-b")


@pytest.mark.parametrize("status", sorted(OutboxStatus))
def test_a_case_has_one_live_item(store, status):
    """Whatever two people press, one reply is on its way."""
    with store.write() as records:
        keep_case(records)
        keep_item(records, "a")
        bring_item(records, A, status)
        records.approvals.withdraw("case-a", reason="r", at=NOW)

        if status in LIVE:
            with pytest.raises(Refused, match="already_sent"):
                keep_item(records, "b", case="case-a")
        else:
            keep_item(records, "b", case="case-a")

        expected = ["a"] if status in LIVE else ["a", "b"]
        assert expected == ids(records.outbox.of_case("case-a"))
        assert records.outbox.live("case-a").id == f"approval-{expected[-1]}"


@pytest.mark.parametrize("status", sorted(OutboxStatus))
def test_a_thread_has_the_same_words_once(store, status):
    """Identical replies under one post look like a robot."""
    with store.write() as records:
        for name in "ab":
            keep_case(records, name)
        keep_item(records, "a", words="same")
        bring_item(records, A, status)

        if status is OutboxStatus.WITHDRAWN:
            keep_item(records, "b", words="same")
        else:
            with pytest.raises(Refused, match="same_text"):
                keep_item(records, "b", words="same")


def test_the_same_words_may_stand_in_another_thread_and_channel(store):
    with store.write() as records:
        for name in "abc":
            keep_case(records, name)
        keep_item(records, "a", words="same")
        keep_item(records, "b", words="same", thread="other")
        keep_item(records, "c", words="same", channel="shop")

        assert ["a", "b", "c"] == ids(records.outbox.due(NOW))


def test_a_long_reply_has_a_key_too(store):
    """PostgreSQL's indexes refuse keys over a few thousand characters."""
    with store.write() as records:
        keep_case(records)
        keep_item(records, words="x" * 20_000)

        assert claim(records)


def test_an_approval_is_used_once(store):
    """The approval's id is the key on every try: a second use would be taken for the first."""
    with store.write() as records:
        keep_case(records)
        keep_item(records)
        records.outbox.move(A, OutboxEvent.WITHDRAW, at=NOW)

        with pytest.raises(ValueError, match="used before"):
            records.outbox.add(an_item(), same_words="other")


def test_nothing_is_on_its_way_without_an_approval(store):
    """The database itself refuses to keep a reply that nobody approved."""
    with store.write() as records:
        keep_case(records)
    with pytest.raises(sa.exc.IntegrityError), store.write() as records:
        records.outbox.add(an_item(), same_words="words")
    with store.write() as records:
        assert records.outbox.live("case-a") is None
        records.outbox.add(an_item(), same_words="words")
        records.approvals.add(an_approval())


@pytest.mark.parametrize(("status", "event"), sorted(MOVES))
def test_allowed_move_leads_where_the_table_says(store, status, event):
    with store.write() as records:
        keep_case(records)
        keep_item(records)
        bring_item(records, A, status)
        moved = records.outbox.move(A, event, at=after(seconds=1), reason="r")

        assert MOVES[status, event] == moved.status
        assert (None, None, "r") == (moved.claimed_by, moved.claimed_until, moved.reason)
        assert moved == records.outbox.get(A)


@pytest.mark.parametrize(("status", "event"), FORBIDDEN)
def test_forbidden_move_is_refused(store, status, event):
    """At most one post per approval rests on this table."""
    with store.write() as records:
        keep_case(records)
        keep_item(records)
        bring_item(records, A, status)
        before = records.outbox.get(A)

        if event is OutboxEvent.CLAIM:
            assert not claim(records, by="p2")
        else:
            with pytest.raises(IllegalMove, match=status.value):
                records.outbox.move(A, event, at=after(seconds=1))

        assert before == records.outbox.get(A)


def test_a_claim_is_not_made_by_a_move(store):
    """It would pass the pause by."""
    with store.write() as records, pytest.raises(ValueError, match="claim"):
        records.outbox.move(A, OutboxEvent.CLAIM, at=NOW)


@pytest.mark.parametrize("status", [OutboxStatus.APPROVED, OutboxStatus.UNCERTAIN])
def test_a_claim_counts_a_try(store, status):
    with store.write() as records:
        keep_case(records)
        keep_item(records)
        bring_item(records, A, status)
        before = records.outbox.get(A)

        assert claim(records, by="p2")
        assert not claim(records, by="p2")
        expected = replace(
            before,
            status=OutboxStatus.SENDING,
            tries=before.tries + 1,
            claimed_by="p2",
            claimed_until=after(minutes=1),
        )
        assert expected == records.outbox.get(A)


def test_each_worker_is_given_what_is_in_its_lane(store):
    """Nothing is in two lanes, where it could overtake itself, and nothing in none."""
    lanes = (Lane(only="page"), Lane(only="shop"), Lane(but=("page", "shop")), EVERY)
    everything = after(minutes=9)
    with store.write() as records:
        for name, channel in zip("abc", ("page", "shop", "gone"), strict=True):
            keep_case(records, name)
            keep_item(records, name, words=name, channel=channel)
        due = [ids(records.outbox.due(NOW, lane=lane)) for lane in lanes]
        before = [records.outbox.has_live(lane=lane) for lane in lanes]
        for name in "abc":
            claim(records, f"approval-{name}")
        orphans = [ids(records.outbox.orphans(everything, lane=lane)) for lane in lanes]
        for name in "abc":
            records.outbox.move(f"approval-{name}", OutboxEvent.LOSE, at=NOW)
        uncertain = [ids(records.outbox.unsettled(everything, lane=lane)) for lane in lanes]
        for name in "bc":
            records.outbox.move(f"approval-{name}", OutboxEvent.CONFIRM, at=NOW)
        left = [records.outbox.has_live(lane=lane) for lane in lanes]

    assert [["a"], ["b"], ["c"], ["a", "b", "c"]] == due
    assert due == orphans
    assert due == uncertain
    assert ([True] * 4, [True, False, False, True]) == (before, left)


def test_nothing_is_claimed_before_its_time(store):
    """The time to undo belongs to the person who pressed."""
    with store.write() as records:
        keep_case(records)
        keep_item(records, due_at=after(seconds=10))

        assert [] == records.outbox.due(after(seconds=9))
        assert not claim(records, now=after(seconds=9))
        assert ["a"] == ids(records.outbox.due(after(seconds=10)))
        assert claim(records, now=after(seconds=10))


def test_nothing_is_claimed_while_posting_is_suspended(store):
    """The brake works on what is already due."""
    with store.write() as records:
        keep_case(records)
        keep_item(records)
        records.state.pause(by=LEA, at=NOW)
    with store.write() as records:
        assert not claim(records)
        records.state.resume()
        assert claim(records)


def test_only_the_claimant_reports_the_outcome_of_a_try(store):
    """A process that hung and woke must not speak for the one that took over."""
    with store.write() as records:
        keep_case(records)
        keep_item(records)
        claim(records, by="p1")

        with pytest.raises(IllegalMove, match="sending"):
            records.outbox.move(A, OutboxEvent.RELEASE, at=NOW, by="p2")
        lost = records.outbox.move(
            A, OutboxEvent.LOSE, at=NOW, by="p1", due_at=after(seconds=5), reason="timeout"
        )

        assert (OutboxStatus.UNCERTAIN, after(seconds=5), "timeout") == (
            lost.status,
            lost.due_at,
            lost.reason,
        )


def test_a_confirmation_keeps_where_the_reply_is(store):
    with store.write() as records:
        keep_case(records)
        keep_item(records)
        claim(records)
        posted = records.outbox.move(
            A, OutboxEvent.CONFIRM, at=after(seconds=2), by="p1", posted_id="9", posted_url="u"
        )

        assert ("9", "u", after(seconds=2)) == (
            posted.posted_id,
            posted.posted_url,
            posted.posted_at,
        )


def test_of_each_case_the_first_reply_counts(store):
    """An answer given in time stays in time when a solution follows; one on its way is none."""
    with store.write() as records:
        keep_case(records, "a")
        keep_case(records, "b")
        for name, case, hours in (("a", "case-a", 1), ("c", "case-a", 5)):
            keep_item(records, name, case=case)
            claim(records, f"approval-{name}")
            posted = after(hours=hours)
            records.outbox.move(f"approval-{name}", OutboxEvent.CONFIRM, at=posted, by="p1")
            records.approvals.withdraw(case, reason="r", at=NOW)
        keep_item(records, "b")

        assert {"case-a": after(hours=1)} == records.outbox.first_posted(NOW)
        assert {"case-a": after(hours=5)} == records.outbox.first_posted(after(hours=2))
        assert {} == records.outbox.first_posted(after(hours=6))
        assert ["a", "c"] == ids(records.outbox.posted_since(NOW))
        assert ["c"] == ids(records.outbox.posted_since(after(hours=5)))


def test_a_claim_that_ended_leaves_an_orphan(store):
    """A process that died mid-request leaves a question, not silence."""
    with store.write() as records:
        keep_case(records)
        keep_item(records)
        claim(records)

        assert [] == records.outbox.orphans(after(seconds=59))
        assert ["a"] == ids(records.outbox.orphans(after(minutes=1)))


def test_a_person_is_asked_once(store):
    with store.write() as records:
        keep_case(records)
        keep_item(records)
        claim(records)
        records.outbox.move(A, OutboxEvent.LOSE, at=NOW, due_at=after(seconds=5))

        assert [] == records.outbox.unsettled(after(seconds=4))
        assert ["a"] == ids(records.outbox.unsettled(after(seconds=5)))
        assert [True, False] == [records.outbox.mark_asked(A) for _ in range(2)]
        assert [] == records.outbox.unsettled(after(seconds=5))
        assert records.outbox.get(A).asked


def test_a_look_that_failed_is_counted_once(store):
    """Two processes waited for the same answer."""
    with store.write() as records:
        keep_case(records)
        keep_item(records)
        counted = [
            records.outbox.look_failed(A, before=0, due_at=after(seconds=2), reason="away")
            for _ in range(2)
        ]
        item = records.outbox.get(A)

        assert [True, False] == counted
        assert (1, after(seconds=2), "away") == (item.looks_failed, item.due_at, item.reason)


def test_what_waits_for_a_word_is_neither_due_nor_claimed(store):
    """It would leave while somebody reads the question."""
    with store.write() as records:
        keep_case(records)
        keep_item(records)
        records.outbox.mark_asked(A)

        assert (["a"], []) == (ids(records.outbox.held()), ids(records.outbox.due(NOW)))
        assert not claim(records)
        assert [True, False] == [
            records.outbox.waive_look(A, by=LEA, due_at=after(seconds=9)) for _ in range(2)
        ]
        assert ([], []) == (ids(records.outbox.held()), ids(records.outbox.due(NOW)))
        assert ["a"] == ids(records.outbox.due(after(seconds=9)))


def test_a_claim_forgets_the_looks_before_it(store):
    """They were about this try: refused and back later, it is looked at like any other."""
    with store.write() as records:
        keep_case(records)
        keep_item(records)
        records.outbox.look_failed(A, before=0, due_at=NOW, reason="away")
        records.outbox.mark_asked(A)
        records.outbox.waive_look(A, by=LEA, due_at=NOW)
        waived = records.outbox.get(A)
        claim(records)
        claimed = records.outbox.get(A)

        assert (1, LEA) == (waived.looks_failed, waived.waived_by)
        assert (0, None) == (claimed.looks_failed, claimed.waived_by)


@pytest.mark.parametrize("status", sorted(set(OutboxStatus) - {OutboxStatus.APPROVED}))
def test_only_what_has_not_left_can_be_put_off_or_let_go(store, status):
    with store.write() as records:
        keep_case(records)
        keep_item(records)
        bring_item(records, A, status)
        records.outbox.mark_asked(A)

        assert not records.outbox.look_failed(A, before=0, due_at=NOW, reason="away")
        assert not records.outbox.waive_look(A, by=LEA, due_at=NOW)


def test_the_oldest_approval_leaves_first(store):
    with store.write() as records:
        for name, seconds in (("a", 2), ("b", 0), ("c", 1)):
            keep_case(records, name)
            keep_item(records, name, approved_at=after(seconds=seconds))

        assert ["b", "c", "a"] == ids(records.outbox.due(NOW))
        assert ["b"] == ids(records.outbox.due(NOW, limit=1))


def test_a_threads_replies_are_those_that_are_or_may_be_public(store):
    with store.write() as records:
        for name in "abc":
            keep_case(records, name)
            keep_item(records, name)
        keep_case(records, "d")
        keep_item(records, "d", thread="other")
        bring_item(records, "approval-b", OutboxStatus.WITHDRAWN)
        bring_item(records, "approval-c", OutboxStatus.POSTED)

        assert ["Bonjour, a. Léa", "Bonjour, c. Léa"] == [
            one.text for one in records.outbox.in_thread("page", "post")
        ]
