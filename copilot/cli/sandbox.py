"""`copilot sandbox`: the embedded Bot API alone (CONTRACT.md, section 8)."""

import argparse
import asyncio

from copilot.cli.port import port, taken
from copilot.domain.errors import UsageError
from copilot.sandbox.limits import Limits
from copilot.sandbox.run import run as serve

EXAMPLE = """\
example:
  copilot sandbox --port 8081 --limits x50
It prints the lines to paste under `desk`, and the token of its control side.
"""


def add(parser: argparse.ArgumentParser) -> None:
    """Describe the command and its arguments."""
    parser.epilog = EXAMPLE
    parser.add_argument(
        "--port", type=port, default=0, metavar="N", help="to listen on (any free)"
    )
    parser.add_argument(
        "--limits",
        default="telegram",
        metavar="telegram|xN|off",
        help="Telegram's limits, N times them, or none (telegram)",
    )


def run(args: argparse.Namespace) -> int:
    """Serve until stopped."""
    try:
        Limits.named(args.limits)
    except ValueError as exc:
        raise UsageError(str(exc)) from exc
    with taken(args.port):
        asyncio.run(serve(port=args.port, limits=args.limits))
    return 0
