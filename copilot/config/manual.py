"""The page of a configuration's rule, for `copilot check --explain`."""

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from copilot.config.sentences import SENTENCES


def config_rules() -> tuple[str, ...]:
    """Every rule that only a problem of a configuration can name."""
    return tuple(sorted({code.partition("/")[0] for code in SENTENCES["en"]}))


def explain_config(rule: str) -> str | None:
    """The page of *rule*, or nothing when there is no such rule here."""
    page = _pages().get(rule)
    return f"{rule}\n\n{page}\n" if page else None


@cache
def _pages() -> Mapping[str, str]:
    text = (files("copilot.config") / "manual.md").read_text("utf-8")
    _, *sections = re.split(r"^## ", text, flags=re.MULTILINE)
    pages = (section.partition("\n") for section in sections)
    return {rule.strip(): page.strip() for rule, _, page in pages}
