"""Due times as people say them."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from copilot.library.dates import of_moment, said

NOW = datetime(2026, 11, 20, 10, tzinfo=ZoneInfo("Europe/Paris"))


@pytest.mark.parametrize(
    ("due", "french", "english"),
    [
        ((2026, 11, 24, 17, 0), "mardi 24 novembre à 18 h", "Tuesday 24 November at 6 pm"),
        ((2026, 11, 20, 17, 30), "aujourd’hui à 18 h 30", "today at 6.30 pm"),
        ((2026, 11, 21, 8, 5), "demain à 9 h 05", "tomorrow at 9.05 am"),
        ((2026, 12, 1, 11, 0), "mardi 1er décembre à midi", "Tuesday 1 December at noon"),
        ((2026, 11, 22, 23, 0), "lundi 23 novembre à minuit", "Monday 23 November at midnight"),
        ((2027, 7, 14, 7, 0), "mercredi 14 juillet 2027 à 9 h", "Wednesday 14 July 2027 at 9 am"),
    ],
)
def test_a_due_time_is_said_in_the_brands_zone(due, french, english):
    moment = datetime(*due, tzinfo=UTC)

    spoken = [said(moment, now=NOW, lang=lang).replace("\xa0", " ") for lang in ("fr", "en")]
    assert spoken == [french, english]


def test_hours_do_not_break_over_lines():
    assert "18\xa0h" in said(datetime(2026, 11, 24, 17, tzinfo=UTC), now=NOW, lang="fr")


def test_another_language_gets_figures():
    assert said(datetime(2026, 11, 24, 17, tzinfo=UTC), now=NOW, lang="de") == "2026-11-24 18:00"


@pytest.mark.parametrize(
    ("past", "french", "english"),
    [
        ((2026, 11, 20, 8, 34), "de 9 h 34", "of 9.34 am"),
        ((2026, 11, 19, 11, 0), "d’hier", "of yesterday"),
        ((2026, 11, 1, 11, 0), "du 1er novembre", "of 1 November"),
    ],
)
def test_what_was_posted_is_named_by_its_time(past, french, english):
    """A correction says which reply it corrects."""
    moment = datetime(*past, tzinfo=UTC)

    spoken = [of_moment(moment, now=NOW, lang=lang).replace("\xa0", " ") for lang in ("fr", "en")]
    assert spoken == [french, english]
