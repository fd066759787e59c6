"""Moments as people type them, seen from the brand's own day."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from copilot.app.moment_words import moment

PARIS = ZoneInfo("Europe/Paris")
#: A Sunday, half past ten.
NOW = datetime(2026, 11, 22, 10, 30, tzinfo=PARIS)


def paris(*parts):
    return datetime(*parts, tzinfo=PARIS)


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("18h", paris(2026, 11, 22, 18)),
        ("9h", paris(2026, 11, 23, 9)),
        ("jusqu’à 9 h 30 demain", paris(2026, 11, 23, 9, 30)),
        ("mardi midi", paris(2026, 11, 24, 12)),
        ("dimanche", paris(2026, 11, 23)),
        ("30/11", paris(2026, 12, 1)),
        ("le 3 janvier", paris(2027, 1, 4)),
        ("3pm", paris(2026, 11, 22, 15)),
        ("minuit", paris(2026, 11, 23)),
        ("pendant 2 jours", paris(2026, 11, 24, 10, 30)),
        ("for 45 minutes", paris(2026, 11, 22, 11, 15)),
    ],
)
def test_a_moment_is_what_people_mean_by_it(words, meant):
    """A day lasts to its end; an hour that has passed is tomorrow's."""
    assert meant.astimezone(UTC) == moment(words, now=NOW)


@pytest.mark.parametrize("words", ["", "bientôt", "18h peut-être", "25h", "31/02", "13pm"])
def test_half_a_time_is_none(words):
    """A wrong time would be stated to customers."""
    assert moment(words, now=NOW) is None


@pytest.mark.parametrize("night", [datetime(2026, 3, 29, 1, 30), datetime(2026, 10, 25, 1, 30)])  # noqa: DTZ001 - in Paris, below
def test_an_hour_is_an_hour_in_the_night_of_summer_time(night):
    """A day more is the same hour tomorrow."""
    now = night.replace(tzinfo=PARIS)
    later = moment("pendant 2 h", now=now)
    tomorrow = moment("pendant 1 jour", now=now)

    assert 2 * 3600 == (later - now.astimezone(UTC)).total_seconds()
    assert (1, 30) == (tomorrow.astimezone(PARIS).hour, tomorrow.astimezone(PARIS).minute)
