"""The ground floor: one database, one clock, one way to write, one way to refuse."""

import contextlib
import datetime as dt
import re
import threading
import urllib.parse
import weakref

import peewee as pw
from playhouse.db_url import connect as connect_url

db = pw.DatabaseProxy()

_functions = []  # what triggers may call, see `sql_function`
_writing = threading.RLock()  # one writer a process: cuts the longest wait for SQLite's write lock tenfold
PATIENCE = 10  # seconds to wait for others who write; a browser waits for thirty


Unavailable = pw.OperationalError  # the database does not answer, or cannot be written


class Lasting(pw.SqliteDatabase):
    """SQLite whose connection a thread keeps from request to request: to open one costs more than most questions.

    What is left half read would hold the next request to an old state of the data, so `rest` ends it.
    """

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self._given = threading.local()

    def cursor(self, named_cursor=None):
        cursor = super().cursor(named_cursor)
        self._mine().add(cursor)
        return cursor

    def _mine(self):
        if not hasattr(self._given, "cursors"):
            self._given.cursors = weakref.WeakSet()
        return self._given.cursors

    def rest(self):
        """Nobody asks for now. A transaction that nobody ended ends with the connection."""
        if self.is_closed():
            return
        if self.connection().in_transaction:
            self.close()
            return
        for cursor in self._mine():
            cursor.close()
        self._mine().clear()


class Refused(Exception):
    """A verb says no, for a reason the user can read.

    `reason` is a msgid marked with N_(); `facts` fill its placeholders. The web answers 409.
    """

    def __init__(self, reason, **facts):
        super().__init__(reason % facts if facts else reason)
        self.reason, self.facts = reason, facts


class Said(tuple):
    """Several msgids among the facts of a refusal. Who shows it lends the `tongue` that says them as one list of words."""

    tongue = staticmethod(", ".join)

    def __str__(self):
        return Said.tongue(self)


class Stale(Refused):
    """Somebody else changed the row since it was read: the second editor must look before writing."""


def N_(message):
    """Mark a msgid for the catalogue where it is written; the views translate it."""
    return message


def NP_(context, message):
    """A msgid with its context, for words that one language says alike and the other does not: (context, msgid)."""
    return context, message


def sql_function(function):
    """Let SQLite call this function of one value by its name; every connection made from here on knows it."""
    _functions.append(function)
    return function


def now():
    """The present moment: naive UTC, whole seconds."""
    return dt.datetime.now(dt.UTC).replace(tzinfo=None, microsecond=0)


def connect(url):
    """Point `db` at a database URL (`sqlite:///path` or `postgresql://…`) and return the real database."""
    real = opened(url)
    db.initialize(real)
    return real


def opened(url):
    """The real database of a URL, beside the one that `db` is."""
    if url.startswith("sqlite"):
        path = urllib.parse.unquote(url.split(":///", 1)[1])
        real = Lasting(
            path,
            pragmas={"journal_mode": "wal", "foreign_keys": 1, "synchronous": "full", "cache_size": -8_000},
            lock_type="IMMEDIATE",  # a deferred lock fails at once when two threads read, then write
            timeout=PATIENCE,
        )
        for function in _functions:
            real.register_function(function, function.__name__, 1, deterministic=True)
    else:
        real = connect_url(url, unquote_user=True, unquote_password=True)
    return real


def rest():
    """A request is over: its connection waits for the next one where that is worth while, else it is closed."""
    if isinstance(db.obj, Lasting):
        db.obj.rest()
    elif not db.is_closed():
        db.close()


@contextlib.contextmanager
def transaction():
    """Everything inside is written, or nothing is. Nested calls join the outer one."""
    if not _writing.acquire(timeout=PATIENCE):
        raise Unavailable("the database is locked by another thread")
    try:
        with db.atomic():
            yield
    finally:
        _writing.release()


class Within(pw.Expression):
    """`column` is one of what a query finds. Written with `in_`, Peewee words that query twice to learn that it is none."""

    def __init__(self, column, query):
        super().__init__(column, pw.OP.IN, query)

    def _is_rhs_empty(self, rhs, ctx):
        return False


def folded(text):
    """How two spellings of a name compare: full width folded to half, case and spaces gone."""
    import unicodedata

    return re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text or "")).strip().casefold()


BEYOND = 2**63  # no id is larger, and no database takes it


class Model(pw.Model):
    class Meta:
        database = db
        legacy_table_names = False

    @classmethod
    def reached(cls, user, row_id):
        """The row with this id if it lies within the user's reach, else None."""
        if not 0 < row_id < BEYOND:
            return None
        return cls.visible_to(user).where(cls._meta.primary_key == row_id).first()

    @classmethod
    def may_change(cls, user, row):
        """May the user change this row?"""
        return cls.editable_by(user).where(cls._meta.primary_key == row.get_id()).exists()

    @classmethod
    def names(cls, ids):
        """{id: name} of the rows with these ids; whose they are is not asked."""
        return dict(cls.select(cls.id, cls.name).where(cls.id.in_(list(ids))).tuples()) if ids else {}
