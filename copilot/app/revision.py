"""Keep a draft's revisions, never changed once written, and point the case at one."""

from collections.abc import Mapping
from dataclasses import replace

from copilot.app.conversation import is_rectifying, replies
from copilot.app.deadline import next_due
from copilot.app.office import Office
from copilot.app.ports.store import Records
from copilot.app.shelf import InForce
from copilot.app.signing import is_said, signature_for, signed_anew
from copilot.domain.case import Case
from copilot.domain.charter import SignedBy
from copilot.domain.draft import (
    ChannelFacts,
    Draft,
    Rendered,
)
from copilot.domain.errors import Refused
from copilot.domain.playbook import Playbook
from copilot.matching.sameness import alike


def set_of(office: Office, records: Records, digest: str) -> InForce:
    """The set a draft came from, built again from the database when it is not in force."""

    def files() -> Mapping[str, str] | None:
        accepted = records.sets.get(digest)
        return accepted.files if accepted else None

    return office.shelf.of(digest, files)


def reply_language(office: Office, lang: str) -> str:
    """The complaint's language when the brand answers in it, otherwise the brand's first."""
    return lang if lang in office.brand.languages else office.brand.languages[0]


def channel_facts(office: Office, name: str) -> ChannelFacts:
    """What a draft must know of the channel; a channel no longer configured has no limit."""
    channel = office.channels.get(name)
    if channel is None:
        return ChannelFacts(name=name, kind="unknown", limit=20_000)
    return ChannelFacts(name=channel.name, kind=channel.kind, limit=channel.limit)


def most_alike(records: Records, case: Case, text: str) -> tuple[int, str]:
    """How alike *text* is, 0 to 100, to the nearest reply in its thread, and the case of that."""
    # A correction may say again what it corrects.
    own = case.id if replies(records, case) and is_rectifying(records, case) else None
    others = records.outbox.in_thread(case.channel, case.thread, but=own)
    return max(((alike(text, one.text), one.case) for one in others), default=(0, ""))


def keep(
    office: Office,
    records: Records,
    case: Case,
    rendered: Rendered,
    built: InForce,
    *,
    signed_for: int | None,
) -> Draft:
    """Keep a rendered reply as the case's next revision; its person signs what has no name."""
    signature = signature_for(office, built, rendered.template.lang, signed_for=signed_for)
    text = rendered.text
    if built.playbooks.charter.signature is SignedBy.PERSON and signed_for is not None:
        text = text if is_said(text, signature) else signed_anew(office, text, signature)
    draft = Draft(
        id=office.ids.new(),
        case=case.id,
        revision=next_revision(records, case),
        text=text,
        lang=rendered.template.lang,
        stage=rendered.template.stage,
        set_digest=built.playbooks.digest,
        signature=signature if is_said(text, signature) else "",
        created_at=office.clock.now(),
        signed_for=signed_for,
        template=rendered.template,
        findings=rendered.findings,
        facts=rendered.facts,
        promise=rendered.promise,
        promise_due=rendered.promise_due,
    )
    playbook = built.playbooks.playbooks.get(rendered.template.playbook)
    put_in_place(office, records, case, draft, playbook=playbook, built=built)
    return draft


def repeat(office: Office, records: Records, case: Case, former: Draft) -> Draft:
    """Keep an earlier revision's words, letter for letter, as the next one."""
    built = set_of(office, records, former.set_digest)
    draft = replace(
        former,
        id=office.ids.new(),
        revision=next_revision(records, case),
        created_at=office.clock.now(),
    )
    playbook = built.playbooks.playbooks.get(case.playbook or "")
    put_in_place(office, records, case, draft, playbook=playbook, built=built)
    return draft


def point(
    office: Office,
    records: Records,
    case: Case,
    playbook: Playbook | None,
    *,
    revision: int,
    in_force: InForce,
) -> None:
    """
    Point the case at a revision (0 for none) and at the playbook it came from.

    Raises:
        Refused: `stale` when the case moved meanwhile.
    """
    severity = playbook.severity if playbook else case.severity
    done = records.cases.redraft(
        case.id,
        expected=records.cases.get(case.id).revision,
        revision=revision,
        playbook=case.playbook,
        stage=case.stage.value,
        severity=severity.value,
        set_digest=in_force.playbooks.digest,
        due_at=next_due(office, records, case, severity),
    )
    if not done:
        raise Refused("stale")
    # A yes was to what stood there before, even where the same words come back.
    records.approvals.withdraw(case.id, reason="redrafted", at=office.clock.now())


def put_in_place(
    office: Office,
    records: Records,
    case: Case,
    draft: Draft,
    *,
    playbook: Playbook | None,
    built: InForce,
) -> None:
    """
    Keep *draft*, point the case at it and put it on record.

    Raises:
        Refused: `stale` when the case moved meanwhile.
    """
    records.drafts.add(draft)
    point(office, records, case, playbook, revision=draft.revision, in_force=built)
    records.log.append(
        "drafted" if draft.author is None else "edited",
        at=draft.created_at,
        case=case.id,
        words={
            "revision": draft.revision,
            "text": draft.text,
            "by": draft.author,
            "template": draft.template.path if draft.template else None,
            "set": draft.set_digest,
        },
    )


def next_revision(records: Records, case: Case) -> int:
    """The number of the next draft; none is ever given twice."""
    return max((draft.revision for draft in records.drafts.list(case.id)), default=0) + 1
