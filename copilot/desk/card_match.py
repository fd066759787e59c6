"""Which playbook, how sure and why, and what it says a colleague should know."""

from collections.abc import Iterator

from copilot.desk.card_course import steps
from copilot.desk.drawing import Drawing, lines
from copilot.desk.markup import Html, bold, inert, joined, quote, units
from copilot.desk.stranger import mask, shorten, tame, tame_line
from copilot.desk.until import said_until
from copilot.domain.draft import StatedFact
from copilot.domain.match import Kind, Lost
from copilot.domain.playbook import Posture

TITLE_UNITS = 60
LABEL_UNITS = 40
BECAUSE_UNITS = 120
WORDS_UNITS = 60
#: What each way to lose is called in the catalogue; the rest is told without a reason.
SAID = {
    Lost.CLOSE: "runner_up_close",
    Lost.WORD: "runner_up_word",
    Lost.REQUIRED: "aside_required",
    Lost.EXCLUDED: "aside_excluded",
    Lost.NOT_EXAMPLE: "aside_not_example",
}
ASIDE = (Lost.REQUIRED, Lost.EXCLUDED, Lost.NOT_EXAMPLE, Lost.KIND)
QUOTING = (
    "runner_up_word",
    "aside_required",
    "aside_excluded",
    "aside_not_example",
)
NEAREST = 3
#: Guidance of this length stands open; a longer one opens at a tap.
OPEN_UNITS, OPEN_LINES = 240, 2


def match(drawing: Drawing) -> Html:
    """The playbook's line and what came next, or what came nearest when there is none."""
    found, words = drawing.view.match, drawing.words
    if found.title is None:
        return _none(drawing)
    title = drawing.say("match.title") + bold(inert(tame_line(found.title, TITLE_UNITS)))
    band = words.say("match.chosen") if found.chosen else words.say(f"band.{found.band}")
    because = _because(drawing)
    reason = joined([inert(f"{band}"), because], _colon(drawing))
    first = joined([title, reason], ", ")
    # Nothing beside it where someone may be in danger: another title would only be a way out.
    if drawing.view.posture is Posture.PERSON:
        return first
    return joined([first, _runner_up(drawing)], ". ")


def _none(drawing: Drawing) -> Html:
    """No playbook: what came nearest, and why that is not the answer."""
    found, words = drawing.view.match, drawing.words
    none = bold(drawing.say("match.none"))
    if found.lost is Lost.NOTHING:
        return joined([none, drawing.say("match.nothing")], " ")
    aside = _runner_up(drawing) if found.lost in ASIDE else Html()
    near = [title for title in found.nearest if not (aside and title == found.runner_up)]
    titles = " · ".join(tame_line(title, TITLE_UNITS) for title in near[:NEAREST])
    nearest = inert(words.say("match.nearest", titles=titles)) if titles else Html()
    return joined([none, joined([aside, nearest], ". ")], " ")


def _runner_up(drawing: Drawing) -> Html:
    """What came nearest without being the answer, and the one reason that convinces."""
    found = drawing.view.match
    if not found.runner_up:
        return Html()
    title = tame_line(found.runner_up, TITLE_UNITS)
    # The customer's word is masked like the rest of the message; the library's own are not.
    words = [
        _masked(drawing, each) if found.lost is Lost.WORD else each for each in found.lost_words
    ]
    said = [tame_line(each, WORDS_UNITS) for each in words]
    code = _lost_code(drawing)
    if not all(said) or (not said and code in QUOTING):
        code = "runner_up"
    between = drawing.words.say("match.between")
    return drawing.say(f"match.{code}", title=title, words=between.join(said))


def _lost_code(drawing: Drawing) -> str:
    lost = drawing.view.match.lost
    # Of the customer's words, one that the other playbook lacks explains it to nobody who reads.
    if lost is Lost.WORD and not drawing.view.match.lost_own:
        return "runner_up"
    if lost is Lost.KIND:
        kind = drawing.view.case.match.kind
        return f"aside_{kind}" if kind in (Kind.COMPLAINT, Kind.PRAISE) else "runner_up"
    return SAID.get(lost, "runner_up") if lost else "runner_up"


def guidance_first(drawing: Drawing) -> Html:
    """Guidance for a message that no template may answer, whole and before everything else."""
    text = drawing.view.guidance
    said = bold(drawing.say("guidance.person"))
    return (
        lines(said, quote(inert(shorten(text.strip(), drawing.sizes.guidance)))) if text else said
    )


def knowledge(drawing: Drawing) -> Html:
    """Guidance, what to verify before promising, and what is true."""
    silent = drawing.view.posture is Posture.SILENT
    return lines(
        drawing.say("guidance.silent") if silent else Html(),
        _guidance(drawing),
        *steps(drawing),
        *_facts(drawing),
    )


def _because(drawing: Drawing) -> Html:
    because = drawing.view.match.because
    if drawing.view.match.chosen or not because:
        return Html()
    words = tame_line(_masked(drawing, because), BECAUSE_UNITS)
    return drawing.say("match.because", words=words) if words else Html()


def _masked(drawing: Drawing, because: str) -> str:
    """Mask with the whole message in sight: a number's meaning may stand before the words."""
    whole = tame(drawing.view.complaint.text)
    part = tame(because)
    masked = mask(part, drawing.words)
    return masked if part in whole and masked in mask(whole, drawing.words) else ""


def _colon(drawing: Drawing) -> str:
    return "\u00a0: " if drawing.words.lang == "fr" else ": "


def _guidance(drawing: Drawing) -> Html:
    text = (drawing.view.guidance or "").strip()
    if not text or drawing.view.posture is Posture.PERSON:
        return Html()
    text = shorten(text, drawing.sizes.guidance)
    if units(text) <= OPEN_UNITS and text.count("\n") < OPEN_LINES:
        return drawing.say("guidance.label", text=text)
    return lines(drawing.say("guidance.title"), quote(inert(text), folded=True))


def _facts(drawing: Drawing) -> Iterator[Html]:
    for fact in drawing.view.facts[: drawing.sizes.items]:
        yield _fact(drawing, fact)


def _fact(drawing: Drawing, fact: StatedFact) -> Html:
    value = tame_line(fact.value, drawing.sizes.item)
    source = tame_line(fact.source, drawing.sizes.item)
    label = tame_line(drawing.view.fact_labels.get(fact.name), LABEL_UNITS)
    about = drawing.words.say("fact.about", label=label) if label else ""
    if fact.ends_at is not None:
        values = {"about": about, "value": value, "source": source}
        return inert(
            said_until(
                "fact.moment", fact.ends_at, words=drawing.words, times=drawing.times, **values
            )
        )
    if fact.until is None:
        return drawing.say("fact.open", about=about, value=value, source=source)
    until = drawing.times.date(fact.until)
    return drawing.say("fact.until", about=about, value=value, source=source, date=until)
