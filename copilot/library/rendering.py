"""Renders one template within its budget, and says which parts it filled and where it failed."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from traceback import walk_tb

from jinja2 import TemplateError, TemplateNotFound

from copilot.domain.errors import TemplateFailed
from copilot.domain.postable import postable
from copilot.library.budget import CURRENT, MOST_CHARACTERS, Budget, Overrun
from copilot.library.cage import NAME_END, OPEN, SHUT, Cage
from copilot.library.filters import NotText
from copilot.library.lining import closed_up
from copilot.library.reasons import Reason, reason_of

_MARK = re.compile(f"{OPEN}([a-z_]*){NAME_END}|{SHUT}")
_UNSEEN = f"{OPEN}[a-z_]*{NAME_END}|{SHUT}"
_BLANK_LINES = re.compile(r"\n{3,}")
_LINE_ENDS = re.compile(r"[ \t]+\n")


@dataclass(frozen=True, slots=True)
class Result:
    """The text as it would be approved, and the parts with something in them."""

    text: str
    parts: frozenset[str]


class Broken(TemplateFailed):
    """A rendering failed at a place; `path` is below `replies/`, `reason` is a code."""

    def __init__(
        self, words: str, *, path: str, line: int, reason: Reason, fact: str = ""
    ) -> None:
        super().__init__(f"{path}, line {line}: {words}", fact=fact)
        self.reason = reason
        self.path = path
        self.line = line


def run(cage: Cage, path: str, values: Mapping[str, object]) -> Result:
    """
    Render *path* with *values*.

    Raises:
        Broken: it can't be; says where and why.
    """
    token = CURRENT.set(Budget())
    try:
        return _result(_written(cage, path, values))
    except TemplateNotFound as exc:
        raise Broken(
            f"there is no file `{exc.name}`",
            path=path,
            line=_line_of(exc, path),
            reason=reason_of(exc),
        ) from exc
    except (TemplateError, TemplateFailed, Overrun, NotText) as exc:
        where, line = _place_of(exc, path)
        fact = exc.fact if isinstance(exc, TemplateFailed) else ""
        raise Broken(str(exc), path=where, line=line, reason=reason_of(exc), fact=fact) from exc
    except RecursionError as exc:
        words = "it includes itself without end"
        raise Broken(words, path=path, line=1, reason=reason_of(exc)) from exc
    except (SyntaxError, MemoryError) as exc:
        words = "it is nested too deep"
        raise Broken(words, path=path, line=1, reason=reason_of(exc)) from exc
    except (ArithmeticError, TypeError, ValueError) as exc:
        where, line = _place_of(exc, path)
        words = f"a calculation failed ({exc})"
        raise Broken(words, path=where, line=line, reason=reason_of(exc)) from exc
    finally:
        CURRENT.reset(token)


def _written(cage: Cage, path: str, values: Mapping[str, object]) -> str:
    pieces: list[str] = []
    length = 0
    for piece in cage.get_template(path).generate(**values):
        length += len(piece)
        # marks may be as many again; what a reply may hold is counted without them
        if length > 3 * MOST_CHARACTERS:
            raise Overrun(f"more than {MOST_CHARACTERS} characters")
        pieces.append(piece)
    return "".join(pieces)


def _result(marked: str) -> Result:
    # between the texts stand the names of parts that begin, and nothing where one ends
    pieces = _MARK.split(closed_up(marked, _UNSEEN))
    written = postable("".join(pieces[::2]))
    text = _BLANK_LINES.sub("\n\n", _LINE_ENDS.sub("\n", written)).strip()
    if len(text) > MOST_CHARACTERS:
        raise Overrun(f"more than {MOST_CHARACTERS} characters")
    return Result(text, frozenset(_filled(pieces[::2], pieces[1::2])))


def _filled(texts: Sequence[str], names: Sequence[str | None]) -> set[str]:
    """Find the parts between whose marks something was written."""
    filled: set[str] = set()
    open_parts: list[str] = []
    for text, name in zip(texts, names, strict=False):
        if open_parts and text.strip():
            filled.update(open_parts)
        if name is not None:
            open_parts.append(name)
        elif open_parts:
            open_parts.pop()
    return filled


def _line_of(exc: BaseException, path: str) -> int:
    return _place_of(exc, path)[1]


def _place_of(exc: BaseException, path: str) -> tuple[str, int]:
    """Find the innermost line of a template; Jinja gives its frames the template's own name."""
    number = getattr(exc, "lineno", None)
    if number:
        return getattr(exc, "filename", None) or path, number
    place = (path, 1)
    for frame, line in walk_tb(exc.__traceback__):
        name = frame.f_code.co_filename
        if name.endswith(".j2"):
            place = (name, line)
    return place
