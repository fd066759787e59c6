"""`copilot suggest`: what the desk has learned, as changes to the playbooks."""

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from tqdm import tqdm

from copilot.app.lessons import Example
from copilot.app.new_playbooks import NewPlaybook
from copilot.app.suggest import Suggested, suggest
from copilot.app.suggest_refused import refusal_of, without_refused
from copilot.cli.check import library_of
from copilot.cli.past import open_past
from copilot.cli.scope import Scope, language_of
from copilot.cli.setting import add_library, find
from copilot.cli.suggest_ask import Answer, Asking
from copilot.cli.suggest_refused import add_refusals, read_refusals
from copilot.cli.suggest_shown import Shown
from copilot.cli.suggest_words import say
from copilot.cli.suggest_write import Outcome, Writer
from copilot.config.read import load
from copilot.config.settings import Config
from copilot.domain.errors import LibraryError, UsageError
from copilot.domain.match import Match
from copilot.domain.playbook_set import PlaybookSet
from copilot.domain.problem import ProblemSeverity
from copilot.library.first_name import first_name
from copilot.library.index_folder import IndexFolder
from copilot.library.playbooks import TAKEN
from copilot.library.stub import stub
from copilot.matching.digest import digest_of
from copilot.matching.matcher import Matcher
from copilot.store.engine import file_of
from copilot.store.sql_store import SqlStore

EXAMPLE = """\
example:
  copilot suggest
  copilot suggest --since 30 --json
  copilot suggest --write --yes
It proposes examples (where people chose another playbook or wrote the answer themselves), new
playbooks (for messages that none is for) and wording (that people change again and again).
Personal data is taken out of all of it. --write asks one by one, and keeps every other letter of
the files. What would not pass `copilot check` is left out and told, and the exit status is then
1; the others are written. It is 1 as well while `check` finds what it found before.
A no is kept in suggest-refused.yaml, beside the configuration and to be committed with it: that
suggestion is not proposed again until as many new cases speak for it, or its line is deleted.
"""
TOP = 20
Stubs = Mapping[str, Mapping[str, str]]


def add(parser: argparse.ArgumentParser) -> None:
    """Describe the command and its arguments."""
    parser.epilog = EXAMPLE
    parser.add_argument(
        "--since", type=_days, metavar="DAYS", help="learn from the last days alone (all)"
    )
    parser.add_argument("--write", action="store_true", help="put what is accepted into the files")
    parser.add_argument("--yes", action="store_true", help="with --write: accept all, ask nothing")
    parser.add_argument(
        "--top", type=_count, default=TOP, metavar="N", help=f"propose so many of each ({TOP})"
    )
    parser.add_argument("--json", action="store_true", help="in JSON")
    add_library(parser)


def run(args: argparse.Namespace) -> int:
    """Propose, and with --write put what is accepted into the files."""
    language = language_of(args)
    if args.write and not args.yes and (args.json or not _is_terminal()):
        raise UsageError(say(language, "no-terminal"))
    if not Path(args.config).exists():
        raise UsageError(say(language, "no-database"))
    config = load(Path(args.config), needed=("database",), may_be_without_people=True)
    desk = _Desk.of(args, config)
    refusals = read_refusals(config.folder, desk.scope.language)
    suggested = without_refused(desk.suggest(args.since), refusals)
    stubs = desk.stubs(suggested)
    shown = Shown(
        language=desk.scope.language,
        playbooks=desk.accepted.playbooks,
        people=config.people,
        folder=desk.scope.replies.as_posix(),
        top=args.top,
    )
    if not args.json:
        print(shown.text(suggested, stubs, is_written=args.write), flush=True)
    outcome = _write(args, desk, shown, suggested, stubs) if args.write else None
    if args.json:
        more = {} if outcome is None else shown.outcome_json(outcome)
        said = {**shown.json(suggested, stubs), **more}
        print(json.dumps(said, ensure_ascii=False, indent=2))
    # `check` passes afterwards, or who waits for that in a script hears of it
    return 1 if outcome and (outcome.left or outcome.faults) else 0


