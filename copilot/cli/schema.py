"""`copilot schema`: JSON Schema for editors."""

import argparse
import json

from copilot.config.schema import SCHEMAS, schema

EXAMPLE = """\
example:
  copilot schema playbook > playbook.schema.json
  copilot schema complaint
"""


def add(parser: argparse.ArgumentParser) -> None:
    """Describe the command and its arguments."""
    parser.epilog = EXAMPLE
    parser.add_argument(
        "kind", choices=tuple(SCHEMAS), help="of which file; complaint: a line of JSON Lines"
    )


def run(args: argparse.Namespace) -> int:
    """Print the schema."""
    print(json.dumps(schema(args.kind), ensure_ascii=False, indent=2))
    return 0
