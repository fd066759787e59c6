"""Why a rendering failed, as a code with its values; the sentences are where problems are told."""

import re
from collections.abc import Mapping

from jinja2 import TemplateNotFound, UndefinedError
from jinja2.exceptions import SecurityError

from copilot.library.budget import MOST_CHARACTERS, MOST_STEPS, Overrun
from copilot.library.filters import NotText

Reason = tuple[str, Mapping[str, str | int]]

_UNDEFINED = re.compile(r"^'(?P<word>[^']+)' is undefined")
_NO_ATTRIBUTE = re.compile(r"has no (?:attribute|element) '?(?P<word>[^']+)'?$")
_OPERATOR = re.compile(r"^`(?P<word>[^`]+)` is for numbers")
_BY_KIND = (
    (RecursionError, "circle"),
    (SyntaxError | MemoryError, "too-deep"),
    (ArithmeticError | TypeError | ValueError, "calculation"),
)


def reason_of(exc: BaseException) -> Reason:
    """Name what *exc* says of a rendering."""
    match exc:
        case TemplateNotFound():
            return "file", {"word": str(exc.name)}
        case UndefinedError():
            return _of_undefined(exc.message or "")
        case SecurityError():
            found = _OPERATOR.search(exc.message or "")
            return ("operator", {"word": found["word"]}) if found else ("unsafe", {})
        case Overrun() | NotText():
            return exc.code, {"most": MOST_STEPS if exc.code == "steps" else MOST_CHARACTERS}
    return next((code for kind, code in _BY_KIND if isinstance(exc, kind)), "other"), {}


def _of_undefined(message: str) -> Reason:
    """Jinja says in its message alone what is not there."""
    for code, pattern in (("undefined", _UNDEFINED), ("absent", _NO_ATTRIBUTE)):
        if found := pattern.search(message):
            return code, {"word": found["word"]}
    return "empty-list", {}