@dataclass(frozen=True, slots=True)
class _Desk:
    """The files and the database of one brand."""

    config: Config
    scope: Scope
    accepted: PlaybookSet

    @classmethod
    def of(cls, args: argparse.Namespace, config: Config) -> "_Desk":
        """
        Read the files.

        Raises:
            LibraryError: they cannot be used, so nothing could be added to them.
        """
        setting = find(args)
        scope = Scope(setting.playbooks, setting.replies, config, language=config.desk.language)
        loaded = library_of(scope).load()
        if loaded.playbook_set is None:
            print(f"copilot: {say(scope.language, 'not-usable')}", file=sys.stderr)
            errors = (one for one in loaded.problems if one.severity is ProblemSeverity.ERROR)
            raise LibraryError(list(errors))
        return cls(config, scope, loaded.playbook_set)

    def suggest(self, days: int | None) -> Suggested:
        """Look at every case; the database is only read."""
        since = datetime.now(UTC) - timedelta(days=days) if days is not None else None
        with self._store() as store, _bar() as tick:
            names = self._names(store, since)
            with store.read() as records:
                return suggest(
                    records.lessons.handled(since=since),
                    self.accepted.playbooks,
                    replies=self._replies(),
                    languages=self.config.brand.languages,
                    names=names,
                    taken={*self.accepted.playbooks, *TAKEN, *self._folders()},
                    find=self._find(),
                    tick=tick,
                )

    def stubs(self, suggested: Suggested) -> Stubs:
        """The files of each new playbook."""
        return {
            one.id: stub(
                one.id,
                title=one.title,
                posture=one.posture,
                examples=one.examples,
                languages=self.config.brand.languages,
                replies=self._replies(),
                speaking=self.scope.language,
            )
            for one in suggested.new
        }

    @contextmanager
    def _store(self) -> Iterator[SqlStore]:
        store = open_past(self.config, self.scope.language)
        try:
            yield store
        finally:
            store.close()

    def _replies(self) -> dict[str, str]:
        files = self.accepted.files.items()
        return {
            name.removeprefix("replies/"): text
            for name, text in files
            if name.startswith("replies/")
        }

    def _folders(self) -> Iterator[str]:
        """Folders of replies that no playbook has: a new one must not find its replies there."""
        return (one.name for one in self.scope.replies.iterdir() if one.is_dir())

    def _names(self, store: SqlStore, since: datetime | None) -> frozenset[str]:
        """Given names of customers and colleagues, but for those that are words of examples."""
        with store.read() as records:
            authors = {first_name(name) for name in records.lessons.names(since=since)}
        own = {first_name(person.name) for person in self.config.people}
        words = {
            word.strip(".,;:!?'’\"«»").casefold()
            for playbook in self.accepted.playbooks.values()
            for phrases in playbook.examples.values()
            for phrase in phrases
            for word in phrase.split()
        }
        found = {name for name in authors | own if name and name.casefold() not in words}
        return frozenset(found)

    def _find(self) -> Callable[[str, str], Match]:
        """The matcher of the files; what the desk has learned from the same ones is used."""
        playbooks = tuple(self.accepted.playbooks.values())
        file = file_of(self.config.database, self.config.folder)
        kept = None
        if file is not None:
            kept = IndexFolder(file.with_name(f"{file.name}.learned")).get(digest_of(playbooks))

        @cache
        def matcher() -> Matcher:
            return Matcher.build(playbooks, kept.index if kept else None)

        return lambda text, lang: matcher().match(text, lang, top=1)


def _write(
    args: argparse.Namespace, desk: _Desk, shown: Shown, suggested: Suggested, stubs: Stubs
) -> Outcome:
    """Ask about each, remember every no, then write all that was accepted and can be."""
    proposed: tuple[Example | NewPlaybook, ...] = (
        *suggested.taught.examples[: args.top],
        *suggested.new[: args.top],
    )
    asking = Asking(shown.language, _ask)
    answers = [
        Answer.YES if args.yes else asking.answer(shown.question(one, stubs)) for one in proposed
    ]
    said = list(zip(proposed, answers, strict=True))
    refused = [refusal_of(one) for one, answer in said if answer is Answer.NO]
    accepted = [
        one if isinstance(one, Example) else stubs[one.id]
        for one, answer in said
        if answer is Answer.YES
    ]
    path = add_refusals(desk.config.folder, refused, shown.language) if refused else None
    outcome = Outcome()
    if accepted:
        with _bar() as tick:
            outcome = Writer(desk.scope, desk.accepted.files, tick).write(accepted)
    if not args.json:
        print("", *shown.outcome(outcome, path), sep="\n")
    for line in shown.left_out(outcome):
        print(line, file=sys.stderr)
    return outcome


def _ask(question: str) -> str:
    print(f"\n{question}", end="", file=sys.stderr, flush=True)
    said = sys.stdin.readline()
    return said or "quit"


def _is_terminal() -> bool:
    return sys.stdin is not None and sys.stdin.isatty()


@contextmanager
def _bar() -> Iterator[Callable[[], None]]:
    # `disable=None`: no bar where stderr is no terminal
    with tqdm(unit="", disable=None, leave=False) as bar:

        def tick() -> None:
            bar.update()

        yield tick


def _days(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 36_500:
        raise argparse.ArgumentTypeError("write a number of days, as 30")
    return int(text)


def _count(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 1_000_000:
        raise argparse.ArgumentTypeError("write a number, as 20")
    return int(text)
