"""A template that nothing can ever use is a misunderstanding."""

from copilot.domain.draft import TemplateId
from copilot.library.checks.checked import Checked
from copilot.library.place import Place
from copilot.library.template_name import SHARED

SENTENCES = {
    "en": {
        "unused-template/language": (
            "this reply is never used: `{lang}` is not among the brand's languages ({known})"
        ),
        "unused-template/posture": (
            "this reply is never used: the posture of `{word}` is `{posture}`, which drafts "
            "nothing"
        ),
        "unused-template/shared": "no reply includes this piece; remove it, or include it",
    },
    "fr": {
        "unused-template/language": (
            "cette réponse ne sert jamais : `{lang}` n’est pas une langue de la marque ({known})"
        ),
        "unused-template/posture": (
            "cette réponse ne sert jamais : la posture de `{word}` est `{posture}`, qui ne "
            "propose aucune réponse"
        ),
        "unused-template/shared": (
            "aucune réponse n’inclut ce morceau ; supprimez-le, ou incluez-le"
        ),
    },
}

PAGES = {
    "en": """\
## unused-template

A reply is in a language in which the brand doesn't answer, belongs to a playbook that drafts
nothing (posture `person` or `silent`), or is a shared piece that nothing includes.
Somebody keeps it up to date for nothing, or believes that it is used.

Bad: `replies/late-delivery/first.de.j2` for a brand with `languages: [fr, en]`

Good: `languages: [fr, en, de]`, or no such file
""",
    "fr": """\
## unused-template

Une réponse est dans une langue que la marque n’emploie pas, appartient à une fiche qui ne propose
rien (posture `person` ou `silent`), ou est un morceau commun que rien n’inclut.
Quelqu’un la tient à jour pour rien, ou croit qu’elle sert.

À éviter : `replies/late-delivery/first.de.j2` pour une marque dont les langues sont `[fr, en]`

Correct : `languages: [fr, en, de]`, ou pas de fichier de ce nom
""",
}

#: Every template has been read by then.
AFTER = ("templates",)


def check(checked: Checked) -> None:
    """Look at every reply and every shared piece."""
    by_id = {playbook.id: playbook for playbook in checked.playbooks}
    for path, template in checked.library.templates.items():
        playbook = by_id.get(template.playbook)
        if template.lang not in checked.library.languages:
            _tell_language(checked, path, template)
        elif playbook and not playbook.posture.drafts:
            at = Place(checked.library.replies[path].path)
            code = "unused-template/posture"
            posture = playbook.posture.value
            checked.report.warning(at, code, word=playbook.id, posture=posture)
    _check_shared(checked)


def _tell_language(checked: Checked, path: str, template: TemplateId) -> None:
    at = Place(checked.library.replies[path].path)
    known = ", ".join(checked.library.languages)
    checked.report.warning(at, "unused-template/language", lang=template.lang, known=known)


def _check_shared(checked: Checked) -> None:
    reached = {
        file for path in checked.library.templates for file in checked.templates.reached(path)
    }
    for path, source in checked.library.replies.items():
        if path.startswith(SHARED) and path not in reached:
            checked.report.hint(Place(source.path), "unused-template/shared")
