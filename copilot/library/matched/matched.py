"""What a check that needs the matcher looks at."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from copilot.domain.match import Band, Match
from copilot.domain.playbook import Playbook
from copilot.library.checks.checked import key_place
from copilot.library.library_files import PlaybookFile
from copilot.library.place import Place
from copilot.library.report import Report

if TYPE_CHECKING:
    from copilot.matching.confusion import Confusion
    from copilot.matching.left_out import Left

Find = Callable[[str, str], Match]

_BANDS = {
    "en": {
        Band.SURE: "almost sure",
        Band.LIKELY: "likely",
        Band.UNSURE: "to be checked",
        Band.NONE: "no playbook",
    },
    "fr": {
        Band.SURE: "presque sûr",
        Band.LIKELY: "probable",
        Band.UNSURE: "à vérifier",
        Band.NONE: "aucune fiche",
    },
}
_QUOTES = {"en": "“{}”", "fr": "«\u00a0{}\u00a0»"}


def _nothing_left() -> Sequence["Left"]:
    return ()


@dataclass(frozen=True)
class Matched:
    """An accepted set's playbooks, the matcher over them, and where problems go."""

    playbooks: Sequence[Playbook]
    paths: Mapping[str, str]  #: as they are shown, by playbook
    find: Find  #: a phrase in a language
    report: Report
    files: Mapping[str, PlaybookFile] = field(default_factory=dict)
    leave_out: Callable[[], Sequence["Left"]] = _nothing_left

    @cached_property
    def left(self) -> Sequence["Left"]:
        """What the other examples find for each."""
        return self.leave_out()

    @cached_property
    def confused(self) -> Sequence["Confusion"]:
        """The pairs of playbooks whose examples find each other when left out."""
        # the matcher's tables take a while to load: see SecondProcess
        from copilot.matching.confusion import confusions  # noqa: PLC0415

        return confusions(self.left)

    @cached_property
    def _places(self) -> Mapping[tuple[str, str, str], Place]:
        return {
            (name, lang, phrase.text): phrase.place
            for name, file in self.files.items()
            for lang, phrases in (file.parsed.examples.items() if file.parsed else ())
            for phrase in phrases
        }

    def place_of(self, left: "Left") -> Place:
        """Point at an example."""
        known = self._places.get((left.playbook, left.lang, left.text))
        return known or self.key_of(left.playbook, "examples")

    def key_of(self, playbook: str, *keys: str) -> Place:
        """Point at the first of *keys* that a playbook's file has."""
        nowhere = Place(self.paths[playbook])
        root = self.files[playbook].root if playbook in self.files else None
        found = (key_place(root, key, otherwise=nowhere) for key in keys)
        return next((place for place in found if place != nowhere), nowhere)

    def figure(self, confidence: float) -> str:
        """A confidence as a number."""
        shown = f"{confidence:.2f}"
        return shown.replace(".", ",") if self.report.language == "fr" else shown

    def sureness(self, match: Match) -> str:
        """A confidence as a number, and in words."""
        return f"{self.figure(match.confidence)}, {_BANDS[self.report.language][match.band]}"

    def quoted(self, texts: Sequence[str]) -> str:
        """Phrases in quotation marks, one after the other."""
        return ", ".join(_QUOTES[self.report.language].format(text) for text in texts)
