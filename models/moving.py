"""A business moves from one kind of database to the other: every row of every table, in one transaction, compared afterwards."""

import contextlib
import datetime as dt
import hashlib

import peewee as pw

from models.base import N_, Refused, connect, db, now, opened
from models.schema import migrate, runner, unknown
from models.search import index

PIECE = 1_000  # rows in memory at a time
LATELY = dt.timedelta(seconds=60)  # a worker that lives has said so since
TOLD = {"timestamp without time zone": dt.datetime.fromisoformat, "date": dt.date.fromisoformat, "boolean": bool}


def move(source_url, target_url, progress=lambda table, count: None):
    """Copy all from one database to the other, which must be of the other kind and in which nobody has done anything.

    Returns {table: how many rows}. While it goes on nobody can write to the source. All is written, or nothing is.
    Afterwards `db` is the target. `progress` is called after each table.
    """
    source = opened(source_url)
    try:
        if type(source) is type(opened(target_url)):
            raise Refused(N_("Both are databases of the same kind. Copy them with their own tools, or with a backup."))
        _whole(source)
        connect(target_url)
        if unknown():
            raise Refused(N_("The target was made by a newer version of Shangji (%(step)s)."), step=unknown()[-1])
        migrate()
        if any(_count(db.obj, table) for table in ("users", "pipelines", "opportunities")):
            raise Refused(N_("There is a business in the target already. Make a new, empty database."))
        with _still(source), db.atomic():
            return _moved(source, db.obj, progress)
    finally:
        source.close()


def _whole(source):
    """Refuses a source that is not of this version, or with which somebody works."""
    steps = runner(source).status()
    if any(not step.applied or step.path is None for step in steps):
        raise Refused(N_("The source is not of this version of Shangji. Bring it up to date first: flask migrate"))
    seen = source.execute_sql("SELECT MAX(seen_at) FROM leases WHERE name = 'worker'").fetchone()[0]
    if seen and abs(now() - (dt.datetime.fromisoformat(seen) if isinstance(seen, str) else seen)) < LATELY:
        raise Refused(N_("Shangji runs on the source, or did a minute ago. Stop it, wait a minute, and begin again."))


@contextlib.contextmanager
def _still(source):
    """Until the end nobody else writes to the source."""
    with source.atomic():  # where it is SQLite, that is the one lock for writing
        if _is_server(source):
            tables = ", ".join(f'"{table}"' for table in _tables(source))
            source.execute_sql(f"LOCK TABLE {tables} IN SHARE MODE")
        yield


def _moved(source, target, progress):
    server = source if _is_server(source) else target
    keys = _let_go(target)
    counts = {}
    tables = _tables(server)
    for table in tables:
        target.execute_sql(f'DELETE FROM "{table}"')  # noqa: S608  what a migration writes comes from the source too
    for table in tables:
        columns = _columns(server, table)
        had = _Sum()
        _write(target, table, columns, had.over(_rows(source, table, columns)))
        got = _Sum()
        for _row in got.over(_rows(target, table, columns)):
            pass
        if had != got:
            raise Refused(N_("%(table)s did not arrive as it was: %(had)s rows went, %(got)s came. Nothing was moved."),
                          table=table, had=had.count, got=got.count)  # fmt: skip
        counts[table] = had.count
        progress(table, had.count)
    _tie(target, keys)
    return counts


class _Sum:
    """How many rows, and a sum over all of their values in which the order does not count."""

    def __init__(self):
        self.count = self.total = 0

    def over(self, rows):
        for row in rows:
            self.count += 1
            digest = hashlib.blake2b(repr(row).encode("utf-8", "surrogatepass"), digest_size=8).digest()
            self.total = (self.total + int.from_bytes(digest)) % 2**64
            yield row

    def __eq__(self, other):
        return (self.count, self.total) == (other.count, other.total)

    __hash__ = None


def _is_server(real):
    return isinstance(real, pw.PostgresqlDatabase)


def _tables(server):
    return [table for table in server.get_tables() if table != "schema_migration"]


def _columns(server, table):
    """{column: how a value of it is read where the database knows no such type, or None}."""
    return {column.name: TOLD.get(column.data_type) for column in server.get_columns(table)}


def _count(real, table):
    return real.execute_sql(f'SELECT COUNT(*) FROM "{table}"').fetchone()[0]  # noqa: S608


def _rows(real, table, columns):
    """Every row as values of Python, piece by piece."""
    names = ", ".join(f'"{name}"' for name in columns)
    sql = f'SELECT {names} FROM "{table}"'  # noqa: S608
    server = _is_server(real)
    cursor = real.connection().cursor(**({"name": "moving"} if server else {}))  # a named one sends piece by piece
    try:
        cursor.execute(sql)
        told = [] if server else [(place, how) for place, how in enumerate(columns.values()) if how]
        while rows := cursor.fetchmany(PIECE):
            for row in rows:
                values = list(row)
                for place, how in told:
                    if values[place] is not None:
                        values[place] = how(values[place])
                yield tuple(values)
    finally:
        cursor.close()


def _write(target, table, columns, rows):
    names = ", ".join(f'"{name}"' for name in columns)
    if _is_server(target):
        with target.connection().cursor() as cursor, cursor.copy(f'COPY "{table}" ({names}) FROM STDIN') as copy:
            for row in rows:
                copy.write_row(row)
        return
    marks = ", ".join("?" * len(columns))
    target.connection().executemany(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', map(_plain, rows))  # noqa: S608


def _plain(row):
    return tuple(str(value) if isinstance(value, (dt.date, dt.datetime)) else value for value in row)


KEYS = """
    SELECT conrelid::regclass::text, quote_ident(conname), pg_get_constraintdef(oid)
    FROM pg_constraint WHERE contype = 'f' AND connamespace = current_schema()::regnamespace
"""

NUMBERED = """
    SELECT table_name FROM information_schema.columns
    WHERE table_schema = current_schema() AND column_name = 'id' AND column_default LIKE 'nextval(%%'
"""


def _let_go(target):
    """Rows come table by table: until all are there, no key is asked for. Returns what `_tie` needs."""
    if not _is_server(target):
        target.execute_sql("PRAGMA defer_foreign_keys = ON")
        index.take_down()
        return []
    keys = target.execute_sql(KEYS).fetchall()
    for table, name, _meaning in keys:
        target.execute_sql(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
    return keys


def _tie(target, keys):
    """Every key leads to a row again, the next row gets the next number, and what is searched is found."""
    if not _is_server(target):
        if target.execute_sql("PRAGMA foreign_key_check").fetchone():
            raise Refused(N_("The rows do not fit together. Nothing was moved."))
        index.rebuild()
        return
    for table, name, meaning in keys:
        target.execute_sql(f"ALTER TABLE {table} ADD CONSTRAINT {name} {meaning}")
    for (table,) in target.execute_sql(NUMBERED).fetchall():
        newest = f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), COALESCE(MAX(id), 1), MAX(id) IS NOT NULL)"
        target.execute_sql(f'{newest} FROM "{table}"')
    target.execute_sql("ANALYZE")
