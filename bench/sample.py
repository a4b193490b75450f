"""What the sample costs: `python bench/sample.py [OPPORTUNITIES]` (default 10000), as a ratio to the bare rows of it.

Measured in seconds of this machine: making the sample as `flask demo` does, taking it away again, and what it costs to write
as many rows of the same tables, without index, search, history or thought, into an empty database.
"""

import sqlite3
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from models import ALL, User, base, schema
from models.base import db
from models.defaults import set_up
from models.demo import making, removing


def timed(what, count, run):
    """Run it and print how many opportunities a second. Returns (what it returned, seconds)."""
    wall, own = time.perf_counter(), time.process_time()
    found = run()
    wall, own = time.perf_counter() - wall, time.process_time() - own
    print(f"{what:28} {wall:7.1f} s {count / wall:9,.0f} opportunities/s, {own:6.1f} s of this process")
    return found, wall


def tables():
    """[(table, its rows)] of everything that is there."""
    return [(name, db.execute_sql(f"SELECT * FROM {name}").fetchall()) for name in (m._meta.table_name for m in ALL)]  # noqa: S608


def bare(path, content):
    """Write the rows into tables without anything, in one transaction."""
    with sqlite3.connect(path) as other:
        for name, rows in content:
            if rows:
                other.execute(f"CREATE TABLE {name} ({', '.join(f'c{at}' for at in range(len(rows[0])))})")
                other.executemany(f"INSERT INTO {name} VALUES ({', '.join('?' * len(rows[0]))})", rows)  # noqa: S608


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as folder:
        base.connect(f"sqlite:///{folder}/sample.db")
        schema.migrate()
        set_up()
        ada = User.add("Ada", "ada@example.com", "correct horse battery", role="administrator")
        _made, making_it = timed("made", count, lambda: making.make(ada, count, language="en"))
        content = tables()
        rows = sum(len(some) for _name, some in content)
        _none, writing = timed("the bare rows", count, lambda: bare(f"{folder}/bare.db", content))
        _removal, removing_it = timed("removed", count, lambda: removing.remove(ada))
        print(f"{rows:,} rows, {rows / making_it:,.0f} a second; made / bare: {making_it / writing:.1f}; removed / bare: {removing_it / writing:.1f}")  # fmt: skip


if __name__ == "__main__":
    main()
