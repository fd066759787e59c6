"""Who has said yes and who is still missing, by role and by the names of those who could."""

from copilot.app.approvals import ANOTHER, ANYONE
from copilot.app.view import CardView
from copilot.desk.drawing import Drawing
from copilot.desk.markup import Html
from copilot.desk.stranger import shorten
from copilot.domain.case import CaseStatus

NAMES_UNITS = 120


def approvals(drawing: Drawing) -> Html:
    """The line, where one person's yes is not enough."""
    view = drawing.view
    if not _needs_several(view):
        return Html()
    missing = _missing(drawing)
    if view.case.status is CaseStatus.UNCERTAIN:
        people = drawing.names(view.approved_by)
        return drawing.say("state.resend_needed", people=people, missing=missing)
    if view.approved_by:
        people = drawing.names(view.approved_by)
        return drawing.say("state.more_needed", people=people, missing=missing)
    key = "state.other_needed" if ANOTHER in view.missing else "state.all_needed"
    return drawing.say(key, missing=missing)


def _needs_several(view: CardView) -> bool:
    return bool(view.missing) and (view.approvals_needed > 1 or ANOTHER in view.missing)


def _missing(drawing: Drawing) -> str:
    """Each role once for each yes, the first time with the names of those who could say it."""
    view = drawing.view
    said = []
    for place, role in enumerate(view.missing):
        if role == ANYONE and role in view.missing[:place]:
            continue
        name = _anyone(drawing) if role == ANYONE else drawing.roles((role,))
        is_known = role in view.could and role not in view.missing[:place]
        said.append(_with_names(drawing, name, view.could[role]) if is_known else name)
    return ", ".join(said)


def _anyone(drawing: Drawing) -> str:
    """Several of whom it does not matter who they are, counted."""
    view = drawing.view
    number = view.missing.count(ANYONE)
    if number == 1:
        return drawing.roles((ANYONE,))
    is_all = number == len(view.missing) and not view.approved_by
    return drawing.words.count("role.approvers" if is_all else "role.others", number)


def _with_names(drawing: Drawing, role: str, names: tuple[str, ...]) -> str:
    able = shorten(", ".join(names), NAMES_UNITS) or drawing.words.say("state.nobody")
    return drawing.words.say("state.could", role=role, names=able)
