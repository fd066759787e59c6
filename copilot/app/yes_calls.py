"""Messages that call for one more yes: what they say once nobody is waited for any more."""

from copilot.app import danger_yes
from copilot.app.conversation import replies
from copilot.app.notify import Plain, tell_about
from copilot.app.office import Office
from copilot.app.ports.records import Approval, Notice
from copilot.app.ports.store import Records
from copilot.domain.case import WORKABLE, Case, CaseStatus

CALL, OVER = "yes_wanted", "yes_wanted_over"
#: While a case stands so, its last call may still be waiting for an answer.
WAITING = WORKABLE | {CaseStatus.UNCERTAIN}


def settle(office: Office, records: Records, case: str) -> None:
    """Write over every call of *case* that is not true any more."""
    calls = records.notices.about(case, CALL)
    private = records.notices.about(case, danger_yes.CALL, danger_yes.AT_DESK)
    if not calls and not private:
        return
    current = records.cases.get(case)
    every = records.approvals.list(case)
    public = {one.digest for one in replies(records, current)}
    for call in (*calls, *private):
        said = [one for one in every if one.revision == call.values.get("revision")]
        given = [one for one in said if one.withdrawn_at is None or one.digest in public]
        last = max(given, key=lambda one: (one.at, one.id), default=None)
        follows = call.values.get("approval")
        is_last = call is calls[-1] if follows is None else last is not None and follows == last.id
        is_waiting = _is_waiting(current, call, given)
        if not (is_waiting and is_last):
            # A yes that was taken back may be given again: each time it is another state.
            state = f"{len(said)}:{len(given)}:{is_waiting:d}"
            once = f"yes_over:{call.id}:{state}"
            _write_over(office, records, current, call, given, is_waiting=is_waiting, once=once)


def _is_waiting(case: Case, call: Notice, given: list[Approval]) -> bool:
    is_about_this = case.revision == call.values.get("revision") and case.status in WAITING
    return bool(given) and is_about_this


def _write_over(
    office: Office,
    records: Records,
    case: Case,
    call: Notice,
    given: list[Approval],
    *,
    is_waiting: bool,
    once: str,
) -> None:
    names = dict.fromkeys(office.people.called(one.person) for one in given)
    values: Plain = {
        "replaces": call.id,
        "revision": call.values.get("revision"),
        "names": list(names),
        "is_waiting": is_waiting,
    }
    tell_about(office, records, case, OVER, values, to=call.chat, once=once)
