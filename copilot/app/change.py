"""Change what a card proposes: another variant, another playbook, a draft that was not made."""

from collections.abc import Mapping

from copilot.app import alarm, draft
from copilot.app.office import Office
from copilot.app.ports.records import Button
from copilot.app.ports.store import Records
from copilot.app.too_late import claimed, closed
from copilot.app.view import ButtonView, Menu, Outcome
from copilot.domain.case import WORKABLE, Case
from copilot.domain.errors import Refused
from copilot.domain.person import Right
from copilot.domain.playbook import Playbook

#: Titles offered at once, the nearest first; Telegram takes a hundred buttons.
OFFERED = 20
#: Those less likely, now that the one chosen is said to be wrong, are no nearer than the others.
LIKELY = 0.1
#: How likely a danger is that comes first, whatever else may be meant.
DANGER = 0.05


def workable(
    office: Office, records: Records, button: Button, person: int, *, fresh: bool = True
) -> Case:
    """
    The case of a pressed button, when *person* may work on it now.

    Raises:
        Refused: `not_allowed`, `closed`, `claimed` by somebody else, or with *fresh* `stale`.
    """
    office.require(person, Right.WORK)
    now = office.clock.now()
    case = records.cases.get(button.case)
    if case.status not in WORKABLE:
        raise closed(office, records, case)
    if case.claimant(now) not in (None, person):
        raise claimed(office, case, now)
    if fresh and button.revision != case.revision:
        raise Refused("stale")
    return case


def variant(office: Office, records: Records, button: Button, person: int) -> Outcome:
    """Draft the next variant."""
    case = workable(office, records, button, person)
    complaint = records.complaints.get(case.complaint).complaint
    signed_for = signer(records, case)
    number, of = draft.next_variant(office, records, case, complaint, signed_for=signed_for)
    records.log.append(
        "variant",
        at=office.clock.now(),
        case=case.id,
        words={"by": person, "revision": records.cases.get(case.id).revision},
    )
    records.cards.touch(case.id, urgency=0)
    return Outcome(code="variant", values={"number": number, "of": of}, case=case.id)


def redraft(office: Office, records: Records, button: Button, person: int) -> Outcome:
    """Draft with the set in force what was left without a draft, or has grown old."""
    case = workable(office, records, button, person)
    if case.playbook is None:
        raise Refused("no_template", playbook="", lang=case.lang)
    before = records.drafts.get(case.id, case.revision)
    if before is None:
        return to_playbook(office, records, button, person, playbook=case.playbook)
    complaint = records.complaints.get(case.complaint).complaint
    signed_for = signer(records, case)
    draft.again(office, records, case, complaint, signed_for=signed_for)
    revision = records.cases.get(case.id).revision
    words = {"by": person, "revision": revision}
    records.log.append("redraft", at=office.clock.now(), case=case.id, words=words)
    records.cards.touch(case.id, urgency=0)
    after = records.drafts.get(case.id, revision)
    is_same = after is not None and after.text == before.text
    code = "redrafted_same" if is_same else "redrafted"
    return Outcome(code=code, values={"revision": revision}, case=case.id)


def offer_playbooks(office: Office, records: Records, button: Button, person: int) -> Outcome:
    """Offer the nearest playbooks, then the others, and to search by typing."""
    case = workable(office, records, button, person, fresh=False)
    library = office.shelf.in_force.playbooks.playbooks
    nearest = _likely(case, library)
    others = sorted((one for one in library if one not in nearest), key=lambda i: library[i].title)
    ids = [one for one in (*nearest, *others) if one != case.playbook][:OFFERED]
    choices = tuple(
        pick(office, records, button, f"playbook:{one}", label=library[one].title) for one in ids
    )
    ways = (pick(office, records, button, "search:"), back(office, records, button))
    return Outcome(code="menu", menu=Menu(kind="playbook", buttons=(*choices, *ways)))


