"""
The playbooks as they are in another revision of the repository that holds them.

Git's objects are read as they lie there: nothing is checked out, and neither hooks nor filters
nor a remote are asked.
"""

import os
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path, PurePosixPath

from copilot.domain.errors import RevisionError
from copilot.library.folder import PLAYBOOKS, belongs, is_passed_over
from copilot.library.place import Place
from copilot.library.report import Report
from copilot.library.source import Source, decode

_PATIENCE_SECONDS = 120
#: What a hook would have us believe about where we are.
_NOT_OURS = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_LITERAL_PATHSPECS")
_ENVIRONMENT = {"LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1"}


class Fault(StrEnum):
    """Why a revision cannot be read."""

    NO_GIT = "no_git"  #: the program is not installed
    NO_REPOSITORY = "no_repository"
    NOT_TRUSTED = "not_trusted"  #: it belongs to somebody else, and git refuses to look
    NO_COMMIT = "no_commit"  #: nothing was ever committed
    UNKNOWN = "unknown"  #: there is no such revision
    NO_FOLDER = "no_folder"  #: the revision has no such folder
    FAILED = "failed"  #: git says something else


@dataclass(frozen=True, slots=True)
class Revision:
    """One commit, and the files of a folder in it by their names in a set."""

    commit: str
    day: str  #: when it was committed, as 2026-11-20
    folder: str  #: as the repository calls it
    sources: Mapping[str, Source]


def read(folder: Path, name: str, report: Report) -> Revision:
    """
    Read the playbooks' *folder* as it is in the revision *name*, telling *report* what is wrong.

    Raises:
        RevisionError: there is no such revision, or no such folder in it.
    """
    prefix = _prefix(folder)
    commit = _commit(folder, name)
    day = _text(folder, "log", "-1", "--no-show-signature", "--format=%cs", commit)
    listed = _git(folder, "ls-tree", "--full-tree", "-r", "-z", f"{commit}:{prefix}")
    if listed is None:
        raise RevisionError(Fault.NO_FOLDER, prefix)
    wanted = list(_wanted(listed, f"{name}:{prefix}", report))
    sources: dict[str, Source] = {}
    for path, data in _contents(folder, f"{commit}:{prefix}", wanted, f"{name}:{prefix}", report):
        source = decode(data, f"{name}:{prefix}{path}", report)
        if source is not None:
            sources[f"{PLAYBOOKS}/{path}"] = source
    return Revision(commit, day, prefix.rstrip("/"), sources)


def _prefix(folder: Path) -> str:
    """The folder's own name in its repository, with a slash at its end; empty for the root."""
    done = _run(folder, "rev-parse", "--is-inside-work-tree", "--show-prefix")
    said = os.fsdecode(done.stdout)
    if done.returncode == 0 and said.startswith("true\n"):
        return said.removeprefix("true\n").removesuffix("\n")
    trusted = b"dubious ownership" not in done.stderr
    raise RevisionError(Fault.NO_REPOSITORY if trusted else Fault.NOT_TRUSTED)


def _commit(folder: Path, name: str) -> str:
    if name and not name.startswith("-") and "\0" not in name:
        asked = ("rev-parse", "--verify", "--quiet", "--end-of-options")
        found = _git(folder, *asked, f"{name}^{{commit}}")
        if found is not None:
            return found.decode().strip()
        if _git(folder, *asked, "HEAD^{commit}") is None:
            raise RevisionError(Fault.NO_COMMIT)
    raise RevisionError(Fault.UNKNOWN, name)


def _wanted(listed: bytes, shown: str, report: Report) -> Iterator[str]:
    for entry in sorted(listed.split(b"\0")):
        kind, _, raw = entry.partition(b"\t")
        path = os.fsdecode(raw)
        parts = PurePosixPath(path).parts
        if b" blob " not in kind or any(part.startswith(".") for part in parts):
            continue
        if not is_passed_over(parts[-1]) and belongs(Path(f"{shown}{path}"), PLAYBOOKS, report):
            yield path


def _contents(
    folder: Path, tree: str, paths: list[str], shown: str, report: Report
) -> Iterator[tuple[str, bytes]]:
    """The bytes of each file; links are followed as far as they stay in the revision."""
    # A name that breaks the line cannot be asked for, and belongs to nobody's playbook.
    asked = [path for path in paths if "\n" not in path]
    lines = b"".join(os.fsencode(f"{tree}{path}\n") for path in asked)
    answer = _git(folder, "cat-file", "--batch", "--follow-symlinks", given=lines)
    if answer is None:
        raise RevisionError(Fault.FAILED, "cat-file")
    at = 0
    for path in asked:
        end = answer.index(b"\n", at)
        head = answer[at:end].split(b" ")
        # `ID missing` has no more to say; all others tell how many bytes follow.
        size = int(head[-1]) if head[-1].isdigit() else -1
        data, at = answer[end + 1 : end + 1 + max(size, 0)], end + size + 2
        if len(head) == 3 and head[1] == b"blob":
            yield path, data
        else:
            report.error(Place(f"{shown}{path}"), "unreadable", reason="not a regular file")


def _text(folder: Path, *words: str) -> str:
    found = _git(folder, *words)
    if found is None:
        raise RevisionError(Fault.FAILED, words[0])
    return found.decode("utf-8", "replace").strip()


def _git(folder: Path, *words: str, given: bytes = b"") -> bytes | None:
    """What git answers; nothing when it refuses."""
    done = _run(folder, *words, given=given)
    return done.stdout if done.returncode == 0 else None


def _run(folder: Path, *words: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    kept = {name: value for name, value in os.environ.items() if name not in _NOT_OURS}
    try:
        return subprocess.run(  # noqa: S603 - no shell, and revisions never begin with a dash
            ["git", "-C", os.fspath(folder), *words],  # noqa: S607 - the one of the user's PATH
            input=given,
            capture_output=True,
            check=False,
            timeout=_PATIENCE_SECONDS,
            env={**kept, **_ENVIRONMENT},
        )
    except FileNotFoundError as exc:
        raise RevisionError(Fault.NO_GIT) from exc
    except (OSError, subprocess.TimeoutExpired) as exc:
        raise RevisionError(Fault.FAILED, words[0]) from exc
