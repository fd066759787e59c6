import re
import uuid
from datetime import timedelta

from copilot.store.clock import SystemClock
from copilot.store.ids import SystemIds
from tests.fakes.clock import START, FrozenClock


def test_ids_are_version_seven_of_the_clocks_time():
    """Other programs read the time of making out of them."""
    made = uuid.UUID(SystemIds(FrozenClock()).new())

    assert (7, uuid.RFC_4122) == (made.version, made.variant)
    assert made.int >> 80 == int(START.timestamp() * 1000)


def test_ids_sort_by_the_order_of_making():
    """Even ten thousand in one millisecond, and when the clock is set back."""
    clock = FrozenClock()
    ids = SystemIds(clock)
    made = [ids.new() for _ in range(10_000)]
    clock.advance(minutes=-5)
    made += [ids.new() for _ in range(10)]
    clock.advance(minutes=10)
    made.append(ids.new())

    assert sorted(set(made)) == made


def test_two_processes_in_one_millisecond_differ():
    first, second = (SystemIds(FrozenClock()).new() for _ in range(2))

    assert first != second


def test_a_token_fits_a_button():
    """Telegram's `callback_data` takes 64 bytes, and nobody may guess a button."""
    ids = SystemIds()
    tokens = {ids.token() for _ in range(1000)}

    assert len(tokens) == 1000
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{16}", token) for token in tokens)


def test_the_clock_is_in_utc():
    assert timedelta(0) == SystemClock().now().utcoffset()
