"""Where the tests keep their databases: SQLite files, or a PostgreSQL server that SHANGJI_TEST_DATABASE names.

Both give each test its own world, give one that `once` made again, and take all away at the end.
"""

import contextlib
import itertools
import os
import shutil
import sqlite3

import psycopg

from models import base, schema

MANY = 100  # tests on one database of the server: what they left behind slows the next ones down


def dangling():
    """Rows that name one that is not there; PostgreSQL lets none be."""
    server = not isinstance(base.db.obj, base.Lasting)
    return [] if server else base.db.execute_sql("PRAGMA foreign_key_check").fetchall()


class Files:
    """SQLite: a database is a file, and a copy of it is a copy."""

    kind = "sqlite"

    def __init__(self, folder):
        self.folder, self.numbers, self.kept = folder, itertools.count(1), {}
        self.prepared = folder / "world.db"

    def prepare(self, build):
        """Make the world that every test gets; returns what `build()` does."""
        real = self.connected(f"sqlite:///{self.prepared}")
        schema.migrate()
        names = build()
        real.close()
        return names

    def new(self):
        """The URL of a database with nothing in it."""
        return f"sqlite:///{self.folder}/{next(self.numbers)}.db"

    def world(self):
        """The URL of a database with the world in it, for one test."""
        url = self.new()
        shutil.copyfile(self.prepared, self._path(url))
        return url

    def connected(self, url):
        """The real database of that URL, from now on the one."""
        real = base.connect(url)
        real.execute_sql("PRAGMA synchronous = off")  # a test outlives no power cut
        return real

    def untouched(self):
        """Has the one database not been written yet by this test?"""
        return base.db.connection().total_changes == 0

    def keep(self, name):
        """Keep the one database as it is."""
        self.kept[name] = self.folder / f"kept{len(self.kept)}.db"
        with contextlib.closing(sqlite3.connect(self.kept[name])) as copy:
            base.db.connection().backup(copy)

    def recall(self, name):
        """Make the one database as it was then."""
        with contextlib.closing(sqlite3.connect(self.kept[name])) as copy:
            copy.backup(base.db.connection())

    def done(self, real, url):
        """Nobody needs it any more."""
        real.close()
        for end in ("", "-wal", "-shm"):
            self._path(url).with_name(self._path(url).name + end).unlink(missing_ok=True)

    def close(self):
        """The folder goes by itself."""

    def _path(self, url):
        return self.folder / url.rsplit("/", 1)[1]


# What is written is marked by triggers, and only that is put back: a tenth of the time that a new database takes.
MARKS = """
CREATE SCHEMA pristine;
CREATE UNLOGGED TABLE pristine.marked (name text);
CREATE FUNCTION pristine.mark() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN INSERT INTO pristine.marked VALUES (TG_TABLE_NAME); RETURN NULL; END $$;
CREATE TABLE pristine.numbers AS
  SELECT sequencename AS name, last_value AS last FROM pg_sequences WHERE schemaname = 'public';
CREATE VIEW pristine.shape AS
  SELECT COUNT(*), SUM(oid::bigint) AS made, SUM(relnatts) AS wide, SUM(relfilenode::bigint) AS filed FROM pg_class
  WHERE relnamespace = 'public'::regnamespace;
DO $$ DECLARE t text; BEGIN
  FOR t IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
    EXECUTE format('CREATE TABLE pristine.%I AS TABLE public.%I', 'of_' || t, t);
  END LOOP;
END $$;
"""
TRIGGERS = """
DO $$ DECLARE t text; BEGIN
  FOR t IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
    EXECUTE format('CREATE TRIGGER pristine_mark AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON public.%I '
                   'FOR EACH STATEMENT EXECUTE FUNCTION pristine.mark()', t);
  END LOOP;
END $$
"""
PUT_BACK = """
DO $$ DECLARE t text; BEGIN
  FOR t IN SELECT DISTINCT name FROM pristine.marked LOOP
    EXECUTE format('DELETE FROM public.%I', t);
    EXECUTE format('INSERT INTO public.%I SELECT * FROM pristine.%I', t, 'of_' || t);
  END LOOP;
  DELETE FROM pristine.marked;
  PERFORM setval(format('public.%I', name)::regclass, COALESCE(last, 1), last IS NOT NULL) FROM pristine.numbers;
END $$
"""


class Server:
    """PostgreSQL: one database is put back after each test; what that cannot mend is dropped, and copied anew."""

    kind = "postgresql"

    def __init__(self, url):
        self.url, self.numbers, self.made, self.kept = url.rstrip("/"), itertools.count(1), set(), {}
        self.prefix = f"shangji_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}_{os.getpid()}"
        self.ready, self.uses, self.shape = None, 0, None

    def prepare(self, build):
        """Make the world that every test gets; returns what `build()` does."""
        self.template = self.new()
        real = self.connected(self.template)
        schema.migrate()
        names = build()
        real.close()
        with psycopg.connect(self.template) as own:
            for sql in (MARKS, TRIGGERS, "ANALYZE"):
                own.execute(sql)
        return names

    def new(self, template="template0"):
        """The URL of a database with nothing in it."""
        name = f"{self.prefix}_{next(self.numbers)}"
        self._rule(f"CREATE DATABASE {name} TEMPLATE {template.rsplit('/', 1)[-1]}")
        self.made.add(name)
        return f"{self.url}/{name}"

    def world(self):
        """The URL of a database with the world in it, for one test."""
        if self.ready is None:
            self.ready, self.uses = self.new(self.template), 0
            with psycopg.connect(self.ready) as own:
                self.shape = own.execute("SELECT * FROM pristine.shape").fetchone()
        self.uses += 1
        return self.ready

    def connected(self, url):
        """The real database of that URL, from now on the one."""
        return base.connect(url)

    def untouched(self):
        """Has the one database not been written yet by this test?"""
        return base.db.execute_sql("SELECT COUNT(*) FROM pristine.marked").fetchone()[0] == 0

    def keep(self, name):
        """Keep the one database as it is."""
        base.db.close()
        self.kept[name] = self.new(base.db.obj.database)

    def recall(self, name):
        """Make the one database as it was then."""
        own = base.db.obj.database
        base.db.close()
        self._rule(f"DROP DATABASE {own} WITH (FORCE)")
        self._rule(f"CREATE DATABASE {own} TEMPLATE {self.kept[name].rsplit('/', 1)[-1]}")
        self.uses = MANY

    def done(self, real, url):
        """Nobody needs it any more."""
        real.close()
        if url != self.ready:
            self._drop(url)
        elif self.uses >= MANY or not self._put_back(url):
            self._drop(url)
            self.ready = None

    def close(self):
        """Drop whatever is left."""
        for name in list(self.made):
            self._drop(name)

    def _put_back(self, url):
        """Make it the world again. Returns whether that could be done."""
        others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        with contextlib.suppress(psycopg.Error), psycopg.connect(url) as own:
            own.execute(others)
            own.execute("SET session_replication_role = replica")  # neither keys nor marks meanwhile
            own.execute(PUT_BACK)
            return own.execute("SELECT * FROM pristine.shape").fetchone() == self.shape
        return False

    def _drop(self, url):
        name = url.rsplit("/", 1)[-1]
        self._rule(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        self.made.discard(name)

    def _rule(self, sql):
        with psycopg.connect(f"{self.url}/postgres", autocommit=True) as connection:
            connection.execute(sql)
