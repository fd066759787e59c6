"""What happens to a case beside its reply: whom it waits for, who was told, what it taught."""

from collections.abc import Iterator
from datetime import datetime

from copilot.desk import card_danger
from copilot.desk.card_where import place
from copilot.desk.drawing import Drawing, compose
from copilot.desk.markup import Html, bold, joined
from copilot.desk.stranger import tame_line
from copilot.domain.case import WORKABLE, CaseStatus
from copilot.domain.channel import Mode
from copilot.domain.charter import blocks
from copilot.domain.handling import Escalation, Insight, Moderation, Wait
from copilot.domain.playbook import Stage

NAME_UNITS, INSIGHT_UNITS = 24, 60
#: Alerts shown, the newest; all of them are on record.
ALERTS = 2
NAMES = 3


def pending(drawing: Drawing) -> Iterator[Html]:
    """Whom the case waits for and what must be moderated: it matters more than what follows."""
    yield card_danger.raised(drawing)
    wait, moderation = drawing.view.handling.wait, drawing.view.handling.moderation
    if wait is not None:
        yield bold(_waiting(drawing, wait))
        yield _holding(drawing)
    if moderation is not None and moderation.done_at is None:
        yield bold(_moderation(drawing, moderation))
        yield _unlinked(drawing)
        if drawing.view.complaint.media and drawing.view.complaint.deleted_at is None:
            yield drawing.say("handling.moderation_media")


def over(drawing: Drawing) -> Iterator[Html]:
    """What a colleague has answered, what was moderated, who was alerted."""
    yield card_danger.lowered(drawing)
    handling = drawing.view.handling
    if handling.answered is not None and handling.wait is None:
        yield _answered(drawing, handling.answered)
    if handling.moderation is not None and handling.moderation.done_at is not None:
        yield _moderated(drawing, handling.moderation, handling.moderation.done_at)
    for one in handling.escalations[-ALERTS:]:
        # "Still no answer", said by the clock, is not true of what has been answered.
        if one.by is not None or drawing.view.case.status is not CaseStatus.ANSWERED:
            yield _alert(drawing, one)


def insights(drawing: Drawing) -> Html:
    """What the case taught, on one line."""
    return joined([_insight(drawing, one) for one in drawing.view.handling.insights], " · ")


def _waiting(drawing: Drawing, wait: Wait) -> Html:
    return drawing.say(
        "handling.waiting",
        colleague=drawing.words.say(f"colleague.{wait.colleague}"),
        question=tame_line(wait.question, drawing.sizes.item),
        name=_name(drawing, wait.asked_by),
        at=drawing.when(wait.asked_at),
        next=drawing.when(wait.chase_at),
    )


def _holding(drawing: Drawing) -> Html:
    """What may be said meanwhile: nothing that the colleague could contradict."""
    view, shown = drawing.view, drawing.view.draft
    if view.case.status not in WORKABLE or view.mode is not Mode.LIVE:
        return Html()
    is_ready = shown is not None and not blocks(shown.findings)
    if is_ready and view.case.stage is Stage.HOLDING:
        return drawing.say("handling.holding_drafted")
    if view.course.posted:
        return drawing.say("handling.holding_again")
    if view.case.stage is not Stage.FIRST:
        is_there = Stage.FIRST in view.course.stages
        return drawing.say("handling.holding_first") if is_there else Html()
    return drawing.say("handling.holding") if is_ready else Html()


def _answered(drawing: Drawing, wait: Wait) -> Html:
    return drawing.say(
        "handling.answered",
        colleague=drawing.words.say(f"colleague.{wait.colleague}"),
        answer=tame_line(wait.answer, drawing.sizes.item),
        name=_name(drawing, wait.answered_by),
        at=drawing.when(wait.answered_at or wait.asked_at),
    )


def _moderation(drawing: Drawing, moderation: Moderation) -> Html:
    return drawing.say(
        _moderation_key(drawing, moderation),
        name=_name(drawing, moderation.person),
        until=drawing.when(moderation.due_at),
        version=moderation.version,
    )


def _moderation_key(drawing: Drawing, moderation: Moderation) -> str:
    if drawing.view.complaint.deleted_at is not None:
        return "handling.moderation_gone"
    is_late = moderation.due_at <= drawing.view.now
    return "handling.moderation_late" if is_late else "handling.moderation"


def _unlinked(drawing: Drawing) -> Html:
    """How the message is found where no link leads to it."""
    complaint = drawing.view.complaint
    if complaint.url is not None or complaint.deleted_at is not None:
        return Html()
    at = drawing.when(complaint.created_at or drawing.view.case.opened_at)
    pieces = {"place": place(drawing)}
    return compose(drawing.words, "handling.unlinked", pieces, name=drawing.author, at=at)


def _moderated(drawing: Drawing, moderation: Moderation, at: datetime) -> Html:
    name = _name(drawing, moderation.done_by)
    return drawing.say("handling.moderated", name=name, at=drawing.when(at))


def _alert(drawing: Drawing, escalation: Escalation) -> Html:
    told = drawing.view.handling.told.get(escalation.to, ())
    names = drawing.names(tuple(tame_line(name, NAME_UNITS) for name in told[:NAMES]))
    values = {
        "names": names or drawing.words.pick(f"role.{escalation.to}", "role.approver"),
        "at": drawing.when(escalation.at),
    }
    if escalation.by is None:
        return drawing.say("handling.alert_by_clock", **values)
    note = tame_line(escalation.note, drawing.sizes.item)
    name = _name(drawing, escalation.by)
    key = "handling.alert_note" if note else "handling.alert"
    return drawing.say(key, note=note, name=name, **values)


def _insight(drawing: Drawing, insight: Insight) -> Html:
    topic = drawing.words.say(f"topic.{insight.topic}")
    word = tame_line(insight.word, INSIGHT_UNITS)
    key = "handling.insight_word" if word else "handling.insight"
    return drawing.say(key, topic=topic[:1].upper() + topic[1:], word=word)


def _name(drawing: Drawing, person: int | None) -> str:
    return tame_line(drawing.view.handling.names.get(person or 0, ""), NAME_UNITS)
