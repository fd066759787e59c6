"""Moments as people type them: `18h`, `demain midi`, `mardi 9 h 30`, `30/11`, `for 2 hours`."""

import re
from datetime import UTC, date, datetime, time, timedelta

_DAYS = {
    **dict.fromkeys(("lundi", "monday"), 0),
    **dict.fromkeys(("mardi", "tuesday"), 1),
    **dict.fromkeys(("mercredi", "wednesday"), 2),
    **dict.fromkeys(("jeudi", "thursday"), 3),
    **dict.fromkeys(("vendredi", "friday"), 4),
    **dict.fromkeys(("samedi", "saturday"), 5),
    **dict.fromkeys(("dimanche", "sunday"), 6),
}
_MONTHS = (
    ("janvier", "january", "janv", "jan"),
    ("février", "february", "fevrier", "févr", "fév", "feb"),
    ("mars", "march", "mar"),
    ("avril", "april", "avr", "apr"),
    ("mai", "may"),
    ("juin", "june", "jun"),
    ("juillet", "july", "juil", "jul"),
    ("août", "august", "aout", "aug"),
    ("septembre", "september", "sept", "sep"),
    ("octobre", "october", "oct"),
    ("novembre", "november", "nov"),
    ("décembre", "december", "decembre", "déc", "dec"),
)
_MONTH = {name: number for number, names in enumerate(_MONTHS, 1) for name in names}
_NAMES = "|".join(sorted(_MONTH, key=len, reverse=True))
_NEAR = {
    **dict.fromkeys(("après-demain", "apres-demain", "après demain"), 2),
    **dict.fromkeys(("demain", "tomorrow"), 1),
    **dict.fromkeys(("aujourd'hui", "aujourdhui", "ce soir", "today", "tonight"), 0),
    **dict.fromkeys(("fin de journée", "fin de la journée", "end of day", "end of the day"), 0),
}
_SPANS = {"min": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1)}
_SPAN = re.compile(
    r"\b(?:pendant|dans|encore|for|in)\s+(\d{1,3})\s*"
    r"(?:(min)(?:ute)?s?|(h)(?:eure|our)?s?|(?:j(?:our)?s?|(d)(?:ay)?s?))\b"
)
_CLOCK = re.compile(
    r"\b(\d{1,2})\s*(?:h(?:eures?)?\b\s*(\d{2})?|h(\d{2})|:(\d{2})\s*(am|pm)?|\.(\d{2})\s*(am|pm)"
    r"|\s*(am|pm))(?!\w)"
)
_WORDS_OF_HOURS = {"midi": 12, "noon": 12, "minuit": 24, "midnight": 24}
_ISO = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
_NUMERIC = re.compile(r"\b(\d{1,2})/(\d{1,2})(?:/(\d{4}|\d{2}))?\b")
_NAMED = re.compile(rf"\b(\d{{1,2}})(?:er|st|nd|rd|th)?\s+({_NAMES})\b\.?(?:\s+(\d{{4}}))?")
_ENGLISH = re.compile(rf"\b({_NAMES})\b\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?\b(?:,?\s+(\d{{4}}))?")
_FILLING = re.compile(
    r"\b(?:à|a|au|le|la|les|de|du|en|on|at|the|of|by|prochain|next|inclus|included|soir|matin|end"
    r"|fin|journée|day|until|jusqu)\b|[,.'’\s]"
)


def moment(words: str, *, now: datetime) -> datetime | None:
    """
    The moment that *words* mean, in UTC, seen from *now* in the brand's zone.

    A day without an hour lasts to its end; an hour that has passed is tomorrow's. Nothing when
    not every word is understood: half of a time is a wrong time.
    """
    text = words.casefold().replace("’", "'").replace("\xa0", " ").replace("\u202f", " ")
    if (span := _SPAN.search(text)) and not _left(_cut(text, span)):
        unit = span[2] or span[3] or span[4] or "d"
        # A day more is the same hour tomorrow; an hour more is an hour, whatever the clocks do.
        since = now if unit == "d" else now.astimezone(UTC)
        return (since + int(span[1]) * _SPANS[unit]).astimezone(UTC)
    try:
        day, text = _day(text, now.date())
        minutes, text = _clock(text)
    except ValueError:
        return None
    if _left(text) or (day is None and minutes is None):
        return None
    return _resolved(day, minutes, now)


def _resolved(day: date | None, minutes: int | None, now: datetime) -> datetime:
    on = day or now.date()
    at = _at(on, 24 * 60 if minutes is None else minutes, now)
    if day is None and at <= now.astimezone(UTC):
        at = _at(on + timedelta(days=1), minutes or 0, now)
    return at


def _at(day: date, minutes: int, now: datetime) -> datetime:
    days, minutes = divmod(minutes, 24 * 60)
    clock = time(minutes // 60, minutes % 60)
    return datetime.combine(day + timedelta(days=days), clock, now.tzinfo).astimezone(UTC)


def _day(text: str, today: date) -> tuple[date | None, str]:
    """The day in *text*, and the text without it; a wrong one raises ValueError."""
    if found := _ISO.search(text):
        return date(int(found[1]), int(found[2]), int(found[3])), _cut(text, found)
    if found := _NUMERIC.search(text):
        return _near(today, int(found[2]), int(found[1]), found[3]), _cut(text, found)
    if found := _NAMED.search(text) or _ENGLISH.search(text):
        month, day = (found[2], found[1]) if found[1].isdigit() else (found[1], found[2])
        return _near(today, _MONTH[month], int(day), found[3]), _weekday_cut(_cut(text, found))
    for name, ahead in _NEAR.items():
        if name in text:
            return today + timedelta(days=ahead), text.replace(name, " ", 1)
    for name, weekday in _DAYS.items():
        if found := re.search(rf"\b{name}\b", text):
            return today + timedelta(days=(weekday - today.weekday()) % 7), _cut(text, found)
    return None, text


def _near(today: date, month: int, day: int, year: str | None) -> date:
    if year is not None:
        return date(int(year) + (2000 if len(year) == 2 else 0), month, day)
    this_year = date(today.year, month, day)
    return this_year if this_year >= today else date(today.year + 1, month, day)


def _weekday_cut(text: str) -> str:
    return re.sub(rf"\b(?:{'|'.join(_DAYS)})\b", " ", text)


def _clock(text: str) -> tuple[int | None, str]:
    """Minutes since midnight, and the text without them; a wrong hour raises ValueError."""
    for name, hours in _WORDS_OF_HOURS.items():
        if found := re.search(rf"\b{name}\b", text):
            return hours * 60, _cut(text, found)
    found = _CLOCK.search(text)
    if found is None:
        return None, text
    hour = int(found[1])
    minute = int(found[2] or found[3] or found[4] or found[6] or 0)
    half = found[5] or found[7] or found[8]
    if half and not 1 <= hour <= 12:
        raise ValueError(text)
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    if hour > 24 or minute > 59 or (hour == 24 and minute):
        raise ValueError(text)
    return hour * 60 + minute, _cut(text, found)


def _cut(text: str, found: re.Match[str]) -> str:
    return f"{text[: found.start()]} {text[found.end() :]}"


def _left(text: str) -> str:
    return _FILLING.sub("", text)
