"""What keeps the database from answering or from being written, and what may be left undone then."""

import contextlib

import peewee as pw

from models.base import Unavailable, db

SIGNS = {
    "full": ("is full", "no space left"),
    "read_only": ("readonly", "read-only"),
    "busy": ("is locked", "lock timeout"),
}
SHORT = 100  # milliseconds that a courtesy waits for others who write


def trouble(error):
    """What an Unavailable says: "full", "read_only", "busy", or "away" for everything else.

    SQLite ends some transactions by itself; that they cannot be ended again hides what began it.
    """
    while error:
        said = str(error).lower()
        for name, signs in SIGNS.items():
            if any(sign in said for sign in signs):
                return name
        error = error.__context__
    return "away"


@contextlib.contextmanager
def courtesy():
    """For a small thing that a page writes while it is only looked at: where nothing can be written, it is left undone."""
    with contextlib.suppress(Unavailable):
        if not isinstance(db.obj, pw.SqliteDatabase):
            yield
            return
        waits = db.execute_sql("PRAGMA busy_timeout").fetchone()[0]
        db.execute_sql(f"PRAGMA busy_timeout = {SHORT}")
        try:
            yield
        finally:
            db.execute_sql(f"PRAGMA busy_timeout = {waits}")
