"""Of any number of concurrent callers exactly one succeeds."""

import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from copilot.domain.case import CaseEvent
from copilot.domain.errors import IllegalMove, Refused
from copilot.store.sql_store import open_store
from tests.contract.store.making import NOW, after, an_approval, an_item, keep_case, keep_item

THREADS = 8


def race(contend):
    """Let all threads go at the same moment; answer what each got."""
    start = threading.Barrier(THREADS)

    def run(number):
        start.wait()
        return contend(number)

    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(run, range(THREADS)))


@pytest.fixture
def stores(url):
    """As many processes would have: each its own connections."""
    opened = [open_store(url) for _ in range(THREADS)]
    yield opened
    for store in opened:
        store.close()


@pytest.fixture(params=["one store", "own stores"])
def store_of(request, stores):
    return (lambda _: stores[0]) if request.param == "one store" else stores.__getitem__


def test_of_many_workers_exactly_one_claims(store_of):
    with store_of(0).write() as records:
        keep_case(records)
        keep_item(records)

    def claim(number):
        with store_of(number).write() as records:
            return records.outbox.claim(
                "approval-a", by=f"p{number}", until=after(minutes=1), now=NOW
            )

    claims = race(claim)

    assert [True] == [won for won in claims if won]
    with store_of(0).read() as records:
        item = records.outbox.get("approval-a")
        assert (f"p{claims.index(True)}", 1) == (item.claimed_by, item.tries)


def test_of_many_moves_exactly_one_is_made(store_of):
    with store_of(0).write() as records:
        keep_case(records)

    def dismiss(number):
        try:
            with store_of(number).write() as records:
                records.cases.move("case-a", CaseEvent.DISMISS, at=NOW, reason=str(number))
        except IllegalMove:
            return False
        return True

    assert sum(race(dismiss)) == 1


def test_of_many_approvals_one_reply_is_on_its_way(store_of):
    """Eight people press Publier at once; the customer reads one answer."""
    with store_of(0).write() as records:
        keep_case(records)

    def approve(number):
        try:
            with store_of(number).write() as records:
                records.approvals.add(an_approval(str(number), person=number))
                records.outbox.add(an_item(str(number)), same_words=str(number))
        except Refused as refused:
            return refused.code
        return "sent"

    assert ["already_sent"] * (THREADS - 1) + ["sent"] == sorted(race(approve))
    with store_of(0).read() as records:
        assert len(records.approvals.list("case-a")) == 1


def test_numbers_and_the_log_have_no_gaps_and_no_doubles(store_of):
    def work(number):
        for turn in range(3):
            with store_of(number).write() as records:
                case = keep_case(records, f"{number}-{turn}")
                records.log.append("carded", at=NOW, case=case.id, words={"n": case.number})

    race(work)

    with store_of(0).read() as records:
        numbers = [case.number for case in records.cases.list()]
        verdict = records.log.verify()
        assert list(range(1, 3 * THREADS + 1)) == numbers
        assert (3 * THREADS, ()) == (verdict.entries, verdict.faults)


def test_what_was_read_before_a_write_stays_true_until_the_commit(store_of):
    """Use cases look, then act: two approvals of two people must see each other."""

    def count_up(number):
        for _ in range(3):
            with store_of(number).write() as records:
                counted = int(records.state.get("n") or 0)
                records.state.set("n", str(counted + 1))

    race(count_up)

    with store_of(0).read() as records:
        assert records.state.get("n") == str(3 * THREADS)


def test_two_that_lock_in_opposite_order_do_not_deadlock(stores):
    """On PostgreSQL rows are locked one by one; the desk must not learn that."""
    with stores[0].write() as records:
        for name in "ab":
            keep_case(records, name)

    def touch_both(number):
        for _ in range(10):
            with stores[number].write() as records:
                for name in "ab" if number % 2 else "ba":
                    records.cards.touch(f"case-{name}")

    race(touch_both)

    with stores[0].read() as records:
        assert records.cards.get("case-a").version == 10 * THREADS


CLAIMANT = """
import sys
from tests.contract.store.making import NOW, after
from copilot.store.sql_store import open_store
store = open_store(sys.argv[1])
print("ready", flush=True)
sys.stdin.readline()
with store.write() as records:
    won = records.outbox.claim("approval-a", by=sys.argv[2], until=after(minutes=1), now=NOW)
print("won" if won else "lost", flush=True)
store.close()
"""


def test_of_many_processes_exactly_one_claims(url):
    store = open_store(url)
    with store.write() as records:
        keep_case(records)
        keep_item(records)
    store.close()
    claimants = [
        subprocess.Popen(
            [sys.executable, "-c", CLAIMANT, url, f"p{number}"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for number in range(3)
    ]
    for claimant in claimants:
        assert claimant.stdout.readline() == "ready\n"
    for claimant in claimants:
        claimant.stdin.write("go\n")
        claimant.stdin.flush()
    answers = [claimant.communicate(timeout=60)[0].strip() for claimant in claimants]

    assert ["lost", "lost", "won"] == sorted(answers)
