"""How does each of us do?

A row a person (or team, or office): what they won in the period, how often of what was decided, how many follow-ups they did;
and as of now what they have open, how many of the next steps of that are overdue, and how many are stuck in their stage. Won
and open ones count for the owner, follow-ups for whoever did them. Who has nothing to show is there all the same.
"""

import dataclasses
from typing import NamedTuple

import peewee as pw

from models import access
from models.activity import Activity
from models.base import N_
from models.opportunity import Opportunity
from models.opportunity.conditions import several
from models.opportunity.filter import NONE
from models.reports.activity_volume import done
from models.reports.answer import Answer, Column, Report
from models.reports.dimension import grouped
from models.reports.tally import ENOUGH, tallies
from models.setting import Setting, today
from models.team import Team
from models.user import User

SELLING = ("salesperson", "team_lead")  # who is shown without a figure, too
COLUMNS = (
    Column("won", N_("Won"), "count", "won"),
    Column("won_amount", N_("Won amount"), "money", "won", "won", "won_known"),
    Column("won_known", N_("Won with an amount"), "count"),
    Column("lost", N_("Lost"), "count", "lost"),
    Column("win_rate", N_("Win rate"), "percent", "decided"),
    Column("done", N_("Follow-ups done"), "count"),
    Column("open", N_("Open"), "count", "open"),
    Column("amount", N_("Open amount"), "money", "open", "open", "known"),
    Column("known", N_("Amount known for"), "count"),
    Column("overdue", N_("Overdue next steps"), "count", "overdue"),
    Column("stuck", N_("Stuck"), "count", "stuck"),
)


class Doing(NamedTuple):
    """One row: counts, amounts in minor units of the base currency."""

    key: object = None
    name: str | None = None
    won: int = 0
    won_known: int = 0
    won_amount: int = 0
    lost: int = 0
    done: int = 0
    open: int = 0
    known: int = 0
    amount: int = 0
    overdue: int = 0
    stuck: int = 0

    @property
    def decided(self):
        return self.won + self.lost

    @property
    def win_rate(self):
        """Percent; None from fewer than ENOUGH decided ones."""
        return 100 * self.won / self.decided if self.decided >= ENOUGH else None

    @property
    def any(self):
        """Is there anything to tell?"""
        return sum(self[2:])

    def plus(self, other):
        return self._replace(**{name: getattr(self, name) + getattr(other, name) for name in self._fields[2:]})


@dataclasses.dataclass(frozen=True)
class Performance(Answer):
    """`ranked`: does the company want to read who is first?"""

    ranked: bool = True

    def behind(self, row, outcome):
        """The Filter of what was won or decided in the period; of what is open, whatever the period."""
        if outcome in ("won", "lost", "decided"):
            return super().behind(row, outcome)
        wanted = dataclasses.replace(super().behind(row, "open"), closed_from=None, closed_to=None)
        more = {"overdue": {"step": "overdue"}, "stuck": {"stalled": "stuck"}}.get(outcome, {})
        return dataclasses.replace(wanted, **more)


def team_performance(user, wanted, period, by="owner"):
    """The Performance of Doing rows by owner, team or office: who won most comes first; by name where nobody wants a ranking."""
    dimension, ranked = REPORT.dimension(by), Setting.read("reports.ranking") == "yes"
    closed = period.within(dataclasses.replace(wanted, outcome="decided"))
    rows = _people(user, wanted) if by == "owner" else {}
    for row in tallies(user, closed, dimension):
        _add(rows, row.key, row.name, won=row.won, won_known=row.won_known, won_amount=row.won_amount, lost=row.lost)
    for key, name, *figures in grouped(user, dataclasses.replace(wanted, outcome="open"), dimension, *_sums(wanted)):
        counts = (int(figure or 0) for figure in figures)
        _add(rows, key, name, **dict(zip(("open", "known", "amount", "overdue", "stuck"), counts, strict=True)))
    for key, name, count in _done(user, wanted, period, by):
        _add(rows, key, name, done=count)
    whole = Doing()
    for row in rows.values():
        whole = whole.plus(row)
    place = (lambda row: (-row.won_amount, -row.won, row.name or "")) if ranked else (lambda row: row.name or "")
    ordered = sorted(rows.values(), key=lambda row: (row.key is None, place(row)))
    return Performance(REPORT, dimension, period, closed, ordered, whole, COLUMNS, ranked=ranked)


def _add(rows, key, name, **figures):
    rows[key] = rows.get(key, Doing(key, name)).plus(Doing(**figures))


def _people(user, wanted):
    """{id: an empty row} of those who sell and whom `user` may see (None: all), as far as the Filter asks for them."""
    query = User.active() if user is None else access.owners_seen_by(user).where(User.disabled_at.is_null())
    query = query.where(User.role.in_(SELLING))
    for column, asked in ((User.id, wanted.owner), (User.team, wanted.team)):
        if asked is not None:
            query = query.where(column.in_([key for key in several(asked) if key != NONE]))
    return {row.id: Doing(row.id, row.name) for row in query}


def _sums(wanted):
    """SQL of how many are open, how many of them have an amount, its sum, overdue next steps and stuck ones."""
    marks = (Opportunity.with_step("overdue", wanted.day or today()), Opportunity.stuck_at())
    amount = Opportunity.base_amount
    yield from (pw.fn.COUNT(Opportunity.id), pw.fn.COUNT(amount), pw.fn.SUM(amount))
    yield from (pw.fn.SUM(pw.Case(None, ((mark, 1),), 0)) for mark in marks)


def _done(user, wanted, period, by):
    """Tuples (key, name, how many) of follow-ups done, by who did them, their team or its office."""
    found, key = {}, Activity.assignee if by == "owner" else User.team
    for row_id, _kind, count in done(user, wanted, period, key):
        found[row_id] = found.get(row_id, 0) + count
    if by == "office":
        offices = dict(Team.select(Team.id, Team.office).tuples())
        return [(office, office, count) for office, count in ((offices.get(k), n) for k, n in found.items())]
    names = (User if by == "owner" else Team).names([row_id for row_id in found if row_id is not None])
    return [(row_id, names.get(row_id), count) for row_id, count in found.items()]


REPORT = Report(
    name="team-performance",
    title=N_("Team performance"),
    ask=team_performance,
    by=("owner", "team", "office"),
    counts="any",
    compared=("won", "won_amount", "win_rate", "done"),
    glance="owner",
    moving=True,
    formula=N_("win rate = won ÷ (won + lost)"),
    definition=(
        N_("Won, lost and the win rate are of opportunities closed in the period, and count for who owns them now; the rate is told from 5 decided ones on. The follow-ups are those done in the period, by whoever was to do them."),
        N_("Open opportunities, overdue next steps and stuck ones are those of today, whatever the period. A next step is overdue when its earliest follow-up was due before today; stuck is what is in its stage for longer than its limit."),
        N_("Who won most stands first. An administrator can switch the ranking off: then the names stand in the order of the alphabet, and nobody is named first."),
    ),
)  # fmt: skip
