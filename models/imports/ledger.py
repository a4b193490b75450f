"""What a plan remembers of every row, on disk instead of in memory: what it saw, and what becomes of each."""

import hashlib
import json
import os
import sqlite3
import typing
from pathlib import Path

from models.imports.trouble import Problem

VERDICTS = ("create", "update", "skip", "error")


class Line(typing.NamedTuple):
    """A checked row: its number as a spreadsheet counts, one of VERDICTS, what it is called, its cells in the order of the
    columns; why (a msgid with facts, or None), and the heading of the column that is to blame, if it is one."""

    number: int
    verdict: str
    name: str
    cells: list
    column: str | None
    reason: str | None
    facts: dict


class Ledger:
    """A private file that SQLite deletes by itself, or one at `path` that outlives us once it is `kept`."""

    def __init__(self, path=""):
        self.path, self.kept = path, False
        if path:
            new = f"{path}.new"
            if os.path.exists(new):
                os.unlink(new)
        self.db = _opened(f"{path}.new" if path else "")
        for statement in (
            "PRAGMA journal_mode = off",
            "PRAGMA synchronous = off",
            "CREATE TABLE seen (kind TEXT, digest INTEGER, row INTEGER, PRIMARY KEY (kind, digest)) WITHOUT ROWID",
            "CREATE TABLE lines (number INTEGER PRIMARY KEY, verdict TEXT, name TEXT, cells TEXT, place TEXT, reason TEXT, facts TEXT)",
            "CREATE TABLE pairs (one TEXT, other TEXT)",
            "CREATE TABLE missing (field TEXT, key TEXT, name TEXT)",
            "CREATE TABLE learnt (json TEXT)",
            "BEGIN",  # nobody else reads it before it is kept
        ):
            self.db.execute(statement)

    @classmethod
    def read(cls, path):
        """One that was kept."""
        ledger = cls.__new__(cls)
        ledger.path, ledger.kept, ledger.db = path, True, _kept(path)
        return ledger

    def keep(self):
        """Every row was checked: from now on it lies at its path."""
        self.db.execute("CREATE INDEX lines_by_verdict ON lines (verdict, number)")
        if self.path:
            self.db.execute("DROP TABLE seen")
        self.db.execute("COMMIT")
        if self.path:
            self.db.close()
            os.replace(f"{self.path}.new", self.path)
            self.db = _kept(self.path)

    def close(self):
        self.db.close()

    def first(self, kind, text, row):
        """Is this the first time that `text` comes as a `kind`?"""
        digest = int.from_bytes(hashlib.blake2b(text.encode(errors="replace"), digest_size=8).digest(), signed=True)
        return bool(self.db.execute("INSERT OR IGNORE INTO seen VALUES (?, ?, ?)", (kind, digest, row)).rowcount)

    def write(self, lines):
        """Remember what becomes of rows: an iterable of Line."""
        self.db.executemany("INSERT OR REPLACE INTO lines VALUES (?, ?, ?, ?, ?, ?, ?)", map(_packed, lines))

    def count(self, verdict):
        return self.db.execute("SELECT COUNT(*) FROM lines WHERE verdict = ?", (verdict,)).fetchone()[0]

    def lines(self, of="all", after=0, limit=50):
        """Up to `limit` Lines of one verdict or of all, in the order of the file, behind the row number `after`."""
        which, values = ("verdict = ? AND ", (of,)) if of != "all" else ("", ())
        sql = f"SELECT * FROM lines WHERE {which}number > ? ORDER BY number LIMIT ?"  # noqa: S608
        return [_unpacked(row) for row in self.db.execute(sql, (*values, after, limit))]

    def left(self, first, last):
        """{number} of the rows from `first` to `last` that are not to be written."""
        sql = "SELECT number FROM lines WHERE number BETWEEN ? AND ? AND verdict IN ('skip', 'error')"
        return {number for (number,) in self.db.execute(sql, (first, last))}

    def problems(self):
        """Every refused row in the order of the file: an iterator of Problem."""
        found = self.db.execute(
            "SELECT number, place, reason, facts FROM lines WHERE verdict = 'error' ORDER BY number"
        )
        for number, place, reason, facts in found:
            yield Problem(number, place, reason, json.loads(facts))

    def learn(self, learnt):
        """Remember what the first reading of the file told: plain values."""
        self.db.execute("INSERT INTO learnt VALUES (?)", (json.dumps(learnt, ensure_ascii=False),))

    def learnt(self):
        return json.loads(self.db.execute("SELECT json FROM learnt").fetchone()[0])

    def miss(self, field, named):
        """Remember the names of a field that nobody has yet: {key: name}."""
        self.db.executemany("INSERT INTO missing VALUES (?, ?, ?)", [(field, *pair) for pair in named.items()])

    def missing(self):
        """(field, key, name) of each."""
        return self.db.execute("SELECT field, key, name FROM missing").fetchall()

    def pair(self, one, other):
        """Remember that two texts belong together."""
        self.db.execute("INSERT INTO pairs VALUES (?, ?)", (one, other))

    def pairs(self):
        return self.db.execute("SELECT one, other FROM pairs")


def _opened(path, **more):
    return sqlite3.connect(path, isolation_level=None, check_same_thread=False, **more)


def _kept(path):
    return _opened(f"{Path(path).absolute().as_uri()}?mode=ro", uri=True)


def _packed(line):
    cells = json.dumps(line.cells, ensure_ascii=False).encode(errors="replace").decode()
    facts = json.dumps(line.facts, ensure_ascii=False, default=str) if line.facts else "{}"
    return (line.number, line.verdict, line.name, cells, line.column, line.reason, facts)


def _unpacked(row):
    number, verdict, name, cells, place, reason, facts = row
    return Line(number, verdict, name, json.loads(cells), place, reason, json.loads(facts))
