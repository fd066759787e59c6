"""Every template is rendered for people of all sorts, and each result held against the charter."""

import re
from collections.abc import Iterator
from datetime import datetime, time
from functools import partial

from copilot.domain.charter import Finding, Level
from copilot.domain.draft import TemplateId, is_below_ours, is_greeted
from copilot.domain.playbook import Playbook
from copilot.domain.problem import ProblemSeverity
from copilot.library.checks.checked import Checked
from copilot.library.drafter import own_words
from copilot.library.place import Place
from copilot.library.rendering import Broken
from copilot.library.review import Reviewer
from copilot.library.rules.rule import Reviewed
from copilot.library.trial import SIGNATURE, Outcome, Trials, samples_for

SENTENCES = {
    "en": {
        "render-failed/nothing": (
            "what stands here is missing for some complaints; put it inside {{% if … %}}"
        ),
        "render-failed/absent": (
            "`{word}` is not there for some complaints; put it inside {{% if … %}}"
        ),
        "render-failed/undefined": "`{word}` is used before anything is put into it",
        "render-failed/not-text": "this is no text that could be written; name a value in it",
        "render-failed/not-a-list": (
            "only a list can be gone through with {{% for %}}, as `exchange` is one"
        ),
        "render-failed/empty-list": (
            "this list is empty for some complaints; put it inside {{% if … %}}"
        ),
        "render-failed/operator": (
            "`{word}` is for numbers only, and one of these is none; texts are put together with ~"
        ),
        "render-failed/number": "this calculation gives far too large a number",
        "render-failed/calculation": (
            "this calculation or comparison fails for some complaints; look at what it is made of"
        ),
        "render-failed/unsafe": "this reaches for what templates do not see; take it out",
        "render-failed/steps": (
            "this needs more than {most} steps: a loop or an include runs away; take one out"
        ),
        "render-failed/length": (
            "this writes more than {most} characters for some complaints; shorten what is repeated"
        ),
        "render-failed/other": "this fails for some complaints; look again at this line",
        "render-failed/file": "there is no file `{word}` in replies/",
        "render-failed/circle": "this template includes itself without end; take one include out",
        "render-failed/too-deep": "this template is nested too deep; take a level out",
        "render-empty": "nothing is left when this is rendered",
    },
    "fr": {
        "render-failed/nothing": (
            "ce qui figure ici manque pour certains messages ; entourez-le de {{% if … %}}"
        ),
        "render-failed/absent": (
            "`{word}` manque pour certains messages ; entourez-le de {{% if … %}}"
        ),
        "render-failed/undefined": "`{word}` est employé avant d’avoir reçu une valeur",
        "render-failed/not-text": (
            "ceci n’est pas un texte à écrire ; nommez une des valeurs qu’il contient"
        ),
        "render-failed/not-a-list": (
            "{{% for %}} ne parcourt qu’une liste, comme `exchange` en est une"
        ),
        "render-failed/empty-list": (
            "cette liste est vide pour certains messages ; entourez-la de {{% if … %}}"
        ),
        "render-failed/operator": (
            "`{word}` ne vaut que pour des nombres, et il y a autre chose ici ; les textes "
            "s’assemblent avec ~"
        ),
        "render-failed/number": "ce calcul donne un nombre bien trop grand",
        "render-failed/calculation": (
            "ce calcul ou cette comparaison échoue pour certains messages ; vérifiez ce qui s’y "
            "trouve"
        ),
        "render-failed/unsafe": (
            "ceci cherche à atteindre ce qu’un modèle ne voit pas ; retirez-le"
        ),
        "render-failed/steps": (
            "il y faut plus de {most} étapes : une boucle ou une inclusion s’emballe ; "
            "retirez-en une"
        ),
        "render-failed/length": (
            "ceci écrit plus de {most} caractères pour certains messages ; abrégez ce qui se "
            "répète"
        ),
        "render-failed/other": "ceci échoue pour certains messages ; relisez cette ligne",
        "render-failed/file": "il n’y a pas de fichier `{word}` dans replies/",
        "render-failed/circle": "ce modèle s’inclut lui-même sans fin ; retirez une inclusion",
        "render-failed/too-deep": "ce modèle est trop imbriqué ; retirez un niveau",
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

AFTER = ("templates", "names", "hidden_attribute", "includes", "given")


def check(checked: Checked) -> None:
    """Render every template whose playbook could be read."""
    by_id = {playbook.id: playbook for playbook in checked.playbooks}
    broken = {problem.path for problem in checked.report.problems if _is_error(problem.severity)}
    trials = Trials(checked.cage, shared=checked.library.facts, brand=checked.brand)
    for path, template in checked.library.templates.items():
        playbook = by_id.get(template.playbook)
        files = (checked.library.replies[file].path for file in checked.templates.reached(path))
        if playbook and not broken.intersection(files):
            hushed = checked.memory.recall(
                _all_that_matters(checked, template),
                checked.report,
                partial(_check_template, checked, trials, template, playbook),
            )
            if hushed is not None:
                checked.hushed[path] = hushed


def _all_that_matters(checked: Checked, template: TemplateId) -> tuple[object, ...]:
    """Everything that a rendering of *template*, and what is told of it, depends on."""
    library = checked.library
    texts = tuple(
        (library.replies[file].path, library.replies[file].text)
        for file in checked.templates.reached(template.path)
    )
    shared = (
        library.texts.get("playbooks/charter.yaml"),
        library.texts.get("playbooks/facts.yaml"),
    )
    circumstances = (checked.brand, checked.zone, checked.today, tuple(checked.channels))
    return (
        "renderings",
        template,
        texts,
        library.playbooks[template.playbook].source.text,
        shared,
        circumstances,
    )


def _is_error(severity: ProblemSeverity) -> bool:
    return severity is ProblemSeverity.ERROR


def _check_template(
    checked: Checked, trials: Trials, template: TemplateId, playbook: Playbook
) -> set[str] | None:
    """Tell what is wrong; give the rules that the charter silences with reason."""
    now = datetime.combine(checked.today, time(10), checked.zone)
    samples = samples_for(template, playbook, now=now, channels=tuple(checked.channels))
    given = checked.templates.given(template.path)
    reviewer = Reviewer(checked.library.charter, template.path)
    own = own_words(checked.library.facts, playbook, checked.brand, SIGNATURE)
    every_day: set[tuple[str, str]] = set()
    try:
        for outcome in trials.of(samples, playbook, given):
            if not outcome.result.text:
                checked.report.error(checked.place_of_line(template.path, 1), "render-empty")
                return None
            for finding in reviewer.new(_reviewed(checked, outcome, playbook, own)):
                told_of = (finding.rule, finding.words)
                is_ordinary = outcome.sample.is_ordinary
                if is_ordinary:
                    every_day.add(told_of)
                # what is wrong every day is told once, not again for a rare complaint
                if is_ordinary or told_of not in every_day:
                    _tell(checked, outcome, finding)
    except Broken as exc:
        at = checked.place_of_line(exc.path, exc.line)
        code, values = exc.reason
        checked.report.tell(at, f"render-failed/{code}", values)
        return None
    return reviewer.hushed


def _reviewed(
    checked: Checked, outcome: Outcome, playbook: Playbook, own: tuple[str, ...]
) -> Reviewed:
    request = outcome.sample.request
    return Reviewed(
        text=outcome.result.text,
        lang=request.template.lang,
        channel=request.channel,
        stage=request.template.stage,
        playbook=playbook,
        in_exchange=is_greeted(request.exchange),
        is_below_ours=is_below_ours(request.exchange),
        parts=outcome.result.parts,
        voice=checked.library.charter.voice.get(request.template.lang),
        own=(*own, outcome.due),
    )


def _tell(checked: Checked, outcome: Outcome, finding: Finding) -> None:
    at = _place(checked, outcome, finding)
    code = f"charter-{finding.rule}"
    variant = finding.values.get("case")
    values = {"word": finding.words[:60], "channel": "", **finding.values}
    sentence = f"{code}/{variant}" if variant else code
    cure = finding.values.get("cure")
    blocks = finding.level is Level.BLOCK and outcome.sample.is_ordinary
    checked.report.tell(
        at,
        sentence,
        values,
        severity=ProblemSeverity.ERROR if blocks else ProblemSeverity.WARNING,
        suggestion=str(cure) if cure else None,
    )


def _place(checked: Checked, outcome: Outcome, finding: Finding) -> Place:
    """Point at the words where a file has them as they are; else at the template."""
    path = outcome.sample.request.template.path
    if not finding.words:
        return checked.place_of_line(path, 1)
    start, end = finding.span or (0, 0)
    text = outcome.result.text
    # "ta" is not to be found in "retard", unless it was found inside a word
    before = "" if text[start - 1 : start].isalnum() else r"(?<!\w)"
    after = "" if text[end : end + 1].isalnum() else r"(?!\w)"
    whole = re.compile(
        (before if finding.words[0].isalnum() else "")
        + re.escape(finding.words)
        + (after if finding.words[-1].isalnum() else "")
    )
    earlier = sum(1 for _ in whole.finditer(text, 0, start))
    places = list(_places(checked, path, whole))
    if not places:
        return checked.place_of_line(path, 1)
    return places[earlier] if earlier < len(places) else places[0]


def _places(checked: Checked, path: str, words: re.Pattern[str]) -> Iterator[Place]:
    """Yield where *words* stand in the template and what it includes."""
    for file in checked.templates.reached(path):
        source = checked.library.replies[file]
        for number, line in enumerate(source.lines, start=1):
            for match in words.finditer(line):
                yield Place(source.path, number, match.start() + 1, match.end() + 1)
