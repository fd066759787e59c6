"""Playbooks, facts, templates and charter as they were accepted together, under one digest."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from copilot.domain.charter import Charter
from copilot.domain.draft import TemplateId
from copilot.domain.playbook import Fact, Playbook, Stage, in_language


@dataclass(frozen=True, slots=True)
class PlaybookSet:
    """
    One accepted set; immutable.

    `files` holds every file's text by its path (`playbooks/x.yaml`, `replies/x/first.fr.j2`), so
    that a set can be stored whole and read again.
    """

    digest: str
    files: Mapping[str, str]
    playbooks: Mapping[str, Playbook]
    templates: frozenset[TemplateId]
    facts: Mapping[str, Fact] = field(default_factory=dict)  #: shared ones
    charter: Charter = field(default_factory=Charter)

    def labels(self, playbook: str | None, language: str) -> dict[str, str]:
        """What the facts are about that a playbook's replies can state, where the files say it."""
        known = self.playbooks.get(playbook or "")
        facts = {**self.facts, **(known.facts if known else {})}
        told = {name: in_language(one.label, language) for name, one in facts.items()}
        return {name: label for name, label in told.items() if label}

    def variants(self, playbook: str, stage: Stage, lang: str) -> tuple[TemplateId, ...]:
        """The templates of one playbook, stage and language, in order of their numbers."""
        found = (
            template
            for template in self.templates
            if (template.playbook, template.stage, template.lang) == (playbook, stage, lang)
        )
        return tuple(sorted(found, key=lambda template: template.variant))


def digest_of(files: Mapping[str, str]) -> str:
    """SHA-256 over paths and texts in a fixed order, as 64 hexadecimal digits."""
    seal = hashlib.sha256()
    for path in sorted(files):
        for part in (path, files[path]):
            data = part.encode("utf-8", "surrogatepass")
            seal.update(len(data).to_bytes(8, "big") + data)
    return seal.hexdigest()
