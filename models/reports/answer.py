"""What every report is made of: its name and definition, its columns, and the answer with the rows behind each figure."""

import dataclasses
from collections.abc import Callable
from typing import NamedTuple

from models.opportunity.filter import Filter


class Column(NamedTuple):
    """A figure of a row. `title` is a msgid; `kind` count, money (minor units), percent (0-100) or text.

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

    `ask(user, wanted, period, by)` answers it. `timely`: does it take a period?
    """

    name: str
    title: str
    ask: Callable
    by: tuple
    formula: str
    definition: tuple
    timely: bool = True


@dataclasses.dataclass(frozen=True)
class Answer:
    """Rows of one report and all of them together, for one reader, period and Filter."""

    report: Report
    by: object  # the Dimension, None for the overview
    period: object
    wanted: Filter
    rows: list
    total: NamedTuple
    columns: tuple

    def figure(self, row, column):
        """The value in this cell; None where it is unknown: a rate from too few, a sum without one known amount."""
        unknown = column.known and getattr(row, column.of) and not getattr(row, column.known)
        return None if unknown else getattr(row, column.name)

    def behind(self, row, outcome):
        """The Filter that gives exactly the opportunities of this outcome in `row` (or in the total)."""
        wanted = self.wanted if row is self.total else self.by.within(self.wanted, row.key)
        return dataclasses.replace(wanted, outcome=outcome)
