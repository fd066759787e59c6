"""`copilot import`: complaints from JSON Lines, taken in as a channel would."""

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

from tqdm import tqdm

from copilot.app.intake import Intake
from copilot.bootstrap.office import open_office
from copilot.cli.complaints import STDIN, Line, lines, open_lines
from copilot.cli.intake import Tally, take_in
from copilot.config.complaint_schema import meanings
from copilot.config.read import load
from copilot.config.settings import Config
from copilot.domain.complaint_json import OtherChannel
from copilot.domain.errors import UsageError
from copilot.library.report import nearest

#: One complaint with every key; in a file it is one line.
LINE = (
    '{"id": "4455_98765", "channel": "NAME", "text": "Mon écran est arrivé cassé", "lang": "fr", '
    '"created_at": "2026-11-20T09:00:00Z", "edited_at": null, "deleted_at": null, '
    '"author": {"id": "777", "handle": "claire.m", "name": "Claire M.", "followers": 240}, '
    '"url": "https://page.example/4455", "thread_id": "4455", "parent_id": null, '
    '"place": {"kind": "ad", "title": "Black Friday", "url": "https://page.example/ad"}, '
    '"rating": null, "reactions": {"likes": 63, "replies": 12, "shares": 4}, '
    '"media": [{"kind": "photo", "url": "https://page.example/1.jpg", "alt": ""}]}'
)
EXAMPLE = """\
example:
  copilot import FILE
  copilot import FILE --channel NAME
A bad line is reported by its number and the others go in; importing again adds nothing.
Without --channel each line names its own, unless only one is configured.

one line of FILE, with every key:
{line}

the shortest:
{{"text": "Mon écran est arrivé cassé"}}

keys; `text` or `media` is required, nothing else, and unknown keys are refused:
{keys}
the same for machines: copilot schema complaint
"""


def add(parser: argparse.ArgumentParser) -> None:
    """Describe the command and its arguments."""
    keys = "\n".join(f"  {name:<20}{about}" for name, about in meanings().items())
    parser.epilog = EXAMPLE.format(line=LINE, keys=keys)
    parser.add_argument("file", metavar="FILE", help="JSON Lines; - reads them from stdin")
    parser.add_argument(
        "--channel", metavar="NAME", help="where they come from, whatever they say"
    )
    parser.add_argument("--json", action="store_true", help="tell the outcome in JSON")


def run(args: argparse.Namespace) -> int:
    """Take them in; 1 when a line was refused."""
    config = load(Path(args.config), needed=("database",), may_be_without_people=True)
    names = [one.name for one in config.channels]
    if args.channel is not None and args.channel not in names:
        raise UsageError(_unknown(args.channel, names))
    size = Path(args.file).stat().st_size if Path(args.file).is_file() else None
    with open_lines(args.file) as stream, _bar(size) as bar, open_office(config) as (office, _):
        read = lines(stream, channel=args.channel or _only(names), other=_other(args))
        tally = take_in(
            office,
            _configured(read, config),
            refuse=lambda line: _refuse(args, line),
            progress=lambda end: _advance(bar, end),
        )
    _tell(args, tally)
    return 1 if tally.refused else 0


def _only(names: list[str]) -> str | None:
    """The channel of lines that name none, where there is only one to choose."""
    return names[0] if len(names) == 1 else None


def _other(args: argparse.Namespace) -> OtherChannel:
    return OtherChannel.REPLACE if args.channel else OtherChannel.KEEP


def _configured(read: Iterator[Line], config: Config) -> Iterator[Line]:
    """Refuse lines of channels that are not configured: nobody could ever answer them."""
    names = [one.name for one in config.channels]
    for line in read:
        if line.complaint is None or line.complaint.channel in names:
            yield line
        else:
            fault = _unknown(line.complaint.channel, names)
            yield replace(line, complaint=None, fault=fault)


def _unknown(name: str, names: list[str]) -> str:
    meant = nearest(name, names)
    hint = f"did you mean `{meant}`?" if meant else f"configured: {', '.join(names) or 'none'}"
    return f"there is no channel `{name[:60]}`; {hint}"


def _bar(size: int | None) -> "tqdm[NoReturn]":
    # `disable=None`: no bar where stderr is no terminal
    return tqdm(total=size, unit="B", unit_scale=True, disable=None, leave=False)


def _advance(bar: "tqdm[NoReturn]", end: int) -> None:
    bar.update(end - bar.n)


def _refuse(args: argparse.Namespace, line: Line) -> None:
    name = "stdin" if args.file == STDIN else args.file
    tqdm.write(f"{name}:{line.number}: {line.fault}", file=sys.stderr)


def _tell(args: argparse.Namespace, tally: Tally) -> None:
    counts = {outcome.value: tally.counts[outcome] for outcome in Intake}
    if args.json:
        print(json.dumps({**counts, "refused": tally.refused}))
        return
    print(
        f"{counts['new']} new, {counts['version']} changed, {counts['known']} known, "
        f"{tally.refused} refused"
    )
