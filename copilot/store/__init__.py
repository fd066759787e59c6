"""The database: SQLite by default, PostgreSQL when a brand outgrows one machine."""

from copilot.store.clock import SystemClock
from copilot.store.ids import SystemIds
from copilot.store.sql_store import SqlStore, open_store

__all__ = ["SqlStore", "SystemClock", "SystemIds", "open_store"]
