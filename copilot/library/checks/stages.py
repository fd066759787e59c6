"""Every playbook needs its replies, and every folder of replies its playbook."""

import re
from pathlib import PurePosixPath

from copilot.domain.playbook import Playbook, Stage
from copilot.library.checks.checked import Checked, key_place
from copilot.library.folded import fold
from copilot.library.place import Place
from copilot.library.report import nearest


def check(checked: Checked) -> None:
    """Compare playbooks and folders of replies."""
    if not checked.library.playbooks:
        checked.report.error(Place(checked.folder), "no-playbooks")
    for playbook in checked.playbooks:
        _check_stages(checked, playbook)
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


def _check_stages(checked: Checked, playbook: Playbook) -> None:
    file = checked.library.playbooks[playbook.id]
    at = Place(file.source.path)
    languages = {
        stage: {
            template.lang
            for template in checked.library.templates.values()
            if (template.playbook, template.stage) == (playbook.id, stage)
        }
        for stage in Stage
    }
    if playbook.posture.drafts:
        for lang in checked.library.languages:
            if lang not in languages[Stage.FIRST]:
                place = key_place(file.root, "posture", otherwise=at)
                name = f"replies/{playbook.id}/first.{lang}.j2"
                checked.report.error(place, "missing-first", word=name, lang=lang)
    if playbook.promise and not languages[Stage.KEPT]:
        place = key_place(file.root, "promise", otherwise=at)
        name = f"replies/{playbook.id}/kept.{checked.library.languages[0]}.j2"
        checked.report.hint(place, "missing-kept", word=name)


def _tell_orphan(checked: Checked, path: str, folder: str) -> None:
    at = Place(checked.library.replies[path].path)
    meant = nearest(folder, checked.library.playbooks)
    code = "orphan-reply/nearest" if meant else "orphan-reply"
    checked.report.error(at, code, suggestion=meant, word=folder, meant=meant or "")
