"""Times as people say them, in the brand's zone."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from copilot.desk.words import Words

_WEEK_DAYS = 7


@dataclass(frozen=True, slots=True)
class Moments:
    """Says times in one language, seen from *now*."""

    words: Words
    zone: ZoneInfo
    now: datetime

    def clock(self, at: datetime) -> str:
        """9 h 34, 10 h; 9:34, 10:00."""
        local = at.astimezone(self.zone)
        key = "time.clock" if local.minute or self.words.lang != "fr" else "time.hour"
        return self.words.say(key, hour=local.hour, minute=f"{local.minute:02d}")

    def late(self, key: str, at: datetime) -> str:
        """The key of the words for a time that is over: nobody says “before yesterday”."""
        return f"{key}_late" if at <= self.now else key

    def exact(self, at: datetime) -> str:
        """9:34:12, for what happens within seconds."""
        local = at.astimezone(self.zone)
        return f"{local.hour}:{local.minute:02d}:{local.second:02d}"

    def moment(self, at: datetime) -> str:
        """10 h 14 today; demain 9 h; mardi 18 h within the week; le 3 déc. 18 h."""
        day = self.day(at)
        clock = self.clock(at)
        return self.words.say("time.moment", day=day, clock=clock) if day else clock

    def day(self, at: datetime) -> str:
        """The day seen from now, empty for today."""
        local, today = at.astimezone(self.zone).date(), self.now.astimezone(self.zone).date()
        distance = (local - today).days
        if distance == 0:
            return ""
        near = {1: "time.tomorrow", -1: "time.yesterday"}.get(distance)
        if near:
            return self.words.say(near)
        if 0 < distance < _WEEK_DAYS:
            return self.weekday(local)
        return self.words.say("time.on_date", date=self.date(local))

    def dated(self, at: datetime) -> str:
        """Day and hour that stay true for ever: mardi 24 nov. 18 h."""
        local = at.astimezone(self.zone).date()
        day = self.words.say("time.full_day", weekday=self.weekday(local), date=self.date(local))
        return self.words.say("time.moment", day=day, clock=self.clock(at))

    def weekday(self, day: date) -> str:
        """The name of the day."""
        return self.words.say(f"time.weekday.{day.weekday()}")

    def date(self, day: date) -> str:
        """31 janv.; with its year when that is not this one and not the next months'."""
        key = "time.date" if abs((day - self.now.date()).days) < 300 else "time.date_year"
        month = self.words.say(f"time.month.{day.month}")
        number = self.words.say("time.first_of_month") if day.day == 1 else str(day.day)
        return self.words.say(key, day=number, month=month, year=day.year)

    def span(self, length: timedelta) -> str:
        """48 min, 3 h 10, 2 jours."""
        minutes = int(length.total_seconds() // 60)
        if minutes < 1:
            return self.words.say("time.instant")
        if minutes < 60:
            return self.words.say("time.minutes", minutes=minutes)
        hours, minutes = divmod(minutes, 60)
        if hours < 48:
            key = "time.hours_minutes" if minutes else "time.hours"
            return self.words.say(key, hours=hours, minutes=f"{minutes:02d}")
        return self.words.count("time.days", hours // 24)

    def ago(self, at: datetime) -> str:
        """Il y a 4 min; 4 min ago."""
        return self.words.say("time.ago", span=self.span(self.now - at))
