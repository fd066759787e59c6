"""`copilot run`: the service."""

import argparse
import asyncio
import logging
import os
import sys
from pathlib import Path

from copilot.bootstrap.run import serve
from copilot.config.read import load
from copilot.config.reload import ConfigFile

EXAMPLE = """\
example:
  copilot run
  copilot -c FILE run --only delivery
Ctrl-C, or SIGTERM, stops it when what is in hand is done.
"""
PARTS = ("intake", "desk", "delivery")
INTERRUPTED = 130
#: Who says too much. Addresses, of which a bot's holds its token; what nobody asked for; and a
#: traceback for each answer that is not JSON, as every gateway's error is: the desk says it once.
LEVELS = {
    "httpx": logging.WARNING,
    "httpcore": logging.WARNING,
    "alembic": logging.WARNING,
    "uvicorn": logging.WARNING,
    "telegram": logging.WARNING,
    "telegram.request": logging.CRITICAL,
}


def add(parser: argparse.ArgumentParser) -> None:
    """Describe the command and its arguments."""
    parser.epilog = EXAMPLE
    parser.add_argument("--only", choices=PARTS, help="run this part alone, others elsewhere")


def run(args: argparse.Namespace) -> int:
    """Serve until stopped; SIGTERM is a service's ordinary end, Ctrl-C an interruption."""
    path = Path(args.config)
    config = load(path)
    logging.basicConfig(
        stream=sys.stderr,
        level=logging.DEBUG if os.environ.get("COPILOT_DEBUG") else logging.INFO,
        format="%(asctime)s %(levelname)s %(name)s: %(message)s",
    )
    for name, level in LEVELS.items():
        logging.getLogger(name).setLevel(level)
    interrupted = asyncio.run(serve(config, only=args.only, settings=ConfigFile(config)))
    return INTERRUPTED if interrupted else 0