def to_playbook(
    office: Office, records: Records, button: Button, person: int, *, playbook: str
) -> Outcome:
    """Move the case to another playbook of the set in force and draft its first answer."""
    case = workable(office, records, button, person)
    chosen = office.shelf.in_force.playbooks.playbooks.get(playbook)
    if chosen is None:
        raise Refused("gone")
    if not chosen.is_about_danger:
        alarm.require_judge(office, records, case, person)
    complaint = records.complaints.get(case.complaint).complaint
    signed_for = signer(records, case)
    draft.with_playbook(office, records, case, complaint, chosen, signed_for=signed_for)
    records.log.append(
        "playbook",
        at=office.clock.now(),
        case=case.id,
        words={"by": person, "from": case.playbook, "to": playbook},
    )
    alarm.moved(office, records, case, chosen, person)
    records.cards.touch(case.id, urgency=0)
    values = {"title": chosen.title}
    due = records.cases.get(case.id).due_at
    if due is None or due == case.due_at or due <= office.clock.now():
        return Outcome(code="playbook", values=values, case=case.id)
    # Another playbook may want an answer sooner, or leave more time: nobody should have to notice.
    return Outcome(code="playbook_due", values={**values, "due": due}, case=case.id)


def _likely(case: Case, library: Mapping[str, Playbook]) -> list[str]:
    """
    The playbooks that may be meant by who says that the case's own is not.

    A danger that is plain in the words comes first; a faint one never does: its button is the
    first that a thumb finds, and it wakes people.
    """
    candidates = [one for one in case.match.candidates if one.playbook in library]
    own = next((one.confidence for one in candidates if one.playbook == case.playbook), 0.0)
    near = [one for one in candidates if one.confidence >= LIKELY * (1 - own)]
    dangers = [one for one in near if library[one.playbook].is_about_danger]
    plain = [one.playbook for one in dangers if one.confidence >= DANGER]
    others = [one.playbook for one in near if one not in dangers and one.playbook != case.playbook]
    faint = [one.playbook for one in dangers if one.playbook not in plain]
    return [*plain, *others, *(faint if others else ())]


def choose_playbook(
    office: Office, records: Records, button: Button, person: int, choice: str
) -> Outcome:
    """The same for a choice of the menu; before people are woken it is asked once."""
    case = workable(office, records, button, person)
    chosen = office.shelf.in_force.playbooks.playbooks.get(choice)
    if chosen is None or not chosen.is_about_danger or alarm.is_unheard(records, case):
        return to_playbook(office, records, button, person, playbook=choice)
    sure = pick(office, records, button, f"danger:{choice}")
    menu = Menu(kind="danger", buttons=(sure, back(office, records, button)))
    return Outcome(code="menu", menu=menu)


def to_danger(
    office: Office, records: Records, button: Button, person: int, choice: str
) -> Outcome:
    """The same once that was answered."""
    return to_playbook(office, records, button, person, playbook=choice)


def pick(
    office: Office, records: Records, button: Button, value: str, *, label: str | None = None
) -> ButtonView:
    """One choice of a menu, bound to the state that the menu was opened on."""
    token = records.chat.button(
        token=office.ids.token(),
        case=button.case,
        action="pick",
        revision=button.revision,
        version=button.version,
        value=value,
        at=office.clock.now(),
    )
    return ButtonView(action="pick", token=token, value=value, label=label)


def back(office: Office, records: Records, button: Button) -> ButtonView:
    """The way out of a menu."""
    token = records.chat.button(
        token=office.ids.token(),
        case=button.case,
        action="back",
        revision=button.revision,
        version=button.version,
        at=office.clock.now(),
    )
    return ButtonView(action="back", token=token)


def signer(records: Records, case: Case) -> int | None:
    """Whose name the next draft bears: the present one's, else whoever took the case."""
    current = records.drafts.get(case.id, case.revision)
    return current.signed_for if current else case.claimed_by
