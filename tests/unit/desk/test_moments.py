"""Times as people say them."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from copilot.desk.moments import Moments
from copilot.desk.words import load

#: A Friday, 23:30 in Paris: what is tomorrow there is the day after in UTC's eyes.
NOW = datetime(2026, 11, 20, 22, 30, tzinfo=UTC)


def moments(lang, zone="Europe/Paris"):
    return Moments(load(lang), ZoneInfo(zone), NOW)


def at(day, hour, minute=0, month=11):
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("when", "fr", "en"),
    [
        (at(20, 22, 45), "23 h 45", "23:45"),
        (at(20, 23, 0), "demain 0 h", "tomorrow 0:00"),
        (at(21, 17, 5), "demain 18 h 05", "tomorrow 18:05"),
        (at(24, 17), "mardi 18 h", "Tuesday 18:00"),
        (at(19, 8), "hier 9 h", "yesterday 9:00"),
        (at(27, 17), "le 27 nov. 18 h", "27 Nov 18:00"),
        (at(1, 8, month=12), "le 1er déc. 9 h", "1 Dec 9:00"),
        (at(2, 8), "le 2 nov. 9 h", "2 Nov 9:00"),
    ],
)
def test_a_moment_is_said_from_the_brands_own_day(when, fr, en):
    """Tomorrow begins at the brand's midnight, not at UTC's."""
    assert [fr, en] == [moments(lang).moment(when).replace("\u00a0", " ") for lang in ("fr", "en")]


@pytest.mark.parametrize(
    ("length", "fr", "en"),
    [
        (timedelta(seconds=20), "moins d’une minute", "less than a minute"),
        (timedelta(minutes=48), "48 min", "48 min"),
        (timedelta(hours=3), "3 h", "3 h"),
        (timedelta(hours=3, minutes=10), "3 h 10", "3 h 10"),
        (timedelta(hours=47, minutes=59), "47 h 59", "47 h 59"),
        (timedelta(days=2, hours=5), "2 jours", "2 days"),
    ],
)
def test_a_length_of_time(length, fr, en):
    """No seconds, no decimals."""
    assert [fr, en] == [moments(lang).span(length).replace("\u00a0", " ") for lang in ("fr", "en")]


def test_ago():
    """Il y a quatre minutes."""
    assert "il y a 4 min" == moments("fr").ago(NOW - timedelta(minutes=4)).replace("\u00a0", " ")
    assert "4 min ago" == moments("en").ago(NOW - timedelta(minutes=4))


def test_seconds_only_where_they_count():
    """The time to undo is counted in seconds."""
    assert "23:30:05" == moments("fr").exact(NOW + timedelta(seconds=5))


def test_a_date_far_away_has_its_year():
    """31 janv. could be any."""
    assert "31 janv." == moments("fr").date(date(2027, 1, 31))
    assert "31 janv. 2029" == moments("fr").date(date(2029, 1, 31))


def test_summer_time_is_the_zones_business():
    """An hour of summer is said as clocks on walls show it."""
    summer = datetime(2027, 3, 28, 1, 30, tzinfo=UTC)

    assert "le 28 mars 3 h 30" == moments("fr").moment(summer).replace("\u00a0", " ")


def test_what_lasts_names_the_day_for_ever():
    """A line that stays in the chat must not say tomorrow."""
    assert "mardi 24 nov. 18 h" == moments("fr").dated(at(24, 17)).replace("\u00a0", " ")
