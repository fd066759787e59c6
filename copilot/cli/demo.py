"""`copilot demo`: the whole product on one machine."""

import argparse
import asyncio
from importlib import import_module

from copilot.bootstrap.demo import play
from copilot.bootstrap.demo_brand import LANGUAGES
from copilot.cli.port import port, taken

EXAMPLE = """\
example:
  copilot demo
  copilot demo --port 8200 --no-browser --speed 3
  copilot demo --language en
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
    parser.add_argument(
        "--language", choices=LANGUAGES, default="fr", help="of the desk and its customers (fr)"
    )


def run(args: argparse.Namespace) -> int:
    """Play until stopped."""
    with taken(args.port):
        return asyncio.run(
            play(
                port=args.port,
                browser=not args.no_browser,
                speed=args.speed,
                language=args.language,
                library=_library(args.language),
            )
        )


def _library(language: str) -> dict[str, str] | None:
    """The starter playbooks in *language*; as they are, their titles are French."""
    if language == "fr":
        return None
    # What writes them takes a while to import, and most people never ask for it.
    files = import_module("copilot.cli.init").files_of("shop", language)
    return {
        path: text for path, text in files.items() if path.startswith(("playbooks", "replies"))
    }


def _speed(text: str) -> float:
    speed = float(text)
    if not 0 < speed <= 1000:
        raise argparse.ArgumentTypeError("between 0 and 1000")
    return speed
