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
        if not _is_waiting(current, call, given, is_last=is_last):
            # A yes that was taken back may be given again: each time it is another state.
            state = f"{len(said)}:{len(given)}"
            _write_over(office, records, current, call, given, once=f"yes_over:{call.id}:{state}")


def _is_waiting(case: Case, call: Notice, given: list[Approval], *, is_last: bool) -> bool:
    is_about_this = case.revision == call.values.get("revision") and case.status in WAITING
    return is_last and bool(given) and is_about_this


def _write_over(
    office: Office,
    records: Records,
    case: Case,
    call: Notice,
    given: list[Approval],
    *,
    once: str,
) -> None:
    names = dict.fromkeys(office.people.called(one.person) for one in given)
    values: Plain = {
        "replaces": call.id,
        "revision": call.values.get("revision"),
        "names": list(names),
    }
    tell_about(office, records, case, OVER, values, to=call.chat, once=once)
