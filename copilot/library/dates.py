"""Points in time as people say them."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

_SPACE = "\xa0"
_FR_DAYS = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"]
_FR_MONTHS = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
]
_EN_DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
_EN_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def said(due: datetime, *, now: datetime, lang: str) -> str:
    """Say *due* in *lang*, seen from *now*, in the zone of *now*."""
    local = due.astimezone(now.tzinfo)
    return _SAID.get(lang, _numeric)(local, now)


def of_moment(past: datetime, *, now: datetime, lang: str) -> str:
    """Say of when something is, as it stands after its name: « de 9 h 34 », "of yesterday"."""
    local = past.astimezone(now.tzinfo)
    days = _days_ahead(local, now)
    if lang == "fr":
        hour = _french_hour(local).removeprefix("à ")
        return {0: f"de {hour}", -1: "d’hier"}.get(days) or f"du {_french_date(local, now)}"
    if lang == "en":
        near = {0: f"of {_english_hour(local)}", -1: "of yesterday"}.get(days)
        return near or f"of {_english_date(local, now)}"
    return _numeric(local, now)


def _days_ahead(due: datetime, now: datetime) -> int:
    return (due.date() - now.date()).days


def _needs_year(due: datetime, now: datetime) -> bool:
    return abs(due - now) > timedelta(days=180)


def _french(due: datetime, now: datetime) -> str:
    return f"{_french_day(due, now)} {_french_hour(due)}"


def _french_day(due: datetime, now: datetime) -> str:
    near = {0: "aujourd’hui", 1: "demain"}.get(_days_ahead(due, now))
    if near:
        return near
    return f"{_FR_DAYS[due.weekday()]} {_french_date(due, now)}"


def _french_date(due: datetime, now: datetime) -> str:
    number = "1er" if due.day == 1 else str(due.day)
    day = f"{number}{_SPACE}{_FR_MONTHS[due.month - 1]}"
    return f"{day} {due.year}" if _needs_year(due, now) else day


def _french_hour(due: datetime) -> str:
    if (due.hour, due.minute) in ((0, 0), (12, 0)):
        return "à midi" if due.hour else "à minuit"
    minutes = f"{_SPACE}{due.minute:02d}" if due.minute else ""
    return f"à {due.hour}{_SPACE}h{minutes}"


def _english(due: datetime, now: datetime) -> str:
    return f"{_english_day(due, now)} at {_english_hour(due)}"


def _english_day(due: datetime, now: datetime) -> str:
    near = {0: "today", 1: "tomorrow"}.get(_days_ahead(due, now))
    if near:
        return near
    return f"{_EN_DAYS[due.weekday()]} {_english_date(due, now)}"


def _english_date(due: datetime, now: datetime) -> str:
    day = f"{due.day}{_SPACE}{_EN_MONTHS[due.month - 1]}"
    return f"{day} {due.year}" if _needs_year(due, now) else day


def _english_hour(due: datetime) -> str:
    if (due.hour, due.minute) in ((0, 0), (12, 0)):
        return "noon" if due.hour else "midnight"
    hour = due.hour % 12 or 12
    minutes = f".{due.minute:02d}" if due.minute else ""
    return f"{hour}{minutes}{_SPACE}{'pm' if due.hour >= 12 else 'am'}"


def _numeric(due: datetime, _: datetime) -> str:
    return due.strftime("%Y-%m-%d %H:%M")


_SAID: Mapping[str, Callable[[datetime, datetime], str]] = {"fr": _french, "en": _english}
