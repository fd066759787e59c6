"""What the desk has learned, as changes to the playbooks: examples, new playbooks, wording."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from copilot.app.lessons import ANSWERED_ALIKE, Find, Playbooks, Taught, Teacher, own_answer
from copilot.app.new_playbooks import Gatherer, NewPlaybook, is_unmatched
from copilot.app.ports.lessons import Handled
from copilot.app.rewording import Change, Reader
from copilot.matching.nearest import Nearest

#: So many of a playbook's replies say how it answers.
REPLIES = 12


@dataclass(frozen=True, slots=True)
class Suggested:
    """Everything that is proposed, and of how many cases it was made."""

    cases: int
    taught: Taught
    new: tuple[NewPlaybook, ...]
    rewordings: tuple[Change, ...]
    refused: int = 0  #: suggestions that were refused before, and are not among these


class _Replies:
    """How each playbook answers: its first drafts as they were rendered."""

    def __init__(self) -> None:
        self._near = Nearest()
        self._counts: dict[str, int] = {}

    def take(self, handled: Handled) -> None:
        for draft in handled.drafts:
            name = draft.template.playbook if draft.template and draft.author is None else None
            if name is not None and self._counts.get(name, 0) < REPLIES:
                self._counts[name] = self._counts.get(name, 0) + 1
                self._near.add(name, draft.text)

    def playbook_of(self, answer: str) -> str | None:
        found = self._near.find(answer, least=ANSWERED_ALIKE)
        return found[0] if found else None


class _Reading:
    """What the cases say, one after the other."""

    def __init__(self, teacher: Teacher, languages: Sequence[str]) -> None:
        self.teacher, self.gatherer, self.reader = teacher, Gatherer(), Reader()
        self.count = 0
        self._languages = languages
        self._said = _Replies()
        self._unmatched: list[Handled] = []

    def read(self, handled: Handled) -> None:
        """Take in one case; one that no playbook answered waits for what all replies say."""
        self.count += 1
        self._said.take(handled)
        if handled.is_kept:
            self.reader.read(handled)
        if is_unmatched(handled):
            self._unmatched.append(handled)
        else:
            self.teacher.learn(handled)

    def read_the_unmatched(self) -> None:
        """Now that it is known how each playbook answers: whose they are, or what is missing."""
        for handled in self._unmatched:
            own = own_answer(handled)
            answered = self._said.playbook_of(own.text) if own else None
            if self.teacher.learn(handled, answered=answered):
                continue
            words = None if self.teacher.is_withdrawn(handled) else self.teacher.phrase(handled)
            if words and handled.case.lang in self._languages:
                self.gatherer.gather(handled, words, answered=own is not None)


def suggest(
    cases: Iterable[Handled],
    playbooks: Playbooks,
    *,
    replies: Mapping[str, str],
    languages: Sequence[str],
    names: Iterable[str],
    taken: Collection[str],
    find: Find,
    tick: Callable[[], None] = lambda: None,
) -> Suggested:
    """
    Look at every case once.

    Args:
        cases: what people did.
        playbooks: as the files are now.
        replies: the templates' texts by their path below `replies/`.
        languages: of the brand.
        names: given names that may stand in no example.
        taken: ids that a new playbook may not have.
        find: the matcher as it is now.
        tick: called after each case.
    """
    cases_read = _Reading(Teacher(playbooks, languages=languages, names=names), languages)
    for handled in cases:
        cases_read.read(handled)
        tick()
    cases_read.read_the_unmatched()
    return Suggested(
        cases=cases_read.count,
        taught=cases_read.teacher.taught(find),
        new=cases_read.gatherer.gathered(find, taken=taken),
        rewordings=tuple(cases_read.reader.changes(replies)),
    )
