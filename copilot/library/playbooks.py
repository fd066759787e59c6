"""The shape of a playbook's file, and its way into a `Playbook` (CONTRACT.md, section 4)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial

from copilot.domain.person import Role
from copilot.domain.playbook import (
    Escalation,
    Fact,
    IncidentRule,
    Playbook,
    PlaybookTest,
    Posture,
    Responsibility,
    Severity,
    Texts,
    Undertaking,
    Unit,
)
from copilot.library.composite import ByKind, Items
from copilot.library.facts import FACTS, NAME, identifier, named
from copilot.library.languages import Phrase, PlacedPhrases, bare, by_language, language, placed
from copilot.library.meant import meant
from copilot.library.record import Key, Record, Table
from copilot.library.scalars import duration, integer, member, prose, word, words
from copilot.library.shape import Unfit

ID = "[a-z0-9][a-z0-9-]{0,63}"
#: Names in `playbooks/` that mean something else.
TAKEN = ("charter", "facts")
THIS, NOT_THIS = "this", "not this"
_CLOCK = (Unit.SECOND, Unit.MINUTE, Unit.HOUR, Unit.DAY)
_Placed = Mapping[str, tuple[Phrase, ...]]


@dataclass(frozen=True, slots=True)
class Parsed:
    """A playbook, and where its examples stand."""

    playbook: Playbook
    examples: _Placed = field(default_factory=dict)


def is_id(text: str) -> bool:
    """Say whether *text* can be a playbook's id."""
    return re.fullmatch(ID, text) is not None


def _expectation(text: str) -> str:
    if text not in (THIS, NOT_THIS) and not is_id(text):
        near = meant(text, (THIS, NOT_THIS))
        if near is not None:
            raise Unfit("unknown-expectation/nearest", meant=near)
        raise Unfit("unknown-expectation")
    return text


_PROMISE = Record(
    {
        "what": Key(by_language(), "What is promised, per language.", is_required=True),
        "within": Key(duration(), "Within what time, as 2h or 2wd.", is_required=True),
    },
    Undertaking,
)
_ESCALATE = Record(
    {
        "to": Key(words(role.value for role in Role), "The role to alert.", is_required=True),
        "after": Key(duration(), "After how long without an answer.", is_required=True),
    },
    Escalation,
)
_INCIDENT = Record(
    {
        "count": Key(integer(2, 100_000), "That many messages …"),
        "within": Key(duration(_CLOCK), "… within that time are a pile-on."),
        "reactions": Key(integer(1, 10_000_000), "Or that many reactions to one post."),
    },
    IncidentRule,
)
_APPROVALS: ByKind[int | tuple[str, ...]] = ByKind(
    text=integer(1, 5), items=Items(words(role.value for role in Role), least=1)
)

KEYS: Mapping[str, Key[object]] = {
    "id": Key(word(ID, "not-an-id", example="late-delivery"), "Repeats the file's name."),
    "title": Key(prose(most=120), "What community managers call it.", is_required=True),
    "severity": Key(member(Severity), "How serious it is.", is_required=True),
    "posture": Key(
        member(Posture),
        "How the brand answers; person: somebody writes it; silent: no answer.",
        is_required=True,
    ),
    "responsibility": Key(
        member(Responsibility), "How far the public holds the brand responsible."
    ),
    "owner": Key(prose(most=120), "Who looks after it; a name from `people`."),
    "examples": Key(
        placed(), "What people write, one phrase a line, per language.", is_required=True
    ),
    "not_examples": Key(placed(), "Phrases that look alike and are another matter."),
    "requires": Key(placed(), "At least one of these words must occur (misspelt counts)."),
    "excludes": Key(placed(), "None of these may occur."),
    "guidance": Key(by_language(), "Advice shown to the community manager."),
    "verify": Key(Items(by_language()), "Ticked before a `solution` reply can be approved."),
    "facts": Key(FACTS, "What templates may state; shared facts live in facts.yaml."),
    "ask": Key(
        Table(by_language(prose(most=200)), check=identifier, pattern=f"^{NAME}$"),
        "What the community manager is asked when a template needs it.",
    ),
    "promise": Key(_PROMISE, "What the replies promise, and within what time."),
    "approvals": Key(_APPROVALS, "How many different people, or which roles."),
    "escalate": Key(_ESCALATE, "Whom to alert when nobody has answered."),
    "incident": Key(_INCIDENT, "How many messages are a pile-on."),
    "tests": Key(
        Table(
            Table(PlacedPhrases(), check=_expectation, pattern=f"^(?:this|not this|{ID})$"),
            check=language,
            pattern="^[a-z]{2}$",
        ),
        "Phrases that must be found: this, not this, or another playbook's id.",
    ),
}


def shape_of(playbook: str, path: str) -> Record[Parsed]:
    """Make the shape of the file *path*, whose name says *playbook*."""
    make = partial(_parsed, name=playbook, path=path)
    return Record(KEYS, make, "A crisis playbook.", elsewhere=("replies",))


def _parsed(  # noqa: PLR0913 - a playbook has that many keys
    *,
    name: str,
    path: str,
    title: str,
    severity: Severity,
    posture: Posture,
    examples: dict[str, tuple[Phrase, ...]],
    responsibility: Responsibility | None = None,
    owner: str | None = None,
    not_examples: dict[str, tuple[Phrase, ...]] | None = None,
    requires: dict[str, tuple[Phrase, ...]] | None = None,
    excludes: dict[str, tuple[Phrase, ...]] | None = None,
    guidance: Texts | None = None,
    verify: tuple[Texts, ...] = (),
    facts: dict[str, Fact] | None = None,
    ask: Mapping[str, Texts] | None = None,
    promise: Undertaking | None = None,
    approvals: int | tuple[str, ...] = 1,
    escalate: Escalation | None = None,
    incident: IncidentRule | None = None,
    tests: Mapping[str, _Placed] | None = None,
    id: str | None = None,  # noqa: A002 - the key's own name
) -> Parsed:
    if id not in (None, name):
        raise Unfit("id-not-file-name", key="id", word=id or "", name=name)
    playbook = Playbook(
        id=name,
        path=path,
        title=title,
        severity=severity,
        posture=posture,
        examples=bare(examples),
        responsibility=responsibility,
        owner=owner,
        not_examples=bare(not_examples),
        requires=bare(requires),
        excludes=bare(excludes),
        guidance=guidance or {},
        verify=verify,
        facts=named(facts),
        ask=ask or {},
        promise=promise,
        approvals=approvals if isinstance(approvals, int) else 1,
        approval_roles=() if isinstance(approvals, int) else approvals,
        escalate=escalate,
        incident=incident,
        tests=_tests(tests or {}),
    )
    return Parsed(playbook, examples)


def _tests(tests: Mapping[str, _Placed]) -> tuple[PlaybookTest, ...]:
    return tuple(
        PlaybookTest(lang, expect, phrase.text, phrase.place.line, phrase.place.column)
        for lang, expectations in tests.items()
        for expect, phrases in expectations.items()
        for phrase in phrases
    )
