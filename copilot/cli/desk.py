"""Opens the desk's database for commands that look at it or add to it, while it runs or not."""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from copilot.app.office import Office
from copilot.bootstrap.office import open_office
from copilot.config.read import load


@contextmanager
def opened(args: argparse.Namespace) -> Iterator[Office]:
    """
    Open the configured database; only its own variables must be set, and nobody need be named.

    Raises:
        ConfigError: the configuration cannot be used.
        StoreError: the database cannot be used.
    """
    config = load(Path(args.config), needed=("database",), may_be_without_people=True)
    with open_office(config) as (office, _):
        yield office
