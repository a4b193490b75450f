"""A database as a file, of one moment, while others write; and whether such a file is sound."""

import contextlib
import os
import sqlite3
import subprocess
import urllib.parse

import peewee as pw

from models.backup.archive import Unfit, Unsound, must_go_on
from models.base import PATIENCE, db

PAGES = 2000  # copied in one step
OPERATIONS = 1_000_000  # of the database between two questions whether to go on
FORM = ("--format=custom", "--no-owner", "--no-privileges")
HISTORY = "schema_migration"
UNCOUNTED = ("leases",)  # renewed while nobody does anything


def kind():
    return "sqlite" if isinstance(db.obj, pw.SqliteDatabase) else "postgresql"


def size():
    """About how many bytes the database has."""
    if kind() == "sqlite":
        return sum(
            os.path.getsize(db.obj.database + end) for end in ("", "-wal") if os.path.exists(db.obj.database + end)
        )
    return db.execute_sql("SELECT pg_database_size(current_database())").fetchone()[0]


def dump(to, settings, go_on):
    """Write the database into the file `to` and look whether it is sound. Returns (newest migration, {table: rows})."""
    return _sqlite(to, go_on) if kind() == "sqlite" else _postgresql(to, settings, go_on)


def _sqlite(to, go_on):
    """One reading transaction holds the moment: whoever writes meanwhile neither waits for the copy nor disturbs it."""
    if not os.path.exists(db.obj.database):
        raise Unfit(f"There is no database at {db.obj.database}.")
    source = sqlite3.connect(db.obj.database, timeout=PATIENCE, isolation_level=None)
    with contextlib.closing(source), contextlib.closing(sqlite3.connect(to, isolation_level=None)) as target:
        source.execute("BEGIN")
        source.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()
        source.backup(target, pages=PAGES, progress=lambda *_: must_go_on(go_on))
        target.execute("PRAGMA journal_mode = delete")
    return sound(to, go_on)


def sound(path, go_on=lambda: True):
    """(newest migration, {table: rows}) of a database file; Unfit when it is damaged."""
    with open(path, "rb") as file:
        if file.read(16) != b"SQLite format 3\0":
            raise Unsound("The database in it is damaged: it is no SQLite file.")
    connection = sqlite3.connect(path, isolation_level=None)
    with contextlib.closing(connection):
        connection.set_progress_handler(lambda: not go_on(), OPERATIONS)
        try:
            found = [line for (line,) in connection.execute("PRAGMA integrity_check(5)")]
            if found != ["ok"]:
                raise Unsound(f"The database is damaged: {found[0]}.")
            if lost := connection.execute("PRAGMA foreign_key_check").fetchone():
                raise Unsound(
                    f"The database is damaged: a row of {lost[0]} belongs to a row of {lost[2]} that is not there."
                )
            return _read(lambda sql: connection.execute(sql).fetchall(), _tables(connection))
        except sqlite3.DatabaseError as error:
            must_go_on(go_on)
            raise Unsound(f"The database is damaged: {error}.") from error


def _tables(connection):
    """The tables with rows of ours, not those in which the search index keeps its own."""
    rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
    virtual = [name for name, sql in rows if sql.upper().startswith("CREATE VIRTUAL")]
    inner = ("sqlite_", *virtual)
    return [name for name, _ in rows if not name.startswith(inner)]


def _read(ask, tables):
    if HISTORY not in tables:
        raise Unfit("There is nothing in the database yet. Run: flask migrate")
    applied = ask(f"SELECT MAX(name) FROM {HISTORY}")[0][0]  # noqa: S608
    counted = [name for name in tables if name not in UNCOUNTED]
    return applied, {name: ask(f'SELECT COUNT(*) FROM "{name}"')[0][0] for name in counted}  # noqa: S608


def _postgresql(to, settings, go_on):
    """`pg_dump` reads the same moment as we do when we count."""
    with db.atomic():
        db.execute_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        moment = db.execute_sql("SELECT pg_export_snapshot()").fetchone()[0]
        tables = sorted(name for name in db.get_tables())
        facts = _read(lambda sql: db.execute_sql(sql).fetchall(), tables)
        run("pg_dump", settings, *target(settings), *FORM, f"--snapshot={moment}", f"--file={to}", go_on=go_on)
    run("pg_restore", settings, "--list", str(to), go_on=go_on)
    return facts


def target(settings):
    """How a program of PostgreSQL is told the database; without the password, which all could read there."""
    parts = urllib.parse.urlsplit(settings.database_url)
    user = f"{parts.username}@" if parts.username else ""
    place = user + parts.netloc.rpartition("@")[2]
    return (f"--dbname={parts._replace(scheme='postgresql', netloc=place).geturl()}",)


def run(program, settings, *arguments, go_on=lambda: True):
    """Run a program of PostgreSQL to its end. Unfit when it is missing or says no."""
    password = urllib.parse.urlsplit(settings.database_url).password
    secret = {"PGPASSWORD": urllib.parse.unquote(password)} if password else {}
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE, "text": True}
    try:
        process = subprocess.Popen([program, *arguments], env=settings.environment(**secret), **quiet)  # noqa: S603
    except FileNotFoundError as error:
        raise Unfit(f"{program} is missing. It comes with PostgreSQL (Debian: postgresql-client).") from error
    with process:
        while True:
            try:
                words = process.communicate(timeout=1)[1]
                break
            except subprocess.TimeoutExpired:
                if not go_on():
                    process.kill()
    must_go_on(go_on)
    if process.returncode:
        raise Unfit(f"{program} failed: {(words.strip() or 'it says nothing').splitlines()[0]}")
