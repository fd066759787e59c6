"""The log of record: what it keeps, what it refuses, and what it notices."""

import sqlite3
from contextlib import closing

import pytest
import sqlalchemy as sa

from copilot.store.sql_store import open_store
from tests.contract.store.making import NOW, after

WORDS = {"by": 11111111, "text": "À bientôt, « Léa » 💙", "n": [1, 2.5, None], "half": "\ud83d"}


@pytest.fixture
def written(store):
    """Six entries: three with words, three without."""
    with store.write() as records:
        for number in range(1, 7):
            records.log.append(
                f"event {number}",
                at=after(seconds=number),
                case="case-a" if number > 3 else None,
                words=WORDS | {"turn": number} if number % 2 else None,
            )
    return store


def verdict(store, head=None):
    with store.read() as records:
        return records.log.verify(head=head)


def head_of(store):
    number, _, digest = verdict(store).head.partition(":")
    return int(number), digest


def test_entries_come_back_with_their_words(written):
    with written.read() as records:
        entries = records.log.entries()

        assert [1, 2, 3, 4, 5, 6] == [entry.number for entry in entries]
        assert (after(seconds=1), "event 1", None) == (
            entries[0].at,
            entries[0].event,
            entries[0].case,
        )
        assert [WORDS | {"turn": 1}, None] == [entry.words for entry in entries[:2]]
        assert [4, 5, 6] == [entry.number for entry in records.log.entries(case="case-a")]


def test_an_empty_log_verifies(store):
    found = verdict(store, head=(0, "0" * 64))

    assert (0, 0, "0:" + "0" * 64, ()) == (
        found.entries,
        found.erased,
        found.head,
        found.faults,
    )


def test_an_untouched_log_verifies_against_every_head_it_had(written):
    """The head kept last month still proves the log of today."""
    with written.read() as records:
        heads = [(entry.number, entry.digest) for entry in records.log.entries()]
        verdicts = [records.log.verify(head=head) for head in heads]

    assert [()] * 6 == [found.faults for found in verdicts]
    assert {(6, 0)} == {(found.entries, found.erased) for found in verdicts}


def test_equal_words_have_different_commitments(store):
    """Without a salt, an erased name could be found again by trying names."""
    with store.write() as records:
        for _ in range(2):
            records.log.append("x", at=NOW, words={"name": "Claire"})
    with store.read() as records:
        commitments = records.log._connection.exec_driver_sql("SELECT commitment FROM log")
        assert len({row[0] for row in commitments}) == 2


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE log SET event = 'x'",
        "DELETE FROM log",
        "UPDATE log_words SET words = '{}'",
    ],
)
def test_the_database_refuses_to_rewrite_the_log(written, statement):
    """Even our own code cannot, by mistake."""

    def rewrite():
        with written.write() as records:
            records.log._connection.exec_driver_sql(statement)

    with pytest.raises(sa.exc.DBAPIError, match="append-only"):
        rewrite()
    assert () == verdict(written).faults


def test_erased_words_leave_the_chain_whole_and_are_counted(written):
    """A person's data can be erased on request without breaking the log."""
    head = head_of(written)
    with written.write() as records:
        records.log._connection.exec_driver_sql("DELETE FROM log_words WHERE number = 3")
    found = verdict(written, head)

    assert (6, 1, ()) == (found.entries, found.erased, found.faults)
    with written.read() as records:
        assert records.log.entries()[2].words is None


@pytest.fixture
def tamper(sqlite_url):
    """Six entries, then an edit of the file behind our back; answers what verifying finds."""

    def edit(*statements, with_head=True):
        store = open_store(sqlite_url)
        with store.write() as records:
            for number in range(1, 7):
                records.log.append(f"event {number}", at=NOW, words={"turn": number})
        head = head_of(store)
        store.close()
        with closing(sqlite3.connect(sqlite_url.removeprefix("sqlite:///"))) as file, file:
            triggers = file.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            for (name,) in triggers.fetchall():
                file.execute(f"DROP TRIGGER {name}")
            for statement in statements:
                file.execute(statement)
        store = open_store(sqlite_url)
        found = verdict(store, head if with_head else None)
        store.close()
        return found.faults

    return edit


def test_a_changed_word_is_noticed(tamper):
    found = tamper("UPDATE log_words SET words = '{\"turn\":9}' WHERE number = 4")

    assert ("the words of entry 4 were changed",) == found


@pytest.mark.parametrize(
    "change", ["event = 'other'", "at = '2020-01-01T00:00:00+00:00'", "\"case\" = 'case-b'"]
)
def test_a_changed_entry_is_noticed(tamper, change):
    found = tamper(f"UPDATE log SET {change} WHERE number = 4")  # noqa: S608 - ours

    assert ("entry 4 was changed",) == found


def test_words_put_beside_an_entry_that_had_none_are_noticed(tamper):
    found = tamper(
        "UPDATE log SET commitment = NULL WHERE number = 4",
    )

    assert ("entry 4 was changed", "the words of entry 4 were changed") == found


def test_a_removed_entry_is_noticed(tamper):
    found = tamper("DELETE FROM log_words WHERE number = 4", "DELETE FROM log WHERE number = 4")

    assert ("entry 4 is missing; entry 5 follows",) == found


def test_reordered_entries_are_noticed(tamper):
    found = tamper(
        "DELETE FROM log_words",
        "UPDATE log SET number = 99 WHERE number = 3",
        "UPDATE log SET number = 3 WHERE number = 4",
        "UPDATE log SET number = 4 WHERE number = 99",
    )

    assert ("entry 3 was changed", "entry 4 was changed", "entry 5 was changed") == found


CUT = ("DELETE FROM log_words WHERE number > 4", "DELETE FROM log WHERE number > 4")


def test_a_cut_off_tail_is_noticed_without_knowing_its_end(tamper):
    (found,) = tamper(*CUT, with_head=False)

    assert found.startswith("the log ends at entry 4; its end was 6:")


def test_a_carefully_cut_off_tail_is_noticed_by_a_known_end(tamper):
    """Who also mends the row of the end is caught by the end kept elsewhere, and only by it."""
    mended = (
        *CUT,
        "UPDATE log_head SET number = 4, digest = (SELECT digest FROM log WHERE number = 4)",
    )

    (found,) = tamper(*mended)
    assert found.startswith("entry 6 is missing or is not the one known as 6:")


def test_a_rewritten_tail_is_noticed_by_a_known_end(written):
    """A whole new chain is consistent in itself; it is not the one that was."""
    number, digest = head_of(written)
    (found,) = verdict(written, (number, digest[::-1])).faults

    assert found.startswith("entry 6 is missing or is not the one known as 6:")
