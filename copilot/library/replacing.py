"""Several files replaced together: each whole or not at all, and all of them or none."""

import os
import shutil
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path


class ChangedMeanwhileError(Exception):
    """A file is not any more what the change was made from; its path is the message."""


@dataclass(frozen=True, slots=True)
class Change:
    """One file as it was and as it shall be."""

    path: Path
    before: bytes | None  #: none for a file that is not there yet
    after: bytes


def replace_all(changes: Sequence[Change]) -> None:
    """
    Put every file in its place.

    Raises:
        ChangedMeanwhileError: one was changed by somebody else; all are as they were.
        OSError: one cannot be written; all are as they were.
    """
    done: list[Change] = []
    try:
        for one in changes:
            _require_unchanged(one)
            done.append(one)
            _put(one.path, one.after)
    except BaseException:
        for one in reversed(done):
            _back(one)
        raise


def _require_unchanged(change: Change) -> None:
    now = change.path.read_bytes() if change.path.exists() else None
    if now != change.before:
        raise ChangedMeanwhileError(change.path.as_posix())


def _put(path: Path, data: bytes) -> None:
    """Write a file whole or not at all: a reader sees the old one or the new one."""
    path = path.resolve()
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, part = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        _give_rights(Path(part), path)
        Path(part).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(part).unlink()
        raise


def _give_rights(part: Path, path: Path) -> None:
    if path.exists():
        shutil.copymode(path, part)
    else:
        usual = os.umask(0)
        os.umask(usual)
        part.chmod(0o666 & ~usual)


def _back(change: Change) -> None:
    with suppress(OSError):
        if change.before is None:
            change.path.unlink()
        elif change.path.read_bytes() != change.before:
            _put(change.path, change.before)
