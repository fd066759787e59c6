"""Problems as text for people and editors, and as what machines read."""

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from copilot.domain.problem import Problem, ProblemSeverity

Problems = Sequence[Problem]
_COUNTED = {
    "en": {"error": "error", "warning": "warning", "hint": "hint", "playbook": "playbook"},
    "fr": {"error": "erreur", "warning": "avertissement", "hint": "conseil", "playbook": "fiche"},
}


def text(problems: Problems, *, playbooks: int, language: str) -> str:
    """One problem a line, then what they come to."""
    return "\n".join(
        [*(_line(one, language) for one in problems), _sum(problems, playbooks, language)]
    )


def as_json(problems: Problems, *, playbooks: int, language: str) -> str:  # noqa: ARG001 - as the others
    """The shape of CONTRACT.md, section 1."""
    listed = [
        {
            "path": one.path,
            "line": one.line,
            "column": one.column,
            "end_column": one.end_column,
            "severity": one.severity.value,
            "rule": one.rule,
            "message": one.message,
            "suggestion": one.suggestion,
        }
        for one in problems
    ]
    return json.dumps({"problems": listed, "playbooks": playbooks}, ensure_ascii=False, indent=2)


def github(problems: Problems, *, playbooks: int, language: str) -> str:  # noqa: ARG001 - as the others
    """Workflow commands, which GitHub shows beside the lines of a pull request."""
    level = {"error": "error", "warning": "warning", "hint": "notice"}
    return "\n".join(
        f"::{level[one.severity.value]} file={_escaped(one.path, in_property=True)},"
        f"line={one.line},col={one.column},endColumn={one.end_column},"
        f"title={_escaped(one.rule, in_property=True)}::{_escaped(one.message)}"
        for one in problems
    )


def sarif(problems: Problems, *, playbooks: int, language: str) -> str:  # noqa: ARG001 - as the others
    """SARIF 2.1.0, which code scanners take."""
    level = {"error": "error", "warning": "warning", "hint": "note"}
    rules = sorted({one.rule for one in problems})
    results = [
        {
            "ruleId": one.rule,
            "ruleIndex": rules.index(one.rule),
            "level": level[one.severity.value],
            "message": {"text": one.message},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": one.path},
                        "region": {
                            "startLine": one.line,
                            "startColumn": one.column,
                            "endColumn": one.end_column,
                        },
                    }
                }
            ],
        }
        for one in problems
    ]
    driver = {"name": "copilot check", "rules": [{"id": rule} for rule in rules]}
    document = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=2)


FORMATS: Mapping[str, Callable[..., str]] = {
    "text": text,
    "json": as_json,
    "github": github,
    "sarif": sarif,
}


def _line(one: Problem, language: str) -> str:
    if one.severity is ProblemSeverity.ERROR:
        return str(one)
    what = _COUNTED[language][one.severity.value]
    return f"{one.place}: {what}: {one.message} [{one.rule}]"


def _sum(problems: Problems, playbooks: int, language: str) -> str:
    counts = Counter(one.severity.value for one in problems)
    said = [_counted(playbooks, "playbook", language)]
    said += [
        _counted(counts[one.value], one.value, language)
        for one in ProblemSeverity
        if counts[one.value]
    ]
    if not problems:
        said.append({"en": "no fault", "fr": "aucun défaut"}[language])
    return ", ".join(said)


def _counted(number: int, what: str, language: str) -> str:
    """French leaves 0 and 1 in the singular, English 1 alone."""
    is_one = number <= 1 if language == "fr" else number == 1
    return f"{number} {_COUNTED[language][what]}{'' if is_one else 's'}"


def _escaped(words: str, *, in_property: bool = False) -> str:
    signs = {"%": "%25", "\r": "%0D", "\n": "%0A"}
    if in_property:
        signs |= {":": "%3A", ",": "%2C"}
    return "".join(signs.get(one, one) for one in words)
