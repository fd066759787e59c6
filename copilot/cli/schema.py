"""`copilot schema`: JSON Schema for editors, in the brand lead's language."""

import argparse
import json

from copilot.cli.editor_schema import editor_schema
from copilot.cli.scope import language_of
from copilot.config.schema import SCHEMAS

EXAMPLE = """\
example:
  copilot schema playbook > playbook.schema.json
  copilot schema config --language fr
  copilot schema complaint
"""
LANGUAGES = ("fr", "en")


def add(parser: argparse.ArgumentParser) -> None:
    """Describe the command and its arguments."""
    parser.epilog = EXAMPLE
    parser.add_argument(
        "kind", choices=tuple(SCHEMAS), help="of which file; complaint: a line of JSON Lines"
    )
    parser.add_argument(
        "--language",
        choices=LANGUAGES,
        help="of the descriptions (the desk's, otherwise the terminal's)",
    )


def run(args: argparse.Namespace) -> int:
    """Print the schema."""
    found = editor_schema(args.kind, args.language or language_of(args))
    print(json.dumps(found, ensure_ascii=False, indent=2))
    return 0
