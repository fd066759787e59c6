"""Puts complaints of a file into the database, a handful of them in one transaction."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from copilot.app.intake import Intake, accept_within
from copilot.app.office import Office
from copilot.cli.complaints import Line
from copilot.domain.complaint import Complaint

#: Few enough that a running desk never waits long for its turn at the database.
AT_ONCE = 50


@dataclass
class Tally:
    """What became of the lines."""

    counts: Counter[Intake] = field(default_factory=Counter)
    refused: int = 0


def take_in(
    office: Office,
    lines: Iterator[Line],
    *,
    refuse: Callable[[Line], None],
    progress: Callable[[int], None],
) -> Tally:
    """Accept every good line, tell *refuse* of every other, and *progress* how far it is."""
    tally = Tally()
    waiting: list[Complaint] = []
    end = 0
    for line in lines:
        if line.complaint is None:
            tally.refused += 1
            refuse(line)
            continue
        waiting.append(line.complaint)
        end = line.end
        if len(waiting) == AT_ONCE:
            _keep(office, waiting, tally)
            progress(end)
            waiting = []
    _keep(office, waiting, tally)
    progress(end)
    return tally


def _keep(office: Office, complaints: Sequence[Complaint], tally: Tally) -> None:
    if not complaints:
        return
    with office.store.write() as records:
        outcomes = [accept_within(office, records, one).outcome for one in complaints]
    tally.counts.update(outcomes)
