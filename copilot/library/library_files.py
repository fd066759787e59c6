"""A library as it was read: every file in its shape, with its source at hand for the checks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from copilot.domain.charter import Charter
from copilot.domain.draft import TemplateId
from copilot.domain.playbook import Fact, Playbook
from copilot.domain.playbook_set import PlaybookSet, digest_of
from copilot.library import charter, facts, playbooks
from copilot.library.memory import Memory
from copilot.library.nodes import Node, compose
from copilot.library.place import Place
from copilot.library.report import Report
from copilot.library.shape import Reading
from copilot.library.source import Source
from copilot.library.template_name import SHARED, read_name

_FACTS, _CHARTER = "playbooks/facts.yaml", "playbooks/charter.yaml"


@dataclass(frozen=True, slots=True)
class PlaybookFile:
    """One playbook's file; without a value when it could not be read."""

    id: str
    source: Source
    root: Node | None
    parsed: playbooks.Parsed | None

    @property
    def playbook(self) -> Playbook | None:
        """The playbook, if the file could be read."""
        return self.parsed.playbook if self.parsed else None


@dataclass(frozen=True)
class LibraryFiles:
    """Everything that was read; `templates` by their path below `replies/`."""

    languages: Sequence[str]
    playbooks: Mapping[str, PlaybookFile]
    facts: Mapping[str, Fact]
    facts_root: Node | None
    charter: Charter
    charter_root: Node | None
    templates: Mapping[str, TemplateId]
    replies: Mapping[str, Source]
    texts: Mapping[str, str] = field(default_factory=dict)

    def as_set(self) -> PlaybookSet:
        """Make the set that is put in force."""
        found = {id_: file.playbook for id_, file in self.playbooks.items()}
        return PlaybookSet(
            digest=digest_of(self.texts),
            files=dict(self.texts),
            playbooks={id_: playbook for id_, playbook in found.items() if playbook},
            templates=frozenset(self.templates.values()),
            facts=self.facts,
            charter=self.charter,
        )


def parse(
    sources: Mapping[str, Source],
    report: Report,
    *,
    languages: Sequence[str],
    memory: Memory | None = None,
) -> LibraryFiles:
    """Read every source in its shape; faults go to *report*."""
    reader = _Reader(report, tuple(languages), memory or Memory())
    facts_root, shared = reader.facts(sources.get(_FACTS))
    charter_root, rules = reader.charter(sources.get(_CHARTER))
    replies = {
        name.removeprefix("replies/"): source
        for name, source in sources.items()
        if name.startswith("replies/")
    }
    return LibraryFiles(
        languages=languages,
        playbooks=reader.playbooks(sources),
        facts=shared,
        facts_root=facts_root,
        charter=rules,
        charter_root=charter_root,
        templates=_templates(replies, report),
        replies=replies,
        texts={name: source.text for name, source in sources.items()},
    )


def _templates(replies: Mapping[str, Source], report: Report) -> dict[str, TemplateId]:
    named = {
        path: read_name(path, Place(source.path), report)
        for path, source in replies.items()
        if not path.startswith(SHARED)
    }
    return {path: template for path, template in named.items() if template}


@dataclass(frozen=True, slots=True)
class _Reader:
    report: Report
    languages: tuple[str, ...]
    memory: Memory

    def facts(self, source: Source | None) -> tuple[Node | None, dict[str, Fact]]:
        root = self._compose(source)
        if source is None or root is None:
            return root, {}
        return root, facts.named(facts.FACTS.read(root, self._reading(source)))

    def charter(self, source: Source | None) -> tuple[Node | None, Charter]:
        root = self._compose(source)
        if source is None or root is None:
            return root, charter.DEFAULT
        return root, charter.CHARTER.read(root, self._reading(source)) or charter.DEFAULT

    def playbooks(self, sources: Mapping[str, Source]) -> dict[str, PlaybookFile]:
        read: dict[str, PlaybookFile] = {}
        for name, source in sources.items():
            if not name.startswith("playbooks/") or name in (_FACTS, _CHARTER):
                continue
            id_ = name.rpartition("/")[2].removesuffix(".yaml")
            if self._may_be_called(id_, source, read):
                key = ("playbook", name, source.path, source.text, self.languages)
                read[id_] = self.memory.recall(
                    key, self.report, partial(self._playbook, id_, source, name)
                )
        return read

    def _may_be_called(self, id_: str, source: Source, read: Mapping[str, PlaybookFile]) -> bool:
        at = Place(source.path)
        if id_ in playbooks.TAKEN:
            self.report.error(at, "taken-id", word=id_)
        elif not playbooks.is_id(id_):
            self.report.error(at, "not-an-id/file", word=id_)
        elif id_ in read:
            self.report.error(at, "repeated-id", word=id_, other=read[id_].source.path)
        else:
            return True
        return False

    def _playbook(self, id_: str, source: Source, name: str) -> PlaybookFile:
        root = self._compose(source)
        parsed = None
        if root is not None:
            parsed = playbooks.shape_of(id_, name).read(root, self._reading(source))
        return PlaybookFile(id_, source, root, parsed)

    def _compose(self, source: Source | None) -> Node | None:
        return compose(source, self.report) if source else None

    def _reading(self, source: Source) -> Reading:
        return Reading(source, self.report, self.languages)


def without_dates(facts_by_name: Mapping[str, Fact]) -> dict[str, Fact]:
    """The same facts, true at any time: what a template says must not hang on today."""
    return {name: replace(fact, since=None, until=None) for name, fact in facts_by_name.items()}
