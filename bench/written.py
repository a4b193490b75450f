"""The figures in words: lines for the terminal, and tables in docs/performance.md between two marks."""

import datetime as dt
import os
import platform
import sqlite3
from pathlib import Path
from typing import NamedTuple

PAGE = Path(__file__).parent.parent / "docs" / "performance.md"
BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"
HEAD = (
    f"{'':26}{'p50 ms':>8}{'p95 ms':>8}{'req/s':>8}{'req/s 8':>9}{'queries':>8}{'bytes':>9}{'x floor':>8}{'x own':>7}"
)


class Row(NamedTuple):
    name: str
    p50: float  # milliseconds, as all times
    p95: float
    alone: float  # requests a second of one client
    eight: float  # of eight at once
    queries: str | None
    size: int  # bytes over the line
    floor: float | None = None  # p50 as a multiple of the floor's
    own: float | None = None  # and of the same thing's at the smallest size


def line(row):
    """A row for the terminal."""
    floor = f"{row.floor:8.2f}" if row.floor else " " * 8
    return f"{row.name:26}{row.p50:8.1f}{row.p95:8.1f}{row.alone:8.0f}{row.eight:9.0f}{row.queries or '':>8}{row.size:9,}{floor}{row.own:7.2f}"


def write(tables, stood):
    """Put the tables, (title, rows) each, and the lines `stood` into the page, in the place of those of the last time."""
    text = PAGE.read_text(encoding="utf-8")
    before, after = text.split(BEGIN)[0], text.split(END)[1]
    found = [
        f"Measured on {dt.date.today()}, {os.cpu_count()} cores, Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}."
    ]
    found += [f"- {each}" for each in stood or ()]
    for title, rows in tables:
        found += ["", f"### {title}", "", *table(rows)]
    PAGE.write_text(
        f"{before}{BEGIN}\n\n" + "\n".join(found).replace(".\n- ", ".\n\n- ", 1) + f"\n\n{END}{after}", encoding="utf-8"
    )


def table(rows):
    """Lines of Markdown."""
    yield "| | p50 ms | p95 ms | req/s | req/s, 8 clients | queries | bytes | x floor | x own at the smallest |"
    yield "|---|--:|--:|--:|--:|--:|--:|--:|--:|"
    for row in rows:
        floor = f"{row.floor:.2f}" if row.floor else ""
        yield f"| {row.name} | {row.p50:.1f} | {row.p95:.1f} | {row.alone:.0f} | {row.eight:.0f} | {row.queries or ''} | {row.size:,} | {floor} | {row.own:.2f} |"
