"""`copilot demo`: the whole product on one machine."""

import argparse
import asyncio

from copilot.bootstrap.demo import play
from copilot.cli.port import port, taken

EXAMPLE = """\
example:
  copilot demo
  copilot demo --port 8200 --no-browser --speed 3
Nothing is written outside a temporary folder. Ctrl-C ends it.
"""


def add(parser: argparse.ArgumentParser) -> None:
    """Describe the command and its arguments."""
    parser.epilog = EXAMPLE
    parser.add_argument("--port", type=port, default=0, metavar="N", help="of the page (any free)")
    parser.add_argument("--no-browser", action="store_true", help="don't open the page")
    parser.add_argument(
        "--speed", type=_speed, default=1.0, metavar="N", help="how fast the incident plays (1)"
    )


def run(args: argparse.Namespace) -> int:
    """Play until stopped."""
    with taken(args.port):
        return asyncio.run(play(port=args.port, browser=not args.no_browser, speed=args.speed))


def _speed(text: str) -> float:
    speed = float(text)
    if not 0 < speed <= 1000:
        raise argparse.ArgumentTypeError("between 0 and 1000")
    return speed
