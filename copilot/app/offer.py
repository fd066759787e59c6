"""Which buttons a card offers in each status, in the order of their weight."""

from dataclasses import dataclass

from copilot.app import approve, course, put_off
from copilot.app.office import Office
from copilot.app.own_words import wants_own_words
from copilot.app.ports.records import StoredComplaint
from copilot.app.ports.store import Records
from copilot.app.revision import reply_language
from copilot.app.view import ButtonView, CourseView, DraftView, HandlingView
from copilot.domain.case import WORKABLE, Case, CaseStatus
from copilot.domain.channel import Mode
from copilot.domain.charter import SignedBy, blocks
from copilot.domain.outbox import OutboxItem, OutboxStatus
from copilot.domain.person import Right
from copilot.domain.playbook import Posture, Stage
from copilot.domain.playbook_set import PlaybookSet

#: Findings that one tap mends: the same template says what is true now.
OUTDATED = frozenset({"fact_changed", "expired_fact", "other_playbook", "promise_past"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """What decides about the buttons."""

    case: Case
    stored: StoredComplaint
    playbooks: PlaybookSet
    shown: DraftView | None
    item: OutboxItem | None
    given: frozenset[int]  #: who has said yes to the draft already
    handling: HandlingView
    course: CourseView
    is_newer: bool = False  #: something has changed since the draft was made
    former: int | None = None  #: an earlier revision to go back to


def offered(office: Office, records: Records, situation: Situation) -> tuple[ButtonView, ...]:
    """The buttons with their tokens, each bound to the revision and version that is shown."""
    labels, now = course.labels(situation.course), office.clock.now()
    return tuple(
        ButtonView(
            action=action,
            value=value,
            label=labels.get(value) if action == "pick" else None,
            token=records.chat.button(
                token=office.ids.token(),
                case=situation.case.id,
                action=action,
                revision=situation.case.revision,
                version=situation.stored.version,
                value=_bound(records, situation, action, value),
                at=now,
            ),
        )
        for action, value in actions(office, situation)
    )


def _bound(records: Records, situation: Situation, action: str, value: str) -> str:
    """What the token stands for beyond what the button shows."""
    if action == "approve":
        return approve.generation(records, situation.case)
    if situation.case.status is CaseStatus.UNCERTAIN and situation.item is not None:
        # The next question looks the same; an answer is about this send.
        return f"{value}:{situation.item.id}"
    return value


def actions(office: Office, situation: Situation) -> list[tuple[str, str]]:
    """Actions and their values."""
    case, item = situation.case, situation.item
    if case.status in (CaseStatus.ANSWERED, CaseStatus.DISMISSED):
        left = [*_pending(situation), *course.settled_choices(situation.course)]
        last = [*_rectifiable(office, situation), ("reopen", ""), ("more", "")]
        return [*left, ("insight", ""), *last]
    if case.status is CaseStatus.UNCERTAIN:
        return [("posted", ""), ("resend", ""), ("pick", "absent")]
    if case.status is CaseStatus.APPROVED:
        return _on_its_way(item) if item is not None else []
    if is_aside(situation):
        last = [("later", ""), *_close(situation), ("more", "")]
        return [("pick", f"{put_off.NOW}:yes"), *_pending(situation), *last]
    return _workable(office, situation) if case.status in WORKABLE else []


def is_aside(situation: Situation) -> bool:
    """Whether the card need show no more than until when; a yes that is wanted stays in sight."""
    return not situation.given and put_off.is_aside(situation.case, situation.handling)


def _close(situation: Situation) -> list[tuple[str, str]]:
    """What is public is not dismissed: it is left at that."""
    return [] if situation.course.posted else [("dismiss", "")]


def _on_its_way(item: OutboxItem) -> list[tuple[str, str]]:
    if item.status is not OutboxStatus.APPROVED:
        return []
    asked = [("pick", f"unseen:{item.id}")] if item.asked else []
    return [*asked, ("undo", "")]


def _rectifiable(office: Office, situation: Situation) -> list[tuple[str, str]]:
    channel = office.channels.get(situation.case.channel)
    can_post = channel is not None and channel.mode is Mode.LIVE
    is_there = situation.stored.complaint.deleted_at is None
    is_answered = situation.case.status is CaseStatus.ANSWERED and situation.course.posted
    return [("rectify", "")] if can_post and is_there and is_answered else []


def _workable(office: Office, situation: Situation) -> list[tuple[str, str]]:
    case = situation.case
    holder = case.claimant(office.clock.now())
    first = [("approve", "")] if _may_be_approved(office, situation, holder) else []
    middle = [] if _calls_first(situation, holder) else [("claim", str(holder or ""))]
    if situation.stored.complaint.deleted_at is None:
        middle += _wording(office, situation)
    elif situation.course.posted:
        kept = course.settled_choices(situation.course)
        return [*_danger(situation), *_pending(situation), *kept, ("leave", ""), ("more", "")]
    last = [("playbook", ""), ("later", ""), *_close(situation), ("more", "")]
    return [*_danger(situation), *first, *middle, *_pending(situation), *last]


def _wording(office: Office, situation: Situation) -> list[tuple[str, str]]:
    """What makes a reply: below a message that is gone none can stand."""
    case, shown = situation.case, situation.shown
    middle = [("edit", "")]
    if situation.former is not None:
        middle.append(("pick", f"revision:{situation.former}"))
    if shown is not None and _has_variant(office, situation, shown):
        middle.append(("variant", ""))
    if _is_to_draft(situation) and _can_be_drafted(office, situation):
        middle.append(("redraft", ""))
    return [*middle, *course.workable_choices(case, situation.course)]


def _has_variant(office: Office, situation: Situation, shown: DraftView) -> bool:
    """Whether a template is there to go to, or to go back to after words of one's own."""
    playbooks, case = office.shelf.in_force.playbooks, situation.case
    playbook = playbooks.playbooks.get(case.playbook or "")
    if playbook is None or (playbook.posture is Posture.PERSON and shown.draft.author):
        return False
    every = playbooks.variants(playbook.id, case.stage, shown.draft.lang)
    return any(one != shown.draft.template for one in every)


def _danger(situation: Situation) -> list[tuple[str, str]]:
    alarm = situation.handling.alarm
    if alarm is None or alarm.lowered_at is not None:
        return []
    here = [("pick", "here:yes")] if alarm.is_unheard else []
    return [*here, ("pick", "lower:yes")]


def _calls_first(situation: Situation, holder: int | None) -> bool:
    """Whether "I’m here" is there, which takes the case too: of two such, which one is it?"""
    alarm = situation.handling.alarm
    return holder is None and alarm is not None and alarm.is_unheard


def _is_to_draft(situation: Situation) -> bool:
    if situation.stored.complaint.deleted_at is not None:
        return False
    shown = situation.shown
    return shown is None or situation.is_newer or _is_outdated(shown)


def _pending(situation: Situation) -> list[tuple[str, str]]:
    """What somebody said they would see to, and can now say is done."""
    wait, moderation = situation.handling.wait, situation.handling.moderation
    answered = [("pick", f"answered:{wait.id}")] if wait else []
    is_open = moderation is not None and moderation.done_at is None
    return answered + ([("pick", "moderated:done")] if is_open else [])


def wants_claim(office: Office, situation: Situation) -> bool:
    """Whether nothing but a name keeps the draft from being published: claiming gives it."""
    shown, case = situation.shown, situation.case
    if shown is None or case.status not in WORKABLE or case.claimant(office.clock.now()):
        return False
    return (
        situation.playbooks.charter.signature is SignedBy.PERSON
        and _is_ready(office, situation)
        and not _may_sign(office, situation, shown, None)
    )


def _may_be_approved(office: Office, situation: Situation, holder: int | None) -> bool:
    shown = situation.shown
    if shown is None or not _is_ready(office, situation):
        return False
    if situation.playbooks.charter.signature is SignedBy.BRAND:
        return True
    return _may_sign(office, situation, shown, holder)


def _is_ready(office: Office, situation: Situation) -> bool:
    """Whether nothing in the words, the steps or the channel withholds it."""
    shown = situation.shown
    channel = office.channels.get(situation.case.channel)
    if shown is None or channel is None or channel.mode is not Mode.LIVE:
        return False
    playbook = situation.playbooks.playbooks.get(situation.case.playbook or "")
    if wants_own_words(playbook, shown.draft):
        return False
    if situation.stored.complaint.deleted_at is not None or blocks(shown.findings):
        return False
    return shown.draft.stage is not Stage.SOLUTION or all(
        step.by is not None for step in situation.course.steps
    )


def _may_sign(office: Office, situation: Situation, shown: DraftView, holder: int | None) -> bool:
    """Whether whose name is under it may publish, and nobody else holds the case."""
    signer = office.people.find(shown.draft.signed_for)
    if signer is None or not signer.may(Right.APPROVE):
        return False
    return signer.telegram in situation.given or holder in (None, signer.telegram)


def _is_outdated(shown: DraftView) -> bool:
    return any(finding.rule in OUTDATED for finding in shown.findings)


def _can_be_drafted(office: Office, situation: Situation) -> bool:
    case = situation.case
    lang = reply_language(office, case.lang)
    waits = any(one.value is None for one in situation.course.details)
    known = case.playbook and situation.playbooks.variants(case.playbook, case.stage, lang)
    return bool(known and not waits)
