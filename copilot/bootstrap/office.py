"""Opens what use cases work with: the database, the library, the channels."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

from copilot.app.office import Office
from copilot.app.playbooks import Playbooks
from copilot.app.ports.channel import Channel
from copilot.app.ports.learning import Forgetful, Learning
from copilot.app.ports.source import Clock
from copilot.app.shelf import Shelf
from copilot.config.settings import Config
from copilot.library.index_folder import IndexFolder
from copilot.library.tree import FileLibrary
from copilot.store.clock import SystemClock
from copilot.store.engine import file_of
from copilot.store.ids import SystemIds
from copilot.store.sql_store import open_store


def library_of(config: Config, clock: Clock) -> FileLibrary:
    """The brand's files, as its configuration names them."""
    zone = ZoneInfo(config.brand.timezone)

    def today() -> date:
        return clock.now().astimezone(zone).date()

    return FileLibrary(
        config.playbooks,
        config.replies,
        languages=config.brand.languages,
        brand=config.brand.name,
        timezone=config.brand.timezone,
        today=today,
        problem_language=config.desk.language,
    )


def _learning(database: Path | None) -> Learning:
    """Keep what is learned beside the database's file; without a file, learn at each start."""
    if database is None:
        return Forgetful()
    return IndexFolder(database.with_name(f"{database.name}.learned"))


@contextmanager
def open_office(
    config: Config, *, channels: Mapping[str, Channel] | None = None
) -> Iterator[tuple[Office, Playbooks]]:
    """
    Open the database and prepare the shelf; closed at the end.

    The shelf is empty until `Playbooks.start` has put a set in force: commands that only look at
    cases need none.

    Raises:
        StoreError: the database cannot be used.
    """
    clock = SystemClock()
    library = library_of(config, clock)
    store = open_store(config.database, folder=config.folder)
    try:
        office = Office(
            store=store,
            clock=clock,
            ids=SystemIds(clock),
            brand=config.brand,
            desk=config.desk,
            people=config.people,
            shelf=Shelf(library, learning=_learning(file_of(config.database, config.folder))),
            channels=channels or {},
        )
        yield office, Playbooks(office, library)
    finally:
        store.close()
