"""What is won and lost by two dimensions at once: a table of both, whose sums are those of the report by one."""

import dataclasses

import peewee as pw

from models.base import N_, Refused
from models.opportunity.filter import Filter
from models.reports import REPORTS
from models.reports.dimension import seen
from models.reports.keeping import kept
from models.reports.period import Period
from models.reports.tally import Tally, placed, sums, total
from models.reports.win_loss import LOST

NOWHERE = object()  # the key of an edge that the other period does not have: 0 and None are keys


@dataclasses.dataclass(frozen=True)
class Crossing:
    """`rows` and `heads` are Tallies by the Dimensions `by` and `across`; `cells` is {(row key, head key): Tally}."""

    report: object
    by: object
    across: object
    period: Period
    wanted: Filter
    rows: list
    heads: list
    cells: dict
    total: Tally
    before: "Crossing | None" = None  # that of the period before, where there is one

    @property
    def empty(self):
        return not self.total.closed

    @property
    def rated(self):
        """May its cells have a win rate?"""
        return self.by.rated and self.across.rated

    @property
    def lost_only(self):
        """Is one of both of lost ones only, so that won ones say nothing?"""
        return bool({self.by.name, self.across.name} & set(LOST))

    def cell(self, row, head):
        """The Tally of the opportunities in both."""
        if row is self.total or head is self.total:
            return head if row is self.total else row
        return self.cells.get((row.key, head.key)) or Tally()

    def earlier(self, row, head):
        """The Tally of the same two in the period before; None where there is none to hold it against."""
        if self.before is None or self.before.empty:
            return None
        then = [
            self.before.total
            if edge is self.total
            else next((each for each in edges if each.key == edge.key), Tally(NOWHERE))
            for edge, edges in ((row, self.before.rows), (head, self.before.heads))
        ]
        return self.before.cell(*then)

    def behind(self, row, head, outcome):
        """The Filter that gives exactly the opportunities of this outcome in both; either may be the total."""
        wanted = self.wanted
        if row is not self.total:
            wanted = self.by.within(wanted, row.key)
        if head is not self.total:
            wanted = self.across.within(wanted, head.key)
        return dataclasses.replace(wanted, outcome=outcome)


def cross(name, user, wanted, period, by, across, compared=False):
    """The Crossing of a report by two of its `crossed`, for what `user` may see (None: the system, all).

    `compared`: with that of the period before, where there is one. Refuses dimensions that it cannot be crossed by, or one by itself.
    """
    report = REPORTS[name]
    if by == across or not {by, across} <= set(report.crossed):
        raise Refused(
            N_("The report %(name)s cannot be crossed by %(by)s and %(across)s."), name=name, by=by, across=across
        )
    question = (name, wanted, period, by, across, compared)
    return kept(user, question, lambda: _crossed(report, user, wanted, period, by, across, compared))


def _crossed(report, user, wanted, period, by, across, compared):
    by, across = report.dimension(by), report.dimension(across)
    closed = period.within(dataclasses.replace(wanted, outcome="closed"))
    named = [figure.alias(f"sum{place}") for place, figure in enumerate(sums())]
    query = seen(user, closed, by.key().alias("the_row"), across.key().alias("the_head"), *named)
    cells = {
        (row, head): Tally(None, None, *(int(figure or 0) for figure in figures))
        for row, head, *figures in query.group_by(pw.SQL("the_row"), pw.SQL("the_head")).tuples()
    }
    rows, heads = (_edge(cells, place, dimension) for place, dimension in enumerate((by, across)))
    earlier = period.before() if compared else None
    then = _crossed(report, user, wanted, earlier, by.name, across.name, False) if earlier else None
    return Crossing(report, by, across, period, closed, rows, heads, cells, total(cells.values()), then)


def _edge(cells, place, dimension):
    """The Tallies of the keys on one edge of the table, in their order."""
    found = {}
    for keys, cell in cells.items():
        found[keys[place]] = found.get(keys[place], Tally(keys[place])).plus(cell)
    names = dimension.names(found)
    return placed([row._replace(name=names.get(key)) for key, row in found.items()], dimension)
