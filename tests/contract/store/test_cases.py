from contextlib import suppress
from itertools import count, product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from copilot.domain.case import CASE_MOVES, WORKABLE, CaseEvent, CaseStatus
from copilot.domain.errors import IllegalMove
from copilot.domain.playbook import Severity, Stage
from tests.contract.store.making import (
    KARIM,
    LEA,
    NOW,
    a_case,
    a_complaint,
    after,
    bring_case,
    keep_case,
)

names = map(str, count())

FORBIDDEN = sorted(set(product(CaseStatus, CaseEvent)) - set(CASE_MOVES))


def test_a_case_comes_back_whole(store):
    case = a_case(
        due_at=after(hours=1),
        claimed_by=KARIM,
        claimed_until=after(minutes=10),
        later_until=after(hours=2),
        closed_at=after(hours=3),
        reason="réglé en magasin",
        playbook=None,
    )
    with store.write() as records:
        records.complaints.add(a_complaint(), id="complaint-a", at=NOW)
        kept = records.cases.add(case)
    with store.read() as records:
        assert kept == records.cases.get("case-a")
        assert a_case(**{name: getattr(case, name) for name in CHANGED}, number=1) == kept


CHANGED = (
    "due_at",
    "claimed_by",
    "claimed_until",
    "later_until",
    "closed_at",
    "reason",
    "playbook",
)


def test_numbers_run_from_one_without_gaps(store):
    """People say « le 1042 »; a gap looks like a lost complaint."""
    with store.write() as records:
        first = keep_case(records, "a")
    with suppress(KeyError), store.write() as records:
        keep_case(records, "b")
        records.cases.get("nothing")
    with store.write() as records:
        second = keep_case(records, "c")

        assert (1, 2) == (first.number, second.number)
        assert second == records.cases.numbered(2)
        assert records.cases.numbered(3) is None


def test_a_case_is_found_by_its_complaint(store):
    with store.write() as records:
        case = keep_case(records)

        assert case == records.cases.of_complaint("complaint-a")
        assert records.cases.of_complaint("complaint-b") is None
        with pytest.raises(KeyError):
            records.cases.get("case-b")


def test_cases_are_listed_by_number_and_status(store):
    with store.write() as records:
        for name in "abcd":
            keep_case(records, name)
        bring_case(records, "case-b", CaseStatus.DISMISSED)

        def numbers(**wanted):
            return [case.number for case in records.cases.list(**wanted)]

        assert [1, 2, 3, 4] == numbers()
        assert [1, 3, 4] == numbers(status=CaseStatus.OPEN)
        assert [3, 4] == numbers(limit=2)


def test_of_many_open_cases_none_is_left_out(store):
    """The day it burns, the oldest is the one that has waited longest."""
    with store.write() as records:
        for number in range(1, 1002):
            keep_case(records, f"{number}")

        assert 1001 == len(records.cases.list(CaseStatus.OPEN))
        assert 1 == records.cases.list(CaseStatus.OPEN)[0].number


def test_whoever_wrote_waits_since_they_wrote_or_since_the_case_came_back(store):
    """One question for all open cases: it is asked while people press."""
    with store.write() as records:
        for name in "abc":
            keep_case(records, name)
        bring_case(records, "case-c", CaseStatus.DISMISSED)
        for event, minutes in (("reopened", 30), ("note", 50), ("reopened", 40)):
            records.log.append(event, at=after(minutes=minutes), case="case-b")

        since = records.cases.waiting_since(back={"reopened", "rectifying"})

        received = records.complaints.get("complaint-a").received_at
        assert {"case-a": received, "case-b": after(minutes=40)} == since


def test_every_status_is_counted(store):
    with store.write() as records:
        keep_case(records, "a")
        keep_case(records, "b")
        bring_case(records, "case-b", CaseStatus.ANSWERED)

        expected = dict.fromkeys(CaseStatus, 0)
        expected |= {CaseStatus.OPEN: 1, CaseStatus.ANSWERED: 1}
        assert expected == records.cases.counts()


@pytest.mark.parametrize(("status", "event"), sorted(CASE_MOVES))
def test_allowed_move_leads_where_the_table_says(store, status, event):
    with store.write() as records:
        keep_case(records)
        bring_case(records, "case-a", status)
        moved = records.cases.move(
            "case-a", event, at=after(hours=1), reason="r", later_until=after(hours=2)
        )

        is_closed = moved.status in (CaseStatus.ANSWERED, CaseStatus.DISMISSED)
        assert CASE_MOVES[status, event] == moved.status
        assert (after(hours=1) if is_closed else None) == moved.closed_at
        assert ("r", after(hours=2)) == (moved.reason, moved.later_until)
        assert moved == records.cases.get("case-a")


@pytest.mark.parametrize(("status", "event"), FORBIDDEN)
def test_forbidden_move_is_refused(store, status, event):
    """What a card offers is only a hint: the database has the last word."""
    with store.write() as records:
        keep_case(records)
        bring_case(records, "case-a", status)
        before = records.cases.get("case-a")

        with pytest.raises(IllegalMove, match=status.value):
            records.cases.move("case-a", event, at=after(hours=1))

        assert before == records.cases.get("case-a")


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(events=st.lists(st.sampled_from(CaseEvent), max_size=12))
def test_any_sequence_of_events_stays_in_the_table(store, events):
    """Presses come in any order, late and twice."""
    name = next(names)
    id, status = f"case-{name}", CaseStatus.OPEN  # noqa: A001 - as the port calls it
    with store.write() as records:
        keep_case(records, name)
        for event in events:
            with suppress(IllegalMove):
                records.cases.move(id, event, at=NOW)
            status = CASE_MOVES.get((status, event), status)

            assert status == records.cases.get(id).status


