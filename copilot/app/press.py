"""Every button of a card, to the one use case that it asks for."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from copilot.app import (
    approve,
    change,
    claim,
    danger,
    details,
    dismiss,
    edit,
    escalate,
    fact_press,
    handover,
    insight,
    keeping,
    lost_yes,
    moderate,
    moderation_change,
    more,
    playbook_search,
    put_off,
    rectify,
    reveal,
    revert,
    settle,
    stages,
    undo,
    unseen,
    verification,
    waiting,
)
from copilot.app.doing import once
from copilot.app.handling import take_part
from copilot.app.office import Office
from copilot.app.ports.records import Button
from copilot.app.ports.store import Records
from copilot.app.view import Outcome
from copilot.domain.errors import IllegalMove, Refused

UseCase = Callable[[Office, Records, Button, int], Outcome]
#: One choice of a menu; what was chosen comes last.
Choice = Callable[[Office, Records, Button, int, str], Outcome]


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """Which button was pressed, and by whom; the same one once more is known by *doing*."""

    action: str
    token: str
    person: int
    in_private: bool = False
    doing: str | None = None


def press(
    office: Office,
    *,
    action: str,
    token: str,
    person: int,
    in_private: bool = False,
    doing: str | None = None,
) -> Outcome:
    """
    Do what the pressed button says, in one transaction.

    What it asks of the person is asked where they pressed: *in_private* or at the desk. The same
    press once more, known by *doing*, is not done again and comes to the same.
    A refusal changes nothing but asks for the card to be drawn afresh, so that the next press is
    made on what is true; where a colleague has a menu open there, that stays.

    Raises:
        Refused: with the reason, for the person who pressed.
    """
    with office.store.write() as records:
        outcome = press_within(
            office,
            records,
            Press(action=action, token=token, person=person, in_private=in_private, doing=doing),
        )
    if isinstance(outcome, Refused):
        raise outcome
    return outcome


def press_within(office: Office, records: Records, pressed: Press) -> Outcome | Refused:
    """
    Do the same inside a transaction that the caller commits, which a failed press leaves whole.

    A refusal is given back: the card that it asks for is to be committed too.
    """
    try:
        with records.attempt():
            outcome = once(records, pressed.doing, lambda: _do(office, records, pressed))
            return reveal.filled_in(records, outcome)
    except IllegalMove as late:
        refused = Refused("stale")
        refused.__cause__ = late
    except Refused as said:
        refused = said
    # Who may not press changes nothing: a colleague's menu may stand open on that card.
    if refused.code not in ("stranger", "gone", "not_allowed"):
        _refresh(records, pressed)
    return refused


def _do(office: Office, records: Records, pressed: Press) -> Outcome:
    action, token, person = pressed.action, pressed.token, pressed.person
    if action == "pick" and (meaning := records.facts.pressed(token)):
        return fact_press.pressed(office, records, meaning, person)
    button = _find(records, action, token)
    before = lost_yes.standing(records, button.case)
    outcome = USE_CASES[action](office, records, button, person)
    lost_yes.tell_whose(office, records, before, button.case, by=person)
    if pressed.in_private:
        records.notices.take_aside(person, case=button.case)
    return outcome


def _find(records: Records, action: str, token: str) -> Button:
    button = records.chat.find_button(token)
    if button is None or button.action != action or action not in USE_CASES:
        raise Refused("gone")
    return button


def _refresh(records: Records, pressed: Press) -> None:
    button = records.chat.find_button(pressed.token)
    card = records.cards.get(button.case) if button else None
    if card is not None and card.chooser in (None, pressed.person):
        records.cards.touch(card.case, urgency=0)


def _pick(office: Office, records: Records, button: Button, person: int) -> Outcome:
    kind, _, choice = button.value.partition(":")
    if kind not in CHOICES:
        raise Refused("gone")
    return CHOICES[kind](office, records, button, person, choice)


def _later(office: Office, records: Records, button: Button, person: int, choice: str) -> Outcome:
    return put_off.put_off(office, records, button, person, choice=choice)


def _dismiss(
    office: Office, records: Records, button: Button, person: int, choice: str
) -> Outcome:
    if choice == "private":
        return keeping.offer_dates(office, records, button, person)
    reason, _, of = choice.partition(":")
    return dismiss.dismiss(office, records, button, person, reason=reason, of=of or None)


def _absent(office: Office, records: Records, button: Button, person: int, _: str) -> Outcome:
    return settle.absent(office, records, button, person)


def _moderated(office: Office, records: Records, button: Button, person: int, _: str) -> Outcome:
    return moderate.done(office, records, button, person)


def _back(office: Office, records: Records, button: Button, person: int) -> Outcome:
    take_part(office, person)
    records.cards.touch(button.case, urgency=0)
    return Outcome(code="back", case=button.case)


USE_CASES: Mapping[str, UseCase] = {
    "approve": approve.approve,
    "back": _back,
    "claim": claim.claim,
    "dismiss": dismiss.offer_reasons,
    "edit": edit.ask_wording,
    "escalate": escalate.alert,
    "handover": handover.offer_people,
    "insight": insight.offer_topics,
    "leave": stages.leave,
    "later": put_off.offer_times,
    "moderate": moderate.offer_people,
    "more": more.more,
    "pick": _pick,
    "playbook": change.offer_playbooks,
    "posted": settle.posted,
    "rectify": rectify.ask_correction,
    "redraft": change.redraft,
    "reopen": dismiss.reopen,
    "resend": settle.resend,
    "stage": stages.offer_stages,
    "undo": undo.undo,
    "variant": details.variant,
    "wait": waiting.offer_colleagues,
}

#: Of `pick`: the kind of menu, before the colon of a button's value.
CHOICES: Mapping[str, Choice] = {
    "about": insight.ask_word,
    "absent": _absent,
    "answered": waiting.ask_answer,
    "claim": claim.settle,
    "danger": change.to_danger,
    "detail": details.ask_detail,
    "dismiss": _dismiss,
    "handover": handover.hand_over,
    "here": danger.confirm,
    "insight": insight.note,
    "kept": keeping.kept,
    "kept_here": keeping.kept_here,
    "kept_private": keeping.kept_private,
    "later": _later,
    "lower": danger.lower,
    "moderate": moderate.begin,
    "moderated": _moderated,
    moderation_change.GIVE: moderation_change.give,
    put_off.NOW: put_off.resume,
    "playbook": change.choose_playbook,
    "private": keeping.in_private,
    "reveal": reveal.reveal,
    "revision": revert.to_revision,
    "search": playbook_search.ask_words,
    "stage": stages.to_stage,
    "tick": verification.tick,
    moderation_change.CALL_OFF: moderation_change.call_off,
    "unseen": unseen.publish,
    "wait": waiting.ask_question,
}
