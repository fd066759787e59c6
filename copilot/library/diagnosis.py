"""What a YAML parser stumbled over, in terms of what the person wrote."""

import re

import yaml

from copilot.library.place import Place
from copilot.library.report import Report
from copilot.library.source import Source

_ITEM = re.compile(r"^\s*-\s+(?P<start>[@`%*&!|>\[{\"'])")
_VARIABLE = re.compile(r"(?<![\"'])\$\{(?P<name>\w+)\}(?![\"'])")
_TWO_COLONS = re.compile(r"^\s*(?:-\s+)?[^\"'{\[#]+?:\s+[^\"'{\[|>].*?(?P<colon>:)(?:\s|$)")
_BLOCK = re.compile(r"^[^#]*:\s+[|>][0-9+-]*\s*(?:#.*)?$")
_KEY = re.compile(r"^\s*[\w-]+:(?:\s|$)")
_OPENED = re.compile(r"^\s*(?:-\s+)?(?:[\w -]+:\s+)?(?P<quote>[\"'])(?P<rest>.*)$")
_CURLY = re.compile(r"[{,:]\s*(?P<quote>[“„«])")
_TIGHT = re.compile(r"^\s*(?:-\s+)?[a-z][a-z_]*(?P<colon>:)(?:(?P<no_break>[\xa0\u202f])|[^\s:/])")
_SIGNED = re.compile(r"^\s*(?:-\s+)?[\w -]+:\s+(?P<sign>[@`%&*!\[{\"'])")
_INDENT = re.compile(r"^[ \t\xa0]*")


def diagnose(source: Source, error: yaml.MarkedYAMLError, report: Report) -> None:
    """Report the syntax *error*, at the mark nearest to what the person should change."""
    mark = error.problem_mark or error.context_mark
    number = mark.line + 1 if mark else 1
    column = mark.column + 1 if mark else 1
    if not source.line(number).strip() and error.context_mark:
        number, column = error.context_mark.line + 1, error.context_mark.column + 1
    if _fallen_out(source, (number, number - 1), report) or _swallowed(source, number, report):
        return
    begun = error.context_mark.line + 1 if error.context_mark else number
    for candidate in (number, number - 1, begun):
        if _by_line(source, candidate, report):
            return
    _by_parser(source, error, Place(source.path, number, column, column + 1), report)


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _fallen_out(source: Source, numbers: tuple[int, ...], report: Report) -> bool:
    """Report a phrase that stands too far left to belong to the block above it."""
    for number in numbers:
        line = source.line(number)
        depth = _depth(line)
        if not line.strip() or line[depth] == "\t" or line[depth] == "\xa0" or _KEY.match(line):
            continue
        above = _block_above(source, number, depth)
        if above is not None:
            at = Place(source.path, number, depth + 1, len(line.rstrip()) + 1)
            report.error(at, "indent/phrase", count=above - depth)
            return True
    return False


def _block_above(source: Source, number: int, depth: int) -> int | None:
    """Find how far in the phrases above stand, if a block of them ends just there."""
    phrases: int | None = None
    for before in range(number - 1, 0, -1):
        line = source.line(before)
        if not line.strip():
            continue
        if _BLOCK.match(line) and phrases is not None:
            return phrases if depth < phrases else None
        if _depth(line) <= depth:
            return None
        phrases = _depth(line)
    return None


def _swallowed(source: Source, number: int, report: Report) -> bool:
    """Report the quote that opens a text and took the lines after it along."""
    block: int | None = None
    for one, line in enumerate(source.lines[:number], start=1):
        if block is not None and (not line.strip() or _depth(line) > block):
            continue
        block = _depth(line) if _BLOCK.match(line) else None
        opened = _OPENED.match(line)
        if opened and opened["quote"] not in opened["rest"]:
            column = opened.start("quote") + 1
            report.error(Place(source.path, one, column, column + 1), "unclosed-quote")
            return True
    return False


def _by_line(source: Source, number: int, report: Report) -> bool:
    line = source.line(number)
    indent = _INDENT.match(line)
    depth = indent.end() if indent else 0
    for sign, code in (("\t", "tab"), ("\xa0", "indent/no-break-space")):
        column = line.find(sign, 0, depth) + 1
        if column:
            report.error(Place(source.path, number, column, column + 1), code)
            return True
    return _by_sign(source, line, number, report)


def _by_sign(source: Source, line: str, number: int, report: Report) -> bool:
    if tight := _TIGHT.match(line):
        column = tight.start("colon") + 1
        code = "missing-colon/no-break-space" if tight["no_break"] else "missing-colon/space"
        report.error(Place(source.path, number, column, column + 2), code)
    elif variable := _VARIABLE.search(line):
        name = variable["name"]
        at = Place(source.path, number, variable.start() + 1, variable.end() + 1)
        report.error(at, "unquoted-variable", suggestion=f'"${{{name}}}"', name=name)
    elif curly := _CURLY.search(line) if "{" in line else None:
        column = curly.start("quote") + 1
        report.error(Place(source.path, number, column, column + 1), "typographic-quotes")
    elif item := _ITEM.match(line):
        column = item.start("start") + 1
        at = Place(source.path, number, column, column + 1)
        report.error(at, "phrase-sign", word=item["start"])
    elif colon := _TWO_COLONS.match(line):
        column = colon.start("colon") + 1
        report.error(Place(source.path, number, column, column + 1), "unquoted-colon")
    else:
        return False
    return True


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


def _is_open(line: str) -> bool:
    return line.count("[") > line.count("]") or line.count("{") > line.count("}")


def _by_parser(source: Source, error: yaml.MarkedYAMLError, at: Place, report: Report) -> None:
    problem = error.problem or ""
    code = next((code for words, code in _BY_PROBLEM if words in problem), "syntax")
    if code in ("unclosed-quote", "unclosed-bracket", "missing-colon") and error.context_mark:
        opened = error.context_mark
        at = Place(source.path, opened.line + 1, opened.column + 1, opened.column + 2)
    if code == "syntax" and not source.line(at.line).strip():
        # the file ended while something was still awaited: in the last line that says anything
        last = next((n for n in range(at.line, 0, -1) if source.line(n).strip()), at.line)
        at = Place(source.path, last, 1, 2)
    signed = _SIGNED.match(source.line(at.line)) if code in ("indent", "syntax") else None
    if signed:
        column = signed.start("sign") + 1
        at = Place(source.path, at.line, column, column + 1)
        is_bracket = code == "syntax" and signed["sign"] in "[{" and _is_open(signed.string)
        report.error(at, "unclosed-bracket" if is_bracket else "syntax/sign", word=signed["sign"])
        return
    report.error(at, code)