def test_a_move_without_a_reason_forgets_the_old_one(store):
    """The reason of last week's dismissal says nothing about today."""
    with store.write() as records:
        keep_case(records)
        records.cases.move("case-a", CaseEvent.DISMISS, at=NOW, reason="troll")
        reopened = records.cases.move("case-a", CaseEvent.REOPEN, at=NOW)

        assert (None, None) == (reopened.reason, reopened.closed_at)


def test_a_move_of_nothing_is_a_key_error(store):
    with store.write() as records, pytest.raises(KeyError):
        records.cases.move("case-a", CaseEvent.DISMISS, at=NOW)


def redraft(records, **changes):
    values = {
        "expected": 1,
        "revision": 2,
        "playbook": "late-delivery",
        "stage": "solution",
        "severity": "low",
        "set_digest": "f" * 64,
        "due_at": after(hours=4),
    }
    return records.cases.redraft("case-a", **values | changes)


def test_a_redraft_changes_all_that_a_card_shows(store):
    with store.write() as records:
        keep_case(records)

        assert redraft(records)
        case = records.cases.get("case-a")
        assert (2, "late-delivery", Stage.SOLUTION, Severity.LOW, "f" * 64, after(hours=4)) == (
            case.revision,
            case.playbook,
            case.stage,
            case.severity,
            case.set_digest,
            case.due_at,
        )


def test_a_redraft_from_an_old_card_changes_nothing(store):
    """Two people edit at once: the second must see the first's words, not overwrite them."""
    with store.write() as records:
        keep_case(records)

        assert [True, False] == [redraft(records), redraft(records, revision=3)]
        assert records.cases.get("case-a").revision == 2


@pytest.mark.parametrize("status", sorted(CaseStatus))
def test_only_a_workable_case_is_claimed_or_redrafted(store, status):
    """Words that are on their way cannot change under the approver."""
    with store.write() as records:
        keep_case(records)
        bring_case(records, "case-a", status)
        until = {"until": after(minutes=10), "now": NOW}
        done = [
            redraft(records),
            records.cases.claim("case-a", by=LEA, **until),
            records.cases.take_over("case-a", by=KARIM, **until),
            records.cases.release("case-a", by=KARIM),
        ]

        assert [status in WORKABLE] * 4 == done


def test_a_claim_keeps_others_out_until_it_ends(store):
    """Never answer twice what a colleague is answering."""
    with store.write() as records:
        keep_case(records)
        claim = records.cases.claim
        ten, twenty = after(minutes=10), after(minutes=20)

        assert claim("case-a", by=LEA, until=ten, now=NOW)
        assert not claim("case-a", by=KARIM, until=twenty, now=after(minutes=9))
        assert claim("case-a", by=LEA, until=ten, now=after(minutes=9))
        assert claim("case-a", by=KARIM, until=twenty, now=ten)
        assert (KARIM, twenty) == (
            records.cases.get("case-a").claimed_by,
            records.cases.get("case-a").claimed_until,
        )


def test_a_case_can_be_taken_over(store):
    with store.write() as records:
        keep_case(records)
        records.cases.claim("case-a", by=LEA, until=after(minutes=10), now=NOW)

        assert records.cases.take_over("case-a", by=KARIM, until=after(minutes=10), now=NOW)
        assert records.cases.get("case-a").claimant(NOW) == KARIM


def test_a_claim_is_given_back_by_its_holder_alone(store):
    """What somebody gives back, nobody else gave away."""
    with store.write() as records:
        keep_case(records)
        records.cases.claim("case-a", by=LEA, until=after(minutes=10), now=NOW)

        assert [False, True, False] == [
            records.cases.release("case-a", by=by) for by in (KARIM, LEA, LEA)
        ]
        assert (None, None) == (
            records.cases.get("case-a").claimed_by,
            records.cases.get("case-a").claimed_until,
        )


def test_a_claim_that_ended_is_emptied_once(store):
    """The card must stop saying that somebody is at it."""
    with store.write() as records:
        for name in "ab":
            keep_case(records, name)
        records.cases.claim("case-a", by=LEA, until=after(minutes=10), now=NOW)
        records.cases.claim("case-b", by=LEA, until=after(minutes=20), now=NOW)
        early, lapsed, again = (
            records.cases.lapsed(after(minutes=minutes)) for minutes in (9, 10, 11)
        )

        assert ([], ["case-a"], []) == (early, [case.id for case in lapsed], again)
        assert (None, None) == (lapsed[0].claimed_by, lapsed[0].claimed_until)
        assert records.cases.get("case-b").claimed_by == LEA


def test_a_case_put_off_comes_back_when_its_time_has_come(store):
    with store.write() as records:
        for name, hours in (("a", 2), ("b", 1), ("c", 9)):
            keep_case(records, name)
            records.cases.move(
                f"case-{name}", CaseEvent.SNOOZE, at=NOW, later_until=after(hours=hours)
            )
        keep_case(records, "d")

        assert ["case-b", "case-a"] == [
            case.id for case in records.cases.due_again(after(hours=2))
        ]
