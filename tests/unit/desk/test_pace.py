"""How fast Telegram lets the desk write, learned from what it refuses."""

import pytest

from copilot.desk.pace import Pace


class Time:
    now = 100.0

    def __call__(self):
        return self.now


@pytest.fixture
def time():
    return Time()


@pytest.fixture
def pace(time):
    return Pace(time)


def test_nothing_is_held_back_before_telegram_does(pace):
    """The same code runs against a server fifty times as lenient."""
    for _ in range(500):
        pace.passed()

    assert 0.0 == pace.wait_seconds(background=True)


def test_a_refusal_is_waited_for_by_everyone(pace, time):
    """Trying anyway makes it longer."""
    pace.refused(7)
    time.now += 3

    assert 4.0 == pace.wait_seconds(background=False) == pace.wait_seconds(background=True)


def test_new_cards_leave_room_for_presses(pace, time):
    """Twenty a minute passed: fifteen for the backlog, the rest for people."""
    for _ in range(20):
        pace.passed()
        time.now += 1
    pace.refused(40)
    time.now += 41

    assert 20.0 == pace.capacity
    assert 0.0 == pace.wait_seconds(background=False)
    for _ in range(15):
        pace.passed()
    assert pytest.approx(60.0) == pace.wait_seconds(background=True)
    assert 0.0 == pace.wait_seconds(background=False)


def test_a_refused_burst_is_not_taken_for_a_full_minute(pace, time):
    """One message a second is another limit than twenty a minute."""
    pace.passed()
    pace.refused(1)
    time.now += 1.1

    assert None is pace.capacity
    pace.passed()
    assert pytest.approx(1.05) == pace.wait_seconds(background=False)


def test_what_was_learned_fades(pace, time):
    """A bad hour must not slow the desk for ever."""
    for _ in range(20):
        pace.passed()
    pace.refused(30)
    for _ in range(10):
        time.now += 61
        pace.passed()

    assert pace.capacity > 100


def test_a_refusal_on_a_quiet_desk_does_not_slow_it_to_a_card_a_minute(pace, time):
    """Telegram also refuses for reasons of its own; a crisis must still reach the desk."""
    pace.passed()
    pace.refused(3)
    time.now += 3
    for _ in range(4):
        pace.passed()

    assert 0.0 == pace.wait_seconds(background=True)
