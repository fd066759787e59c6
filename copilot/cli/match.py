"""`copilot match`: which playbook, how sure, and why (CONTRACT.md, section 3)."""

import argparse
import gc
from collections.abc import Mapping
from pathlib import Path

from copilot.cli import complaints
from copilot.cli.complaints import add_texts, answer, given
from copilot.cli.match_json import as_line
from copilot.cli.match_words import headline, in_words
from copilot.cli.reading import read_matcher
from copilot.cli.setting import add_library, find
from copilot.domain.complaint import Complaint
from copilot.domain.match import Match
from copilot.domain.playbook import Playbook

EXAMPLE = """\
example:
  copilot match "mon écran est arrivé cassé"
  copilot match --file FILE --json > answers.jsonl
`copilot import --help` says how a line of FILE is written.
"""


def add(parser: argparse.ArgumentParser) -> None:
    """Describe the command and its arguments."""
    parser.epilog = EXAMPLE
    add_texts(parser)
    parser.add_argument(
        "--top", type=_count, default=3, metavar="N", help="candidates to name (3)"
    )
    add_library(parser)
    parser.add_argument(
        "--cache",
        metavar="DIR",
        help="keep what is learned from the playbooks in this folder, to start faster next time",
    )


def run(args: argparse.Namespace) -> int:
    """Answer every message; 1 when a line was refused."""
    setting = find(args)
    matcher, playbooks = read_matcher(setting, Path(args.cache) if args.cache else None)
    if args.file is not None:
        gc.freeze()  # what was learned stays: to look through it again and again finds nothing
    status = 0
    for line in given(args, channel="match"):
        if line.complaint is None:
            complaints.tell(args, line)
            status = 1
            continue
        found = matcher.match(line.complaint.text, args.lang or line.complaint.lang, top=args.top)
        answer(_shown(args, line.complaint, found, playbooks, setting.problem_language))
    return status


def _shown(
    args: argparse.Namespace,
    complaint: Complaint,
    found: Match,
    playbooks: Mapping[str, Playbook],
    language: str,
) -> str:
    if args.json:
        return as_line(found, complaint.id)
    if args.file is not None:
        return f"{complaint.id}: {headline(found, complaint.text, playbooks, language)}"
    return in_words(found, complaint.text, playbooks, language)


def _count(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("at least 1")
    return number
