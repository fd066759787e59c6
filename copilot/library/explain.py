"""The page of a rule: what it means, why it is one, what is bad and what is good."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

from copilot.library import checks, matched
from copilot.library.registry import modules
from copilot.library.rules import RULES
from copilot.library.sentences import SENTENCES

_READING = ("file", "yaml", "phrases", "values")
#: Sentences that are parts of others.
_NO_RULES = frozenset({"found"})
#: What rules of the charter are called when they are broken by a template.
CHARTER = "charter-"
_TITLES = {
    "library": {"en": "Across files", "fr": "D’un fichier à l’autre"},
    "tests": {"en": "The playbooks' own words", "fr": "Les mots des fiches"},
    "charter": {"en": "The charter", "fr": "La charte"},
}


def rules() -> tuple[str, ...]:
    """Every rule that a problem of a library can name."""
    named = {code.partition("/")[0] for code in SENTENCES["en"]} - _NO_RULES
    return tuple(sorted(named))


def explain(rule: str, language: str = "en") -> str | None:
    """The page of *rule*, or nothing when there is no such rule here."""
    charter = RULES.get(rule.removeprefix(CHARTER))
    if charter:
        page: str | None = charter.pages[language].strip()
    else:
        page = _pages(language).get(rule)
    return f"{rule}\n\n{page}\n" if page else None


def chapters(language: str = "en") -> Mapping[str, str]:
    """All pages together, by the name of their chapter, as the documentation shows them."""
    charter = (f"## {name}\n\n{rule.pages[language].strip()}" for name, rule in RULES.items())
    brought = {
        "library": _brought("checks", language),
        "tests": _brought("matched", language),
        "charter": charter,
    }
    return {
        **{chapter: _text(chapter, language) for chapter in _READING},
        **{
            chapter: "\n\n".join([f"# {_TITLES[chapter][language]}", *pages]) + "\n"
            for chapter, pages in brought.items()
        },
    }


def _brought(package: str, language: str) -> Iterator[str]:
    home = {"checks": checks, "matched": matched}[package]
    for _, module in modules(home.__name__, home.__path__):
        yield module.PAGES[language].strip()


def _text(chapter: str, language: str) -> str:
    ending = "" if language == "en" else f".{language}"
    return (files("copilot.library.manual") / f"{chapter}{ending}.md").read_text("utf-8")


@cache
def _pages(language: str) -> Mapping[str, str]:
    pages: dict[str, str] = {}
    texts = [_text(chapter, language) for chapter in _READING]
    texts += [*_brought("checks", language), *_brought("matched", language)]
    for text in texts:
        _, *sections = re.split(r"^## ", text, flags=re.MULTILINE)
        for section in sections:
            rule, _, page = section.partition("\n")
            pages[rule.strip()] = page.strip()
    return pages
