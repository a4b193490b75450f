"""What comes in, and what becomes of it?

Opportunities opened in the period, by the day of opening: how many, what they were expected to bring, and how they stand
today: open, won, lost or invalid. The win rate is of those of them that are decided, told from 5 on; of young ones it says
little, for the open ones may go either way.
"""

import dataclasses
from typing import NamedTuple

import peewee as pw

from models.base import N_
from models.opportunity import Opportunity
from models.reports import line
from models.reports.answer import Answer, Column, Report
from models.reports.dimension import grouped
from models.reports.period import Period
from models.reports.tally import ENOUGH

COLUMNS = (
    Column("count", N_("Opened"), "count", "all"),
    Column("amount", N_("Expected amount"), "money", "all", "count", "known"),
    Column("known", N_("Amount known for"), "count"),
    Column("open", N_("Still open"), "count", "open"),
    Column("won", N_("Won"), "count", "won"),
    Column("lost", N_("Lost"), "count", "lost"),
    Column("invalid", N_("Invalid"), "count", "invalid"),
    Column("win_rate", N_("Win rate"), "percent", "decided"),
    Column("won_amount", N_("Won amount"), "money", "won", "won", "won_known"),
    Column("won_known", N_("Won with an amount"), "count"),
)


class Opened(NamedTuple):
    """One row of what was opened: counts by what became of it; amounts in minor units of the base currency."""

    key: object = None
    name: str | None = None
    count: int = 0
    known: int = 0
    amount: int = 0
    won: int = 0
    lost: int = 0
    invalid: int = 0
    won_known: int = 0
    won_amount: int = 0

    @property
    def open(self):
        return self.count - self.won - self.lost - self.invalid

    @property
    def decided(self):
        return self.won + self.lost

    @property
    def win_rate(self):
        """Percent; None from fewer than ENOUGH decided ones."""
        return 100 * self.won / self.decided if self.decided >= ENOUGH else None

    def plus(self, other):
        """Both rows together, under the name of this one."""
        return self._replace(**{name: getattr(self, name) + getattr(other, name) for name in self._fields[2:]})


def new_opportunities(user, wanted, period, by="month"):
    """The Answer of Opened rows by a Dimension's name."""
    dimension = REPORT.dimension(by)
    wanted = dataclasses.replace(wanted, outcome="all", opened_from=period.first, opened_to=period.last)
    rows, whole = [], Opened()
    for key, name, *figures in grouped(user, wanted, dimension, *_sums(), on=Opportunity.opened_on):
        rows.append(Opened(key, name, *(int(figure or 0) for figure in figures)))
        whole = whole.plus(rows[-1])
    if dimension.timely:
        rows = _line(rows, wanted, by)
    else:
        rows.sort(key=lambda row: (row.key is None, -row.count, row.name or ""))
    return Answer(REPORT, dimension, period, wanted, rows, whole, COLUMNS)


def _sums():
    yield pw.fn.COUNT(Opportunity.id)
    yield pw.fn.COUNT(Opportunity.base_amount)
    yield pw.fn.SUM(Opportunity.base_amount)
    for outcome in ("won", "lost", "invalid"):
        yield pw.fn.SUM(pw.Case(None, ((Opportunity.outcome == outcome, 1),), 0))
    agreed = pw.Case(None, ((Opportunity.outcome == "won", Opportunity.base_final_amount),))
    yield pw.fn.COUNT(agreed)
    yield pw.fn.SUM(agreed)


def _line(rows, wanted, by):
    found = {}
    for row in rows:
        key = line.bucket(row.key, by)
        found[key] = found.get(key, Opened(key, key)).plus(row)
    period = Period(wanted.opened_from, wanted.opened_to)
    return [found.get(key, Opened(key, key)) for key in line.buckets(period, by, found)]


REPORT = Report(
    name="new-opportunities",
    title=N_("New opportunities"),
    ask=new_opportunities,
    by=("month", "week", "quarter", "year", "source", "owner", "team", "office", "product", "customer"),
    dated="opened",
    counts="count",
    compared=("count", "amount"),
    glance="month",
    formula=N_("win rate = won ÷ (won + lost), of those opened in the period"),
    definition=(
        N_("Opportunities opened in the period, by the day of opening, and how they stand today. The expected amount is the present one, in the base currency; an unknown amount is not 0."),
        N_("The win rate is of those of them that are decided, told from 5 on. Where many are still open it says little: quick decisions come first, and they need not be like the others."),
    ),
)  # fmt: skip
