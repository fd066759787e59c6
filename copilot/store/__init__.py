"""
The database: SQLite by default, PostgreSQL when a brand outgrows one machine.

Nothing is imported here: who needs only the clock does not pay for SQLAlchemy.
"""
