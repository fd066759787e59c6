"""The steps, details and promises of a case, as its card tells them."""

from collections.abc import Iterator

from copilot.app.view import DetailView, PromiseView
from copilot.desk.drawing import Drawing, lines
from copilot.desk.markup import Html, bold, joined
from copilot.desk.stranger import tame_line
from copilot.domain.playbook import Stage

WHAT_UNITS = 120
VALUE_UNITS = 120


def steps(drawing: Drawing) -> Iterator[Html]:
    """What to verify before a solution: who has seen to what, and what is left."""
    known = drawing.view.course.steps
    ticked = {step.text: step for step in known if step.by is not None}
    every = drawing.view.verify[: drawing.sizes.items]
    if drawing.view.case.stage is Stage.KEPT:
        return
    if drawing.view.case.stage is not Stage.SOLUTION:
        left = [step for step in every if step not in ticked]
        said = " · ".join(tame_line(step, drawing.sizes.item) for step in left or every)
        if said:
            yield drawing.say("verify.only" if left else "verify.all", step=said)
        return
    if every:
        is_open = any(step.by is None for step in known)
        yield drawing.say("verify.title_open" if is_open else "verify.title")
    for text in every:
        step = tame_line(text, drawing.sizes.item)
        done = ticked.get(text)
        if done is None or done.at is None:
            yield drawing.say("verify.step", step=step)
        else:
            at = drawing.times.moment(done.at)
            yield drawing.say("verify.ticked", step=step, name=done.by, at=at)


def details(drawing: Drawing) -> Html:
    """What the template asks for: missing, or filled in by whom."""
    asked = drawing.view.course.details
    missing = [_short(drawing, one) for one in asked if one.value is None]
    filled = [
        drawing.say(
            "detail.filled",
            question=_short(drawing, one),
            value=tame_line(one.value, VALUE_UNITS),
            name=one.by,
        )
        for one in asked
        if one.value is not None
    ]
    wanted = bold(drawing.say("detail.missing", questions=" · ".join(missing)))
    return lines(wanted if missing else Html(), *filled)


def promised(drawing: Drawing) -> Html:
    """What is owed and to be seen to on the card of an open case, each on its line."""
    every = [one for one in drawing.view.course.promises if one.kept_at is None]
    return lines(*(_open(drawing, one, "promise.owed") for one in every))


def record(drawing: Drawing) -> Html:
    """The promises of a settled case, within its one line."""
    return joined([_settled(drawing, one) for one in drawing.view.course.promises], " · ")


def _settled(drawing: Drawing, promise: PromiseView) -> Html:
    if promise.kept_at is not None:
        at = drawing.times.dated(promise.kept_at)
        return drawing.say("state.promise_kept", at=at, name=promise.kept_by or "")
    due = drawing.times.dated(promise.due_at)
    key = "state.promise_private" if promise.is_private else "state.promise_owner"
    late = drawing.times.late(key, promise.due_at)
    return drawing.say(late, due=due, name=promise.owner)


def _open(drawing: Drawing, promise: PromiseView, key: str) -> Html:
    what = tame_line(promise.what, WHAT_UNITS) or drawing.words.say("promise.private")
    due = drawing.times.moment(promise.due_at)
    late = promise.due_at < drawing.view.now
    return drawing.say(f"{key}_late" if late else key, what=what, due=due, name=promise.owner)


def _short(drawing: Drawing, detail: DetailView) -> str:
    """The question without its example, which the bot gives when it asks."""
    return tame_line(detail.question.partition(" (")[0], drawing.sizes.item)
