"""How much did we win, month by month?

Won opportunities by the month of their closing day in the company's time zone: how many, and the sum of what was agreed,
in the base currency at the rate stamped at closing. Won ones without an amount count, and add nothing to the sum: "amount
known for" says how many have one. "Closed" is won, lost and invalid ones together. A month without a closed one is shown;
more than a year of them in a row is left out.
"""

import dataclasses

from models.base import N_
from models.reports.answer import Answer, Column, Report
from models.reports.dimension import DIMENSIONS
from models.reports.tally import tallies, total

COLUMNS = (
    Column("won", N_("Won"), "count", "won"),
    Column("closed", N_("Closed"), "count", "closed"),
    Column("won_amount", N_("Won amount"), "money", "won", "won", "won_known"),
    Column("won_known", N_("Amount known for"), "count"),
    Column("average", N_("Average won"), "money", "won"),
)


def won_by_month(user, wanted, period, by="month"):
    """The Answer of Tally rows by month, quarter or year. `user` None is the system; `wanted` a Filter on who and where."""
    dimension = DIMENSIONS[by]
    closed = period.within(dataclasses.replace(wanted, outcome="closed"))
    rows = tallies(user, closed, dimension)
    return Answer(REPORT, dimension, period, closed, rows, total(rows), COLUMNS)


REPORT = Report(
    name="won-by-month",
    title=N_("Won by month"),
    ask=won_by_month,
    by=("month", "quarter", "year"),
    compared=("won", "won_amount", "average"),
    glance="month",
    formula=N_("won amount = sum of what was agreed"),
    definition=(
        N_("Won opportunities by the month of their closing day, in the company’s time zone. Closed counts won, lost and invalid ones together. An empty month is shown; more than twelve of them in a row are left out."),
        N_("Amounts are those agreed at winning, in the base currency at the rate stamped at closing. A won one without an amount counts and adds nothing to the sum; the average is over those with an amount."),
    ),
)  # fmt: skip
