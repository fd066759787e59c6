"""`copilot cases`: what is on the desk, and what was set aside with the reason."""

import argparse
import json
from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from copilot.app.office import Office
from copilot.app.ports.records import StoredComplaint
from copilot.app.ports.store import Records
from copilot.cli.desk import opened
from copilot.cli.tables import one_line, table
from copilot.domain.case import Case, CaseStatus

EXAMPLE = """\
example:
  copilot cases --state open
  copilot cases --state set_aside --json
"""
SET_ASIDE, WAITING = "set_aside", "waiting"
STATES = (*(status.value for status in CaseStatus), SET_ASIDE, WAITING)


def add(parser: argparse.ArgumentParser) -> None:
    """Describe the command and its arguments."""
    parser.epilog = EXAMPLE
    parser.add_argument(
        "--state",
        choices=STATES,
        help="only these; set_aside: messages without a case, waiting: not looked at yet",
    )
    parser.add_argument("--json", action="store_true", help="in JSON")


def run(args: argparse.Namespace) -> int:
    """List them."""
    with opened(args) as office, office.store.read() as records:
        if args.state == SET_ASIDE:
            _print_messages(args, office, records.complaints.set_aside())
        elif args.state == WAITING:
            _print_messages(args, office, records.complaints.waiting())
        else:
            status = CaseStatus(args.state) if args.state else None
            _print_cases(args, office, records, records.cases.list(status))
    return 0


def _print_cases(
    args: argparse.Namespace, office: Office, records: Records, cases: Sequence[Case]
) -> None:
    stored = {case.id: records.complaints.get(case.complaint) for case in cases}
    if args.json:
        listed = [as_json(case, stored[case.id]) for case in cases]
        print(json.dumps(listed, ensure_ascii=False, indent=2))
        return
    rows = [
        [
            str(case.number),
            case.status.value,
            case.severity.value,
            case.playbook or "-",
            local(office, case.due_at),
            one_line(who(stored[case.id]), widest=20),
            one_line(stored[case.id].complaint.text),
        ]
        for case in cases
    ]
    head = ["no.", "state", "severity", "playbook", "due", "author", "message"]
    print(table(head, rows) if rows else "no case")


def _print_messages(
    args: argparse.Namespace, office: Office, messages: Sequence[StoredComplaint]
) -> None:
    if args.json:
        print(json.dumps([_message(one) for one in messages], ensure_ascii=False, indent=2))
        return
    rows = [
        [
            one.complaint.channel,
            one_line(one.complaint.id, widest=24),
            one.set_aside.value if one.set_aside else "-",
            local(office, one.received_at),
            one_line(who(one), widest=20),
            one_line(one.complaint.text),
        ]
        for one in messages
    ]
    head = ["channel", "id", "reason", "received", "author", "message"]
    print(table(head, rows) if rows else "no message")


def as_json(case: Case, stored: StoredComplaint) -> dict[str, object]:
    """One case in short."""
    return {
        "number": case.number,
        "id": case.id,
        "status": case.status.value,
        "severity": case.severity.value,
        "playbook": case.playbook,
        "band": case.match.band.value,
        "confidence": case.match.confidence,
        "kind": case.kind.value,
        "lang": case.lang,
        "stage": case.stage.value,
        "revision": case.revision,
        "channel": case.channel,
        "thread": case.thread,
        "complaint": stored.complaint.id,
        "author": who(stored) or None,
        "text": stored.complaint.text,
        "opened_at": iso(case.opened_at),
        "due_at": iso(case.due_at),
        "later_until": iso(case.later_until),
        "claimed_by": case.claimed_by,
        "closed_at": iso(case.closed_at),
        "reason": case.reason,
    }


def _message(one: StoredComplaint) -> dict[str, object]:
    return {
        "channel": one.complaint.channel,
        "complaint": one.complaint.id,
        "reason": one.set_aside.value if one.set_aside else None,
        "duplicate_of": one.duplicate_of,
        "author": who(one) or None,
        "text": one.complaint.text,
        "received_at": iso(one.received_at),
    }


def who(stored: StoredComplaint) -> str:
    """The author by whatever name there is."""
    author = stored.complaint.author
    return author.name or author.handle or author.id or ""


def iso(at: datetime | None) -> str | None:
    """A time for machines."""
    return at.isoformat().replace("+00:00", "Z") if at else None


def local(office: Office, at: datetime | None) -> str:
    """A time for people, in the brand's zone."""
    return at.astimezone(ZoneInfo(office.brand.timezone)).strftime("%Y-%m-%d %H:%M") if at else "-"
