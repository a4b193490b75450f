"""`python -m bench [SIZES…]`: fill companies, start the real server on each, ask, print what it took and write it down.

Every figure is of one run on one machine: compare the ratios, to the floor and to the same at the smallest size.
"""

import argparse
import tempfile

from bench import company, standing, written
from bench.asked import things
from bench.served import Client, measured, server, spread

SIZES = (1_000, 10_000, 100_000)
SHARES = (0.6, 0.95)
TIMES, CLIENTS = 60, 8
SLOW = 400  # milliseconds from which a thing is asked a third as often


def main():
    given = argparse.ArgumentParser(prog="python -m bench", description=__doc__.splitlines()[0])
    given.add_argument(
        "sizes",
        nargs="*",
        type=int,
        default=SIZES,
        metavar="SIZE",
        help="how many opportunities (default: 1000 10000 100000)",
    )
    given.add_argument("--only", default="", help="only what has this in its name, beside the floor")
    given.add_argument("--write", action="store_true", help="write the tables into docs/performance.md")
    given = given.parse_args()
    tables = []
    for share in SHARES:
        own = {}
        for size in given.sizes:
            with tempfile.TemporaryDirectory() as folder:
                tables.append(run(folder, size, share, own, given.only))
    stood = None if given.only else standing.measure(max(given.sizes))
    for line in stood or ():
        print(line)
    if given.write:
        written.write(tables, stood)


def run(folder, size, share, own, only):
    """Measure one company; `own` keeps each thing's p50 at the smallest size. Returns (title, rows)."""
    facts = company.build(folder, size, share)
    title, rows, floor = f"{size:,} opportunities, {share:.0%} closed", [], None
    print(f"\n{title}\n{written.HEAD}", flush=True)
    with server(folder) as (port, _process):
        client = Client(port).sign_in()
        for name, asked in things(facts, client).items():
            if only not in name and name != "floor":
                continue
            row = measure(name, client, asked)
            floor = row.p50 if name == "floor" else floor
            own.setdefault(name, row.p50)
            row = row._replace(floor=row.p50 / floor if floor else None, own=row.p50 / own[name])
            rows.append(row)
            print(written.line(row), flush=True)
    return title, rows


def measure(name, client, asked):
    """A Row of one thing, without its ratios."""
    method, path, form, headers, _right = asked()
    _status, body, told = client.twin().ask(method, path, form, {**headers, "X-Bench": "1"})
    warm, _seconds = measured(client, asked, 3, 1)
    times = TIMES if max(warm) < SLOW else TIMES // 3
    taken, seconds = measured(client, asked, times, 1)
    many, together = measured(client, asked, max(times, CLIENTS * 3), CLIENTS)
    p50, p95 = spread(taken)
    return written.Row(name, p50, p95, len(taken) / seconds, len(many) / together, told.get("X-Bench"), len(body))


if __name__ == "__main__":
    main()
