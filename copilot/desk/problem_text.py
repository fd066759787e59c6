"""Faults of files, one a line: the place to copy, then the sentence."""

from collections.abc import Iterator, Mapping, Sequence

from copilot.desk.markup import Html, code, inert
from copilot.desk.notice_text import line_of
from copilot.desk.stranger import shorten, tame
from copilot.desk.words import Words

#: Faults told at once; the rest is counted.
PROBLEMS = 8
PLACE_UNITS = 160


def problem_lines(problems: Sequence[object], words: Words, *, more: int = 0) -> Iterator[Html]:
    """Each fault with its place, then how many there are beyond."""
    for one in problems[:PROBLEMS]:
        yield _problem(one)
    more += max(0, len(problems) - PROBLEMS)
    if more > 0:
        yield inert(words.count("notice.library_more", more))


def _problem(problem: object) -> Html:
    if not isinstance(problem, Mapping):
        return inert(line_of(problem))
    place = ":".join(str(problem.get(part, "")) for part in ("path", "line", "column"))
    said = f" {line_of(problem.get('message'))} [{line_of(problem.get('rule'))}]"
    return code(shorten(tame(place), PLACE_UNITS)) + inert(said)
