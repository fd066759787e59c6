"""
Nothing that anybody types changes the markup of what the desk says: cards in every state, notices.

Proved by comparison: hostile words give the very entities that harmless words of the same length
and spacing give. Everything that is text counts as typed by a stranger, but for what is listed
here as ours.
"""

import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, datetime
from enum import Enum

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copilot.app.ports.records import Notice
from copilot.app.view import ConversationView, SaidView
from copilot.desk.cards import render
from copilot.desk.notices import render_notice
from copilot.desk.words import load
from tests.fakes.desk_app import NOW, STATES, fresh, posted
from tests.unit.desk.shown import parsed
from tests.unit.desk.test_notices import CASES

#: Never words: identifiers, codes, what the app chose itself, addresses.
OURS = {
    "ButtonView": {"action", "token", "value"},
    "CardView": {"brand", "zone", "missing"},
    "Case": {"id", "complaint", "channel", "thread", "lang", "playbook", "set_digest", "follows"},
    "Complaint": {"id", "lang", "url", "thread_id", "parent_id"},
    "DetailView": {"name"},
    "Draft": {"id", "case", "lang", "set_digest", "template"},
    "Escalation": {"id", "case", "to"},
    "Finding": {"rule", "values"},
    "Insight": {"id", "case"},
    "Media": {"url"},
    "Moderation": {"case", "evidence"},
    "Note": {"case"},
    "OutboxItem": {"id", "case", "complaint_id", "lang", "digest", "posted_id", "posted_url"},
    "Place": {"url"},
    "PromiseView": {"id"},
    "StepView": {"key"},
    "Wait": {"id", "case"},
}
#: Keys of notices that are codes, addresses or moments.
CODES = re.compile(
    "|".join(
        (
            *("why", "what", "kind", "code", "rule", "role", "roles", "to", "case", "colleague"),
            *("status", "stage", "severity", "topic", "band", "field", "step", "token", "keys"),
            *(".*_at", "at", "since", "until", "due", "url", "link", "day", "event", "options"),
        )
    )
)
PASTED = {"paste_person", "paste_chat"}
#: Found by Telegram itself in any text, or put around words so that nothing in them works.
FOUND = {"code", "url", "email", "hashtag", "cashtag", "mention", "bot_command", "phone_number"}
PIECES = (
    *("<b>", "</b>", "<i>", "</blockquote>", "<blockquote expandable>", "</code>", "<pre>", "<"),
    *('<a href="x">', "</a>", "&lt;", "&amp;", "&#60;", "&", ">", '"', "'", "<!--", "-->", "*_~|"),
    *("{{", "}}", "{number}", "%s", "%(name)s", "\\", "`", "```", "[a](b)", "\ufffc", "mot", " "),
)
HOSTILE = (
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=12).map(" z".join).map("z{}".format)
)
#: For each state and notice; a busy machine has no deadline.
FEW = settings(max_examples=10, deadline=None)
CONVERSATION = ConversationView(
    follows=7,
    said=(SaidView("avant", NOW, ours=False), SaidView("nous", NOW, ours=True, name="Léa")),
    changed_from="les mots d'avant",
    natives=(SaidView("réponse faite là-bas", NOW, ours=True, name="La marque"),),
    is_newer=True,
    is_rectifying=True,
    posted=posted().conversation.posted,
)


def conversing():
    return fresh(conversation=CONVERSATION)


def harmless(words):
    """As long, as spaced, and of letters alone."""
    return re.sub(r"\S", "x", words)


def typed(value, words):
    """The same with *words* for everything that somebody typed."""
    if isinstance(value, str) and not isinstance(value, Enum):
        # No shorter than it was: findings point into it.
        return words + " x" * max(0, (len(value) - len(words) + 1) // 2)
    if is_dataclass(value):
        ours = OURS.get(type(value).__name__, set())
        changed = {
            each.name: typed(getattr(value, each.name), words)
            for each in fields(value)
            if each.name not in ours
        }
        return replace(value, **changed)
    if isinstance(value, Mapping):
        return {
            key: one if isinstance(key, str) and CODES.fullmatch(key) else typed(one, words)
            for key, one in value.items()
        }
    if isinstance(value, list | tuple):
        return type(value)(typed(one, words) for one in value)
    return value


def markup(source):
    """The entities of our own making."""
    found = parsed(source)
    return [
        (one["type"], one["offset"], one["length"], one.get("url"))
        for one in found.entities
        if one["type"] not in FOUND
    ]


@pytest.mark.parametrize("state", [*STATES, "conversing"])
@FEW
@given(words=HOSTILE)
def test_no_words_change_the_markup_of_a_card(state, words):
    """Guarantee 6: a customer's text is data, wherever on the card it stands."""
    view = conversing() if state == "conversing" else STATES[state]()
    hostile, tame = (
        render(typed(view, one), words=load("fr")) for one in (words, harmless(words))
    )

    assert markup(tame.text) == markup(hostile.text)
    assert [markup(one.text) for one in tame.above] == [markup(one.text) for one in hostile.above]


@pytest.mark.parametrize("code", CASES)
@FEW
@given(words=HOSTILE)
def test_no_words_change_the_markup_of_a_notice(code, words):
    """Prompts quote drafts, hand-overs name customers, faults show lines of files."""

    def said(typed_words):
        values = typed(CASES[code], typed_words)
        notice = Notice(
            id="n",
            chat=-1,
            code=code,
            values=values,
            urgency=0,
            created_at=datetime(2026, 11, 20, 9, tzinfo=UTC),
        )
        found = markup(render_notice(notice, load("fr"), zone="Europe/Paris").text)
        # Lines to paste are quoted for YAML, which makes them longer.
        return [kind for kind, *_ in found] if code in PASTED else found

    assert said(harmless(words)) == said(words)
