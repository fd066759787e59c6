"""`copilot init`: a folder to start from, with everything in it explained."""

import argparse
import shlex
from pathlib import Path

from copilot.cli.activation import activation
from copilot.cli.editor import editor_files, with_schema
from copilot.cli.sector import LEFT_OUT, bare, library_of, read_written, spoken
from copilot.domain.errors import UsageError

EXAMPLE = """\
example:
  copilot init desk
  copilot init agency --sector services --language en
"""
LANGUAGES = ("fr", "en")


def add(parser: argparse.ArgumentParser) -> None:
    """Describe the command and its arguments."""
    parser.epilog = EXAMPLE
    parser.add_argument("dir", metavar="DIR", help="the folder to write; nothing is overwritten")
    parser.add_argument(
        "--sector", choices=tuple(LEFT_OUT), default="shop", help="which playbooks (shop)"
    )
    parser.add_argument(
        "--language", choices=LANGUAGES, default="fr", help="of the brand and its desk (fr)"
    )


def run(args: argparse.Namespace) -> int:
    """Write it, and say what to do next."""
    folder = Path(args.dir)
    files = files_of(args.sector, args.language)
    _write(folder, files)
    count = sum(
        path.startswith("playbooks/") and Path(path).stem not in ("charter", "facts")
        for path in files
    )
    said = read_written(f"next.{args.language}").format(
        folder=folder,
        quoted=shlex.quote(str(folder)),
        count=count,
        activate=_activate(args.language),
    )
    print(said, end="")
    return 0


def _activate(language: str) -> str:
    script = activation()
    if script is None:
        return ""
    said = read_written(f"activate.{language}").format(quoted=shlex.quote(str(script)))
    return f"{said}\n"


def files_of(sector: str, language: str) -> dict[str, str]:
    """Everything that is written, by its path."""
    library = {path: spoken(text, language) for path, text in library_of(sector).items()}
    for name in ("charter", "facts"):
        path = f"playbooks/{name}.yaml"
        library[path] = read_written(f"{name}.{language}") + bare(library[path])
    written = {"copilot.yaml": read_written(f"copilot.{language}.yaml"), **library}
    return {
        **{path: with_schema(path, text) for path, text in written.items()},
        ".env.example": read_written(f"env.{language}"),
        ".gitignore": read_written("gitignore"),
        **editor_files(language),
    }


def _write(folder: Path, files: dict[str, str]) -> None:
    """
    Write every file, or none.

    Raises:
        UsageError: one of them is there already, or the folder cannot be written.
    """
    there = sorted(path for path in files if (folder / path).exists())
    if there:
        more = f" and {len(there) - 1} more are" if len(there) > 1 else " is"
        raise UsageError(
            f"{folder / there[0]}{more} already there, and nothing is overwritten; "
            "name a new folder"
        )
    try:
        for path, text in files.items():
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            # `x` refuses what another process has written meanwhile
            with target.open("x", encoding="utf-8", newline="\n") as stream:
                stream.write(text)
    except OSError as exc:
        raise UsageError(f"{folder} cannot be written: {exc.strerror or exc}") from exc
