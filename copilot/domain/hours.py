"""When the desk is open, and what falls due when (CONTRACT.md, section 4 on durations)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
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
        """When the desk opens and closes on that day; nothing when it stays closed."""
        stretches = () if on in self.closed else self.week.get(on.weekday(), ())
        if not stretches:
            return None
        opening = datetime.combine(on, stretches[0][0], self.zone)
        return opening.astimezone(UTC), datetime.combine(
            on, stretches[-1][1], self.zone
        ).astimezone(UTC)

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
        today = start.astimezone(self.zone).date()
        closings: dict[date, datetime] = {}
        for _, end in self.stretches(start):
            local_day = end.astimezone(self.zone).date()
            if local_day != today:
                closings[local_day] = end
            if len(closings) > days:
                break
        ordered = sorted(closings)
        if not ordered:
            return start + timedelta(days=days)
        return closings[ordered[min(days, len(ordered)) - 1]] if days else start

    def due(self, start: datetime, duration: Duration) -> datetime:
        """When a promise made at *start* falls due: `wd` by the desk, all else by the clock."""
        if duration.unit is Unit.WORKING_DAY:
            return self.end_of_working_day(start, duration.count)
        return start.astimezone(UTC) + timedelta(seconds=duration.seconds)
