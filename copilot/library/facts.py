"""Facts: dated, sourced values that templates may state."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from copilot.domain.playbook import Fact, Texts
from copilot.library.languages import by_language
from copilot.library.record import Key, Record, Table
from copilot.library.scalars import day, prose
from copilot.library.shape import Unfit

NAME = "[a-z][a-z0-9_]{0,63}"


def identifier(text: str) -> str:
    """
    Check a name that templates use.

    Raises:
        Unfit: it isn't one.
    """
    head, rest = text[:1], text.replace("_", "a")
    is_name = head.isascii() and head.islower() and rest.isascii() and rest.isalnum()
    if not is_name or text != text.lower() or len(text) > 64:
        raise Unfit("not-a-name")
    return text


def _fact(
    *,
    value: Texts,
    source: str,
    since: date | None = None,
    until: date | None = None,
    label: Texts | None = None,
) -> Fact:
    if since and until and until < since:
        raise Unfit("dates-crossed", key="until")
    return Fact("", value, source, since, until, label=label or {})


FACT = Record(
    {
        "label": Key(
            by_language(), "What it is about, as cards and /fact say it before the value."
        ),
        "value": Key(by_language(), "What is true, per language.", is_required=True),
        "source": Key(prose(), "Who says so.", is_required=True),
        "since": Key(day(), "The day it became true, as 2026-11-12."),
        "until": Key(day(), "The last day on which it may be stated, as 2027-01-31."),
    },
    _fact,
    "A dated, sourced value that templates may state.",
)
FACTS = Table(FACT, check=identifier, pattern=f"^{NAME}$")


def named(facts: Mapping[str, Fact] | None) -> dict[str, Fact]:
    """Give each fact the name it stands under."""
    return {name: replace(fact, name=name) for name, fact in (facts or {}).items()}
