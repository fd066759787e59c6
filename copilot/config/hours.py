"""The shape of `desk.hours`: stretches by day of the week, and the days on which it is closed."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from itertools import pairwise

from copilot.domain.hours import Stretch
from copilot.library import nodes
from copilot.library.composite import Items
from copilot.library.nodes import Node, Scalar
from copilot.library.report import nearest
from copilot.library.scalars import day
from copilot.library.shape import Json, One, Reading, Unfit, kind_of

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_FRENCH = dict(zip(("lun", "mar", "mer", "jeu", "ven", "sam", "dim"), DAYS, strict=True))
_NAME = f"(?:{'|'.join(DAYS)})"
_STRETCH = re.compile(r"([0-9]{1,2}):([0-9]{2})\s*-\s*([0-9]{1,2}):([0-9]{2})")
_MIDNIGHT = (24, 0)


@dataclass(frozen=True, slots=True)
class Hours:
    """Opening hours without their zone, which is the brand's; no day at all means always open."""

    week: Mapping[int, tuple[Stretch, ...]]
    closed: frozenset[date] = frozenset()


def days_of(name: str) -> range:
    """
    The days that *name* stands for (`sat`, `mon-fri`), 0 being Monday.

    Raises:
        Unfit: it names no day, or runs backwards.
    """
    first, dash, last = name.partition("-")
    days = [_day(word) for word in ((first, last) if dash else (first,))]
    if None in days:
        raise Unfit("not-a-weekday")
    start, end = DAYS.index(days[0] or ""), DAYS.index(days[-1] or "")
    meant = "-".join(one or "" for one in days)
    if end < start:
        raise Unfit("not-a-weekday/backwards")
    if meant != name:
        raise Unfit("not-a-weekday/nearest", meant=meant)
    return range(start, end + 1)


def _day(word: str) -> str | None:
    """The day that was meant, in French, in full or misspelt."""
    begun = word.strip()[:3].lower()
    return _FRENCH.get(begun) or (begun if begun in DAYS else nearest(word, DAYS))


def _stretch(text: str) -> Stretch:
    found = _STRETCH.fullmatch(text.strip())
    if not found:
        raise Unfit("not-a-stretch")
    opening, closing = (int(found[1]), int(found[2])), (int(found[3]), int(found[4]))
    try:
        start = time(*opening)
        # A day has no 24:00; its last microsecond is the nearest there is.
        end = time.max if closing == _MIDNIGHT else time(*closing)
    except ValueError as exc:
        raise Unfit("not-a-stretch") from exc
    if end <= start:
        raise Unfit("stretch-backwards")
    return start, end


_ONE = One(
    _stretch,
    {"type": "string", "pattern": r"^\d{1,2}:\d{2}\s*-\s*\d{1,2}:\d{2}$"},
    (time(9), time(18)),
)
_STRETCHES = Items(_ONE, least=1)
_CLOSED = Items(day())


@dataclass(frozen=True, slots=True)
class _HoursShape:
    """Days and ranges of days with their stretches, and `closed`."""

    def read(self, node: Node, reading: Reading) -> Hours | None:
        """Turn *node* into a value, or report what is wrong with it."""
        if not isinstance(node, nodes.Mapping):
            reading.report.error(node.place, f"wrong-kind/mapping-not-{kind_of(node)}")
            return None
        closed: tuple[date, ...] | None = ()
        week: dict[int, tuple[Stretch, ...]] = {}
        is_whole = True
        for name, value in node.entries:
            if name.text == "closed":
                closed = _CLOSED.read(value, reading)
            else:
                is_whole = _read_days(name, value, reading, week) and is_whole
        return Hours(week, frozenset(closed)) if is_whole and closed is not None else None

    def json(self) -> Json:
        """The same as JSON Schema."""
        about = "Days on which the desk is closed, as 2026-12-25."
        return {
            "type": "object",
            "properties": {"closed": _CLOSED.json() | {"description": about}},
            "patternProperties": {f"^{_NAME}(?:-{_NAME})?$": _STRETCHES.json()},
            "additionalProperties": False,
        }


def _read_days(
    name: Scalar, value: Node, reading: Reading, week: dict[int, tuple[Stretch, ...]]
) -> bool:
    stretches = _STRETCHES.read(value, reading)
    try:
        days = days_of(name.text)
    except Unfit as unfit:
        reading.report.error(name.place, unfit.code, suggestion=None, **_values(name, unfit))
        return False
    if stretches is None:
        return False
    ordered = tuple(sorted(stretches))
    if any(later[0] < earlier[1] for earlier, later in pairwise(ordered)):
        reading.report.error(value.place, "stretches-overlap")
        return False
    for each in days:
        if each in week:
            reading.report.error(name.place, "weekday-twice", word=name.shown, day=DAYS[each])
            return False
        week[each] = ordered
    return True


def _values(name: Scalar, unfit: Unfit) -> dict[str, str | int]:
    return {"word": name.shown, **unfit.values}


HOURS = _HoursShape()
