"""When the desk may write: Telegram's published limits, and what it refuses besides."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copilot.desk.limits import PUBLISHED
from copilot.desk.pace import Pace
from copilot.sandbox.limits import Limits as SandboxLimits
from copilot.sandbox.refusal import Refusal

GROUP, OTHER, PERSON = -1001, -1002, 77


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


def write(pace, chat=GROUP):
    pace.end(pace.begin(chat))


def wait(pace, chat=GROUP, *, background=False):
    return pace.wait_seconds(chat, background=background)


def test_one_message_a_second_to_a_chat(pace, time):
    write(pace)

    assert 1.0 == wait(pace)
    assert 0.0 == wait(pace, PERSON)
    time.now += 1
    assert 0.0 == wait(pace)


def test_twenty_a_minute_to_a_group_and_as_many_as_seconds_to_a_person(pace, time):
    began = time.now
    for _ in range(20):
        for chat in (GROUP, PERSON):
            write(pace, chat)
        time.now += 1

    assert began + 60 - time.now == wait(pace)
    assert 0.0 == wait(pace, PERSON) == wait(pace, OTHER)


def test_thirty_a_second_in_all(pace):
    for person in range(30):
        write(pace, person)

    assert 1.0 == wait(pace, 31)


def test_new_cards_leave_room_for_presses(pace, time):
    """Fifteen of twenty for the backlog, the rest for people."""
    began = time.now
    for _ in range(15):
        write(pace)
        time.now += 1

    assert began + 60 - time.now == wait(pace, background=True)
    assert 0.0 == wait(pace)


def test_what_is_on_its_way_may_be_counted_at_any_moment(pace, time):
    """A slow line: two that left a second apart may arrive together."""
    writing = pace.begin(GROUP)
    time.now += 3

    assert 1.0 == wait(pace)
    pace.end(writing)
    assert 1.0 == wait(pace)
    time.now += 1
    assert 0.0 == wait(pace)


def test_a_server_that_says_so_takes_more(pace):
    pace.state('"bot";q=1500;w=1, "chat";q=50;w=1, "group";q=1000;w=60')
    for _ in range(49):
        write(pace)

    assert 0.0 == wait(pace, background=True)
    write(pace)
    assert 1.0 == wait(pace)


@given(
    st.lists(st.tuples(st.sampled_from([GROUP, OTHER, PERSON, 78]), st.floats(0, 9)), max_size=99)
)
def test_telegram_never_has_to_refuse(plan):
    """Whoever waits as he is told is never told to wait by the server that counts as well."""
    time, server = Time(), SandboxLimits.named("telegram")
    pace = Pace(time)
    refused = []
    for chat, pause in plan:
        time.now += pause
        while seconds := wait(pace, chat):
            time.now += seconds
        writing = pace.begin(chat)
        time.now += 0.01
        try:
            server.spend(1, chat, now=time.now)
        except Refusal as refusal:
            refused.append(refusal)
        time.now += 0.01
        pace.end(writing)

    assert [] == refused


def test_a_refusal_is_waited_for_by_everyone(pace, time):
    """Trying anyway makes it longer."""
    pace.refused(GROUP, 7)
    time.now += 3

    assert 4.0 == wait(pace) == wait(pace, background=True) == wait(pace, PERSON)
    assert 4.0 == pace.blocked_seconds()


def test_a_minute_that_was_refused_is_fuller_than_published(pace, time):
    """A busy day, or another program that writes with this bot's token."""
    for _ in range(12):
        write(pace)
        time.now += 1
    pace.refused(GROUP, 40)
    time.now += 49
    for _ in range(9):
        write(pace)
        time.now += 1

    assert 12.0 == pace.capacity
    assert wait(pace, background=True) > 0.0
    assert 0.0 == wait(pace)


def test_what_was_learned_fades_and_never_passes_what_is_published(pace, time):
    """A bad hour must not slow the desk for ever."""
    pace.refused(GROUP, 30)
    assert 8.0 == pace.capacity
    for _ in range(10):
        time.now += 61
        write(pace)

    assert None is pace.capacity
    assert PUBLISHED == pace.limits


def test_a_refused_burst_is_not_taken_for_a_full_minute(pace, time):
    """One message a second is another limit than twenty a minute."""
    pace.state('"chat";q=50;w=1')
    write(pace)
    pace.refused(GROUP, 1)
    time.now += 1.1

    assert None is pace.capacity
    write(pace)
    assert pytest.approx(1.05) == wait(pace)


def test_another_process_goes_on_where_this_one_was(pace, time):
    """A restart gives no second minute's worth."""
    for _ in range(20):
        write(pace)
        time.now += 1
    kept = pace.kept()
    later = Time()
    after = Pace(later)
    after.restore(
        {int(chat): ages for chat, ages in kept["ages"].items()}, blocked=0.0, since=10.0
    )

    assert 30.0 == wait(after)
    later.now += 30
    assert 0.0 == wait(after)


def test_what_telegram_asked_to_wait_outlives_a_restart(pace, time):
    pace.refused(GROUP, 40)
    later = Time()
    after = Pace(later)
    after.restore({}, blocked=pace.kept()["blocked"], since=10.0)

    assert 30.0 == after.blocked_seconds()


def test_what_was_long_ago_is_forgotten(pace, time):
    write(pace)
    time.now += 61
    pace.wait_seconds(PERSON, background=False)

    assert {} == pace.kept()["ages"]
