"""What share of what we decide do we win, and why do we lose the rest?

Of the opportunities closed in the period (by their closing day), by their present outcome:

    win rate = won / (won + lost)

Invalid ones are no decision: they stand beside it. By amount the same with what was agreed for won ones and what was
expected for lost ones, in the base currency at the rate stamped at closing; only where at least 80 % of won and of lost
ones carry an amount. A rate needs 5 decided ones. Reasons and competitors go with one outcome, and the stage in
which one was lost with lost ones, so that a win rate by them would mean nothing: they have their share of that outcome
instead, of lost ones for a competitor and a stage. Crossed by two: see cross.py.
"""

import dataclasses

from models.base import N_
from models.reports.answer import Answer, Column, Report
from models.reports.dimension import DIMENSIONS
from models.reports.tally import ENOUGH, tallies, total

COLUMNS = (
    Column("won", N_("Won"), "count", "won"),
    Column("lost", N_("Lost"), "count", "lost"),
    Column("invalid", N_("Invalid"), "count", "invalid"),
    Column("win_rate", N_("Win rate"), "percent", "decided"),
    Column("won_amount", N_("Won amount"), "money", "won", "won", "won_known"),
    Column("won_known", N_("Won with an amount"), "count"),
    Column("lost_amount", N_("Lost amount"), "money", "lost", "lost", "lost_known"),
    Column("lost_known", N_("Lost with an amount"), "count"),
    Column("amount_rate", N_("Win rate by amount"), "percent", "decided"),
)
CROSSED = ("reason", "source", "owner", "team", "stage_lost", "competitor", "product", "size")
LOST = ("competitor", "stage_lost")  # mean something for lost ones only
SHARE = Column("share", N_("Share"), "percent")


def win_loss(user, wanted, period, by="month"):
    """The Answer of Tally rows by a Dimension's name. `user` None is the system; `wanted` is a Filter on who and where."""
    dimension = DIMENSIONS[by]
    closed = period.within(dataclasses.replace(wanted, outcome="closed"))
    rows = tallies(user, closed, dimension)
    whole = total(rows)
    if not dimension.rated:
        rows = [row._replace(share=_share(row, whole, by)) for row in rows]
    return Answer(REPORT, dimension, period, closed, rows, whole, _columns(dimension))


def _share(row, whole, by):
    outcome = "lost" if by in LOST else row.outcome
    there = getattr(whole, outcome) if outcome else 0
    return 100 * getattr(row, outcome) / there if there >= ENOUGH else None


def _columns(dimension):
    if dimension.rated:
        return COLUMNS
    columns = [SHARE if column.name == "win_rate" else column for column in COLUMNS]
    return tuple(column for column in columns if column.name != "amount_rate")


REPORT = Report(
    name="win-loss",
    title=N_("Win–loss"),
    ask=win_loss,
    by=("month", "quarter", "year", "reason", "source", "owner", "team", "office", "customer", "competitor", "product", "stage_lost", "size"),
    crossed=CROSSED,
    compared=("won", "lost", "invalid", "win_rate", "won_amount", "amount_rate"),
    glance="month",
    formula=N_("win rate = won ÷ (won + lost)"),
    definition=(
        N_("Of the opportunities closed in the period, by the day of closing and their present outcome. Invalid ones are left out of the rate and shown beside it."),
        N_("By amount: what was agreed for won ones, what was expected for lost ones, in the base currency at the rate stamped at closing. Shown only where at least four in five of the won and of the lost ones carry an amount."),
        N_("A rate is shown from 5 decided ones on; below that the counts alone. Reasons, competitors and stages lost show their share of the outcome they belong to."),
        N_("The stage lost is that in which it stood when it was closed. Sizes are classes of what an opportunity is worth, in the base currency: what was agreed for won ones, what was expected for the others; unknown amounts stand apart."),
        N_("Crossed by two, each cell is of the opportunities that have both; the sums of rows and columns are those of the report by one."),
    ),
)  # fmt: skip
