"""Facts, questions and promises that a template uses must be its playbook's."""

from copilot.domain.draft import TemplateId
from copilot.domain.playbook import Fact, Playbook
from copilot.library.checks.checked import Checked
from copilot.library.place import Place
from copilot.library.uses import Use

SENTENCES = {
    "en": {
        "unknown-fact/none": "there is no fact `{word}`; add it to playbooks/facts.yaml",
        "unknown-fact": "there is no fact `{word}`; known: {known}",
        "unknown-fact/nearest": "there is no fact `{word}`; did you mean `{meant}`?",
        "fact-language": "the fact `{word}` has no value in `{lang}`",
        "unknown-ask": "the playbook does not `ask` for `{word}`; it asks for: {known}",
        "unknown-ask/nearest": (
            "the playbook does not `ask` for `{word}`; did you mean `{meant}`?"
        ),
        "no-promise": (
            "the playbook `{word}` promises nothing; give it a `promise`, or leave it out here"
        ),
    },
    "fr": {
        "unknown-fact/none": (
            "il n’y a pas de fait `{word}` ; ajoutez-le dans playbooks/facts.yaml"
        ),
        "unknown-fact": "il n’y a pas de fait `{word}` ; faits connus : {known}",
        "unknown-fact/nearest": "il n’y a pas de fait `{word}` ; vouliez-vous dire `{meant}` ?",
        "fact-language": "le fait `{word}` n’a pas de valeur en `{lang}`",
        "unknown-ask": "la fiche ne demande pas `{word}` (`ask`) ; elle demande : {known}",
        "unknown-ask/nearest": (
            "la fiche ne demande pas `{word}` (`ask`) ; vouliez-vous dire `{meant}` ?"
        ),
        "no-promise": (
            "la fiche `{word}` ne promet rien ; donnez-lui un `promise`, ou retirez-le d’ici"
        ),
    },
}

PAGES = {
    "en": """\
## unknown-fact

Neither the playbook nor `facts.yaml` has this fact.

Bad: `{{ facts.repair_dely }}`

Good: `{{ facts.repair_delay }}`

## fact-language

A reply states a fact that has no value in the reply's language.

Bad: `first.en.j2` states a fact with `value: {fr: 2 jours ouvrés}`

Good: `value: {fr: 2 jours ouvrés, en: two working days}`

## unknown-ask

The template needs a value that the playbook doesn't ask the community manager for.

Bad: `{{ ask.shop }}` without `ask`

Good: `ask: {shop: {fr: "Quel magasin ?", en: "Which shop?"}}`

## no-promise

The template speaks of a promise, and its playbook makes none.

Bad: `{{ promise.due }}` without `promise`

Good: `promise: {what: {fr: un retour}, within: 2wd}`
""",
    "fr": """\
## unknown-fact

Ni la fiche ni `facts.yaml` ne connaissent ce fait.

À éviter : `{{ facts.repair_dely }}`

Correct : `{{ facts.repair_delay }}`

## fact-language

Une réponse énonce un fait qui n’a pas de valeur dans la langue de la réponse.

À éviter : `first.en.j2` énonce un fait dont la valeur est `{fr: 2 jours ouvrés}`

Correct : `value: {fr: 2 jours ouvrés, en: two working days}`

## unknown-ask

Le modèle a besoin d’une valeur que la fiche ne demande pas au community manager.

À éviter : `{{ ask.shop }}` sans `ask`

Correct : `ask: {shop: {fr: "Quel magasin ?", en: "Which shop?"}}`

## no-promise

Le modèle parle d’une promesse, et sa fiche n’en fait aucune.

À éviter : `{{ promise.due }}` sans `promise`

Correct : `promise: {what: {fr: un retour}, within: 2wd}`
""",
}

_GIVEN = ("facts", "ask", "promise")
#: Every template has been read by then.
AFTER = ("templates",)


def check(checked: Checked) -> None:
    """Compare what each template uses, in whatever it includes, with what its playbook gives."""
    by_id = {playbook.id: playbook for playbook in checked.playbooks}
    for path, template in checked.library.templates.items():
        playbook = by_id.get(template.playbook)
        if playbook is None:
            continue
        for file in checked.templates.reached(path):
            for use in checked.templates.of(file).attributes:
                if use.of in _GIVEN:
                    at = checked.place_of_use(file, use)
                    _check_use(checked, template, playbook, use, at)


def _check_use(
    checked: Checked, template: TemplateId, playbook: Playbook, use: Use, at: Place
) -> None:
    if use.of == "facts":
        facts = {**checked.library.facts, **playbook.facts}
        _check_fact(checked, facts, template, use, at)
    elif use.of == "ask" and use.name not in playbook.ask:
        checked.report.unknown(at, "unknown-ask", word=use.name, known=playbook.ask)
    elif use.of == "promise" and playbook.promise is None:
        checked.report.error(at, "no-promise", word=playbook.id)


def _check_fact(
    checked: Checked, facts: dict[str, Fact], template: TemplateId, use: Use, at: Place
) -> None:
    fact = facts.get(use.name)
    if fact is None:
        checked.report.unknown(at, "unknown-fact", word=use.name, known=facts)
    elif template.lang not in fact.value:
        checked.report.error(at, "fact-language", word=use.name, lang=template.lang)
