"""Values as the use cases would make them, short enough for a test to read."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from copilot.app.ports.records import Approval
from copilot.domain.case import CASE_MOVES, Case, CaseStatus
from copilot.domain.complaint import Author, Complaint
from copilot.domain.draft import Draft
from copilot.domain.match import Band, Candidate, Evidence, Kind, Lost, Match, RunnerUp
from copilot.domain.outbox import OUTBOX_MOVES, OutboxEvent, OutboxItem, OutboxStatus
from copilot.domain.playbook import Severity, Stage

NOW = datetime(2026, 11, 22, 9, 30, 0, 123456, tzinfo=UTC)
LEA, KARIM = 11111111, 5_000_000_000  # the second does not fit in 32 bits

MATCH = Match(
    lang="fr",
    kind=Kind.COMPLAINT,
    playbook="broken-on-arrival",
    band=Band.SURE,
    confidence=0.93,
    candidates=(
        Candidate("broken-on-arrival", 0.93, (Evidence("écran cassé", (22, 48), 91),)),
        Candidate("warranty-refused", 0.04, (Evidence("non", (3, 6), 12, is_telling=False),)),
    ),
    runner_up=RunnerUp("warranty-refused", Lost.WORD, ("écran",), (22, 27), 6, 1),
)


def after(**length):
    return NOW + timedelta(**length)


def a_complaint(name="a", **changes):
    base = Complaint(
        id=f"ext-{name}",
        channel="page",
        text="écran cassé",
        thread_id="post",
        author=Author(id="777", name="Claire M."),
    )
    return replace(base, **changes)


def a_case(name="a", **changes):
    base = Case(
        id=f"case-{name}",
        number=0,
        complaint=f"complaint-{name}",
        channel="page",
        thread="post",
        status=CaseStatus.OPEN,
        match=MATCH,
        kind=Kind.COMPLAINT,
        lang="fr",
        severity=Severity.HIGH,
        playbook="broken-on-arrival",
        set_digest="d" * 64,
        stage=Stage.FIRST,
        revision=1,
        opened_at=NOW,
    )
    return replace(base, **changes)


def a_draft(case="case-a", revision=1, **changes):
    base = Draft(
        id=f"draft-{case}-{revision}",
        case=case,
        revision=revision,
        text="Bonjour Claire, je suis désolée. Léa",
        lang="fr",
        stage=Stage.FIRST,
        set_digest="d" * 64,
        signature="Léa",
        created_at=NOW,
    )
    return replace(base, **changes)


def an_approval(name="a", case="case-a", **changes):
    base = Approval(
        id=f"approval-{name}",
        case=case,
        revision=1,
        digest="e" * 64,
        person=LEA,
        role="community_manager",
        at=NOW,
    )
    return replace(base, **changes)


def an_item(name="a", case="case-a", **changes):
    base = OutboxItem(
        id=f"approval-{name}",
        case=case,
        channel="page",
        thread="post",
        complaint_id="ext-a",
        complaint_version=1,
        text=f"Bonjour, {name}. Léa",
        lang="fr",
        digest="e" * 64,
        approved_by=LEA,
        approved_at=NOW,
        status=OutboxStatus.APPROVED,
        due_at=NOW,
    )
    return replace(base, **changes)


def keep_case(records, name="a", **changes):
    """A complaint and its case, as triage writes them."""
    records.complaints.add(a_complaint(name), id=f"complaint-{name}", at=NOW)
    return records.cases.add(a_case(name, **changes))


def keep_item(records, name="a", *, words=None, case=None, **changes):
    """An approval and its outbox row; the case must be there."""
    case = case or f"case-{name}"
    records.approvals.add(an_approval(name, case))
    records.outbox.add(an_item(name, case, **changes), same_words=words or f"words {name}")


def way_to(wanted, start, moves):
    """The events that lead from *start* to *wanted*, the shortest way."""
    ways = {start: ()}
    while wanted not in ways:
        for (before, event), reached in moves.items():
            if before in ways:
                ways.setdefault(reached, (*ways[before], event))
    return ways[wanted]


def bring_case(records, id, wanted):
    for event in way_to(wanted, CaseStatus.OPEN, CASE_MOVES):
        records.cases.move(id, event, at=NOW)


def bring_item(records, id, wanted):
    for event in way_to(wanted, OutboxStatus.APPROVED, OUTBOX_MOVES):
        if event is OutboxEvent.CLAIM:
            assert records.outbox.claim(id, by="p1", until=after(minutes=1), now=NOW)
        else:
            records.outbox.move(id, event, at=NOW)
