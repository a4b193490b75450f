"""What every report is made of: its name and definition, its columns, and the answer with the rows behind each figure."""

import dataclasses
from collections.abc import Callable
from typing import NamedTuple

from models.opportunity.filter import Filter
from models.reports import line
from models.reports.dimension import DIMENSIONS


class Column(NamedTuple):
    """A figure of a row. `title` is a msgid; `kind` count, money (minor units), percent (0-100), days or text.

    `leads` is the outcome (of Filter) of the opportunities behind it; empty where no list is just that. A sum has two more:
    `of` is the figure that counts its opportunities, `known` the one that counts those of them with an amount.
    """

    name: str
    title: str
    kind: str
    leads: str = ""
    of: str = ""
    known: str = ""


@dataclasses.dataclass(frozen=True)
class Report:
    """A question. `title`, `formula` and `definition` (paragraphs) are msgids; `by` names Dimensions, the usual one first.

    `ask(user, wanted, period, by)` answers it. `dated` says which day lies in the period: that of being "closed", "opened",
    "done" or "expected", "period" where it is not one of them, "" where it takes no period.
    """

    name: str
    title: str
    ask: Callable
    by: tuple
    formula: str
    definition: tuple
    dated: str = "closed"
    counts: str = "closed"  # the figure of a row that says of how many it is; of none the report is empty
    own: dict = dataclasses.field(default_factory=dict)  # Dimensions that only this report knows
    usual: str = "all"  # the period unless one is chosen
    ahead: bool = False  # are there figures of periods to come?
    compared: tuple = ()  # the columns that are held against the period before
    glance: str = ""  # by what the overview shows it; "" not at all
    crossed: tuple = ()  # by what it can be crossed, see cross.py
    moving: bool = False  # do its figures change with the time of day?

    @property
    def timely(self):
        """Does it take a period?"""
        return bool(self.dated)

    def dimension(self, by):
        return self.own.get(by) or DIMENSIONS[by]


@dataclasses.dataclass(frozen=True)
class Answer:
    """Rows of one report and all of them together, for one reader, period and Filter; `before` is that of the period before.

    A report with rows or ways to its rows of its own has a subclass.
    """

    report: Report
    by: object  # the Dimension, None for the overview
    period: object
    wanted: Filter
    rows: list
    total: NamedTuple
    columns: tuple
    before: "Answer | None" = None

    @property
    def empty(self):
        return not getattr(self.total, self.report.counts)

    @property
    def compared(self):
        """The columns that are held against the period before."""
        return [column for column in self.columns if self.before and column.name in self.report.compared]

    def figure(self, row, column):
        """The value in this cell; None where it is unknown: a rate from too few, a sum without one known amount."""
        unknown = column.known and getattr(row, column.of) and not getattr(row, column.known)
        return None if unknown else getattr(row, column.name)

    def earlier(self, row, column):
        """The value of this cell in the period before: of the row with the same key, on a time line in the same place."""
        then = self._then(row)
        if then is None:
            return None if column.kind in ("percent", "days") else 0
        return self.before.figure(then, column)

    def _then(self, row):
        if row is self.total:
            return self.before.total
        if self.by.timely:
            key = line.opposite(row.key, self.period.first, self.before.period.first, self.by.name)
        else:
            key = row.key
        return next((each for each in self.before.rows if each.key == key), None)

    def behind(self, row, outcome):
        """The Filter that gives exactly the opportunities of this outcome in `row` (or in the total)."""
        wanted = self.wanted if row is self.total else self._within(row.key)
        return dataclasses.replace(wanted, outcome=outcome)

    def _within(self, key):
        dated = self.report.dated
        return self.by.within(self.wanted, key, dated) if self.by.timely else self.by.within(self.wanted, key)
