"""
Comments that silence a rule in a file, with a written reason.

`# copilot: silence RULE — reason` in YAML, `{# copilot: silence RULE — reason #}` in a reply: for
the next line and what hangs on it, or for the whole file when nothing stands before it.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from copilot.domain.problem import Problem, ProblemSeverity
from copilot.library.place import Place
from copilot.library.report import Report, nearest
from copilot.library.source import Source

_BEGINS = r"copilot\s*(?::|\bsilence\b)"
_YAML = re.compile(rf"(?:^|\s)#\s*(?P<said>{_BEGINS}.*)$", re.IGNORECASE)
_JINJA = re.compile(rf"\{{#-?\s*(?P<said>{_BEGINS}.*?)\s*-?#\}}", re.IGNORECASE | re.DOTALL)
_FORM = re.compile(
    r"copilot\s*:\s*silence\s+(?P<rule>[\w-]*\w)\s*(?:(?:[—–:]|--?)\s*(?P<reason>.*))?", re.DOTALL
)
_BLOCK = re.compile(r"(?:^|[:-]\s+)[|>][0-9+-]*\s*(?:#.*)?$")
_NOTHING = re.compile(r"\s*(?:#.*)?$")
#: A reason of one word is none.
_SHORTEST = 8


@dataclass(frozen=True, slots=True)
class Silence:
    """One comment: the rule it silences, and from which line to which."""

    at: Place
    rule: str
    first: int
    last: int

    def covers(self, problem: Problem) -> bool:
        """Say whether *problem* is one that it means."""
        return (problem.path, problem.rule) == (
            self.at.path,
            self.rule,
        ) and self.first <= problem.line <= self.last


class Silences:
    """All comments of a library that silence something."""

    def __init__(self, silences: Iterable[Silence]) -> None:
        self._by_path: dict[str, list[Silence]] = {}
        for silence in silences:
            self._by_path.setdefault(silence.at.path, []).append(silence)

    def hush(self, problems: Iterable[Problem]) -> tuple[Problem, ...]:
        """Leave out what is silenced; an error never is."""
        return tuple(
            one
            for one in problems
            if one.severity is ProblemSeverity.ERROR or not self._covering(one)
        )

    def judge(
        self, problems: Collection[Problem], report: Report, *, rules: Iterable[str], has_all: bool
    ) -> None:
        """
        Report the silences that *problems* do not need; *rules* are those that there are.

        Whether one is needed is known only when *problems* are all that could be found.
        """
        needed = {silence for one in problems for silence in self._covering(one)}
        refused = {
            silence
            for one in problems
            if one.severity is ProblemSeverity.ERROR
            for silence in self._covering(one)
        }
        known = list(rules)
        for silence in (one for some in self._by_path.values() for one in some):
            if silence.rule not in known:
                _tell_unknown(silence, known, report)
            elif silence in refused:
                report.warning(silence.at, "bad-silence/error", word=silence.rule)
            elif has_all and silence not in needed:
                report.warning(silence.at, "unneeded-silence", word=silence.rule)

    def _covering(self, problem: Problem) -> list[Silence]:
        return [one for one in self._by_path.get(problem.path, ()) if one.covers(problem)]


def _tell_unknown(silence: Silence, known: list[str], report: Report) -> None:
    meant = nearest(silence.rule, known)
    code = "bad-silence/rule-nearest" if meant else "bad-silence/rule"
    report.warning(silence.at, code, suggestion=meant, word=silence.rule, meant=meant or "")


def read_silences(sources: Iterable[Source], report: Report) -> Silences:
    """Find the comments of all *sources*; those that silence nothing are reported."""
    found: list[Silence] = []
    for source in sources:
        if "copilot" in source.text.lower():
            read = _in_template if source.path.endswith(".j2") else _in_yaml
            found.extend(read(source, report))
    return Silences(found)


def _in_yaml(source: Source, report: Report) -> Iterator[Silence]:
    block: int | None = None
    is_top = True
    for number, line in enumerate(source.lines, start=1):
        comment = _YAML.search(line)
        in_block = block is not None and (not line.strip() or _depth(line) > block)
        if in_block and comment:
            at = Place(source.path, number, comment.start("said") + 1, len(line.rstrip()) + 1)
            report.warning(at, "bad-silence/phrases")
        if in_block:
            continue
        block = _depth(line) if _BLOCK.search(line) else None
        is_alone = _NOTHING.match(line) is not None
        is_top = is_top and is_alone
        if comment:
            at = Place(source.path, number, comment.start("said") + 1, len(line.rstrip()) + 1)
            first, last = _stretch(source, number, is_alone=is_alone)
            if is_top:
                first, last = 1, len(source.lines)
            yield from _silence(comment["said"], at, first, last, report)


def _in_template(source: Source, report: Report) -> Iterator[Silence]:
    for comment in _JINJA.finditer(source.text):
        before = source.text[: comment.start()]
        number = before.count("\n") + 1
        column = comment.start("said") - (before.rfind("\n") + 1) + 1
        width = len(comment["said"].partition("\n")[0])
        at = Place(source.path, number, column, column + width)
        first = number + comment[0].count("\n")
        last = first + 1
        if not re.sub(r"\{#.*?#\}", "", before, flags=re.DOTALL).strip():
            first, last = 1, len(source.lines)
        yield from _silence(comment["said"], at, first, last, report)


def _silence(said: str, at: Place, first: int, last: int, report: Report) -> Iterator[Silence]:
    form = _FORM.fullmatch(said.strip())
    if form is None:
        report.warning(at, "bad-silence/form")
    elif len((form["reason"] or "").strip()) < _SHORTEST:
        report.warning(at, "bad-silence", word=form["rule"])
    else:
        yield Silence(at, form["rule"], first, last)


def _stretch(source: Source, number: int, *, is_alone: bool) -> tuple[int, int]:
    """Find the line that a comment is about, and the last one that hangs on it."""
    first = number
    while is_alone and first < len(source.lines) and _NOTHING.match(source.line(first)):
        first += 1
    last = first
    depth = _depth(source.line(first))
    while last < len(source.lines):
        after = source.line(last + 1)
        if after.strip() and _depth(after) <= depth:
            break
        last += 1
    return first, last


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
