"""`copilot case`: one case with its whole history."""

import argparse
import json
from collections.abc import Iterator

from copilot.app.office import Office
from copilot.app.ports.records import Approval, Note, StoredComplaint
from copilot.app.ports.store import Records
from copilot.cli.cases import as_json, iso, local, who
from copilot.cli.desk import opened
from copilot.cli.match_json import as_json as match_json
from copilot.cli.tables import block, one_line
from copilot.domain.case import Case
from copilot.domain.complaint_json import encode
from copilot.domain.draft import Draft
from copilot.domain.errors import UsageError
from copilot.domain.outbox import OutboxItem

EXAMPLE = """\
example:
  copilot case NUMBER
  copilot case NUMBER --json
`copilot cases` lists the numbers.
"""


def add(parser: argparse.ArgumentParser) -> None:
    """Describe the command and its arguments."""
    parser.epilog = EXAMPLE
    parser.add_argument("id", metavar="ID", help="its number, or its id")
    parser.add_argument("--json", action="store_true", help="in JSON")


def run(args: argparse.Namespace) -> int:
    """Show it."""
    with opened(args) as office, office.store.read() as records:
        case = _find(records, args.id)
        stored = records.complaints.get(case.complaint)
        if args.json:
            shown = _whole(records, case, stored)
            print(json.dumps(shown, ensure_ascii=False, indent=2, default=str))
        else:
            print("\n".join(_told(office, records, case, stored)))
    return 0


def _find(records: Records, wanted: str) -> Case:
    """
    Look the case up.

    Raises:
        UsageError: there is none of that number or id.
    """
    plain = wanted.lstrip("#")
    case = records.cases.numbered(int(plain)) if plain.isdecimal() and len(plain) < 16 else None
    if case is None:
        try:
            case = records.cases.get(wanted)
        except KeyError:
            raise UsageError(f"there is no case {one_line(wanted)}") from None
    return case


def _whole(records: Records, case: Case, stored: StoredComplaint) -> dict[str, object]:
    return {
        **as_json(case, stored),
        "message": encode(stored.complaint),
        "message_version": stored.version,
        "received_at": iso(stored.received_at),
        "match": match_json(case.match, stored.complaint.id),
        "drafts": [_draft(one) for one in records.drafts.list(case.id)],
        "approvals": [_approval(one) for one in records.approvals.list(case.id)],
        "outbox": [_sending(one) for one in records.outbox.of_case(case.id)],
        "notes": [_note(one) for one in records.chat.notes(case.id)],
        "log": [
            {
                "number": one.number,
                "at": iso(one.at),
                "event": one.event,
                "words": dict(one.words) if one.words is not None else None,
            }
            for one in records.log.entries(case=case.id)
        ],
    }


def _draft(one: Draft) -> dict[str, object]:
    return {
        "revision": one.revision,
        "text": one.text,
        "lang": one.lang,
        "stage": one.stage.value,
        "set": one.set_digest,
        "template": one.template.path if one.template else None,
        "author": one.author,
        "signature": one.signature,
        "findings": [{"rule": each.rule, "level": each.level.value} for each in one.findings],
        "promise": one.promise,
        "promise_due": iso(one.promise_due),
        "created_at": iso(one.created_at),
    }


def _approval(one: Approval) -> dict[str, object]:
    return {
        "id": one.id,
        "revision": one.revision,
        "digest": one.digest,
        "person": one.person,
        "role": one.role,
        "at": iso(one.at),
        "withdrawn_at": iso(one.withdrawn_at),
        "reason": one.reason,
    }


def _sending(one: OutboxItem) -> dict[str, object]:
    return {
        "id": one.id,
        "status": one.status.value,
        "text": one.text,
        "digest": one.digest,
        "approved_by": one.approved_by,
        "approved_at": iso(one.approved_at),
        "due_at": iso(one.due_at),
        "tries": one.tries,
        "posted_id": one.posted_id,
        "posted_url": one.posted_url,
        "posted_at": iso(one.posted_at),
        "reason": one.reason,
    }


def _note(one: Note) -> dict[str, object]:
    return {"person": one.person, "text": one.text, "at": iso(one.at)}


def _told(office: Office, records: Records, case: Case, stored: StoredComplaint) -> Iterator[str]:
    due = f", due {local(office, case.due_at)}" if case.due_at else ""
    yield f"no. {case.number} · {case.status.value} · {case.severity.value}{due}"
    yield f"{case.channel} · {one_line(who(stored)) or 'nobody named'} · {case.lang}"
    playbook = case.playbook or "none"
    yield f"playbook: {playbook} ({case.match.band.value}) · stage {case.stage.value}"
    if case.reason:
        yield f"reason: {one_line(case.reason)}"
    yield f"\n{block(stored.complaint.text)}"
    for draft in records.drafts.list(case.id):
        by = office.people.name_of(draft.author) if draft.author else None
        source = by or (draft.template.path if draft.template else "")
        yield f"\n--- v{draft.revision} · {source} · {local(office, draft.created_at)}"
        yield block(draft.text)
    for item in records.outbox.of_case(case.id):
        name = office.people.name_of(item.approved_by)
        yield f"\n--- {item.status.value} · approved by {name} · {item.posted_url or '-'}"
    for note in records.chat.notes(case.id):
        yield f"\n--- note · {office.people.name_of(note.person)}: {one_line(note.text)}"
    yield "\n--- log"
    for entry in records.log.entries(case=case.id):
        by_whom = entry.words.get("by") if entry.words else None
        name = f" · {office.people.name_of(by_whom)}" if isinstance(by_whom, int) else ""
        yield f"{local(office, entry.at)}  {entry.event}{name}"
