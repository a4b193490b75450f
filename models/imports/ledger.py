"""What a plan has to remember of every row, on disk instead of in memory: what it saw, and what it refused."""

import hashlib
import json
import sqlite3

from models.imports.trouble import Problem


class Ledger:
    """A private file that SQLite deletes by itself."""

    def __init__(self):
        self.db = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        for statement in (
            "PRAGMA journal_mode = off",
            "PRAGMA synchronous = off",
            "CREATE TABLE seen (kind TEXT, digest INTEGER, row INTEGER, PRIMARY KEY (kind, digest)) WITHOUT ROWID",
            "CREATE TABLE problems (row INTEGER, place TEXT, reason TEXT, facts TEXT)",
            "CREATE TABLE pairs (one TEXT, other TEXT)",
        ):
            self.db.execute(statement)

    def first(self, kind, text, row):
        """Is this the first time that `text` comes as a `kind`?"""
        digest = int.from_bytes(hashlib.blake2b(text.encode(errors="replace"), digest_size=8).digest(), signed=True)
        return bool(self.db.execute("INSERT OR IGNORE INTO seen VALUES (?, ?, ?)", (kind, digest, row)).rowcount)

    def refuse(self, row, column, reason, facts):
        facts = json.dumps(facts, ensure_ascii=False, default=str)
        self.db.execute("INSERT INTO problems VALUES (?, ?, ?, ?)", (row, column, reason, facts))

    @property
    def refused(self):
        """How many rows were refused."""
        return self.db.execute("SELECT COUNT(*) FROM problems").fetchone()[0]

    def problems(self):
        """Every Problem, in the order of the file."""
        for row, column, reason, facts in self.db.execute("SELECT * FROM problems ORDER BY row"):
            yield Problem(row, column, reason, json.loads(facts))

    def pair(self, one, other):
        """Remember that two texts belong together."""
        self.db.execute("INSERT INTO pairs VALUES (?, ?)", (one, other))

    def pairs(self):
        return self.db.execute("SELECT one, other FROM pairs")
