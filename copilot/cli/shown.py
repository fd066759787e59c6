"""Problems as text for people: each with the line of its file, and the place marked under it."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TextIO

from copilot.domain.problem import Problem, ProblemSeverity

#: Gives a line of a file by its path and number; nothing when it is not to be shown.
Line = Callable[[str, int], str | None]

_COUNTED = {
    "en": {"error": "error", "warning": "warning", "hint": "hint", "playbook": "playbook"},
    "fr": {"error": "erreur", "warning": "avertissement", "hint": "conseil", "playbook": "fiche"},
}
_NO_FAULT = {"en": "no fault", "fr": "aucun défaut"}
#: A space that French puts before a colon.
_COLON = {"en": ":", "fr": "\u00a0:"}
_PAINT = {"error": "31", "warning": "33", "hint": "36", "place": "1", "faint": "2"}
#: Controls would speak to the terminal, and marks of direction turn the line around.
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")
_WIDEST = 100
_BEFORE = 40


@dataclass(frozen=True, slots=True)
class Paint:
    """Colours words, on a terminal that wants colours."""

    is_on: bool = False

    def __call__(self, what: str, words: str) -> str:
        """Colour *words* as *what* they are."""
        return f"\x1b[{_PAINT[what]}m{words}\x1b[0m" if self.is_on and words else words


def text(
    problems: Sequence[Problem], *, playbooks: int, language: str, line: Line, paint: Paint
) -> str:
    """Every problem, file by file, then what they come to."""
    shown: list[str] = []
    path = None
    for one in problems:
        if path not in (None, one.path):
            shown.append("")
        path = one.path
        shown.append(_told(one, language, paint))
        shown.extend(_marked(one, line(one.path, one.line), paint))
    if shown:
        shown.append("")
    return "\n".join([*shown, _sum(problems, playbooks, language)])


def wants_colour(stream: TextIO, environ: Mapping[str, str]) -> bool:
    """Say whether *stream* is a terminal that shows colours, and nobody asked for none."""
    return stream.isatty() and not environ.get("NO_COLOR") and environ.get("TERM") != "dumb"


def width(words: str) -> int:
    """How many columns *words* take on a terminal."""
    return sum(map(_width, words))


def _told(one: Problem, language: str, paint: Paint) -> str:
    what = one.severity.value
    place = paint(what if one.severity is ProblemSeverity.ERROR else "place", one.place)
    rule = paint("faint", f"[{one.rule}]")
    said = " ".join(_UNSEEN.sub("�", one.message).splitlines())
    if one.severity is not ProblemSeverity.ERROR:
        said = f"{paint(what, _COUNTED[language][what])}{_COLON[language]} {said}"
    return f"{place}: {said} {rule}"


def _marked(one: Problem, line: str | None, paint: Paint) -> Iterator[str]:
    """The line, and carets under the place: tabs stay tabs, so that both move alike."""
    if line is None or not line.strip():
        return
    line, start, end = _cropped(_UNSEEN.sub("�", line), one.column - 1, one.end_column - 1)
    number = f"{one.line:>5}"
    bar = paint("faint", "|")
    before = "".join(sign if sign == "\t" else " " * _width(sign) for sign in line[:start])
    carets = "^" * max(width(line[start:end].expandtabs(1)), 1)
    yield f"{paint('faint', number)} {bar} {line}"
    yield f"{' ' * len(number)} {bar} {before}{paint(one.severity.value, carets)}"


def _cropped(line: str, start: int, end: int) -> tuple[str, int, int]:
    """A stretch of a long line around the place, and where the place is in it."""
    line = line.rstrip()
    start, end = min(start, len(line)), min(max(end, start + 1), max(len(line), start + 1))
    first = max(start - _BEFORE, 0) if len(line) > _WIDEST else 0
    last = first + _WIDEST
    head = "…" if first else ""
    tail = "…" if last < len(line) else ""
    moved = len(head) - first
    return f"{head}{line[first:last]}{tail}", start + moved, min(end, last) + moved


def _width(sign: str) -> int:
    if sign == "\u200d" or unicodedata.category(sign) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in "WF" else 1


def _sum(problems: Sequence[Problem], playbooks: int, language: str) -> str:
    counts = Counter(one.severity.value for one in problems)
    said = [_counted(playbooks, "playbook", language)]
    said += [
        _counted(counts[one.value], one.value, language)
        for one in ProblemSeverity
        if counts[one.value]
    ]
    if not problems:
        said.append(_NO_FAULT[language])
    return ", ".join(said)


def _counted(number: int, what: str, language: str) -> str:
    """French leaves 0 and 1 in the singular, English 1 alone."""
    is_one = number <= 1 if language == "fr" else number == 1
    words: Mapping[str, str] = _COUNTED[language]
    return f"{number} {words[what]}{'' if is_one else 's'}"
