"""The index of what can be searched: one table of words a kind of row, kept in step by the database itself.

Triggers write it, so that whatever changes a row, verb, import or command, changes the index in the same transaction.
It holds no row that lies in the bin. Where the database is not SQLite there is none, see models/search/plain.py.
"""

import contextlib

import peewee as pw

from models.base import db, transaction
from models.search.docs import COLUMNS, DOCS, OPEN, TABLE, triggers

__all__ = ["DOCS", "OPEN", "indexed", "put_up", "rebuild", "set_aside"]


def indexed():
    """Does this database have the index?"""
    return isinstance(db.obj, pw.SqliteDatabase)


def rebuild():
    """Make the index and its triggers anew, whatever was there. Returns {kind: how many rows it holds}."""
    if not indexed():
        return {}
    counts = {}
    with transaction():
        take_down()
        for kind, doc in DOCS.items():
            db.execute_sql(f"DROP TABLE IF EXISTS {kind}_search")
            db.execute_sql(TABLE.format(kind=kind))
            db.execute_sql(f"INSERT INTO {kind}_search (rowid, {COLUMNS}) {doc.select('1')}")
            held = f"SELECT COUNT(*) FROM {doc.table} WHERE deleted_at IS NULL"  # noqa: S608
            counts[kind] = db.execute_sql(held).fetchone()[0]
        for sql in triggers().values():
            db.execute_sql(sql)
    return counts


def _wanted():
    """{name: SQL} of the tables and triggers of the index."""
    return {f"{kind}_search": TABLE.format(kind=kind) for kind in DOCS} | triggers()


def _standing():
    """The same of those that are there."""
    own = "(type = 'trigger' AND name LIKE 'search\\_%' ESCAPE '\\') OR (type = 'table' AND name IN ({}))".format(
        ", ".join(f"'{kind}_search'" for kind in DOCS)
    )
    return dict(db.execute_sql(f"SELECT name, sql FROM sqlite_master WHERE {own}").fetchall())  # noqa: S608


def take_down():
    """Drop the triggers: no step of the schema can make a table anew while they read it."""
    for name in _standing().keys() - {f"{kind}_search" for kind in DOCS}:
        db.execute_sql(f"DROP TRIGGER {name}")


def put_up():
    """Make the index where there is none or another one. Returns whether it was made."""
    if not indexed() or _standing() == _wanted():
        return False
    rebuild()
    return True


@contextlib.contextmanager
def set_aside(complete):
    """While the schema changes there are no triggers; after it there are again, if it is `complete()`."""
    if indexed():
        take_down()
    yield
    if complete():
        put_up()


@contextlib.contextmanager
def told_at_once():
    """Inside, in one transaction, new rows are told to the index together at the end, which takes a third of the time.

    Yields a function `tell(kind, ids)` for ids in rising order without a gap; nobody else writes in the meantime.
    """
    if not indexed():
        yield lambda kind, ids: None
        return
    known = [(name, sql) for name, sql in triggers().items() if sql.split(" AFTER ")[1].startswith("INSERT ")]
    for name, _sql in known:
        db.execute_sql(f"DROP TRIGGER {name}")
    told = []
    yield lambda kind, ids: told.append((kind, ids))
    for kind, ids in told:
        if ids:
            which = f"r.id BETWEEN {ids[0]} AND {ids[-1]}"
            documents = f"{DOCS[kind].select(which)} ORDER BY 1"
            db.execute_sql(f"INSERT INTO {kind}_search (rowid, {COLUMNS}) {documents}")
    for _name, sql in known:
        db.execute_sql(sql)
