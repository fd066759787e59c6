"""The database: SQLite by default, PostgreSQL when a brand outgrows one machine."""
