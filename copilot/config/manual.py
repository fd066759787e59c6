"""The page of a configuration's rule, for `copilot check --explain`."""

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from copilot.config.sentences import SENTENCES


def config_rules() -> tuple[str, ...]:
    """Every rule that only a problem of a configuration can name."""
    return tuple(sorted({code.partition("/")[0] for code in SENTENCES["en"]}))


def explain_config(rule: str, language: str = "en") -> str | None:
    """The page of *rule*, or nothing when there is no such rule here."""
    page = _pages(language).get(rule)
    return f"{rule}\n\n{page}\n" if page else None


@cache
def _pages(language: str) -> Mapping[str, str]:
    ending = "" if language == "en" else f".{language}"
    text = (files("copilot.config") / f"manual{ending}.md").read_text("utf-8")
    _, *sections = re.split(r"^## ", text, flags=re.MULTILINE)
    pages = (section.partition("\n") for section in sections)
    return {rule.strip(): page.strip() for rule, _, page in pages}
