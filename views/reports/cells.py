"""What the tables beneath the charts are made of."""

from typing import NamedTuple


class Bar(NamedTuple):
    """A bar of `width` percent, with a tick at `tick` percent if any."""

    width: float
    css: str = ""
    tick: float | None = None


class Cell(NamedTuple):
    text: str
    href: str = ""
    note: str = ""  # a word beside it, in small
    faint: bool = False
    barred: bool = False  # room for a bar instead of a text
    bar: Bar | None = None
    change: object = None  # how it differs from the period before (views/reports/changes.py)


class Row(NamedTuple):
    name: Cell
    cells: list


class Table(NamedTuple):
    """`heads` are titles, "" over a bar; `rest` counts the rows that are not shown. `sorts` are the addresses of the same in the order of
    each head, that of the names first (none: it has its own order); `by` is the place there of the one it is in."""

    title: str
    heads: list
    rows: list
    total: Row
    rest: int
    sorts: list = ()
    by: int | None = None
