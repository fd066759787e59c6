"""What a check across files looks at."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, tzinfo
from functools import cached_property, lru_cache

from copilot.domain.draft import ChannelFacts
from copilot.domain.playbook import Playbook
from copilot.library.cage import Cage
from copilot.library.languages import Phrase
from copilot.library.library_files import LibraryFiles
from copilot.library.memory import Memory
from copilot.library.nodes import Mapping as MappingNode
from copilot.library.nodes import Node
from copilot.library.place import Place
from copilot.library.report import Report
from copilot.library.template import Templates, column_of
from copilot.library.uses import Use
from copilot.matching.sameness import same_words


@dataclass(frozen=True, slots=True)
class Example:
    """A playbook's example; `key` is the same for those that differ in trifles alone."""

    lang: str
    phrase: Phrase
    key: str

    @property
    def shown_place(self) -> str:
        """Where it stands, as a message says it."""
        return f"{self.phrase.place.path}:{self.phrase.place.line}"


@dataclass(frozen=True)
class Checked:
    """A library that has been read, and where its problems go."""

    library: LibraryFiles
    report: Report
    brand: str
    zone: tzinfo
    today: date
    channels: Sequence[ChannelFacts]
    folder: str  #: of the playbooks, for what has no file
    #: By template that was rendered: the rules that the charter silences, and with reason.
    hushed: dict[str, set[str]] = field(default_factory=dict)
    memory: Memory = field(default_factory=Memory)

    @cached_property
    def cage(self) -> Cage:
        """The environment over all replies."""
        return Cage(self.reply_texts)

    @cached_property
    def templates(self) -> Templates:
        """What each reply uses."""
        return Templates(self.cage, self.reply_texts)

    @cached_property
    def reply_texts(self) -> dict[str, str]:
        """Texts of replies by their path below `replies/`."""
        return {path: source.text for path, source in self.library.replies.items()}

    @property
    def playbooks(self) -> tuple[Playbook, ...]:
        """The playbooks that could be read."""
        found = (file.playbook for file in self.library.playbooks.values())
        return tuple(playbook for playbook in found if playbook)

    @cached_property
    def examples(self) -> tuple["Example", ...]:
        """Every example, in the order of the files."""
        return tuple(
            Example(lang, phrase, _key(phrase.text))
            for file in self.library.playbooks.values()
            for lang, phrases in (file.parsed.examples.items() if file.parsed else ())
            for phrase in phrases
        )

    def line(self, path: str, number: int) -> str:
        """One line of the reply *path*."""
        return self.library.replies[path].line(number)

    def place_of_use(self, path: str, use: Use) -> Place:
        """Point at *use* in the reply *path*."""
        source = self.library.replies[path]
        start, end = column_of(source.line(use.line), use)
        return Place(source.path, use.line, start, end)

    def place_of_line(self, path: str, line: int) -> Place:
        """Point at a whole line of the reply *path*."""
        source = self.library.replies[path]
        text = source.line(line)
        start = len(text) - len(text.lstrip()) + 1
        return Place(source.path, line, start, max(start, len(text.rstrip()) + 1))


@lru_cache(maxsize=20_000)
def _key(text: str) -> str:
    """The key of an example's words; a reload finds nearly all of them as they were."""
    return same_words(text)


def key_place(root: Node | None, *keys: str, otherwise: Place) -> Place:
    """Point at the last of *keys*, or at *otherwise* when they aren't there."""
    node: Node | None = root
    place = otherwise
    for key in keys:
        if not isinstance(node, MappingNode):
            break
        name = node.key(key)
        if name is None:
            break
        place, node = name.place, node.get(key)
    return place
