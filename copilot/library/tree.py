"""The library port over two folders: read, check, accept whole or not at all."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

from copilot.app.ports.library import Loaded
from copilot.domain.draft import ChannelFacts
from copilot.domain.errors import LibraryError
from copilot.domain.playbook_set import PlaybookSet, digest_of
from copilot.domain.problem import Problem, has_errors
from copilot.library import folder
from copilot.library.checks import APART, CHECKS
from copilot.library.checks.checked import Checked
from copilot.library.drafter import SetDrafter
from copilot.library.library_files import LibraryFiles, parse
from copilot.library.memory import Memory
from copilot.library.own_tests import Find, failing_tests
from copilot.library.report import Report
from copilot.library.silence import Silences, read_silences
from copilot.library.source import Source


@dataclass(frozen=True, slots=True)
class FilesRead:
    """Files in their shape, what was told of them, and what they silence; nothing is checked."""

    library: LibraryFiles
    report: Report
    silences: Silences
    raw: Mapping[str, str]

    @property
    def can_be_used(self) -> bool:
        """Whether nothing in them is an error so far."""
        return not has_errors(self.report.problems)


@dataclass(frozen=True, slots=True)
class Examined:
    """What reading gave: a set when there is no error, all problems, and what is silenced."""

    playbook_set: PlaybookSet | None
    problems: tuple[Problem, ...]
    silences: Silences
    digest: str
    library: LibraryFiles


class FileLibrary:
    """
    The brand's files in *playbooks* and *replies*.

    *channels* are those that templates are tried for; problems are told in *problem_language*.
    """

    def __init__(
        self,
        playbooks: Path,
        replies: Path,
        *,
        languages: Sequence[str],
        brand: str,
        timezone: str,
        today: Callable[[], date],
        channels: Sequence[ChannelFacts] = (),
        problem_language: str = "en",
    ) -> None:
        self._folders: Mapping[str, Path] = {folder.PLAYBOOKS: playbooks, folder.REPLIES: replies}
        self._languages = tuple(languages)
        self._brand = brand
        self._zone = ZoneInfo(timezone)
        self._today = today
        self._channels = tuple(channels)
        self.problem_language = problem_language
        self._memory = Memory()

    def shown_path(self, name: str) -> str:
        """The path to show for a file called *name* in a set."""
        kind, _, rest = name.partition("/")
        return (self._folders[kind] / rest).as_posix()

    def fingerprint(self) -> str:
        """A cheap mark of the files' state (names, sizes, times); it changes when a file does."""
        return folder.fingerprint(self._folders)

    def load(self) -> Loaded:
        """Read and check everything; never raises for what is in the files."""
        examined = self.examine(self.read())
        problems = examined.silences.hush(examined.problems)
        return Loaded(examined.playbook_set, problems, examined.digest)

    def read(self) -> FilesRead:
        """Read every file in its shape."""
        report = Report(self.problem_language)
        files = folder.read(self._folders, report)
        silences = read_silences(files.sources.values(), report)
        library = parse(files.sources, report, languages=self._languages, memory=self._memory)
        return FilesRead(library, report, silences, files.raw)

    def examine(self, read: FilesRead, *, is_shared: bool = False) -> Examined:
        """
        Check everything in *read*; what comments in the files silence is still told.

        Where the work *is_shared*, somebody else does what `examine_apart` does.
        """
        checked = self._checked(read.library, read.report)
        for name, check in CHECKS.items():
            if not (is_shared and name in APART):
                check(checked)
        self._memory.forget()
        problems = read.report.problems
        accepted = None if has_errors(problems) else read.library.as_set()
        digest = accepted.digest if accepted else digest_of(read.raw)
        return Examined(accepted, problems, read.silences, digest, read.library)

    def examine_apart(self, library: LibraryFiles) -> tuple[Problem, ...]:
        """What the checks find that can be done apart from the others."""
        checked = self._checked(library, Report(self.problem_language))
        for name in APART:
            CHECKS[name](checked)
        return checked.report.problems

    def _checked(self, library: LibraryFiles, report: Report) -> Checked:
        return Checked(
            library=library,
            report=report,
            brand=self._brand,
            zone=self._zone,
            today=self._today(),
            channels=self._channels,
            folder=self._folders[folder.PLAYBOOKS].as_posix(),
            memory=self._memory,
        )

    def restore(self, files: Mapping[str, str]) -> PlaybookSet:
        """
        Build an accepted set again from its stored files.

        Only its shape must still be readable: checks that came later don't undo an acceptance.

        Raises:
            LibraryError: a file cannot be read any more.
        """
        report = Report(self.problem_language)
        sources = {name: Source(name, text) for name, text in files.items()}
        library = parse(sources, report, languages=self._languages)
        if has_errors(report.problems):
            raise LibraryError(report.problems)
        return library.as_set()

    def failing_tests(self, playbook_set: PlaybookSet, find: Find) -> tuple[Problem, ...]:
        """Run the playbooks' own tests; *find* matches a phrase in a language."""
        return failing_tests(
            playbook_set, find, language=self.problem_language, shown=self.shown_path
        )

    def drafter(self, playbook_set: PlaybookSet) -> SetDrafter:
        """Prepare *playbook_set* for rendering."""
        return SetDrafter(playbook_set, brand=self._brand)
