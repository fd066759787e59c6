"""What a YAML parser stumbled over, in terms of what the person wrote."""

import re

import yaml

from copilot.library.place import Place
from copilot.library.report import Report
from copilot.library.source import Source

_ITEM = re.compile(r"^\s*-\s+(?P<start>[@`%*&!|>\[{\"'])")
_VARIABLE = re.compile(r"(?<![\"'])\$\{(?P<name>\w+)\}(?![\"'])")
_TWO_COLONS = re.compile(r"^\s*(?:-\s+)?[^\"'{\[#]+?:\s+[^\"'{\[|>].*?(?P<colon>:)(?:\s|$)")
_INDENT = re.compile(r"^[ \t\xa0]*")


def diagnose(source: Source, error: yaml.MarkedYAMLError, report: Report) -> None:
    """Report the syntax *error*, at the mark nearest to what the person should change."""
    mark = error.problem_mark or error.context_mark
    number = mark.line + 1 if mark else 1
    column = mark.column + 1 if mark else 1
    if not source.line(number).strip() and error.context_mark:
        number, column = error.context_mark.line + 1, error.context_mark.column + 1
    for candidate in (number, number - 1):
        if _by_line(source, candidate, report):
            return
    _by_parser(source, error, Place(source.path, number, column, column + 1), report)


def _by_line(source: Source, number: int, report: Report) -> bool:
    line = source.line(number)
    indent = _INDENT.match(line)
    depth = indent.end() if indent else 0
    for sign, code in (("\t", "tab"), ("\xa0", "indent/no-break-space")):
        column = line.find(sign, 0, depth) + 1
        if column:
            report.error(Place(source.path, number, column, column + 1), code)
            return True
    if variable := _VARIABLE.search(line):
        name = variable["name"]
        at = Place(source.path, number, variable.start() + 1, variable.end() + 1)
        report.error(at, "unquoted-variable", suggestion=f'"${{{name}}}"', name=name)
        return True
    if item := _ITEM.match(line):
        column = item.start("start") + 1
        at = Place(source.path, number, column, column + 1)
        report.error(at, "phrase-sign", word=item["start"])
        return True
    if colon := _TWO_COLONS.match(line):
        column = colon.start("colon") + 1
        report.error(Place(source.path, number, column, column + 1), "unquoted-colon")
        return True
    return False


_BY_PROBLEM = (
    ("unexpected end of stream", "unclosed-quote"),
    ("mapping values are not allowed", "indent"),
    ("expected '-' indicator", "indent"),
    ("expected key", "indent"),
    ("<block end>", "indent"),
    ("',' or '}'", "unclosed-bracket"),
    ("',' or ']'", "unclosed-bracket"),
    ("':'", "missing-colon"),
)


def _by_parser(source: Source, error: yaml.MarkedYAMLError, at: Place, report: Report) -> None:
    problem = error.problem or ""
    code = next((code for words, code in _BY_PROBLEM if words in problem), "syntax")
    if code in ("unclosed-quote", "unclosed-bracket") and error.context_mark:
        opened = error.context_mark
        at = Place(source.path, opened.line + 1, opened.column + 1, opened.column + 2)
    report.error(at, code)
