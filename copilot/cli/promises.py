"""`copilot promises`: what was promised, by whom, until when, and what became of it."""

import argparse
import json
from datetime import datetime

from copilot.app.office import Office
from copilot.app.ports.store import Records
from copilot.cli.cases import iso, local, who
from copilot.cli.desk import opened
from copilot.cli.tables import one_line, table
from copilot.domain.handling import Promise, PromiseState

EXAMPLE = """\
example:
  copilot promises
  copilot promises --state broken --json
due: not kept yet, still in time; broken: its time is over;
kept: in time; kept_late: after it
"""


def add(parser: argparse.ArgumentParser) -> None:
    """Describe the command and its arguments."""
    parser.epilog = EXAMPLE
    parser.add_argument(
        "--state", choices=[state.value for state in PromiseState], help="only these"
    )
    parser.add_argument("--json", action="store_true", help="in JSON")


def run(args: argparse.Namespace) -> int:
    """List them, the one due first first."""
    with opened(args) as office, office.store.read() as records:
        now = office.clock.now()
        found = [
            one for one in records.promises.all() if args.state in (None, one.state(now).value)
        ]
        if args.json:
            listed = [_as_json(office, records, one, now) for one in found]
            print(json.dumps(listed, ensure_ascii=False, indent=2))
            return 0
        rows = [_row(office, records, one, now) for one in found]
    head = ["no.", "state", "due", "owner", "author", "promise", "kept"]
    print(table(head, rows) if rows else "no promise")
    return 0


def _row(office: Office, records: Records, promise: Promise, now: datetime) -> list[str]:
    case = records.cases.get(promise.case)
    return [
        str(case.number),
        promise.state(now).value,
        local(office, promise.due_at),
        one_line(office.people.name_of(promise.owner), widest=20),
        one_line(who(records.complaints.get(case.complaint)), widest=20),
        one_line(promise.what) or "in private",
        local(office, promise.kept_at),
    ]


def _as_json(
    office: Office, records: Records, promise: Promise, now: datetime
) -> dict[str, object]:
    case = records.cases.get(promise.case)
    return {
        "id": promise.id,
        "case": case.number,
        "state": promise.state(now).value,
        "promise": promise.what or None,
        "private": promise.is_private,
        "owner": promise.owner,
        "owner_name": office.people.name_of(promise.owner),
        "author": who(records.complaints.get(case.complaint)) or None,
        "made_at": iso(promise.made_at),
        "due_at": iso(promise.due_at),
        "kept_at": iso(promise.kept_at),
        "kept_by": promise.kept_by,
    }
