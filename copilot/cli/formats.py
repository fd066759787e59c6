"""Problems as what machines read; people read them as `shown` puts them."""

import json
from collections.abc import Callable, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from urllib.parse import quote

from copilot.config.manual import explain_config
from copilot.domain.problem import Problem
from copilot.library.explain import explain

Problems = Sequence[Problem]
_LEVELS = {"error": "error", "warning": "warning", "hint": "note"}


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
    """SARIF 2.1.0, which code scanners take: every rule that is named brings its page."""
    rules = sorted({one.rule for one in problems})
    document = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "copilot check",
                        "semanticVersion": version("reply-copilot"),
                        "rules": [_rule(rule, language) for rule in rules],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "results": [_result(one, rules.index(one.rule)) for one in problems],
            }
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=2)


def page_of(rule: str, language: str) -> str | None:
    """The page of a rule of a library or of a configuration."""
    return explain(rule, language) or explain_config(rule, language)


def _rule(rule: str, language: str) -> dict[str, object]:
    page = page_of(rule, language)
    if page is None:
        return {"id": rule}
    body = page.partition("\n")[2].strip()
    return {
        "id": rule,
        "shortDescription": {"text": " ".join(body.partition("\n\n")[0].split())},
        "help": {"text": body, "markdown": body},
    }


def _result(one: Problem, index: int) -> dict[str, object]:
    region = {"startLine": one.line, "startColumn": one.column}
    # an end before the start, or on it, would be a place that is none
    if one.end_column > one.column:
        region["endColumn"] = one.end_column
    place = {"artifactLocation": {"uri": _uri(one.path)}, "region": region}
    return {
        "ruleId": one.rule,
        "ruleIndex": index,
        "level": _LEVELS[one.severity.value],
        "message": {"text": one.message},
        "locations": [{"physicalLocation": place}],
    }


def _uri(path: str) -> str:
    """A path as a reference of RFC 3986: a space or an accent in a folder's name is escaped."""
    return Path(path).as_uri() if Path(path).is_absolute() else quote(Path(path).as_posix())


#: Those that need nothing but the problems; `text` shows the files, too.
FORMATS: Mapping[str, Callable[..., str]] = {"json": as_json, "github": github, "sarif": sarif}


def _escaped(words: str, *, in_property: bool = False) -> str:
    signs = {"%": "%25", "\r": "%0D", "\n": "%0A"}
    if in_property:
        signs |= {":": "%3A", ",": "%2C"}
    return "".join(signs.get(one, one) for one in words)
