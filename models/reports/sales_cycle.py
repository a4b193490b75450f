"""How long does a sale take?

    sales cycle = days from opening to closing

Of the opportunities won in the period (by their closing day): the median, and the 25th and 75th percentile, told from 5
won ones on. They are exact: the database counts how many took how many days, and the percentile is read from the counts,
between two values in a straight line, as spreadsheets do (PERCENTILE.INC).
"""

import collections
import dataclasses
import math
from typing import NamedTuple

import peewee as pw

from models.base import N_
from models.opportunity import Opportunity
from models.reports import line
from models.reports.answer import Answer, Column, Report
from models.reports.dimension import Dimension, counted
from models.reports.period import Period
from models.reports.tally import ENOUGH

CLASSES = ((0, 7), (8, 14), (15, 30), (31, 60), (61, 90), (91, 180), (181, 365), (366, None))  # days, of the histogram
WON = Column("won", N_("Won"), "count", "won")
COLUMNS = (
    WON,
    Column("lower", N_("25th percentile"), "days"),
    Column("median", N_("Median"), "days"),
    Column("upper", N_("75th percentile"), "days"),
)
SPREAD = (WON, Column("share", N_("Of all"), "percent"))


class Cycle(NamedTuple):
    """One row: how many were won, and the days that they took; None from fewer than ENOUGH. `share` is of all, in percent."""

    key: object = None
    name: str | None = None
    won: int = 0
    lower: float | None = None
    median: float | None = None
    upper: float | None = None
    share: float | None = None


class Length(Dimension):
    """By how long it took: keys are first and last day of a class, "31-60" or "366-"."""

    def within(self, wanted, key):
        first, _, last = key.partition("-")
        return dataclasses.replace(wanted, cycle_from=int(first), cycle_to=int(last) if last else None)

    def key(self, on=None):
        return pw.Value("")  # the classes are made of the days


LENGTH = Length("length", N_("Days from opening to closing"))


def sales_cycle(user, wanted, period, by="length"):
    """The Answer of Cycle rows by a Dimension's name."""
    dimension = REPORT.dimension(by)
    won = period.within(dataclasses.replace(wanted, outcome="won"))
    found = _days(user, won, dimension)
    together = collections.Counter()
    for counts in found.values():
        together.update(counts)
    whole = cycle(None, None, together)
    if by == "length":
        return Answer(REPORT, dimension, period, won, _spread(together, whole.won), whole, SPREAD)
    called = dimension.names(found)
    rows = [cycle(key, called.get(key), counts) for key, counts in found.items()]
    if dimension.timely:
        there = {row.key: row for row in rows}
        keys = line.buckets(Period(won.closed_from, won.closed_to), by, there)
        rows = [there.get(key, Cycle(key, key)) for key in keys]
    else:
        rows.sort(key=lambda row: (row.key is None, -row.won, row.name or ""))
    return Answer(REPORT, dimension, period, won, rows, whole, COLUMNS)


def _days(user, wanted, dimension):
    """{key: {days: how many took so many}} in one query."""
    found = collections.defaultdict(collections.Counter)
    for key, days, count in counted(user, wanted, dimension, Opportunity.cycle()):
        found[line.bucket(key, dimension.name) if dimension.timely else key][days] += count
    return found


def _spread(counts, won):
    """A Cycle for each of CLASSES, up to the last that has any."""
    rows = []
    for first, last in CLASSES:
        count = sum(n for days, n in counts.items() if days >= first and (last is None or days <= last))
        key = f"{first}-{'' if last is None else last}"
        rows.append(Cycle(key, key, count, share=100 * count / won if won >= ENOUGH else None))
    while rows and not rows[-1].won:
        rows.pop()
    return rows


def cycle(key, name, counts):
    """The Cycle of {days: how many took so many}."""
    won = sum(counts.values())
    told = (quantile(counts, part) if won >= ENOUGH else None for part in (0.25, 0.5, 0.75))
    return Cycle(key, name, won, *told)


def quantile(counts, part):
    """The value below which this part (0 to 1) of the values lie, from {value: how many there are}."""
    place = part * (sum(counts.values()) - 1)
    low, high = _at(counts, int(place)), _at(counts, math.ceil(place))
    return low + (high - low) * (place - int(place))


def _at(counts, place):
    """The value at this place (from 0) of all values in order."""
    for value in sorted(counts):
        place -= counts[value]
        if place < 0:
            return value
    raise IndexError(place)


REPORT = Report(
    name="sales-cycle",
    title=N_("Sales cycle"),
    ask=sales_cycle,
    by=("length", "month", "quarter", "year", "owner", "team", "office", "source", "product"),
    own={"length": LENGTH},
    counts="won",
    compared=("won", "median"),
    glance="length",
    formula=N_("sales cycle = days from opening to closing"),
    definition=(
        N_("Of the opportunities won in the period, by the day of closing. The median is the middle one: half of them took longer. A quarter took no longer than the 25th percentile, three quarters no longer than the 75th; between two values it is interpolated in a straight line, as spreadsheets do."),
        N_("All of them are counted, none is estimated. From fewer than 5 won ones no percentile is told."),
    ),
)  # fmt: skip
