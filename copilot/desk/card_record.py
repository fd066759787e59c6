"""A card whose reply is on its way, in doubt or settled: short, and true for ever once settled."""

from copilot.app.view import PostedView
from copilot.desk.card_approvals import approvals
from copilot.desk.card_complaint import masked
from copilot.desk.card_conversation import since_closed
from copilot.desk.card_course import record as promises
from copilot.desk.card_handling import insights, over, pending
from copilot.desk.drawing import Drawing, compose, line, lines
from copilot.desk.markup import Html, bold, inert, joined, link, plain, quote
from copilot.desk.stranger import shorten, tame_line, whole
from copilot.desk.wire import link_to_card
from copilot.desk.wording import marked
from copilot.domain.case import CaseStatus
from copilot.domain.outbox import OutboxItem, OutboxStatus

REMINDER_UNITS = 200
REASON_UNITS = 120


def record(drawing: Drawing) -> Html:
    """The card of a case that is no longer worked on."""
    match drawing.view.case.status:
        case CaseStatus.APPROVED:
            return _leaving(drawing)
        case CaseStatus.UNCERTAIN:
            return _uncertain(drawing)
        case CaseStatus.ANSWERED:
            return _closed(drawing, _answered(drawing))
        case _:
            return _closed(drawing, _dismissed(drawing))


def _closed(drawing: Drawing, settled: Html) -> Html:
    """The line of a closed case, with what it taught; below it what is not over yet."""
    taught = line(settled, insights(drawing))
    return lines(taught, since_closed(drawing), *pending(drawing), *over(drawing))


def is_being_checked(drawing: Drawing) -> bool:
    """Say whether nobody needs to answer yet: the product is still finding out by itself."""
    item = drawing.view.sending
    return drawing.view.case.status is CaseStatus.UNCERTAIN and item is not None and not item.asked


def _leaving(drawing: Drawing) -> Html:
    item = drawing.view.sending
    is_asked = item is not None and item.status is OutboxStatus.APPROVED and item.asked
    return lines(
        bold(_when(drawing, item)),
        _approved(drawing),
        _reminder(drawing),
        _paused(drawing) if is_asked else Html(),
        _question(drawing, "state.unseen_do") if is_asked else Html(),
        _text(drawing),
    )


def _when(drawing: Drawing, item: OutboxItem | None) -> Html:
    if item is None or item.status is not OutboxStatus.APPROVED:
        return drawing.say("state.sending")
    if item.asked:
        return drawing.say("state.unseen", channel=item.channel)
    if drawing.view.paused:
        return drawing.say("state.held")
    if item.looks_failed and item.waived_by is None:
        at = drawing.times.clock(item.due_at)
        return drawing.say("state.unseen_again", at=at, channel=item.channel)
    if item.tries and item.waived_by is None:
        at = drawing.times.clock(item.due_at)
        return drawing.say("state.retrying", at=at, tries=item.tries + 1)
    return drawing.say("state.leaving", at=drawing.times.exact(item.due_at))


def _approved(drawing: Drawing) -> Html:
    view = drawing.view
    # While it is in doubt, yeses that stand may be to sending it again.
    again = view.case.status is CaseStatus.UNCERTAIN and bool(view.missing)
    people = view.sent_by if again else drawing.names(view.approved_by)
    return drawing.say(
        "state.approved_line",
        number=view.case.number,
        name=drawing.author,
        people=people or view.sent_by or "",
        revision=view.case.revision,
    )


def _reminder(drawing: Drawing) -> Html:
    short = shorten(" ".join(masked(drawing).split()), REMINDER_UNITS)
    original = link(drawing.words.say("complaint.original"), drawing.view.complaint.url)
    return lines(quote(inert(short)), original)


def _text(drawing: Drawing) -> Html:
    item = drawing.view.sending
    if item is None:
        return Html()
    end = whole(item.text, drawing.sizes.draft)
    cut = plain("…") if end < len(item.text) else Html()
    return quote(marked(item.text[:end], faults=(), changes=()) + cut)


def _uncertain(drawing: Drawing) -> Html:
    if is_being_checked(drawing):
        return lines(
            bold(drawing.say("state.checking")),
            _approved(drawing),
            _reminder(drawing),
            _paused(drawing),
            _text(drawing),
        )
    return lines(
        bold(drawing.say("state.uncertain")),
        _approved(drawing),
        approvals(drawing),
        _paused(drawing),
        _question(drawing, "state.uncertain_do"),
        _text(drawing),
    )


def _paused(drawing: Drawing) -> Html:
    """Whoever is asked whether to send it again must know that it would wait."""
    return drawing.say("state.paused") if drawing.view.paused else Html()


def _question(drawing: Drawing, key: str) -> Html:
    """Where to look, and what then to say."""
    view, words = drawing.view, drawing.words
    place = view.complaint.place
    label = words.say("state.uncertain_link")
    there = link(label, view.complaint.url) or link(label, place.url if place else None)
    sent_at = view.sending.approved_at if view.sending else view.now
    return compose(
        words,
        key,
        {"link": there or plain(words.say("state.uncertain_place"))},
        at=drawing.times.moment(sent_at),
        name=view.sent_by or "",
        channel=view.case.channel,
    )


def _answered(drawing: Drawing) -> Html:
    view = drawing.view
    posted = view.conversation.posted
    values = {"number": view.case.number, "name": drawing.author}
    if not posted:
        return line(drawing.say("state.answered", **values), _original(drawing))
    said = [_posted(drawing, one, is_first=one is posted[0]) for one in posted]
    return lines(*said[:-1], line(said[-1], promises(drawing)))


def _posted(drawing: Drawing, one: PostedView, *, is_first: bool) -> Html:
    view, item = drawing.view, one.item
    key = "state.rectified" if one.is_correction else "state.posted_again"
    said = drawing.say(
        "state.posted" if is_first else key,
        at=drawing.when(item.posted_at or view.case.closed_at or view.now),
        people=drawing.names(one.by),
        revision=one.revision,
        number=view.case.number,
        name=drawing.author,
    )
    see = link(drawing.words.say("state.see"), item.posted_url)
    return line(said, see or (_original(drawing) if is_first else Html()))


def _original(drawing: Drawing) -> Html:
    return link(drawing.words.say("complaint.original"), drawing.view.complaint.url)


def _dismissed(drawing: Drawing) -> Html:
    view, words = drawing.view, drawing.words
    said = compose(
        words,
        "state.dismissed" if view.closed_by else "state.dismissed_alone",
        {"reason": _reason(drawing)},
        number=view.case.number,
        name=drawing.author,
        at=drawing.when(view.case.closed_at or view.now),
        people=view.closed_by,
    )
    public = [
        _posted(drawing, one, is_first=place == 0)
        for place, one in enumerate(view.conversation.posted)
    ]
    return lines(*public, joined([said, _original(drawing), promises(drawing)], " · "))


def _reason(drawing: Drawing) -> Html:
    view, words = drawing.view, drawing.words
    if view.original is not None:
        number = str(view.original.number)
        there = link(number, link_to_card(view.original.card)) or plain(number)
        return compose(words, "reason.duplicate_of", {"number": there})
    key = f"reason.{view.case.reason}"
    return drawing.say(key) if words.has(key) else inert(tame_line(view.case.reason, REASON_UNITS))
