"""What was to be filled in and still stands in a text as it would be posted."""

import re
from collections.abc import Iterator

#: Each of what is looked for has one of these, and hardly any text has.
_SIGNS = ("{", "[", "<")
_WORDS = r"[^\W\d][\w'’ -]{1,40}"
LEFT = {
    "braces": re.compile(r"(?<!\{)\{\s*(?P<name>[^\W\d][\w. ]{0,40}?)\s*\}(?!\})"),
    "brackets": re.compile(rf"\[{_WORDS}\](?!\()"),
    "page": re.compile(r"</?(?:a|b|i|u|p|br|em|li|ul|ol|div|span|strong)\b[^<>\n]{0,200}>"),
}
#: Only a person leaves these: in a template two braces are Jinja's.
_TYPED = (
    re.compile(r"\{\{[^{}\n]{0,60}\}\}|\{%[^{}\n]{0,60}%\}"),
    re.compile(rf"<{_WORDS}>"),
)
#: What people do write in square brackets.
_MEANT = re.compile(r"\[(?:sic|edit|update|màj|maj|mise à jour|mis à jour)\b", re.IGNORECASE)


def may_have_leftovers(text: str) -> bool:
    """Whether looking closer is worth it."""
    return any(sign in text for sign in _SIGNS)


def typed_leftovers(text: str) -> Iterator[tuple[int, int]]:
    """Where a person left something to be filled in, or the marks of a web page; from the left."""
    if not may_have_leftovers(text):
        return
    found = {one.span() for left in (*LEFT.values(), *_TYPED) for one in left.finditer(text)}
    yield from sorted(span for span in found if not _MEANT.match(text, span[0]))
