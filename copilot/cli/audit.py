"""`copilot audit`: the log of record, verified or exported."""

import argparse
import json
import re

from copilot.app.ports.records import LogVerdict
from copilot.cli.cases import iso
from copilot.cli.desk import opened

EXAMPLE = """\
example:
  copilot audit verify
  copilot audit verify --head N:DIGEST
  copilot audit export > log.jsonl
Keep the head that `verify` prints somewhere else: with it, nobody can shorten the log unseen.
"""


def add(parser: argparse.ArgumentParser) -> None:
    """Describe the command and its arguments."""
    parser.epilog = EXAMPLE
    actions = parser.add_subparsers(dest="action", required=True, metavar="verify|export")
    verify = actions.add_parser("verify", help="check the whole chain")
    verify.add_argument(
        "--head", type=_head, metavar="N:DIGEST", help="and that entry N has this digest"
    )
    verify.add_argument("--json", action="store_true", help="in JSON")
    actions.add_parser("export", help="print every entry as JSON Lines")


def run(args: argparse.Namespace) -> int:
    """Do either."""
    return _verify(args) if args.action == "verify" else _export(args)


def _verify(args: argparse.Namespace) -> int:
    with opened(args) as office, office.store.read() as records:
        verdict = records.log.verify(head=args.head)
    print(_as_json(verdict) if args.json else _in_words(verdict))
    return 1 if verdict.faults else 0


def _as_json(verdict: LogVerdict) -> str:
    said = {
        "entries": verdict.entries,
        "erased": verdict.erased,
        "head": verdict.head,
        "faults": list(verdict.faults),
    }
    return json.dumps(said, ensure_ascii=False)


def _in_words(verdict: LogVerdict) -> str:
    said = [f"fault: {fault}" for fault in verdict.faults]
    erased = f", words of {verdict.erased} erased" if verdict.erased else ""
    outcome = "the log does not verify" if verdict.faults else "the log is whole"
    said.append(f"{outcome}: {verdict.entries} entries{erased}")
    said.append(f"head: {verdict.head}")
    return "\n".join(said)


def _export(args: argparse.Namespace) -> int:
    with opened(args) as office, office.store.read() as records:
        for one in records.log.entries():
            said = {
                "number": one.number,
                "at": iso(one.at),
                "event": one.event,
                "case": one.case,
                "digest": one.digest,
                "words": dict(one.words) if one.words is not None else None,
            }
            print(json.dumps(said, ensure_ascii=False))
    return 0


def _head(text: str) -> tuple[int, str]:
    found = re.fullmatch(r"([0-9]{1,18}):([0-9a-f]{64})", text)
    if not found:
        raise argparse.ArgumentTypeError("write it as verify printed it: N:DIGEST")
    return int(found[1]), found[2]
