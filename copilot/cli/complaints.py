"""Complaints as commands are given them: one text, or a file of JSON Lines."""

import argparse
import io
import json
import sys
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from copilot.domain.complaint import Complaint
from copilot.domain.complaint_json import LineIds, OtherChannel, decode, loads
from copilot.domain.errors import ComplaintError, UsageError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

STDIN = "-"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a file: a complaint, or what is wrong with it; `end` counts the bytes read."""

    number: int
    complaint: Complaint | None
    fault: str | None
    end: int


def add_texts(parser: argparse.ArgumentParser) -> None:
    """Take a text or a file of complaints."""
    parser.add_argument("text", nargs="?", metavar="TEXT", help="the message")
    parser.add_argument(
        "--file", metavar="F", help="messages as JSON Lines; - reads them from stdin"
    )
    parser.add_argument("--lang", metavar="L", help="their language, instead of detecting it")
    parser.add_argument("--json", action="store_true", help="answer in JSON, one line each")


def given(args: argparse.Namespace, *, channel: str) -> Iterator[Line]:
    """
    Yield what *args* hold: the one text, or each line of the file as it comes.

    Raises:
        UsageError: neither or both are given, or the file cannot be read.
    """
    if (args.text is None) == (args.file is None):
        raise UsageError("give one message, or --file with many")
    if args.text is not None:
        obj = {"text": args.text, "lang": args.lang}
        yield Line(1, decode(obj, channel=channel), None, 0)
        return
    with open_lines(args.file) as stream:
        yield from lines(
            io.BufferedReader(Answered(stream)), channel=channel, other=OtherChannel.KEEP
        )


class Answered(io.RawIOBase):
    """
    A stream of which no more is read before what is known is said.

    Who writes a line and waits has its answer at once; who writes thousands has them by the
    hundred, as each time costs both sides more than the answer.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def readinto(self, into: "WriteableBuffer") -> int:
        """Say what is known; then read what is there, or wait for something."""
        if sys.stdout is not None:  # closed by who started us
            sys.stdout.flush()
        room = memoryview(into).cast("B")
        # one look at what is there: to wait until all of the room is filled would be for ever
        found = self._stream.read1(len(room))  # type: ignore[attr-defined]
        room[: len(found)] = found
        return len(found)


def open_lines(name: str) -> "nullcontext[BinaryIO] | BinaryIO":
    """
    Open a file, or stdin for `-`.

    Raises:
        UsageError: it cannot be read.
    """
    if name == STDIN:
        return nullcontext(sys.stdin.buffer)
    try:
        return Path(name).open("rb")
    except OSError as exc:
        raise UsageError(f"{name} cannot be read: {exc.strerror or exc}") from exc


def lines(stream: BinaryIO, *, channel: str | None, other: OtherChannel) -> Iterator[Line]:
    """Read *stream* line by line; a bad line is a fault, and the next one is read."""
    ids = LineIds()
    end = 0
    for number, raw in enumerate(stream, start=1):
        end += len(raw)
        if not raw.strip():
            continue
        try:
            obj = loads(raw)
            complaint = decode(obj, channel=channel, other_channel=other, id_if_missing=ids)
            yield Line(number, complaint, None, end)
        except ComplaintError as error:
            yield Line(number, None, str(error), end)


def tell(args: argparse.Namespace, line: Line) -> None:
    """Say on stderr what is wrong with a line, and keep the answers' order in JSON."""
    print(f"{args.file or 'message'}:{line.number}: {line.fault}", file=sys.stderr)
    if args.json:
        answer(json.dumps({"id": None, "line": line.number, "error": line.fault}))


def answer(text: str) -> None:
    """Print one answer, whatever the terminal's encoding can hold."""
    print(text)
