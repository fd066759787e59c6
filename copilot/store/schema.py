"""Every table as it is now, in one place to compare and migrate."""

from copilot.store import desk_tables, handling_tables, work_tables
from copilot.store.columns import metadata

__all__ = ["desk_tables", "handling_tables", "metadata", "work_tables"]
