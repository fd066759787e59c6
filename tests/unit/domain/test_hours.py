"""Desk hours: what counts towards a deadline, across nights, closed days and summer time."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copilot.domain.hours import DeskHours
from copilot.domain.playbook import Duration, Unit

PARIS = ZoneInfo("Europe/Paris")
DAY = ((time(9), time(19)),)
SHORT = ((time(10), time(13)), (time(14), time(18)))
HOURS = DeskHours(
    PARIS, {**dict.fromkeys(range(5), DAY), 5: SHORT}, frozenset({date(2026, 12, 25)})
)


def paris(*parts):
    return datetime(*parts, tzinfo=PARIS).astimezone(UTC)


def hours(count):
    return timedelta(hours=count)


@pytest.mark.parametrize(
    ("start", "within", "due"),
    [
        (paris(2026, 11, 23, 10, 0), hours(4), paris(2026, 11, 23, 14, 0)),
        (paris(2026, 11, 23, 18, 30), hours(1), paris(2026, 11, 24, 9, 30)),
        (paris(2026, 11, 28, 12, 30), hours(1), paris(2026, 11, 28, 14, 30)),
        (paris(2026, 11, 28, 17, 30), hours(1), paris(2026, 11, 30, 9, 30)),
        (paris(2026, 11, 29, 12, 0), hours(1), paris(2026, 11, 30, 10, 0)),
        (paris(2026, 12, 24, 18, 30), hours(1), paris(2026, 12, 26, 10, 30)),
    ],
)
def test_only_open_hours_count(start, within, due):
    assert due == HOURS.after(start, within)


def test_a_day_of_summer_time_has_the_hours_it_has():
    """The night of the change is outside the hours; the deadline is the same on the clock."""
    night = DeskHours(PARIS, dict.fromkeys(range(7), ((time(0), time(23, 59)),)))
    start = paris(2026, 3, 29, 1, 30)

    assert paris(2026, 3, 29, 3, 30) == night.after(start, hours(1))


def test_without_hours_the_clock_counts():
    always = DeskHours(PARIS)
    start = paris(2026, 11, 29, 3, 0)

    assert start + hours(5) == always.after(start, hours(5))
    assert always.is_open(start)


@pytest.mark.parametrize(
    ("at", "is_open"),
    [
        (paris(2026, 11, 23, 9, 0), True),
        (paris(2026, 11, 23, 8, 59), False),
        (paris(2026, 11, 23, 19, 0), False),
        (paris(2026, 11, 28, 13, 30), False),
        (paris(2026, 11, 29, 12, 0), False),
        (paris(2026, 12, 25, 12, 0), False),
    ],
)
def test_the_desk_is_open_when_its_hours_say(at, is_open):
    assert is_open == HOURS.is_open(at)


@pytest.mark.parametrize(
    ("start", "days", "due"),
    [
        (paris(2026, 11, 23, 10, 0), 1, paris(2026, 11, 24, 19, 0)),
        (paris(2026, 11, 27, 10, 0), 1, paris(2026, 11, 28, 18, 0)),
        (paris(2026, 11, 27, 20, 0), 2, paris(2026, 11, 30, 19, 0)),
        (paris(2026, 11, 29, 10, 0), 1, paris(2026, 11, 30, 19, 0)),
        (paris(2026, 12, 24, 10, 0), 1, paris(2026, 12, 26, 18, 0)),
    ],
)
def test_a_promise_in_working_days_falls_due_at_the_end_of_that_desk_day(start, days, due):
    assert due == HOURS.due(start, Duration(days, Unit.WORKING_DAY))


def test_a_promise_in_hours_is_by_the_clock():
    start = paris(2026, 11, 28, 17, 0)

    assert start + hours(6) == HOURS.due(start, Duration(6, Unit.HOUR))


@pytest.mark.parametrize("start", [datetime(2026, 3, 29, 1, 30), datetime(2026, 10, 25, 1, 30)])  # noqa: DTZ001 - in the zone below
def test_the_clock_counts_through_the_night_of_summer_time(start):
    """Whoever asks in the brand's zone gets the same moment as who asks in UTC."""
    local = start.replace(tzinfo=HOURS.zone)
    always = DeskHours(HOURS.zone)
    night = DeskHours(HOURS.zone, dict.fromkeys(range(7), ((time(0), time(6)),)))
    due = local.astimezone(UTC) + hours(2)

    assert due == HOURS.due(local, Duration(2, Unit.HOUR))
    assert due == always.after(local, hours(2))
    assert due == night.after(local, hours(2))
    assert hours(2) == night.open_between(local, due.astimezone(HOURS.zone))
    assert hours(2) == always.open_between(local, due.astimezone(HOURS.zone))


