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
    teacher = Teacher(playbooks, languages=languages, names=names)
    gatherer, reader, said = Gatherer(), Reader(), _Replies()
    unmatched: list[Handled] = []
    count = 0
    for handled in cases:
        count += 1
        said.take(handled)
        if handled.is_kept:
            reader.read(handled)
        if is_unmatched(handled):
            unmatched.append(handled)
        else:
            teacher.learn(handled)
        tick()
    for handled in unmatched:
        own = own_answer(handled)
        answered = said.playbook_of(own.text) if own else None
        if teacher.learn(handled, answered=answered):
            continue
        words = None if teacher.is_withdrawn(handled) else teacher.phrase(handled)
        if words and handled.case.lang in languages:
            gatherer.gather(handled, words, answered=own is not None)
    return Suggested(
        cases=count,
        taught=teacher.taught(find),
        new=gatherer.gathered(find, taken=taken),
        rewordings=tuple(reader.changes(replies)),
    )
