"""The index of what can be searched: a table of words a kind of row; where the database is PostgreSQL, trigrams of names.

The triggers that keep it in step, and its filling, come after the last step: see models/search/index.py.
"""

KINDS = ("opportunity", "customer", "contact", "note", "activity")
NAMED = {"opportunities": "name", "customers": "name", "contacts": "name", "notes": "text", "activities": "subject"}


def up(migrator, db):
    if type(db).__name__.startswith("Postgres"):
        trigrams(db)
        return
    for kind in KINDS:
        db.execute_sql(
            f"CREATE VIRTUAL TABLE {kind}_search USING fts5(start, name, body, numbers, "
            "tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3')"
        )


def trigrams(db):
    """Where the extension can be had: without it a search reads the rows one by one."""
    if not db.execute_sql("SELECT 1 FROM pg_available_extensions WHERE name = 'pg_trgm'").fetchone():
        return
    if not db.execute_sql("SELECT 1 FROM pg_extension WHERE extname = 'pg_trgm'").fetchone():
        may = "SELECT has_database_privilege(current_database(), 'CREATE')"
        if not db.execute_sql(may).fetchone()[0]:
            return
        db.execute_sql("CREATE EXTENSION pg_trgm")
    for table, column in NAMED.items():
        db.execute_sql(f"CREATE INDEX {table}_trigrams ON {table} USING gin ({column} gin_trgm_ops)")


def down(migrator, db):
    if type(db).__name__.startswith("Postgres"):
        for table in NAMED:
            db.execute_sql(f"DROP INDEX IF EXISTS {table}_trigrams")
        return
    for kind in KINDS:
        db.execute_sql(f"DROP TABLE {kind}_search")
