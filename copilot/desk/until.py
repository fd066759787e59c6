"""Until when something holds, as people say it."""

from datetime import date, datetime, timedelta

from copilot.desk.moments import Moments
from copilot.desk.words import Words


def said_until(key: str, at: datetime, *, words: Words, times: Moments, **values: object) -> str:
    """The words of *key* about the moment *at*; of `KEY_day` when a day ends then."""
    local = at.astimezone(times.zone)
    if (local.hour, local.minute, local.second) == (0, 0, 0):
        last = (local - timedelta(days=1)).date()
        return words.say(f"{key}_day", day=_full(last, words, times), **values)
    said = words.say(key, moment=times.moment(at), **values)
    # French has one word for `à le`.
    return said.replace("jusqu’à le ", "jusqu’au ")


def _full(day: date, words: Words, times: Moments) -> str:
    return words.say("time.full_day", weekday=times.weekday(day), date=times.date(day))
