"""In which language to speak to whoever runs a command, before or without a configuration."""

import os
import re
from collections.abc import Mapping

from copilot.library.nodes import Listing, Node, Scalar, node_at

#: What people write for a language, by its first letters: fr, français, French, en, anglais …
_BEGINS = {"fr": "fr", "en": "en", "ang": "en"}
#: The same in a file that is no YAML: `language: français`, then `languages: [fr, en]`.
_LINES = tuple(
    re.compile(rf"\b{key}\s*:[\s\[\"'-]*([^\W\d_]{{2,}})") for key in ("language", "languages")
)
_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")


def spoken_by(environ: Mapping[str, str] | None = None, *, default: str = "en") -> str:
    """The language of the terminal, as LC_ALL, LC_MESSAGES or LANG say it; otherwise English."""
    known = os.environ if environ is None else environ
    first = next((known[name] for name in _VARIABLES if known.get(name)), "")
    return _meant(first) or default


def spoken_in(root: Node | None, text: str, *, environ: Mapping[str, str] | None = None) -> str:
    """
    The language of a configuration: its desk's, otherwise its brand's, otherwise the terminal's.

    One that is misspelt, or a file that cannot be read as a whole, still says which was meant.
    """
    said = [node_at(root, "desk", "language"), _first(node_at(root, "brand", "languages"))]
    written = [one.text for one in said if isinstance(one, Scalar)]
    if root is None:
        written = [word for line in _LINES for word in line.findall(text)]
    found = (_meant(one) for one in written)
    return next((one for one in found if one), None) or spoken_by(environ)


def _first(node: Node | None) -> Node | None:
    return node.items[0] if isinstance(node, Listing) and node.items else None


def _meant(word: str) -> str | None:
    small = word.strip().lower()
    return next((code for begun, code in _BEGINS.items() if small.startswith(begun)), None)
