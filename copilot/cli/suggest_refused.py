"""The file of what was refused, beside the configuration: one suggestion a line, under git."""

import json
from collections.abc import Iterable
from pathlib import Path

from copilot.app.suggest_refused import Refusal
from copilot.cli.suggest_words import say
from copilot.domain.errors import NotWritten, UsageError
from copilot.domain.problem import ProblemSeverity
from copilot.library.nodes import Listing, Mapping, Node, Scalar, compose
from copilot.library.replacing import Change, ChangedMeanwhileError, replace_all
from copilot.library.report import Report
from copilot.library.source import decode

FILE = "suggest-refused.yaml"
_OF_EXAMPLE, _OF_PLAYBOOK = {"playbook", "lang", "phrase", "cases"}, {"new", "cases"}


def read_refusals(folder: Path, language: str) -> tuple[Refusal, ...]:
    """
    What was refused; nothing where there is no file yet.

    Raises:
        UsageError: a line of it cannot be read.
    """
    path = folder / FILE
    if not path.exists():
        return ()
    try:
        data = path.read_bytes()
    except OSError as exc:
        raise UsageError(f"{path}: {exc.strerror or exc}") from exc
    return tuple(_refusals(data, path, language))


def _refusals(data: bytes, path: Path, language: str) -> Iterable[Refusal]:
    report = Report(language)
    source = decode(data, path.as_posix(), report)
    if source is not None and not _lines(source.text):
        return
    root = compose(source, report) if source is not None else None
    errors = [one for one in report.problems if one.severity is ProblemSeverity.ERROR]
    if errors:
        raise UsageError(str(errors[0]))
    if not isinstance(root, Listing):
        raise UsageError(say(language, "refused/broken", place=f"{path}:1"))
    for item in root.items:
        found = _refusal(item)
        if found is None:
            place = f"{path}:{item.place.line}"
            raise UsageError(say(language, "refused/broken", place=place))
        yield found


def _lines(text: str) -> list[str]:
    """What is more than a comment."""
    return [line for line in text.split("\n") if line.strip() and not line.startswith("#")]


def _refusal(node: Node) -> Refusal | None:
    if not isinstance(node, Mapping):
        return None
    values = {key.text: value for key, value in node.entries}
    cases = _numbers(values.get("cases"))
    texts = {key: one.text for key, one in values.items() if isinstance(one, Scalar)}
    if cases is None or set(values) not in (_OF_EXAMPLE, _OF_PLAYBOOK):
        return None
    if len(texts) != len(values) - 1:
        return None
    return Refusal(
        playbook=texts.get("playbook"),
        lang=texts.get("lang", ""),
        words=texts.get("phrase") or texts.get("new", ""),
        cases=cases,
    )


def _numbers(node: Node | None) -> frozenset[int] | None:
    if not isinstance(node, Listing):
        return None
    texts = [one.text for one in node.items if isinstance(one, Scalar) and one.text.isdecimal()]
    return frozenset(map(int, texts)) if len(texts) == len(node.items) else None


def add_refusals(folder: Path, refusals: Iterable[Refusal], language: str) -> Path:
    """
    Put more of them into the file; every letter that is there stays.

    Raises:
        NotWritten: it cannot be written; it is as it was.
    """
    path = folder / FILE
    try:
        before = path.read_bytes() if path.exists() else None
        text = say(language, "refused/head") if before is None else before.decode()
        end = "\r\n" if "\r\n" in text else "\n"
        text += "" if text.endswith("\n") else end
        text += "".join(f"{_line(one)}{end}" for one in refusals)
        replace_all([Change(path, before, text.encode())])
    except ChangedMeanwhileError as exc:
        raise NotWritten(say(language, "changed-meanwhile", name=path)) from exc
    except OSError as exc:
        reason = exc.strerror or exc
        raise NotWritten(say(language, "not-written", name=path, reason=reason)) from exc
    return path


def _line(one: Refusal) -> str:
    words = json.dumps(one.words, ensure_ascii=False)
    cases = ", ".join(map(str, sorted(one.cases)))
    if one.playbook is None:
        return f"- {{new: {words}, cases: [{cases}]}}"
    return f"- {{playbook: {one.playbook}, lang: {one.lang}, phrase: {words}, cases: [{cases}]}}"
