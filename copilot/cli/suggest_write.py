"""Accepted suggestions into the files: all that can be, and of the others why they can't."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from copilot.cli.scope import Scope
from copilot.cli.suggest_trial import Accepted, FileChange, Trial
from copilot.cli.suggest_words import say
from copilot.domain.errors import NotWritten
from copilot.library.replacing import ChangedMeanwhileError, replace_all

#: Somebody who saves all the time is waited for no longer.
_TRIES = 3


@dataclass(slots=True)
class Outcome:
    """The files that were written, and what was left out with its reason."""

    written: tuple[str, ...] = ()
    left: list[tuple[Accepted, str]] = field(default_factory=list)
    faults: int = 0  #: errors that were in the files before


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes into the folders of *scope*, whose *files* are as they were read."""

    scope: Scope
    files: Mapping[str, str]
    tick: Callable[[], None] = lambda: None  #: called after each trial, which takes seconds

    def write(self, accepted: Sequence[Accepted]) -> Outcome:
        """Put what can be into the files, together; what can't is left, and blocks nothing."""
        outcome = Outcome()
        for _ in range(_TRIES):
            outcome.left.clear()
            try:
                self._write(accepted, outcome)
            except ChangedMeanwhileError as exc:
                changed = say(self.scope.language, "changed-meanwhile", name=exc)
            else:
                return outcome
        outcome.left[:] = [(one, changed) for one in accepted]
        return outcome

    def _write(self, accepted: Sequence[Accepted], outcome: Outcome) -> None:
        """
        Look at the files as they are now, and write.

        Raises:
            ChangedMeanwhileError: one was saved in between; all are as they were.
        """
        try:
            trial = Trial(self.scope, self.files, tick=self.tick)
            fitting = _fitting(trial, _possible(trial, accepted, outcome), outcome)
            changes = trial.changes(fitting)
            outcome.faults = trial.faults
        except NotWritten as exc:
            outcome.left[:] = [(one, str(exc)) for one in accepted]
            return
        self._replace(changes, fitting, outcome)

    def _replace(
        self, changes: Sequence[FileChange], fitting: Sequence[Accepted], outcome: Outcome
    ) -> None:
        try:
            replace_all(changes)
        except OSError as exc:
            name, reason = exc.filename or "", exc.strerror or exc
            why = say(self.scope.language, "not-written", name=name, reason=reason)
            outcome.left += [(one, why) for one in fitting]
            return
        outcome.written = tuple(one.path.as_posix() for one in changes)


def _possible(trial: Trial, accepted: Sequence[Accepted], outcome: Outcome) -> list[Accepted]:
    """Those whose own file could be changed at all."""
    found = []
    for one in accepted:
        try:
            trial.changes([one])
        except NotWritten as exc:
            outcome.left.append((one, str(exc)))
        else:
            found.append(one)
    return found


def _fitting(
    trial: Trial,
    some: Sequence[Accepted],
    outcome: Outcome,
    kept: Sequence[Accepted] = (),
    *,
    reason: str | None = None,
) -> list[Accepted]:
    """*kept*, and as many of *some* beside them as leave the files usable; halved until known."""
    both = [*kept, *some]
    # known already where the others of a failing lot turned out to be right
    reason = reason or (trial.reason_against(both) if some else None)
    if reason is None:
        return both
    if len(some) == 1:
        outcome.left.append((some[0], reason))
        return list(kept)
    middle = len(some) // 2
    first = _fitting(trial, some[:middle], outcome, kept)
    is_known = len(first) == len(kept) + middle
    return _fitting(trial, some[middle:], outcome, first, reason=reason if is_known else None)