def test_the_next_opening_is_not_now():
    assert paris(2026, 11, 30, 9, 0) == HOURS.next_opening(paris(2026, 11, 28, 18, 0))


@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)),  # noqa: DTZ001 - naive bounds
    st.integers(0, 200),
    st.integers(0, 200),
)
def test_more_time_never_falls_due_earlier(start, first, second):
    """Whatever the weekday and the season."""
    moment = start.replace(tzinfo=UTC)
    fewer, more = sorted((first, second))

    assert HOURS.after(moment, hours(fewer)) <= HOURS.after(moment, hours(more))


ZONES = ("Europe/Paris", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "UTC")
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)).map(  # noqa: DTZ001 - naive
    lambda naive: naive.replace(tzinfo=UTC)
)


@st.composite
def desks(draw):
    """Any week: several ranges a day, some that end at midnight, closed days, any zone."""
    week = {}
    for day in draw(st.sets(st.integers(0, 6), min_size=1)):
        hours_of_day = draw(st.lists(st.integers(0, 23), min_size=2, max_size=6, unique=True))
        edges = [time(hour) for hour in sorted(hours_of_day)]
        edges = edges[: len(edges) // 2 * 2]
        if draw(st.booleans()):
            edges[-1] = time.max
        week[day] = tuple(zip(edges[::2], edges[1::2], strict=True))
    closed = draw(st.sets(st.dates(date(2026, 1, 1), date(2027, 12, 31)), max_size=5))
    return DeskHours(ZoneInfo(draw(st.sampled_from(ZONES))), week, frozenset(closed))


@given(desks(), MOMENTS, st.integers(1, 40))
def test_what_has_passed_until_a_deadline_is_what_was_given(desk, start, count):
    """Zones, closed days, several ranges a day, summer time, midnight: the sum is the same."""
    within = timedelta(minutes=30 * count)
    due = desk.after(start, within)

    assert within == desk.open_between(start, due)


@given(desks(), MOMENTS, st.integers(1, 40))
def test_a_deadline_falls_when_the_desk_is_open(desk, start, count):
    """Or at the very end of a stretch: never in the night, never on a closed day."""
    due = desk.after(start, timedelta(minutes=30 * count))
    just_before = due - timedelta(microseconds=1)
    local = just_before.astimezone(desk.zone)

    assert desk.is_open(just_before)
    assert local.date() not in desk.closed


@given(desks(), MOMENTS)
def test_the_next_opening_opens(desk, start):
    """Closed until then, unless it was open already."""
    opening = desk.next_opening(start)

    assert desk.is_open(opening)
    assert desk.is_open(start) or timedelta() == desk.open_between(start, opening)


@given(desks(), MOMENTS, st.tuples(st.integers(0, 4000), st.integers(0, 4000)))
def test_open_time_adds_up(desk, first, later):
    """From the first to the third it is what it is to the second and on from there."""
    second, third = (first + hours(count) for count in sorted(later))

    assert desk.open_between(first, third) == desk.open_between(first, second) + desk.open_between(
        second, third
    )


@pytest.mark.parametrize(
    ("start", "within", "due"),
    [
        (paris(2026, 3, 27, 23, 0), hours(2), paris(2026, 3, 28, 1, 0)),
        (paris(2026, 3, 28, 23, 0), hours(3), paris(2026, 3, 29, 3, 0)),
        (paris(2026, 10, 24, 23, 0), hours(5), paris(2026, 10, 25, 3, 0)),
    ],
)
def test_a_desk_that_never_closes_loses_nothing_at_midnight_or_in_the_nights_of_change(
    start, within, due
):
    """Hours until 24:00 end a microsecond early; a deadline is right to the second all the same."""
    desk = DeskHours(PARIS, dict.fromkeys(range(7), ((time(0), time.max),)))

    assert abs(due - desk.after(start, within)) < timedelta(milliseconds=1)


#: From seven in the evening to two in the morning, Tuesday to Friday; written in two.
NIGHT = DeskHours(
    PARIS,
    {
        1: ((time(19), time.max),),
        **dict.fromkeys((2, 3, 4), ((time(0), time(2)), (time(19), time.max))),
        5: ((time(0), time(2)),),
    },
    frozenset({date(2026, 12, 25)}),
)


@pytest.mark.parametrize(
    ("on", "opens_and_closes"),
    [
        (date(2026, 11, 24), (paris(2026, 11, 24, 19), paris(2026, 11, 25, 2))),
        (date(2026, 11, 25), (paris(2026, 11, 25, 19), paris(2026, 11, 26, 2))),
        (date(2026, 11, 27), (paris(2026, 11, 27, 19), paris(2026, 11, 28, 2))),
        (date(2026, 11, 28), None),
        (date(2026, 11, 29), None),
    ],
)
def test_a_night_belongs_to_the_day_on_which_it_began(on, opens_and_closes):
    """Nobody opens a desk at midnight who has been at it since seven."""
    assert opens_and_closes == NIGHT.day(on)


def test_before_a_holiday_the_desk_closes_at_midnight():
    """The hours after it are the holiday's, on which nobody works."""
    opening, closing = NIGHT.day(date(2026, 12, 24))

    assert paris(2026, 12, 24, 19) == opening
    assert timedelta(seconds=1) > paris(2026, 12, 25) - closing > timedelta()
    assert NIGHT.day(date(2026, 12, 25)) is None


def test_a_desk_that_never_closes_opens_and_closes_at_midnight():
    """Each day is whole: none is the end of the night before."""
    desk = DeskHours(PARIS, dict.fromkeys(range(7), ((time(0), time.max),)))
    opening, closing = desk.day(date(2026, 11, 25))

    assert paris(2026, 11, 25) == opening
    assert timedelta(seconds=1) > paris(2026, 11, 26) - closing > timedelta()


@pytest.mark.parametrize(
    ("start", "days", "due"),
    [
        (paris(2026, 11, 24, 20), 1, paris(2026, 11, 26, 2)),
        (paris(2026, 11, 25, 1), 1, paris(2026, 11, 26, 2)),
        (paris(2026, 11, 25, 1), 3, paris(2026, 11, 28, 2)),
        (paris(2026, 11, 28, 1), 1, paris(2026, 12, 2, 2)),
        (paris(2026, 11, 28, 12), 1, paris(2026, 12, 2, 2)),
    ],
)
def test_a_working_day_of_a_night_desk_ends_when_it_closes(start, days, due):
    """Two hours of a Saturday are Friday's, no working day of their own."""
    assert due == NIGHT.due(start, Duration(days, Unit.WORKING_DAY))


@given(desks(), MOMENTS)
def test_every_moment_belongs_to_one_day_and_days_follow_each_other(desk, moment):
    """What came in at night is counted once, whatever the hours."""
    on = desk.day_of(moment)

    assert desk.begins(on) <= moment < desk.begins(on + timedelta(days=1))
