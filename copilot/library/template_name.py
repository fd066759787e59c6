"""Names of templates: `<playbook>/<stage>[-<n>].<lang>.j2`, below `replies/`."""

import re

from copilot.domain.draft import TemplateId
from copilot.domain.playbook import Stage
from copilot.library.languages import CODES
from copilot.library.place import Place
from copilot.library.playbooks import is_id
from copilot.library.report import Report, nearest

SHARED = "shared/"
_NAME = re.compile(r"(?P<stage>[^./-]+)(?:-(?P<number>[^./-]+))?\.(?P<lang>[^./-]+)\.j2")
_STAGES = {stage.value: stage for stage in Stage}


def read_name(path: str, at: Place, report: Report) -> TemplateId | None:
    """Read the name *path*, or report what is wrong with it."""
    folder, _, name = path.rpartition("/")
    if "/" in folder or not is_id(folder):
        report.error(at, "misnamed-template/folder", word=folder or ".")
        return None
    parts = _NAME.fullmatch(name)
    if parts is None:
        report.error(at, "misnamed-template", word=name)
        return None
    if parts["stage"] not in _STAGES:
        _tell_stage(parts["stage"], name, at, report)
        return None
    if parts["lang"] not in CODES:
        report.error(at, "misnamed-template/language", word=parts["lang"])
        return None
    return _with_number(parts, folder, at, report)


def _with_number(
    parts: re.Match[str], folder: str, at: Place, report: Report
) -> TemplateId | None:
    number = parts["number"]
    stage, lang = _STAGES[parts["stage"]], parts["lang"]
    if number is None:
        return TemplateId(folder, stage, lang)
    if re.fullmatch(r"[1-9][0-9]{0,3}", number) and int(number) > 1:
        return TemplateId(folder, stage, lang, int(number))
    report.error(
        at, "misnamed-template/number", word=number, suggestion=f"{stage.value}.{lang}.j2"
    )
    return None


def _tell_stage(stage: str, name: str, at: Place, report: Report) -> None:
    meant = nearest(stage, _STAGES)
    known = ", ".join(_STAGES)
    if meant:
        suggestion = name.replace(stage, meant, 1)
        code = "misnamed-template/stage-nearest"
        report.error(at, code, suggestion=suggestion, word=stage, meant=meant, known=known)
    else:
        report.error(at, "misnamed-template/stage", word=stage, known=known)
