"""`copilot match`: which playbook, how sure, and why (CONTRACT.md, section 3)."""

import argparse
import json
from collections.abc import Mapping
from pathlib import Path

from copilot.cli import complaints
from copilot.cli.complaints import add_texts, answer, given
from copilot.cli.reading import read_matcher
from copilot.cli.setting import add_library, find
from copilot.cli.words import say
from copilot.domain.complaint import Complaint
from copilot.domain.match import Candidate, Match
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
        return json.dumps(as_json(found, complaint.id), ensure_ascii=False)
    if args.file is not None:
        return f"{complaint.id}: {headline(found, complaint.text, playbooks, language)}"
    return in_words(found, complaint.text, playbooks, language)


def as_json(found: Match, complaint_id: str) -> dict[str, object]:
    """The answer as CONTRACT.md section 3 has it."""
    return {
        "id": complaint_id,
        "lang": found.lang,
        "kind": found.kind.value,
        "playbook": found.playbook,
        "band": found.band.value,
        "confidence": found.confidence,
        "candidates": [
            {
                "playbook": one.playbook,
                "confidence": one.confidence,
                "because": [
                    {
                        "example": why.example,
                        "span": list(why.span),
                        "similarity": why.similarity,
                    }
                    for why in one.because
                ],
            }
            for one in found.candidates
        ],
    }


def headline(
    found: Match, text: str, playbooks: Mapping[str, Playbook], language: str = "en"
) -> str:
    """Say it in one line."""
    first = found.candidates[0] if found.candidates else None
    band = say(language, found.band.value)
    if found.playbook is None or first is None:
        return (
            say(language, "nearest", band=band, title=playbooks[first.playbook].title)
            if first
            else band
        )
    return f"{playbooks[first.playbook].title}, {band}{_why(first, text, language)}"


def in_words(
    found: Match, text: str, playbooks: Mapping[str, Playbook], language: str = "en"
) -> str:
    """Say it with its candidates and reasons, for a person."""
    kind = say(language, found.kind.value)
    said = [f"{headline(found, text, playbooks, language)}  ({kind}, {found.lang})"]
    for place, one in enumerate(found.candidates, start=1):
        said.append(f"  {place}. {playbooks[one.playbook].title} [{one.playbook}]")
        for why in one.because:
            words = _words(text, *why.span)
            said.append(f"     {say(language, 'resembles', words=words, example=why.example)}")
    return "\n".join(said)


def _why(one: Candidate, text: str, language: str) -> str:
    return say(language, "why", words=_words(text, *one.because[0].span)) if one.because else ""


def _words(text: str, start: int, end: int) -> str:
    """The words of the message, fit for one line of a terminal."""
    return "".join(each if each.isprintable() else " " for each in text[start:end])


def _count(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("at least 1")
    return number
