"""Every template is rendered for people of all sorts, and each result held against the charter."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, time, timedelta

from copilot.domain.charter import Finding, Level
from copilot.domain.complaint import Author, Complaint
from copilot.domain.draft import ChannelFacts, Exchanged, RenderRequest, TemplateId
from copilot.domain.playbook import Playbook
from copilot.domain.problem import ProblemSeverity
from copilot.library.checks.checked import Checked
from copilot.library.drafter import own_words, review
from copilot.library.library_files import without_dates
from copilot.library.place import Place
from copilot.library.rendering import Broken, Result, run
from copilot.library.rules.rule import Reviewed
from copilot.library.view import View

SENTENCES = {
    "en": {
        "render-failed": "this cannot be rendered: {reason}",
        "render-empty": "nothing is left when this is rendered",
    },
    "fr": {
        "render-failed": "ce modèle ne donne pas de réponse : {reason}",
        "render-empty": "ce modèle donne une réponse vide",
    },
}

PAGES = {
    "en": """\
## render-failed

The template fails for some complaint: a customer without a name, a hostile or a very long one, a
conversation under way.

Bad: `Bonjour {{ author.first_name }}`

Good: `Bonjour{% if author.first_name %} {{ author.first_name }}{% endif %}`

## render-empty

Nothing is left of the reply for some complaint.

Bad: `{% if author.first_name %}Bonjour …{% endif %}`

Good: `Bonjour{% if author.first_name %} {{ author.first_name }}{% endif %} …`
""",
    "fr": """\
## render-failed

Le modèle échoue pour certains messages : une personne sans nom, un nom hostile ou très long, un
échange en cours.

À éviter : `Bonjour {{ author.first_name }}`

Correct : `Bonjour{% if author.first_name %} {{ author.first_name }}{% endif %}`

## render-empty

Pour certains messages, il ne reste rien de la réponse.

À éviter : `{% if author.first_name %}Bonjour …{% endif %}`

Correct : `Bonjour{% if author.first_name %} {{ author.first_name }}{% endif %} …`
""",
}

AFTER = ("templates", "names", "includes", "given")
_ANYWHERE = ChannelFacts("default", "default", 20_000)
_TEXTS = {"fr": "Toujours rien reçu, c'est la honte.", "en": "Still nothing, shame on you."}
_SIGNATURE = "Léa"
_HOSTILE = "{{ 7*7 }} {% raw %} <b>@everyone</b> https://x.invalid \u202egnp"


def check(checked: Checked) -> None:
    """Render every template whose playbook could be read."""
    by_id = {playbook.id: playbook for playbook in checked.playbooks}
    broken = {problem.path for problem in checked.report.problems if _is_error(problem.severity)}
    for path, template in checked.library.templates.items():
        playbook = by_id.get(template.playbook)
        files = (checked.library.replies[file].path for file in checked.templates.reached(path))
        if playbook and not broken.intersection(files):
            _check_template(checked, template, playbook)


def _is_error(severity: ProblemSeverity) -> bool:
    return severity is ProblemSeverity.ERROR


def _check_template(checked: Checked, template: TemplateId, playbook: Playbook) -> None:
    timeless = replace(playbook, facts=without_dates(playbook.facts))
    shared = without_dates(checked.library.facts)
    reviewed: set[tuple[object, ...]] = set()
    every_day: set[tuple[str, str]] = set()
    for request, is_ordinary in _samples(checked, template, playbook):
        view = View(request, playbook=timeless, shared=shared, brand=checked.brand)
        try:
            result = run(checked.cage, template.path, view.values)
        except Broken as exc:
            at = checked.place_of_line(exc.path, exc.line)
            checked.report.error(at, "render-failed", reason=exc.reason)
            return
        if not result.text:
            at = checked.place_of_line(template.path, 1)
            checked.report.error(at, "render-empty")
            return
        told = (result.text, request.channel, bool(request.exchange), is_ordinary)
        if told in reviewed or (*told[:3], True) in reviewed:
            continue
        reviewed.add(told)
        for finding in _findings(checked, request, playbook, result, view.due):
            told_of = (finding.rule, finding.words)
            if is_ordinary:
                every_day.add(told_of)
            # what is wrong every day is told once, not again for a rare complaint
            if is_ordinary or told_of not in every_day:
                _tell(checked, template, finding, is_ordinary=is_ordinary)


def _samples(
    checked: Checked, template: TemplateId, playbook: Playbook
) -> Iterator[tuple[RenderRequest, bool]]:
    """Yield what to render, and whether such a complaint comes every day."""
    now = datetime.combine(checked.today, time(10), checked.zone)
    ordinary = RenderRequest(
        template=template,
        complaint=_complaint(template.lang, "Claire Martin", now),
        channel=_ANYWHERE,
        signature=_SIGNATURE,
        now=now,
        ask=dict.fromkeys(playbook.ask, "Part-Dieu"),
        promise_due=now + timedelta(days=2, hours=8),
    )
    for channel in checked.channels or (_ANYWHERE,):
        yield replace(ordinary, channel=channel), True
    yield replace(ordinary, complaint=_complaint(template.lang, None, now)), True
    said = Exchanged(_TEXTS.get(template.lang, _TEXTS["en"]), now, ours=False)
    answered = Exchanged("…", now, ours=True)
    yield replace(ordinary, exchange=(said, answered, said)), True
    yield replace(ordinary, complaint=_complaint(template.lang, _HOSTILE, now, _HOSTILE)), False
    long = _complaint(template.lang, "Maximilienne " * 20, now, "très " * 3000)
    yield replace(ordinary, complaint=long), False


def _complaint(lang: str, name: str | None, now: datetime, text: str = "") -> Complaint:
    handle = "claire.m" if name else None
    words = text or _TEXTS.get(lang, _TEXTS["en"])
    author = Author(handle=handle, name=name)
    return Complaint("1", "default", words, lang=lang, created_at=now, author=author)


def _findings(
    checked: Checked, request: RenderRequest, playbook: Playbook, result: Result, due: str
) -> tuple[Finding, ...]:
    charter = checked.library.charter
    text = Reviewed(
        text=result.text,
        lang=request.template.lang,
        channel=request.channel,
        stage=request.template.stage,
        playbook=playbook,
        in_exchange=any(one.ours for one in request.exchange),
        parts=result.parts,
        voice=charter.voice.get(request.template.lang),
        own=(
            *own_words(checked.library.facts, playbook, checked.brand, request.signature),
            due,
        ),
    )
    return review(text, charter, template=request.template.path)


def _tell(checked: Checked, template: TemplateId, finding: Finding, *, is_ordinary: bool) -> None:
    at = _place(checked, template.path, finding)
    code = f"charter-{finding.rule}"
    variant = finding.values.get("case")
    values = {"word": finding.words[:60], "channel": "", **finding.values}
    sentence = f"{code}/{variant}" if variant else code
    if finding.level is Level.BLOCK and is_ordinary:
        checked.report.tell(at, sentence, values)
    else:
        checked.report.tell(at, sentence, values, severity=ProblemSeverity.WARNING)


def _place(checked: Checked, path: str, finding: Finding) -> Place:
    """Point at the words where a file has them as they are; else at the template."""
    if finding.words:
        for file in checked.templates.reached(path):
            source = checked.library.replies[file]
            for number, line in enumerate(source.lines, start=1):
                column = line.find(finding.words) + 1
                if column:
                    end = column + len(finding.words)
                    return Place(source.path, number, column, end)
    return checked.place_of_line(path, 1)
