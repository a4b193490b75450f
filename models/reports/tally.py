"""What became of closed opportunities: counts and amounts by outcome, and the rates that may be told from them."""

from typing import NamedTuple

import peewee as pw

from models.opportunity import Opportunity
from models.pipeline import Pipeline, Stage
from models.reports import line
from models.reports.dimension import grouped
from models.reports.period import Period

ENOUGH = 5  # a rate from fewer is chance
CARRIED = 80  # percent of rows that must have an amount before a rate by amount is told


class Tally(NamedTuple):
    """One row. `key` is an id, a month ("2017-03"), a quarter ("2017-Q1"), a year, the name of an office, or None.

    Counts of opportunities; `…_known` how many of them carry an amount; amounts in minor units of the base currency,
    what was agreed for won ones, what was expected for lost ones. `share` is in percent, see models/reports/win_loss.py.
    """

    key: object = None
    name: str | None = None
    won: int = 0
    lost: int = 0
    invalid: int = 0
    won_known: int = 0
    won_amount: int = 0
    lost_known: int = 0
    lost_amount: int = 0
    share: float | None = None

    @property
    def decided(self):
        return self.won + self.lost

    @property
    def closed(self):
        return self.won + self.lost + self.invalid

    @property
    def win_rate(self):
        """Percent: won of won and lost; None with fewer than ENOUGH of them."""
        return 100 * self.won / self.decided if self.decided >= ENOUGH else None

    @property
    def amount_rate(self):
        """The same by amount; None too where fewer than CARRIED percent of won or of lost ones carry one."""
        whole = self.won_amount + self.lost_amount
        carried = all(
            100 * known >= CARRIED * count
            for known, count in ((self.won_known, self.won), (self.lost_known, self.lost))
        )
        return 100 * self.won_amount / whole if whole and carried and self.decided >= ENOUGH else None

    @property
    def average(self):
        """Minor units: the amount of a won one that has an amount, rounded half-even; None without any."""
        return round(self.won_amount / self.won_known) if self.won_known else None

    @property
    def outcome(self):
        """The outcome that all of the row share, else None."""
        there = [name for name in ("won", "lost", "invalid") if getattr(self, name)]
        return there[0] if len(there) == 1 else None

    def plus(self, other):
        """Both rows together, under the name of this one."""
        return self._replace(**{name: getattr(self, name) + getattr(other, name) for name in FIGURES})


FIGURES = ("won", "lost", "invalid", "won_known", "won_amount", "lost_known", "lost_amount")


def total(rows):
    """All rows together."""
    whole = Tally()
    for row in rows:
        whole = whole.plus(row)
    return whole


def tallies(user, wanted, dimension):
    """Tally rows of what `user` sees of the Filter `wanted` (closed ones), by a Dimension, in one query.

    A time line comes in order and without gaps; else the most often closed come first and those without a value last.
    """
    rows = [
        Tally(key, name, *(int(figure or 0) for figure in figures))
        for key, name, *figures in grouped(user, wanted, dimension, *sums())
    ]
    if dimension.timely:
        return _line(rows, wanted, dimension.name)
    return placed(rows, dimension)


def placed(rows, dimension):
    """Rows in their order: sizes from small to large, stages as in their pipelines, else the most often closed first."""
    if dimension.name == "size":
        return sorted(rows, key=lambda row: (row.key is None, row.key or 0))
    if dimension.name == "stage_lost":
        return _walked(rows)
    return sorted(rows, key=lambda row: (row.key is None, -row.closed, -row.won, row.name or ""))


def _walked(rows):
    """Rows of stages in the order of their pipelines, with the name of theirs in front where there are several."""
    columns = (Stage.id, Pipeline.name, Pipeline.position, Pipeline.id, Stage.position, Stage.id)
    keys = [row.key for row in rows]
    found = Stage.select(*columns).join(Pipeline).where(Stage.id.in_(keys)).tuples() if keys else ()
    places = {stage: (name, place) for stage, name, *place in found}
    if len({place[1] for _name, place in places.values()}) > 1:
        rows = [row._replace(name=f"{places[row.key][0]} · {row.name}") for row in rows]
    return sorted(rows, key=lambda row: places[row.key][1])


def sums():
    """SQL of FIGURES, in their order."""
    for outcome in ("won", "lost", "invalid"):
        yield pw.fn.SUM(pw.Case(None, ((Opportunity.outcome == outcome, 1),), 0))
    for outcome, amount in (("won", Opportunity.base_final_amount), ("lost", Opportunity.base_amount)):
        yield pw.fn.COUNT(pw.Case(None, ((Opportunity.outcome == outcome, amount),)))
        yield pw.fn.SUM(pw.Case(None, ((Opportunity.outcome == outcome, amount),)))


def _line(months, wanted, by):
    found = {}
    for row in months:
        key = line.bucket(row.key, by)
        found[key] = found.get(key, Tally(key, key)).plus(row)
    period = Period(wanted.closed_from, wanted.closed_to)
    return [found.get(key, Tally(key, key)) for key in line.buckets(period, by, found)]
