"""Drafts with one accepted set, and holds texts against its charter."""

from collections.abc import Mapping
from datetime import datetime

from copilot.app.ports.library import ReviewRequest
from copilot.domain.charter import Charter, Finding, Level
from copilot.domain.draft import Rendered, RenderRequest, is_below_ours, is_greeted
from copilot.domain.errors import TemplateFailed
from copilot.domain.fact_change import Overrides, overridden, with_facts
from copilot.domain.playbook import Fact, Playbook
from copilot.domain.playbook_set import PlaybookSet
from copilot.library.cage import Cage
from copilot.library.dates import said
from copilot.library.rendering import run
from copilot.library.rules import RULES
from copilot.library.rules.rule import Reviewed
from copilot.library.template import Templates
from copilot.library.view import View

REPLIES = "replies/"


class SetDrafter:
    """Renders and reviews with one set."""

    def __init__(self, playbook_set: PlaybookSet, *, brand: str) -> None:
        files = {
            path.removeprefix(REPLIES): text
            for path, text in playbook_set.files.items()
            if path.startswith(REPLIES)
        }
        self._set = playbook_set
        self._brand = brand
        self._cage = Cage(files)
        self._templates = Templates(self._cage, files)

    def render(self, request: RenderRequest) -> Rendered:
        """
        Render one template and hold the text against the charter.

        Raises:
            TemplateFailed: the template cannot be rendered for this complaint; says why.
        """
        playbook, shared = self._as_of_now(request.template.playbook, request.overrides)
        if playbook is None:
            raise TemplateFailed(f"there is no playbook `{request.template.playbook}`")
        view = View(request, playbook=playbook, shared=shared, brand=self._brand)
        result = run(self._cage, request.template.path, view.values)
        text = Reviewed(
            text=result.text,
            lang=request.template.lang,
            channel=request.channel,
            stage=request.template.stage,
            playbook=playbook,
            in_exchange=is_greeted(request.exchange),
            is_below_ours=is_below_ours(request.exchange),
            parts=result.parts,
            voice=self._set.charter.voice.get(request.template.lang),
            own=(
                *own_words(shared, playbook, self._brand, request.signature),
                view.due,
            ),
        )
        promise = playbook.promise if view.promises else None
        return Rendered(
            template=request.template,
            text=result.text,
            findings=review(text, self._set.charter, template=request.template.path),
            facts=view.stated,
            promise=promise.what.get(request.template.lang) if promise else None,
            promise_due=request.promise_due if promise else None,
        )

    def review(self, request: ReviewRequest) -> tuple[Finding, ...]:
        """Say what the charter thinks of a text."""
        playbook, shared = self._as_of_now(request.playbook or "", request.overrides)
        text = Reviewed(
            text=request.text,
            lang=request.lang,
            channel=request.channel,
            stage=request.stage,
            playbook=playbook,
            in_exchange=request.in_exchange,
            is_below_ours=request.is_below_ours,
            voice=self._set.charter.voice.get(request.lang),
            own=(
                *own_words(shared, playbook, self._brand, request.signature),
                self._due(request),
            ),
        )
        return review(text, self._set.charter)

    def due_words(self, due: datetime, *, now: datetime, lang: str) -> str:
        """The words in which a template says a due time, when it is rendered at *now*."""
        return said(due.astimezone(now.tzinfo), now=now, lang=lang)

    def asks(self, template_path: str) -> tuple[str, ...]:
        """Names of `ask` values the template needs."""
        return self._templates.asks(template_path)

    def corrects(self, template_path: str) -> bool:
        """Whether the template says of itself that it corrects a reply."""
        return "correction" in self._templates.given(template_path)

    def _as_of_now(
        self, playbook: str, overrides: Overrides
    ) -> tuple[Playbook | None, Mapping[str, Fact]]:
        """The one place where what the desk says goes before what the files say."""
        found = self._set.playbooks.get(playbook)
        shared = overridden(self._set.facts, overrides)
        return (with_facts(found, overrides) if found else None), shared

    def _due(self, request: ReviewRequest) -> str:
        """The due time in the very words of the draft that was edited: only they are counted."""
        due, now = request.promise_due, request.drafted_at
        return self.due_words(due, now=now, lang=request.lang) if due and now else ""


def own_words(
    shared: Mapping[str, Fact], playbook: Playbook | None, brand: str, signature: str
) -> tuple[str, ...]:
    """What the brand itself makes public, whatever a reply says."""
    facts = {**shared, **(playbook.facts if playbook else {})}
    values = (value for fact in facts.values() for value in fact.value.values())
    return (brand, signature, *values)


def review(text: Reviewed, charter: Charter, *, template: str = "") -> tuple[Finding, ...]:
    """Hold *text* against every rule that is on and not silenced for *template*."""
    silenced = {silence.rule for silence in charter.silence if silence.template == template}
    findings: list[Finding] = []
    for name, rule in RULES.items():
        settings = charter.rules.get(name, rule.default)
        if settings.level is Level.OFF and name != "length":
            continue
        if name not in silenced or name == "length":
            findings.extend(rule.check(text, settings))
    return tuple(finding for finding in findings if finding.level is not Level.OFF)
