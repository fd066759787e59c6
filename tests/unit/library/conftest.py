"""A small library in memory, to be broken one file at a time."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from copilot.domain.complaint import Author, Complaint
from copilot.domain.draft import ChannelFacts, RenderRequest, TemplateId
from copilot.domain.playbook import Stage
from copilot.library.checks import CHECKS
from copilot.library.checks.checked import Checked
from copilot.library.drafter import SetDrafter
from copilot.library.library_files import parse
from copilot.library.report import Report
from copilot.library.source import Source, decode

TODAY = date(2026, 11, 20)
ZONE = ZoneInfo("Europe/Paris")
PLAYBOOK = """\
title: Livraison en retard
severity: medium
posture: apologise
examples:
  fr: |
    toujours pas livré
    colis perdu depuis une semaine
promise: {what: {fr: un retour}, within: 2h}
"""
FIRST = """\
{% block regret %}
{% if not exchange %}Bonjour{% if author.first_name %} {{ author.first_name }}{% endif %}, {% endif %}je suis désolée.
{% endblock %}
{% block next_step %}
Je vous réponds ici {{ promise.due }}.
{% endblock %}
{{ signature }}
"""
GOOD = {
    "playbooks/late.yaml": PLAYBOOK,
    "replies/late/first.fr.j2": FIRST,
    "replies/late/kept.fr.j2": "{% if not exchange %}Bonjour. {% endif %}C'est fait. {{ signature }}\n",
}


class Shelf:
    """A library made of texts; `problems` and `drafter` are what the port gives for files."""

    def __init__(self, files, *, languages=("fr",), today=TODAY, language="en", channels=()):
        self.report = Report(language)
        sources = {}
        for name, text in files.items():
            if isinstance(text, bytes):
                source = decode(text, name, self.report)
            else:
                source = Source(name, text)
            if source:
                sources[name] = source
        self.files = parse(sources, self.report, languages=languages)
        checked = Checked(
            library=self.files,
            report=self.report,
            brand="Maison Lumen",
            zone=ZONE,
            today=today,
            channels=channels,
            folder="playbooks",
        )
        for check in CHECKS.values():
            check(checked)

    @property
    def problems(self):
        # examples are kept few here, for reading's sake; their number has a test of its own
        return tuple(one for one in self.report.problems if one.rule != "few-examples")

    @property
    def found(self):
        """Where and which: `(path, line, column, rule)`."""
        return [(one.path, one.line, one.column, one.rule) for one in self.problems]

    @property
    def rules(self):
        return sorted({one.rule for one in self.problems})

    def drafter(self):
        return SetDrafter(self.files.as_set(), brand="Maison Lumen")


@pytest.fixture
def shelf():
    """Build a library from the good one and changes to it; a change to nothing removes a file."""

    def build(changes=None, **circumstances):
        files = {**GOOD, **(changes or {})}
        return Shelf({k: v for k, v in files.items() if v is not None}, **circumstances)

    return build


@pytest.fixture
def request_for():
    """Ask for one template's reply to a complaint of a named person."""

    def build(name="claire martin", *, text="toujours rien", stage=Stage.FIRST, lang="fr", **more):
        now = datetime.combine(TODAY, time(10), ZONE)
        facts = {
            "template": TemplateId("late", stage, lang),
            "complaint": Complaint("1", "page", text, author=Author(name=name)),
            "channel": ChannelFacts("page", "webhook", 8000),
            "signature": "Léa",
            "now": now,
            "promise_due": (now + timedelta(days=1, hours=8)).astimezone(UTC),
        }
        return RenderRequest(**{**facts, **more})

    return build
