"""`copilot replay`: what a change of the playbooks would have done to past complaints."""

import argparse
import gc
import os
import shutil
import sys
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tqdm import tqdm

from copilot.app.ports.records import SetAside
from copilot.app.replay import texts
from copilot.cli.complaints import STDIN, lines, open_lines
from copilot.cli.replay_run import replay
from copilot.cli.replay_sides import Side, sides
from copilot.cli.replay_text import Found, Shape, as_json, as_text, side_name
from copilot.cli.replay_words import say
from copilot.cli.setting import Setting, add_library, find
from copilot.cli.shown import Paint, wants_colour
from copilot.config.read import load
from copilot.domain.complaint import Complaint
from copilot.domain.complaint_json import OtherChannel
from copilot.domain.errors import UsageError

EXAMPLE = """\
example:
  copilot replay
  copilot replay --since 90 --against main
  copilot replay --file FILE --json
The first one answers: what would my changes since the last commit have done to the messages
of the last 30 days? Nothing is changed, and a running desk is not disturbed.
Without git, name a folder that holds the playbooks of before; where a folder and a revision
are called the same, the folder is meant.
`copilot import --help` says how a line of FILE is written.
"""
SINCE_DAYS, EXAMPLES = 30, 20
#: Of a pipe, where nobody says how wide it is.
_COLUMNS = 160
#: Of one side; a folder that holds something else entirely has thousands.
_MOST_ERRORS = 20
_Refused = list[dict[str, object]]


def add(parser: argparse.ArgumentParser) -> None:
    """Describe the command and its arguments."""
    parser.epilog = EXAMPLE
    which = parser.add_mutually_exclusive_group()
    which.add_argument(
        "--file", metavar="F", help="complaints as JSON Lines; - reads them from stdin"
    )
    which.add_argument(
        "--since",
        type=_count,
        metavar="DAYS",
        help=f"those that the desk received in the last DAYS days ({SINCE_DAYS})",
    )
    parser.add_argument(
        "--against",
        default="HEAD",
        metavar="GIT-REF|DIR",
        help="what to compare with: a revision of the repository that holds the playbooks, "
        "or a folder (HEAD, the last commit)",
    )
    parser.add_argument(
        "--examples",
        type=_count,
        default=EXAMPLES,
        metavar="N",
        help=f"how many to show ({EXAMPLES})",
    )
    parser.add_argument("--json", action="store_true", help="everything that changed, in JSON")
    add_library(parser)


def run(args: argparse.Namespace) -> int:
    """Compare; 1 when a line was refused, a side is broken or there is no complaint."""
    # thousands of answers stay until they are counted; looking among them for rubbish finds none
    gc.set_threshold(100_000, 50, 100)
    setting = find(args)
    before, after = sides(setting, args.against)
    if _tell_broken(before, after, setting.problem_language):
        return 1
    refused: _Refused = []
    complaints = _given(args, setting, refused)
    if not complaints:
        print(f"copilot: {_none(args, setting)}", file=sys.stderr)
        return 1
    found = _found(before, after, complaints)
    if args.json:
        print(as_json(found, refused, setting.problem_language))
    else:
        print(as_text(found, _shape(args, setting)))
    return 1 if refused else 0


def _found(before: Side, after: Side, complaints: Sequence[Complaint]) -> Found:
    # `disable=None`: no bar where stderr is no terminal
    with tqdm(total=texts(complaints), disable=None, leave=False) as bar:
        both, replayed = replay(before.playbooks, after.playbooks, complaints, tick=bar.update)
    return Found(before=before, after=after, renamed=both.renamed, replayed=replayed)


def _given(args: argparse.Namespace, setting: Setting, refused: _Refused) -> Sequence[Complaint]:
    """The complaints to replay: each at its last version, none that its author took back."""
    found = _of_file(args, refused) if args.file is not None else _of_desk(args, setting)
    latest: dict[tuple[str, str], Complaint] = {}
    for one in found:
        known = latest.get((one.channel, one.id))
        if known is None or _version(one) > _version(known):
            latest[one.channel, one.id] = one
    return [one for one in latest.values() if one.deleted_at is None]


def _version(complaint: Complaint) -> datetime:
    times = (complaint.edited_at, complaint.deleted_at)
    return max((at for at in times if at), default=datetime.min.replace(tzinfo=UTC))


def _of_file(args: argparse.Namespace, refused: _Refused) -> list[Complaint]:
    found = []
    name = "stdin" if args.file == STDIN else args.file
    with open_lines(args.file) as stream:
        for line in lines(stream, channel="replay", other=OtherChannel.KEEP):
            if line.complaint is not None:
                found.append(line.complaint)
                continue
            refused.append({"line": line.number, "error": line.fault})
            print(f"{name}:{line.number}: {line.fault}", file=sys.stderr)
    return found


def _of_desk(args: argparse.Namespace, setting: Setting) -> list[Complaint]:
    """What customers wrote, without what the brand wrote itself or was sent twice."""
    if not Path(args.config).exists():
        raise UsageError(say(setting.problem_language, "no-configuration"))
    config = load(Path(args.config), needed=("database",), may_be_without_people=True)
    since = datetime.now(UTC) - timedelta(days=args.since or SINCE_DAYS)
    # loaded here: a file of complaints needs no database
    from copilot.cli.past import open_past  # noqa: PLC0415

    store = open_past(config, setting.problem_language)
    try:
        with store.read() as records:
            received = records.complaints.received(since)
    finally:
        store.close()
    aside = (SetAside.OWN, SetAside.DUPLICATE)
    return [one.complaint for one in received if one.set_aside not in aside]


def _tell_broken(before: Side, after: Side, language: str) -> bool:
    for code, side in (("before", before), ("now", after)):
        if side.errors:
            head = say(language, f"broken/{code}", name=side_name(side, language))
            print(head, *side.errors[:_MOST_ERRORS], sep="\n", file=sys.stderr)
            more = len(side.errors) - _MOST_ERRORS
            if more > 0:
                print(say(language, "more-errors", n=more), file=sys.stderr)
    return bool(before.errors or after.errors)


def _none(args: argparse.Namespace, setting: Setting) -> str:
    if args.file is None:
        return say(setting.problem_language, "no-complaint/since", n=args.since or SINCE_DAYS)
    name = "stdin" if args.file == STDIN else args.file
    return say(setting.problem_language, "no-complaint/file", name=name)


def _shape(args: argparse.Namespace, setting: Setting) -> Shape:
    wide = shutil.get_terminal_size((_COLUMNS, 0)).columns if sys.stdout.isatty() else _COLUMNS
    return Shape(
        language=setting.problem_language,
        examples=args.examples,
        columns=wide,
        paint=Paint(is_on=wants_colour(sys.stdout, os.environ)),
    )


def _count(text: str) -> int:
    number = int(text)
    if not 1 <= number <= 100_000:
        raise argparse.ArgumentTypeError("from 1 to 100000")
    return number
