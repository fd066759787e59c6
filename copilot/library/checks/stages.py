"""Every playbook needs its replies, and every folder of replies its playbook."""

import re
from pathlib import PurePosixPath

from copilot.domain.playbook import Playbook, Stage
from copilot.library.checks.checked import Checked, key_place
from copilot.library.folded import fold
from copilot.library.place import Place
from copilot.library.report import nearest

SENTENCES = {
    "en": {
        "missing-first": "there is no first answer in `{lang}`; write {word}",
        "missing-kept": "nothing can be said when the promise is kept; write {word}",
        "orphan-reply": "there is no playbook `{word}`",
        "orphan-reply/nearest": "there is no playbook `{word}`; did you mean `{meant}`?",
        "no-playbooks": "there is no playbook here; write at least one",
    },
    "fr": {
        "missing-first": "il n’y a pas de première réponse en `{lang}` ; écrivez {word}",
        "missing-kept": "rien n’est prévu pour dire que la promesse est tenue ; écrivez {word}",
        "orphan-reply": "il n’y a pas de fiche `{word}`",
        "orphan-reply/nearest": "il n’y a pas de fiche `{word}` ; vouliez-vous dire `{meant}` ?",
        "no-playbooks": "il n’y a aucune fiche ici ; écrivez-en au moins une",
    },
}

PAGES = {
    "en": """\
## missing-first

Every playbook answers first in every language of the brand, unless its posture is `person` or
`silent`.

Bad: `first.fr.j2` alone, for a brand that answers in French and English

Good: `first.fr.j2` and `first.en.j2`

## missing-kept

A playbook promises something, and has no reply that tells it was kept.

Bad: `promise: {…}` and no `kept.fr.j2`

Good: `promise: {…}` and `kept.fr.j2`

## orphan-reply

A folder of replies belongs to no playbook, so its replies are never used.

Bad: `replies/late-delivry/first.fr.j2`

Good: `replies/late-delivery/first.fr.j2`

## no-playbooks

A library without a playbook can match nothing.

Bad: an empty folder `playbooks/`

Good: one playbook, as `copilot init` writes it
""",
    "fr": """\
## missing-first

Toute fiche a une première réponse dans chaque langue de la marque, sauf si sa posture est
`person` ou `silent`.

À éviter : `first.fr.j2` seul, pour une marque qui répond en français et en anglais

Correct : `first.fr.j2` et `first.en.j2`

## missing-kept

Une fiche promet quelque chose, et aucune réponse ne dit que la promesse est tenue.

À éviter : `promise: {…}` sans `kept.fr.j2`

Correct : `promise: {…}` et `kept.fr.j2`

## orphan-reply

Un dossier de réponses n’appartient à aucune fiche : ses réponses ne servent jamais.

À éviter : `replies/late-delivry/first.fr.j2`

Correct : `replies/late-delivery/first.fr.j2`

## no-playbooks

Une bibliothèque sans fiche ne peut rien reconnaître.

À éviter : un dossier `playbooks/` vide

Correct : une fiche, comme `copilot init` l’écrit
""",
}


def check(checked: Checked) -> None:
    """Compare playbooks and folders of replies."""
    if not checked.library.playbooks:
        checked.report.error(Place(checked.folder), "no-playbooks")
    written = {
        (template.playbook, template.stage, template.lang)
        for template in checked.library.templates.values()
    }
    for playbook in checked.playbooks:
        _check_stages(checked, playbook, written)
    unread = _unread(checked)
    told: set[str] = set()
    for path, template in checked.library.templates.items():
        folder = template.playbook
        if folder not in checked.library.playbooks and folder not in (told | unread):
            told.add(folder)
            _tell_orphan(checked, path, folder)


def _unread(checked: Checked) -> set[str]:
    """Ids that files with a fault of their own would have: their replies are no orphans."""
    paths = (problem.path for problem in checked.report.problems)
    names = (PurePosixPath(path) for path in paths if path.startswith(f"{checked.folder}/"))
    return {re.sub(r"[^a-z0-9]+", "-", fold(name.stem).text.strip()) for name in names}


def _check_stages(
    checked: Checked, playbook: Playbook, written: set[tuple[str, Stage, str]]
) -> None:
    file = checked.library.playbooks[playbook.id]
    at = Place(file.source.path)
    if playbook.posture.drafts:
        for lang in checked.library.languages:
            if (playbook.id, Stage.FIRST, lang) not in written:
                place = key_place(file.root, "posture", otherwise=at)
                name = f"replies/{playbook.id}/first.{lang}.j2"
                checked.report.error(place, "missing-first", word=name, lang=lang)
    if not playbook.promise:
        return
    for lang in checked.library.languages:
        if (playbook.id, Stage.KEPT, lang) not in written:
            place = key_place(file.root, "promise", otherwise=at)
            name = f"replies/{playbook.id}/kept.{lang}.j2"
            checked.report.hint(place, "missing-kept", word=name)


def _tell_orphan(checked: Checked, path: str, folder: str) -> None:
    at = Place(checked.library.replies[path].path)
    meant = nearest(folder, checked.library.playbooks)
    code = "orphan-reply/nearest" if meant else "orphan-reply"
    checked.report.error(at, code, suggestion=meant, word=folder, meant=meant or "")
