"""`copilot run`: the service."""

import argparse
import asyncio
import logging
import os
import sys
from pathlib import Path

from copilot.bootstrap.run import serve
from copilot.config.read import load, read_people

EXAMPLE = """\
example:
  copilot run
  copilot -c /etc/copilot/lumen.yaml run --only delivery
Ctrl-C, or SIGTERM, stops it when what is in hand is done.
"""
PARTS = ("intake", "desk", "delivery")
#: These log addresses, and the address of a bot holds its token.
TALKATIVE = ("httpx", "httpcore", "telegram")


def add(parser: argparse.ArgumentParser) -> None:
    """Describe the command and its arguments."""
    parser.epilog = EXAMPLE
    parser.add_argument("--only", choices=PARTS, help="run this part alone, others elsewhere")


def run(args: argparse.Namespace) -> int:
    """Serve until stopped."""
    path = Path(args.config)
    config = load(path)
    logging.basicConfig(
        stream=sys.stderr,
        level=logging.DEBUG if os.environ.get("COPILOT_DEBUG") else logging.INFO,
        format="%(asctime)s %(levelname)s %(name)s: %(message)s",
    )
    for name in TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)
    asyncio.run(serve(config, only=args.only, read_people=lambda: read_people(path)))
    return 0
