"""What a card shows of its case's stages: steps, details, promises, and what could come next."""

from copilot.app import missing_details, promises, stages, verification
from copilot.app.office import Office
from copilot.app.ports.store import Records
from copilot.app.view import CourseView
from copilot.domain.case import WORKABLE, Case, CaseStatus
from copilot.domain.playbook import Playbook, Stage

#: Steps and details that have room on a keyboard.
MOST = 6


def course_of(
    office: Office, records: Records, case: Case, playbook: Playbook | None
) -> CourseView:
    """Gather it; what nobody can act on any more is left out."""
    is_workable = case.status in WORKABLE
    is_settled = case.status is CaseStatus.ANSWERED
    return CourseView(
        steps=verification.steps(office, records, case, playbook) if is_workable else (),
        details=missing_details.details(office, records, case) if is_workable else (),
        promises=promises.views(office, records, case),
        stages=stages.others(office, records, case) if is_workable or is_settled else (),
        posted=stages.posted_draft(records, case) is not None,
    )


def workable_choices(case: Case, course: CourseView) -> list[tuple[str, str]]:
    """What can be filled in, ticked or left on the card of an open case."""
    details = [("pick", f"detail:{one.name}") for one in course.details[:MOST]]
    steps = course.steps[:MOST] if case.stage is Stage.SOLUTION else ()
    ticks = [("pick", f"tick:{0 if one.by else 1}:{one.key}") for one in steps]
    return [*details, *ticks, *_stage(course), *([("leave", "")] if course.posted else [])]


def settled_choices(course: CourseView) -> list[tuple[str, str]]:
    """What is still to be done when a case is answered or closed."""
    kept = [("pick", f"kept:{one.id}") for one in course.promises if one.kept_at is None]
    return [*kept[:MOST], *_stage(course)]


def _stage(course: CourseView) -> list[tuple[str, str]]:
    """The way to another stage: straight there when there is only one, else to choose."""
    only = course.stages[0].value if len(course.stages) == 1 else ""
    return [("stage", only)] if course.stages else []


def labels(course: CourseView) -> dict[str, str]:
    """Words of buttons that are data, by the button's value."""
    steps = {f"tick:{0 if one.by else 1}:{one.key}": one.text for one in course.steps}
    return steps | {f"detail:{one.name}": one.question for one in course.details}
