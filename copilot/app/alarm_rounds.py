"""While an alarm rings: who is on call is woken in private, then the desk, until one answers."""

from datetime import datetime, timedelta

from copilot.app import alarm_calls
from copilot.app.alarm import confirmed
from copilot.app.handling import those_who_take_part
from copilot.app.office import Office
from copilot.app.ports.store import Records
from copilot.domain.case import WORKABLE, Case
from copilot.domain.handling import Alarm

EVERY = timedelta(minutes=3)
ROUNDS = 10
#: After the whole desk was called: nobody sleeps through it because the others did.
THEN_EVERY = timedelta(minutes=15)
#: A call leads to its card; without Telegram's room for one, nobody waits longer for it.
CARD_WITHIN = timedelta(seconds=10)


def wake(office: Office, records: Records, *, now: datetime) -> int:
    """Wake whoever should be woken now; say for how many cases."""
    return sum(_again(office, records, alarm, now) for alarm in records.alarms.due(now))


def rounds_since(begun: datetime, now: datetime) -> int:
    """How often somebody is called again between two moments: often at first, then less so."""
    often, rarely = ROUNDS * EVERY, now - begun - ROUNDS * EVERY
    if rarely < timedelta():
        return (now - begun) // EVERY
    return often // EVERY + rarely // THEN_EVERY


def _again(office: Office, records: Records, alarm: Alarm, now: datetime) -> bool:
    case = records.cases.get(alarm.case)
    if _is_seen_to(office, records, case, alarm, now):
        return False
    if is_coming(records, case, since=alarm.raised_at, now=now):
        return False
    is_late = alarm.rounds >= ROUNDS
    next_at = now + (THEN_EVERY if is_late else EVERY)
    if not records.alarms.again(case.id, expected=alarm.rounds, next_at=next_at):
        return False
    on_call = office.people.on_call()
    people = those_who_take_part(office) if is_late else on_call
    words = {"round": alarm.rounds + 1, "people": [one.telegram for one in people]}
    records.log.append("alarm_rung", at=now, case=case.id, words=words)
    if is_late:
        alarm_calls.call_desk(office, records, case, people, number=alarm.rounds)
    for one in on_call:
        # The desk is called already: whom no private message reaches is named there.
        otherwise = None if is_late else "danger_desk"
        alarm_calls.call(office, records, case, alarm, one, otherwise=otherwise)
    records.cards.touch(case.id, urgency=1)
    return True


def is_coming(records: Records, case: Case, *, since: datetime, now: datetime) -> bool:
    """Whether the card will be there in a moment: whoever is called must have a way to it."""
    if now - since >= CARD_WITHIN:
        return False
    card = records.cards.get(case.id)
    return card is None or card.message is None


def _is_seen_to(office: Office, records: Records, case: Case, alarm: Alarm, now: datetime) -> bool:
    """Whoever takes the case, or has answered since, has seen it without saying so."""
    holder = case.claimant(now) if case.status in WORKABLE else None
    if holder is None and case.status not in WORKABLE:
        items = records.outbox.of_case(case.id)[-1:]
        since = [one.approved_by for one in items if one.approved_at >= alarm.raised_at]
        holder = since[0] if since else None
    return holder is not None and confirmed(office, records, case, holder, by_deed=True)
