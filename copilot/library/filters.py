"""The filters and tests that templates may use: few, and none that can grow a text for ever."""

import operator
from collections.abc import Callable, Iterable, Iterator, Mapping

from jinja2 import filters, pass_context, tests
from jinja2.runtime import Context, Undefined

from copilot.library.budget import MOST_CHARACTERS, Overrun, bounded, spend

#: Names that a template's author cannot write.
COUNTED, JOINED, STEP = "for: counted", "~: joined", "block: step"


class NotText(Exception):  # noqa: N818 - reads as what happened
    """Something that is no text was to be written; `code` names what it is."""

    def __init__(self, message: str, code: str) -> None:
        super().__init__(message)
        self.code = code


def written(value: object) -> str:
    """
    Turn *value* into what is written.

    Raises:
        NotText: it is nothing, a list, or yes or no.
        UndefinedError: it doesn't exist.
    """
    if isinstance(value, str):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, Undefined):
        return str(value)
    if value is None:
        raise NotText("a value to be written is nothing: put it inside {% if … %}", "nothing")
    raise NotText(f"a value to be written is a {type(value).__name__}", "not-text")


@pass_context  # or Jinja would count once, while it compiles
def counted(_: Context, values: object) -> Iterator[object]:
    """Go through *values*, one step each."""
    for value in _listed(values):
        spend()
        yield value


@pass_context
def step(_: Context, nothing: str) -> str:
    """Count one step."""
    spend()
    return nothing


def joined(values: Iterable[object]) -> str:
    """Put texts one after the other."""
    return bounded("".join(written(value) for value in values))


def _listed(values: object) -> list[object] | tuple[object, ...]:
    if isinstance(values, Undefined):
        str(values)
    if not isinstance(values, list | tuple):
        raise NotText("only lists can be gone through", "not-a-list")
    return values


def _join(values: Iterable[object], between: object = "") -> str:
    parts = [written(value) for value in _listed(values)]
    gap = written(between)
    if sum(map(len, parts)) + len(gap) * len(parts) > MOST_CHARACTERS:
        raise Overrun(f"more than {MOST_CHARACTERS} characters")
    return gap.join(parts)


def _replace(value: object, old: str, new: str) -> str:
    text, old, new = written(value), written(old), written(new)
    if len(text) + (text.count(old) if old else len(text)) * len(new) > MOST_CHARACTERS:
        raise Overrun(f"more than {MOST_CHARACTERS} characters")
    return text.replace(old, new) if old else text


def _over_text(function: Callable[[str], str]) -> Callable[[object], str]:
    return lambda value: function(written(value))


FILTERS: Mapping[str, Callable[..., object]] = {
    "capitalize": _over_text(filters.do_capitalize),
    "count": len,
    "d": filters.do_default,
    "default": filters.do_default,
    "first": filters.do_first,
    "int": filters.do_int,
    "join": _join,
    "last": filters.do_last,
    "length": len,
    "lower": _over_text(filters.do_lower),
    "replace": _replace,
    "round": filters.do_round,
    "title": _over_text(filters.do_title),
    "trim": _over_text(str.strip),
    "truncate": filters.do_truncate,
    "upper": _over_text(filters.do_upper),
    COUNTED: counted,
    JOINED: joined,
    STEP: step,
}
TESTS: Mapping[str, Callable[..., bool]] = {
    "defined": tests.test_defined,
    "undefined": tests.test_undefined,
    "none": tests.test_none,
    "string": tests.test_string,
    "number": tests.test_number,
    "eq": operator.eq,
    "equalto": operator.eq,
    "ne": operator.ne,
    "lt": operator.lt,
    "le": operator.le,
    "gt": operator.gt,
    "ge": operator.ge,
    "in": tests.test_in,
}
