"""When the desk is open, and what falls due when (CONTRACT.md, section 4 on durations)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from copilot.domain.playbook import Duration, Unit

#: Opening and closing time of one stretch of a day.
Stretch = tuple[time, time]

#: A desk that is never open within this many days is taken for one without hours.
HORIZON_DAYS = 400


@dataclass(frozen=True, slots=True)
class DeskHours:
    """
    Stretches by weekday (0 is Monday) in the brand's zone; without any, always open.

    Sums are made on UTC instants, whatever the zone of what is given: a day of summer time has
    the hours it has, and what is given back is in UTC.
    """

    zone: ZoneInfo
    week: Mapping[int, tuple[Stretch, ...]] = field(default_factory=dict)
    closed: frozenset[date] = frozenset()

    def stretches(self, start: datetime) -> Iterator[tuple[datetime, datetime]]:
        """Open stretches from *start* on, each cut to begin no earlier, as instants in order."""
        # Of two times in one zone Python compares and subtracts what the clocks on the wall say.
        start = start.astimezone(UTC)
        day = start.astimezone(self.zone).date()
        for offset in range(HORIZON_DAYS):
            current = day + timedelta(days=offset)
            if current in self.closed:
                continue
            for opening, closing in self.week.get(current.weekday(), ()):
                begin = datetime.combine(current, opening, self.zone).astimezone(UTC)
                end = datetime.combine(current, closing, self.zone).astimezone(UTC)
                if end > start:
                    yield max(begin, start), end

    def is_open(self, at: datetime) -> bool:
        """Say whether the desk works at *at*."""
        if not self.week:
            return True
        first = next(self.stretches(at), None)
        return first is not None and first[0] <= at

    def after(self, start: datetime, within: timedelta) -> datetime:
        """The moment when *within* of open time has passed since *start*."""
        left = within
        for begin, end in self.stretches(start) if self.week else ():
            if end - begin >= left:
                return begin + left
            left -= end - begin
        return start.astimezone(UTC) + within

    def open_between(self, start: datetime, end: datetime) -> timedelta:
        """How much open time there is from *start* to *end*."""
        start, end = start.astimezone(UTC), end.astimezone(UTC)
        if not self.week:
            return max(end - start, timedelta())
        total = timedelta()
        for begin, closing in self.stretches(start):
            if begin >= end:
                break
            total += min(closing, end) - begin
        return total

    def day(self, on: date) -> tuple[datetime, datetime] | None:
        """
        When the desk opens and closes on that day; nothing when it stays closed.

        Work that goes on past midnight belongs to the day on which it began.
        """
        stretches, closes_on = self._written(on), on
        if self._works_past_midnight(on - timedelta(days=1)):
            stretches = stretches[1:]
        if not stretches:
            return None
        opening, closing = stretches[0][0], stretches[-1][1]
        if self._works_past_midnight(on):
            closes_on = on + timedelta(days=1)
            closing = self._written(closes_on)[0][1]
        return (
            datetime.combine(on, opening, self.zone).astimezone(UTC),
            datetime.combine(closes_on, closing, self.zone).astimezone(UTC),
        )

    def begins(self, on: date) -> datetime:
        """Where that day's share of time begins: at midnight, or when the night before closes."""
        midnight = datetime.combine(on, time(), self.zone).astimezone(UTC)
        before = on - timedelta(days=1)
        night = self.day(before) if self._works_past_midnight(before) else None
        return night[1] if night else midnight

    def day_of(self, at: datetime) -> date:
        """Which day *at* belongs to, for people at the desk."""
        today = at.astimezone(self.zone).date()
        return today if at >= self.begins(today) else today - timedelta(days=1)

    def _written(self, on: date) -> tuple[Stretch, ...]:
        return () if on in self.closed else self.week.get(on.weekday(), ())

    def _works_past_midnight(self, on: date) -> bool:
        """A night is written in two, until 24:00 and from 00:00; a whole day is no end of one."""
        evening, after = self._written(on), self._written(on + timedelta(days=1))
        is_joined = bool(evening and after) and evening[-1][1] == time.max
        return is_joined and after[0][0] == time() and after[0][1] != time.max

    def next_opening(self, at: datetime) -> datetime:
        """The next moment at which the desk opens, or *at* without hours."""
        for begin, _ in self.stretches(at):
            if begin > at:
                return begin
        return at

    def end_of_working_day(self, start: datetime, days: int) -> datetime:
        """The closing time of the working day that is *days* after the one of *start*."""
        if not self.week:
            local = start.astimezone(self.zone) + timedelta(days=days)
            return local.replace(hour=18, minute=0, second=0, microsecond=0).astimezone(UTC)
        today = self.day_of(start)
        later = (self.day(today + timedelta(days=offset)) for offset in range(1, HORIZON_DAYS))
        closings = [day[1] for day in islice(filter(None, later), days)]
        if not days:
            return start
        return closings[-1] if closings else start + timedelta(days=days)

    def due(self, start: datetime, duration: Duration) -> datetime:
        """When a promise made at *start* falls due: `wd` by the desk, all else by the clock."""
        if duration.unit is Unit.WORKING_DAY:
            return self.end_of_working_day(start, duration.count)
        return start.astimezone(UTC) + timedelta(seconds=duration.seconds)
