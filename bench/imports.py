"""What an import costs: `python bench/imports.py [ROWS]` (default 100000) of Maven's kind, as ratios to the bare rows.

Measured in seconds of this machine and of its processor: the file as such, checking, writing from the terminal, the same by
a worker for the browser, a second time the same file (all of it is there), and taking it back. Memory is that of the process.
"""

import csv
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from models import ImportRun, Opportunity, User, base, imports, schema
from models.defaults import set_up
from models.imports import working
from models.imports.lifting import take_in

HEAD = ("opportunity_id", "sales_agent", "product", "account", "deal_stage", "engage_date", "close_date", "close_value")


def rows(count):
    """Rows as Maven's: one in four open, thirty owners, a customer for every hundred."""
    pick = random.Random(7)  # noqa: S311 (the same rows each time, no secret)
    for number in range(count):
        stage = pick.choice(("Won", "Won", "Lost", "Engaging"))
        closed = stage in ("Won", "Lost")
        yield (
            f"K{number:07}", f"Agent {pick.randrange(30)}", f"Product {pick.randrange(7)}", f"Customer {pick.randrange(count // 100 + 1)}",
            stage, f"2026-0{pick.randrange(1, 4)}-1{pick.randrange(10)}", f"2026-0{pick.randrange(4, 9)}-1{pick.randrange(10)}" if closed else "",
            pick.randrange(50, 30000) if stage == "Won" else 0 if closed else "",
        )  # fmt: skip


def timed(what, count, run):
    """Run it and print how many rows a second. Returns (what it returned, seconds of the processor)."""
    wall, own = time.perf_counter(), time.process_time()
    found = run()
    wall, own = time.perf_counter() - wall, time.process_time() - own
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{what:28} {wall:7.1f} s {count / wall:9,.0f} rows/s {count / own:9,.0f} rows/s of processor {memory:5} MB")
    return found, own


def read(path):
    with open(path, encoding="utf-8", newline="") as file:
        return sum(1 for _row in csv.reader(file))


def company(folder, name):
    base.connect(f"sqlite:///{folder}/{name}.db")
    schema.migrate()
    set_up()
    return User.add("Ada", "ada@example.com", "correct horse battery", role="administrator")


def worked():
    run = working.claim("bench")
    working.work(run)
    assert ImportRun.get_by_id(run.id).trouble is None
    return ImportRun.get_by_id(run.id)


def terminal(folder, path, count):
    company(folder, "terminal")
    plan, checking = timed("terminal: check", count, lambda: imports.plan("opportunities", path))
    _run, writing = timed("terminal: write", count, plan.run)
    assert Opportunity.select().count() == count
    return checking + writing


def browser(folder, path, count):
    ada = company(folder, "browser")
    with open(path, "rb") as stream:
        run = ImportRun.begin(ada, "opportunities", take_in(f"{folder}/imports", stream, 10**9), "big.csv")
    run.configure(ada)
    run, checking = timed("browser: check", count, worked)
    run.start(ada)
    run, writing = timed("browser: write by the chunk", count, worked)
    assert Opportunity.select().count() == count
    again, _own = timed("the same file again: check", count, lambda: imports.plan("opportunities", path))
    assert again.counts["skip"] == count
    run.undo(ada)
    timed("taken back", count, worked)
    return checking + writing


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as folder:
        path = f"{folder}/big.csv"
        with open(path, "w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file)
            writer.writerow(HEAD)
            writer.writerows(rows(count))
        _none, bare = timed("the file as such", count, lambda: read(path))
        if len(sys.argv) > 2:  # a process of its own for each: memory is measured from its start
            (terminal if sys.argv[2] == "terminal" else browser)(folder, path, count)
            return
        one, other = terminal(folder, path, count), browser(folder, path, count)
        print(f"browser / terminal: {other / one:.2f}; terminal / the file as such: {one / bare:.0f}")
    if count >= 20_000:
        for size in (count // 4, count):
            print(f"-- by the worker, {size:,} rows, in a process of its own")
            subprocess.run([sys.executable, os.path.abspath(__file__), str(size), "browser"], check=True)  # noqa: S603


if __name__ == "__main__":
    main()
