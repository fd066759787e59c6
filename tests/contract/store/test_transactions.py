import threading

import pytest

from copilot.store.sql_store import open_store
from tests.contract.store.making import NOW, keep_case


class Interrupted(Exception):  # noqa: N818 - reads as what happened
    """Stops a transaction half way."""


def write_half(store):
    with store.write() as records:
        records.state.set("first", "x")
        keep_case(records)
        records.log.append("half", at=NOW)
        raise Interrupted


def test_an_error_keeps_nothing_of_a_transaction(store):
    with pytest.raises(Interrupted):
        write_half(store)
    with store.read() as records:
        assert records.state.get("first") is None
        assert [] == records.cases.list()
        assert [] == records.log.entries()


def test_what_was_written_survives_closing(store, url):
    with store.write() as records:
        records.state.set("a", "é")
    store.close()
    again = open_store(url)
    with again.read() as records:
        value = records.state.get("a")
    again.close()

    assert value == "é"


def write_inside_read(store):
    with store.read() as records:
        records.state.set("a", "b")


def test_a_write_inside_a_read_is_an_error(store):
    """A read takes no lock: a write in it would be a race nobody sees."""
    with pytest.raises(RuntimeError, match="read"):
        write_inside_read(store)
    with store.read() as records:
        assert records.state.get("a") is None


def write_inside_write(store):
    with store.write(), store.write():
        pass


def test_a_write_inside_a_write_is_an_error_at_once(store):
    """It would wait for itself until somebody kills the process."""
    with pytest.raises(RuntimeError, match="inside write"):
        write_inside_write(store)
    with store.write() as records:
        records.state.set("a", "still usable")


def test_a_read_sees_one_moment(store):
    """A card drawn from two moments shows what never was."""
    with store.read() as before:
        assert before.state.get("a") is None
        with store.write() as records:
            records.state.set("a", "b")

        assert before.state.get("a") is None
    with store.read() as later:
        assert later.state.get("a") == "b"


def test_reads_run_beside_a_write(store):
    """The desk stays readable while something is being written."""
    seen = []

    def look():
        with store.read() as records:
            seen.append(records.state.get("a"))

    with store.write() as records:
        records.state.set("a", "unfinished")
        reader = threading.Thread(target=look)
        reader.start()
        reader.join(timeout=20)

    assert [None] == seen


def test_a_time_without_a_zone_is_refused(store):
    """Two clocks a zone apart would break every promise made in hours."""
    naive = NOW.replace(tzinfo=None)

    with store.write() as records:
        with pytest.raises(Exception, match="no zone"):
            records.state.pause(by=1, at=naive)
        with pytest.raises(ValueError, match="no zone"):
            records.log.append("x", at=naive)


def fail_in_part(records):
    with records.attempt():
        records.state.set("second", "x")
        give_out(records, keep_case(records).id)
        raise Interrupted


def give_out_in_vain(records, case):
    with records.attempt():
        give_out(records, case)
        raise Interrupted


def give_out(records, case):
    meaning = {"action": "claim", "revision": 1, "version": 1, "at": NOW}
    return records.chat.button(token="t1", case=case, **meaning)


def test_a_part_that_fails_leaves_what_stands_before_and_after_it(store):
    """Presses are done together, and one of them may fail."""
    with store.write() as records:
        records.state.set("first", "x")
        with pytest.raises(Interrupted):
            fail_in_part(records)
        with records.attempt():
            records.state.set("third", "x")
    with store.read() as records:
        found = [records.state.get(name) for name in ("first", "second", "third")]
        cases = records.cases.list()

    assert ["x", None, "x"] == found
    assert [] == cases


def test_a_token_of_a_part_that_failed_is_given_out_again(store):
    """Else the button would be on the card and mean nothing."""
    with store.write() as records:
        case = keep_case(records).id
        with pytest.raises(Interrupted):
            give_out_in_vain(records, case)
        token = give_out(records, case)
        button = records.chat.find_button(token)

    assert button is not None
