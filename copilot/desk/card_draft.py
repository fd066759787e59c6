"""The reply as it will be posted: its line, what the charter says, the text, what it promises."""

from copilot.app.view import DraftView
from copilot.desk.card_complaint import split
from copilot.desk.card_course import details, promised
from copilot.desk.card_findings import findings
from copilot.desk.drawing import Drawing, line, lines
from copilot.desk.markup import Html, bold, inert, plain, quote, units
from copilot.desk.stranger import tame_line, whole
from copilot.desk.wording import compare, gone, marked
from copilot.domain.charter import Level
from copilot.domain.playbook import Stage

GONE_UNITS = 160
PROMISE_UNITS = 160


def signer(drawing: Drawing, shown: DraftView) -> str:
    """The name under the reply: the person's part of the signature, else the brand."""
    if shown.signed_for is None:
        return drawing.view.brand
    name = shown.draft.signature.partition(",")[0].strip()
    return name or shown.signed_for


def draft(drawing: Drawing) -> Html:
    """Everything about the draft, or that there is none."""
    shown = drawing.view.draft
    if shown is None:
        return lines(_none(drawing), details(drawing), promised(drawing))
    return lines(
        _line(drawing, shown),
        findings(drawing, shown, Level.BLOCK, "draft.blocked"),
        findings(drawing, shown, Level.WARN, "draft.warned"),
        text(drawing, shown),
        _edit(drawing, shown),
        details(drawing),
        promise(drawing, shown),
        promised(drawing),
    )


def _none(drawing: Drawing) -> Html:
    stage = drawing.view.case.stage
    if drawing.view.complaint.deleted_at is not None:
        return Html()
    if stage is Stage.FIRST:
        return drawing.say("draft.none")
    return drawing.say("draft.none_stage", stage=drawing.words.say(f"stage.{stage}"))


def is_cut(drawing: Drawing) -> bool:
    """Say whether the card has room for only the beginning of the draft."""
    shown = drawing.view.draft
    return shown is not None and units(shown.draft.text) > drawing.sizes.draft


def text(drawing: Drawing, shown: DraftView) -> Html:
    """The draft letter for letter, faults underlined, changes bold."""
    full = shown.draft.text
    changes = _changes(shown)
    spans = changes[0] if changes else ()
    faults = [one.span for one in shown.findings if one.span and one.level is not Level.OFF]
    if not is_cut(drawing):
        return quote(marked(full, faults=faults, changes=spans))
    kept = full[: whole(full, drawing.sizes.draft)]
    cut = marked(kept, faults=faults, changes=spans) + plain("…")
    return lines(quote(cut), bold(drawing.say("draft.above")))


def above(drawing: Drawing) -> list[Html]:
    """The whole draft, in as many messages as it needs, each kept whole to its last space."""
    shown = drawing.view.draft
    if shown is None or not is_cut(drawing):
        return []
    parts = split(shown.draft.text)
    values = {"number": drawing.view.case.number, "revision": shown.draft.revision}
    return [
        lines(
            drawing.say("draft.part_one", **values)
            if len(parts) == 1
            else drawing.say("draft.part", part=place, of=len(parts), **values),
            quote(marked(part, faults=(), changes=())),
            drawing.say("draft.whole_end" if place == len(parts) else "draft.part_end"),
        )
        for place, part in enumerate(parts, 1)
    ]


def promise(drawing: Drawing, shown: DraftView) -> Html:
    """What posting it undertakes, and until when."""
    what = tame_line(shown.promise, PROMISE_UNITS)
    if not what:
        return Html()
    if shown.draft.promise_due is None:
        return drawing.say("draft.promise_open", what=what)
    due = shown.draft.promise_due
    key = drawing.times.late("draft.promise", due)
    return drawing.say(key, what=what, due=drawing.times.moment(due))


def _line(drawing: Drawing, shown: DraftView) -> Html:
    words = drawing.words
    levels = {finding.level for finding in shown.findings}
    verdict = (
        "draft.charter_blocks"
        if Level.BLOCK in levels
        else "draft.charter_warns"
        if Level.WARN in levels
        else "draft.charter_fine"
    )
    first = drawing.say(
        "draft.line",
        stage=words.say(_stage(drawing, shown)),
        revision=shown.draft.revision,
        length=shown.length,
        limit=shown.limit,
        charter=words.say(verdict),
    )
    signed = (
        words.say("draft.signed", name=signer(drawing, shown))
        if shown.draft.signature
        else words.say("draft.unsigned")
    )
    return line(first, _language(drawing, shown), inert(signed))


def _language(drawing: Drawing, shown: DraftView) -> Html:
    """The reply's language where it is not the reader's, or not the customer's, for certain."""
    view, lang = drawing.view, shown.draft.lang
    is_customers = view.case.lang in (lang, "und") or not view.answers_language
    if shown.draft.author is not None or (lang == drawing.words.lang and is_customers):
        return Html()
    key = f"language.{lang}"
    if not drawing.words.has(key):
        return Html()
    return bold(drawing.say("draft.language", language=drawing.words.say(key)))


def _stage(drawing: Drawing, shown: DraftView) -> str:
    """The key of the stage; who has read a word of ours gets no first answer."""
    past = drawing.view.conversation
    if past.is_rectifying:
        return "stage.correction"
    is_theirs = past.follows is None or past.is_same_author
    if shown.draft.stage is Stage.FIRST and is_theirs and any(one.ours for one in past.said):
        return "stage.another"
    return f"stage.{shown.draft.stage}"


def _edit(drawing: Drawing, shown: DraftView) -> Html:
    """Whose words they are, what they began from, and what they took out."""
    if shown.author is None:
        return Html()
    begun = drawing.say("draft.based_on", revision=shown.based_on) if shown.based_on else Html()
    changes = _changes(shown)
    removed = changes[1] if changes else ()
    out = drawing.say("draft.removed") + gone(removed, GONE_UNITS) if removed else Html()
    return line(_whose(drawing, shown), begun, out)


def _whose(drawing: Drawing, shown: DraftView) -> Html:
    changes = _changes(shown)
    if shown.is_proposed:
        key = "draft.proposed_changed" if changes and changes[0] else "draft.proposed"
    elif shown.before is None:
        key = "draft.written"
    elif changes is None:
        key = "draft.rewritten"
    else:
        key = "draft.changed" if changes[0] else "draft.shortened"
    return drawing.say(key, name=shown.author)


def _changes(shown: DraftView) -> tuple[tuple[tuple[int, int], ...], tuple[str, ...]] | None:
    if shown.before is None or shown.author is None:
        return None
    return compare(shown.before, shown.draft.text)
