"""The phrases to learn from: examples, what is alike but another matter, and small talk."""

from collections.abc import Iterable
from dataclasses import dataclass

from copilot.domain.playbook import Playbook
from copilot.matching.lexicon import table
from copilot.matching.normalise import words


@dataclass(frozen=True, slots=True)
class Phrase:
    """One example, or one phrase that is alike but another matter."""

    playbook: str
    text: str
    words: tuple[str, ...]
    counts_for: bool = True


def collect(playbooks: Iterable[Playbook]) -> list[Phrase]:
    """Every distinct phrase, in an order that does not depend on the order of playbooks."""
    examples: dict[tuple[str, tuple[str, ...]], Phrase] = {}
    against: dict[tuple[str, tuple[str, ...]], Phrase] = {}
    for playbook in sorted(playbooks, key=lambda each: each.id):
        for kept, phrases, counts_for in (
            (examples, playbook.examples, True),
            (against, playbook.not_examples, False),
        ):
            for lang, text in sorted((at, text) for at in phrases for text in phrases[at]):
                found = tuple(words(text, lang))
                if found:
                    kept.setdefault(
                        (playbook.id, found), Phrase(playbook.id, text, found, counts_for)
                    )
    somewhere = {found for _, found in examples}
    return [
        *examples.values(),
        *(phrase for (_, found), phrase in against.items() if found not in somewhere),
    ]


def small_talk(langs: Iterable[str]) -> list[tuple[str, ...]]:
    """What people also write to each other, and no brand needs to answer, in words."""
    return [
        tuple(words(row[0], lang)) for lang in sorted(langs) for row in table(f"talk.{lang}.txt")
    ]
