"""`copilot doctor`: tries everything the configuration names, and says what to do."""

import argparse
import asyncio
import json
from pathlib import Path

from copilot.cli.examination import Finding, examine
from copilot.cli.findings import SPOKEN, Say
from copilot.config.read import load

EXAMPLE = """\
example:
  copilot doctor
"""


def add(parser: argparse.ArgumentParser) -> None:
    """Describe the command and its arguments."""
    parser.epilog = EXAMPLE
    parser.add_argument("--json", action="store_true", help="in JSON")


def run(args: argparse.Namespace) -> int:
    """Try everything; 1 when something does not work."""
    config = load(Path(args.config), may_be_without_people=True)
    say = SPOKEN["en" if args.json else config.desk.language]
    findings = asyncio.run(examine(config, say))
    if args.json:
        listed = [
            {"what": one.what, "ok": one.ok, "found": one.found, "do": one.todo}
            for one in findings
        ]
        print(json.dumps({"checks": listed}, ensure_ascii=False, indent=2))
    else:
        print("\n".join(_line(one, say) for one in findings))
    return 0 if all(one.ok for one in findings) else 1


def _line(one: Finding, say: Say) -> str:
    said = f"{'✓' if one.ok else '✗'} {say('{what}: {found}', what=one.what, found=one.found)}"
    return f"{said}\n    → {one.todo}" if one.todo else said
