"""Drafts for `copilot draft`: the same rendering as on the desk, without a desk."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from copilot.app.signing import SIGNED
from copilot.cli.channel_limits import facts_of
from copilot.cli.setting import Setting
from copilot.domain.charter import SignedBy
from copilot.domain.complaint import Complaint
from copilot.domain.draft import ChannelFacts, Rendered, RenderRequest, TemplateId
from copilot.domain.errors import TemplateFailed, UsageError
from copilot.domain.hours import DeskHours
from copilot.domain.person import Right
from copilot.domain.playbook import Stage, in_language
from copilot.domain.playbook_set import PlaybookSet
from copilot.library.drafter import SetDrafter

#: Where no channel is known: what a template may write at most.
ANYWHERE = ChannelFacts(name="default", kind="default", limit=20_000)
_SAMPLE_NAME = "Léa"


@dataclass(frozen=True, slots=True)
class Sample:
    """One variant: its text and what the charter says, or why it cannot be rendered."""

    template: TemplateId
    rendered: Rendered | None
    fault: str | None


class Drafts:
    """Renders every variant of a stage for a complaint."""

    def __init__(self, setting: Setting, playbooks: PlaybookSet) -> None:
        self._setting = setting
        self._set = playbooks
        self._drafter = SetDrafter(playbooks, brand=setting.brand)
        self._now = datetime.now(UTC).astimezone(ZoneInfo(setting.timezone))

    def of(
        self,
        complaint: Complaint,
        *,
        playbook: str,
        lang: str,
        stage: Stage,
        channel: ChannelFacts,
    ) -> Iterator[Sample]:
        """Yield the variants in order, in the complaint's language if the brand answers in it."""
        spoken = lang if lang in self._setting.languages else self._setting.languages[0]
        for template in self._set.variants(playbook, stage, spoken):
            try:
                rendered = self._drafter.render(self._request(template, complaint, channel))
                yield Sample(template, rendered, None)
            except TemplateFailed as failed:
                yield Sample(template, None, str(failed))

    def channel(self, name: str | None) -> ChannelFacts:
        """
        What drafts must know of the channel *name*; without one, of none in particular.

        Raises:
            UsageError: a name is given and no channel has it.
        """
        if name is None:
            return ANYWHERE
        channels = self._setting.config.channels if self._setting.config else ()
        for one in channels:
            if one.name == name:
                return facts_of(one)
        known = ", ".join(one.name for one in channels) or "none"
        raise UsageError(f"there is no channel `{name}`; configured: {known}")

    def _request(
        self, template: TemplateId, complaint: Complaint, channel: ChannelFacts
    ) -> RenderRequest:
        playbook = self._set.playbooks[template.playbook]
        hours = self._setting.hours or DeskHours(ZoneInfo(self._setting.timezone))
        promise = playbook.promise
        return RenderRequest(
            template=template,
            complaint=complaint,
            channel=channel,
            signature=self._signature(template.lang),
            now=self._now,
            ask={
                name: f"[{in_language(question, template.lang) or name}]"
                for name, question in playbook.ask.items()
            },
            promise_due=hours.due(self._now, promise.within) if promise else None,
        )

    def _signature(self, lang: str) -> str:
        brand = self._setting.brand
        if self._set.charter.signature is SignedBy.BRAND:
            return brand
        people = (
            self._setting.config.people.with_right(Right.APPROVE) if self._setting.config else ()
        )
        person = people[0].signs_as if people else _SAMPLE_NAME
        return SIGNED.get(lang, SIGNED["en"]).format(person=person, brand=brand)
