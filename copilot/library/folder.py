"""Finds and reads a library's files; the only module here that touches the disk."""

import hashlib
import os
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from copilot.library.place import Place
from copilot.library.report import Report
from copilot.library.source import Source, decode

PLAYBOOKS, REPLIES = "playbooks", "replies"
_ENDINGS = {PLAYBOOKS: ".yaml", REPLIES: ".j2"}


@dataclass(frozen=True, slots=True)
class Files:
    """
    Texts by their name in a set (`playbooks/x.yaml`), and everything's raw digest.

    A source's path is the one to show: the folder as it was configured, and the file below it.
    """

    sources: Mapping[str, Source]
    raw: Mapping[str, str]


def read(folders: Mapping[str, Path], report: Report) -> Files:
    """Read every file that belongs to a library, reporting those that can't be read."""
    sources: dict[str, Source] = {}
    raw: dict[str, str] = {}
    for kind, folder in folders.items():
        if not folder.is_dir():
            report.error(Place(folder.as_posix()), "no-folder")
            continue
        shown = (folder / "x").as_posix()[:-1]
        for path, below in _files(folder):
            # Nearly all do; a path is made for the others alone, as there are thousands of files.
            if not path.endswith(_ENDINGS[kind]) and not belongs(Path(path), kind, report):
                continue
            name, place = f"{kind}/{below}", f"{shown}{below}"
            data = _bytes(path, Place(place), report)
            raw[name] = (data or b"").decode("latin-1")
            source = decode(data, place, report) if data is not None else None
            if source is not None:
                sources[name] = source
    return Files(sources, raw)


def contents(folder: Path) -> str:
    """
    Mark what *folder* holds by its files' names and bytes.

    Raises:
        OSError: one of them cannot be read.
    """
    seal = hashlib.sha256()
    for path, below in _files(folder):
        data = Path(path).read_bytes() if os.path.isfile(path) else b""  # noqa: PTH113 - a text
        name = below.encode("utf-8", "surrogateescape")
        seal.update(b"%d %d\n%b\n" % (len(name), len(data), name) + data)
    return seal.hexdigest()


def fingerprint(folders: Mapping[str, Path]) -> str:
    """Mark the files' state by names, sizes, times and numbers, without reading them."""
    lines = [
        f"{kind}\0{name}\0{state}\n"
        for kind, folder in folders.items()
        for name, state in _states(os.fspath(folder), "")
    ]
    return hashlib.sha256("".join(lines).encode("utf-8", "surrogateescape")).hexdigest()


def _files(folder: Path) -> Iterator[tuple[str, str]]:
    """Each file's path, and its name below *folder* with slashes."""
    root = os.fspath(folder)
    for place, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        below = place[len(root) :].replace(os.sep, "/").lstrip("/")
        for name in sorted(names):
            if not is_passed_over(name):
                yield os.path.join(place, name), f"{below}/{name}" if below else name  # noqa: PTH118 - a text


def _states(place: str, below: str) -> Iterator[tuple[str, str]]:
    """The state of the same files by their names; this is done every second, and so by hand."""
    try:
        with os.scandir(place) as found:
            entries = sorted(found, key=lambda one: one.name)
    except OSError:
        return
    for one in entries:
        if _is_folder(one):
            # links to folders are passed over, as they may lead back here
            if not one.name.startswith(".") and not one.is_symlink():
                yield from _states(one.path, f"{below}{one.name}/")
        elif not is_passed_over(one.name):
            yield f"{below}{one.name}", _state(one)


def _is_folder(entry: "os.DirEntry[str]") -> bool:
    try:
        return entry.is_dir()
    except OSError:
        # a link that leads to itself
        return False


def _state(entry: "os.DirEntry[str]") -> str:
    try:
        state = entry.stat()
    except OSError as exc:
        # a link to nowhere is a fault that is told, so it changes the state
        return str(exc.errno)
    # A file put in another's place may be as long and as old.
    return f"{state.st_size}\0{state.st_mtime_ns}\0{state.st_ino}\0{state.st_ctime_ns}"


def is_passed_over(name: str) -> bool:
    """Say whether a file is nobody's: hidden, or left by an editor beside what is written."""
    return name.startswith((".", "#")) or name.endswith("~")


def belongs(path: Path, kind: str, report: Report) -> bool:
    """Say whether a file is one of a library's *kind*; *report* hears of those that should be."""
    if path.suffix == _ENDINGS[kind]:
        return True
    at = Place(path.as_posix())
    if kind == PLAYBOOKS and path.suffix.lower() in (".yml", ".yaml"):
        report.error(at, "yml", suggestion=f"{path.stem}.yaml")
    elif kind == PLAYBOOKS and _is_hidden_text(path):
        name = f"{Path(path.stem).stem}.yaml"
        report.error(at, "yml/text", suggestion=name, meant=name)
    elif kind == REPLIES and path.suffix.lower() in (".j2", ".jinja", ".jinja2", ".txt", ".html"):
        suggestion = f"{path.stem.removesuffix('.j2')}.j2"
        report.error(at, "misnamed-template/ending", suggestion=suggestion)
    elif not path.name.upper().startswith(("README", "LICENSE")):
        report.hint(at, "not-read", ending=_ENDINGS[kind])
    return False


def _is_hidden_text(path: Path) -> bool:
    """Whether an editor added `.txt` to a playbook's name; beside the playbook it is a copy."""
    bare = path.with_suffix("")
    return (
        path.suffix.lower() == ".txt"
        and bare.suffix.lower() in (".yml", ".yaml")
        and not bare.with_suffix(".yaml").exists()
    )


def _bytes(path: str, at: Place, report: Report) -> bytes | None:
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):  # noqa: PTH116 - a text
            # a pipe or a device would keep the reader for ever
            report.error(at, "unreadable", reason="not a regular file")
            return None
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - a text
            return file.read()
    except OSError as exc:
        report.error(at, "unreadable", reason=exc.strerror or str(exc))
        return None
