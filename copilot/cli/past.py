"""The database of a desk, opened to read what came in; whoever asks is told in their language."""

from copilot.config.settings import Config
from copilot.domain.errors import UsageError
from copilot.store.engine import file_of
from copilot.store.sql_store import SqlStore, open_to_read

_NOT_YET = {
    "en": "there is no database {file} yet; `copilot run` makes it",
    "fr": "il n’y a pas encore de base de données {file}\u00a0; `copilot run` la crée",
}


def open_past(config: Config, language: str) -> SqlStore:
    """
    Open the database of *config* for reading alone.

    Raises:
        UsageError: there is none yet.
        StoreError: it cannot be used.
    """
    file = file_of(config.database, config.folder)
    if file is not None and not file.is_file():
        raise UsageError(_NOT_YET[language].format(file=file))
    return open_to_read(config.database, folder=config.folder)
