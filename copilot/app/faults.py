"""Faults of files that the desk is told about: each one once, and again when all are mended."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from copilot.app.notify import tell
from copilot.app.office import Office
from copilot.app.ports.store import Records
from copilot.domain.person import Right
from copilot.domain.problem import Problem, ProblemSeverity

#: Faults shown in one message; a reader mends the first ones first.
SHOWN = 5
#: Where the keys of the configuration are kept that a restart would change, between spaces.
RESTART = "config_restart"


@dataclass(frozen=True, slots=True)
class Standing:
    """Faults that nobody has mended yet."""

    since: datetime
    problems: tuple[dict[str, object], ...]  #: the first ones
    more: int


@dataclass(frozen=True, slots=True)
class Faults:
    """The faults of one kind of file; what was told is kept in the database, over restarts."""

    key: str
    fault: str  #: the notice that tells them
    mended: str

    def tell(self, office: Office, records: Records, problems: Sequence[Problem]) -> bool:
        """Keep what is wrong now; tell it when something is that was not told before."""
        errors = [one for one in problems if one.severity is ProblemSeverity.ERROR]
        known = self._kept(records)
        told = set(_texts(known.get("told")))
        marks = [_mark(one) for one in errors]
        now = office.clock.now()
        kept = {
            "since": known.get("since") or now.isoformat(),
            "told": marks,
            "problems": [_plain(one) for one in errors[:SHOWN]],
            "more": max(0, len(errors) - SHOWN),
        }
        records.state.set(self.key, json.dumps(kept))
        new = [one for one, mark in zip(errors, marks, strict=True) if mark not in told]
        if not new and known:
            return False
        # What was not told before comes first: the message has room for a few.
        first = [*new, *(one for one in errors if one not in new)]
        leads = office.people.with_right(Right.LEAD)
        values: dict[str, object] = {
            "problems": [_plain(one) for one in first[:SHOWN]],
            "more": max(0, len(errors) - SHOWN),
            "leads": [one.name for one in leads],
            "accounts": [one.telegram for one in leads],
        }
        notice(office, records, self.fault, values)
        return True

    def mend(self, office: Office, records: Records, values: dict[str, object]) -> bool:
        """Say that nothing is wrong any more, if something was."""
        if not records.state.get(self.key):
            return False
        records.state.set(self.key, "")
        notice(office, records, self.mended, values)
        return True

    def settle(
        self,
        office: Office,
        records: Records,
        problems: Sequence[Problem],
        values: dict[str, object],
    ) -> bool:
        """Tell *problems*, or that there are none any more."""
        if any(one.severity is ProblemSeverity.ERROR for one in problems):
            return self.tell(office, records, problems)
        return self.mend(office, records, values)

    def standing(self, records: Records) -> Standing | None:
        """What is wrong now."""
        kept = self._kept(records)
        problems, more = kept.get("problems"), kept.get("more")
        if not kept or not isinstance(problems, list):
            return None
        return Standing(
            since=datetime.fromisoformat(str(kept["since"])),
            problems=tuple(one for one in problems if isinstance(one, dict)),
            more=more if isinstance(more, int) else 0,
        )

    def _kept(self, records: Records) -> dict[str, object]:
        found = records.state.get(self.key)
        kept = json.loads(found) if found else {}
        return kept if isinstance(kept, dict) else {}


LIBRARY = Faults("library_fault", "library_fault", "library_mended")
CONFIGURATION = Faults("config_fault", "config_fault", "config_mended")
#: The set is in force all the same.
TESTS = Faults("tests_fault", "tests_fault", "tests_mended")
APPROVERS = Faults("approvers_fault", "approvers_fault", "approvers_mended")


def notice(office: Office, records: Records, code: str, values: dict[str, object]) -> None:
    """Tell the desk, and keep on record that it was told."""
    tell(office, records, code, values, urgency=2)
    records.log.append(code, at=office.clock.now(), words=json.loads(json.dumps(values)))


def _mark(problem: Problem) -> str:
    """The fault itself: lines move when something above them is mended."""
    return f"{problem.path} {problem.rule} {problem.message}"


def _plain(problem: Problem) -> dict[str, object]:
    return {
        "path": problem.path,
        "line": problem.line,
        "column": problem.column,
        "message": problem.message,
        "rule": problem.rule,
    }


def _texts(value: object) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list) else []
