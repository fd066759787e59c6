"""The promise of `app.ports.seat.Seat`, on both databases, deaths included."""

import os
import signal
import subprocess
import sys

import pytest

from copilot.domain.errors import StoreError
from copilot.store.seat import open_seat

HOLDER = """
import sys
from copilot.store.seat import open_seat
seat = open_seat(sys.argv[1], "desk")
print(seat.take(), flush=True)
sys.stdin.read()
"""


@pytest.fixture
def seats(url):
    """Seats as so many processes would have them; left at the end."""
    made = []

    def seat(name="desk"):
        made.append(open_seat(url, name))
        return made[-1]

    yield seat
    for one in made:
        one.leave()


def test_of_several_one_has_the_seat(seats):
    """Two who draw the same card would draw it twice."""
    first, second = seats(), seats()

    assert [True, False, True, False] == [
        first.take(),
        second.take(),
        first.take(),
        second.take(),
    ]


def test_a_seat_that_is_left_is_free(seats):
    """A process that stops makes nobody wait."""
    first, second = seats(), seats()
    first.take()
    first.leave()

    assert [True, False] == [second.take(), first.take()]


def test_seats_of_different_names_do_not_know_each_other(seats):
    """A channel's own bot is read by one process, the desk's perhaps by another."""
    assert [True, True] == [seats().take(), seats("bot 7").take()]


def test_the_seat_of_a_killed_process_is_free(url, seats):
    """SIGKILL tidies nothing up, and nobody is there to do it."""
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, url], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    try:
        assert b"True\n" == holder.stdout.readline()
        before = seats().take()
    finally:
        os.kill(holder.pid, signal.SIGKILL)
        holder.wait()
        holder.stdin.close()
        holder.stdout.close()

    assert (False, True) == (before, seats().take())


def test_the_seat_does_not_keep_others_from_writing(seats, store):
    """It is about the desk, not about the data: an import goes on meanwhile."""
    seats().take()
    with store.write() as records:
        records.state.set("key", "value")

    with store.read() as records:
        assert "value" == records.state.get("key")


def test_whose_connection_was_cut_has_lost_the_seat(postgresql, postgresql_shared):
    """PostgreSQL was restarted: another may sit there by now, so it must be asked for again."""
    url = postgresql.url(postgresql_shared)
    first, second = open_seat(url, "desk"), open_seat(url, "desk")
    first.take()
    postgresql.do(
        "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'",
        postgresql_shared,
    )
    with pytest.raises(StoreError):
        first.take()

    assert [True, False] == [second.take(), first.take()]
    second.leave()


def test_a_folder_that_cannot_be_written_is_named(tmp_path):
    """The operator reads what to do, not a number."""
    with pytest.raises(StoreError, match="give this user the right"):
        open_seat(f"sqlite:///{tmp_path}/nowhere/copilot.db", "desk").take()
