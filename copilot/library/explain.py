"""The page of a rule: what it means, why it is one, what is bad and what is good."""

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from copilot.library.rules import RULES
from copilot.library.sentences import SENTENCES

_CHAPTERS = ("file", "yaml", "phrases", "values", "replies")
#: Sentences that are parts of others.
_NO_RULES = frozenset({"found"})
#: What rules of the charter are called when they are broken by a template.
CHARTER = "charter-"


def rules() -> tuple[str, ...]:
    """Every rule that a problem of a library can name."""
    named = {code.partition("/")[0] for code in SENTENCES["en"]} - _NO_RULES
    return tuple(sorted(named))


def explain(rule: str) -> str | None:
    """The page of *rule*, or nothing when there is no such rule here."""
    charter = RULES.get(rule.removeprefix(CHARTER))
    if charter:
        return f"{rule}\n\n{charter.page.strip()}\n"
    page = _pages().get(rule)
    return f"{rule}\n\n{page}\n" if page else None


def chapters() -> Mapping[str, str]:
    """All pages together, by the name of their chapter, as the documentation shows them."""
    charter = "\n\n".join(f"## {name}\n\n{rule.page.strip()}" for name, rule in RULES.items())
    return {
        **{chapter: _text(chapter) for chapter in _CHAPTERS},
        "charter": f"# The charter\n\n{charter}\n",
    }


def _text(chapter: str) -> str:
    return (files("copilot.library.manual") / f"{chapter}.md").read_text("utf-8")


@cache
def _pages() -> Mapping[str, str]:
    pages: dict[str, str] = {}
    for chapter in _CHAPTERS:
        _, *sections = re.split(r"^## ", _text(chapter), flags=re.MULTILINE)
        for section in sections:
            rule, _, page = section.partition("\n")
            pages[rule.strip()] = page.strip()
    return pages
