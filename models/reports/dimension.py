"""By what figures are grouped: the column, the names of its rows, and the filter that leads to each of them."""

import dataclasses

import peewee as pw

from models.base import N_, db
from models.customer import Customer
from models.opportunity import Opportunity
from models.opportunity.filter import NONE
from models.pipeline import CloseReason, Competitor, Source, Stage
from models.product import Product
from models.reports import line
from models.team import Team
from models.user import User


@dataclasses.dataclass(frozen=True)
class Dimension:
    """`title` heads its column, `nothing` names the row without a value (both msgids); `narrows` is a field of Filter."""

    name: str
    title: str
    nothing: str = ""
    column: str = ""  # of Opportunity
    model: type | None = None  # whose rows have the names
    rated: bool = True  # False: its values go with one outcome, so that a win rate would mean nothing

    @property
    def timely(self):
        return self.name in line.SPANS

    def within(self, wanted, key, dated="closed"):
        """The Filter `wanted`, narrowed to the row with this key; on a time line by the day of being closed, opened …"""
        if self.timely:
            first, last = line.days(key)
            begin, end = getattr(wanted, f"{dated}_from"), getattr(wanted, f"{dated}_to")
            first, last = max(first, begin or first), min(last, end or last)
            return dataclasses.replace(wanted, **{f"{dated}_from": first, f"{dated}_to": last})
        nothing = "none" if self.name == "office" else NONE
        return dataclasses.replace(wanted, **{self.name: nothing if key is None else key})


DIMENSIONS = {
    dimension.name: dimension
    for dimension in (
        Dimension("week", N_("Week")),
        Dimension("month", N_("Month")),
        Dimension("quarter", N_("Quarter")),
        Dimension("year", N_("Year")),
        Dimension("stage", N_("Stage"), "", "stage", Stage),
        Dimension("reason", N_("Reason"), N_("No reason"), "close_reason", CloseReason, rated=False),
        Dimension("source", N_("Source"), N_("No source"), "source", Source),
        Dimension("owner", N_("Owner"), N_("Nobody"), "owner", User),
        Dimension("team", N_("Team"), N_("No team"), "team", Team),
        Dimension("office", N_("Office"), N_("No office"), "team", Team),
        Dimension("customer", N_("Customer"), N_("No customer"), "customer", Customer),
        Dimension("competitor", N_("Competitor"), N_("No competitor"), "competitor", Competitor, rated=False),
        Dimension("product", N_("Product"), N_("No product"), "product", Product),
    )
}


def grouped(user, wanted, dimension, *sums, on=Opportunity.closed_on):
    """Tuples (key, name, *sums) of what `user` sees of the Filter `wanted`, in one query; on a time line by the day `on`.

    `user` None is the system, which sees all. The key is an id, a month ("2017-03"; by week a day), the name of an office,
    or None.
    """
    column = getattr(Opportunity, dimension.column) if dimension.column else None
    if dimension.timely:
        key = pw.fn.SUBSTR(on.cast("text"), 1, 10 if dimension.name == "week" else 7)
    else:
        key = Team.office if dimension.name == "office" else column
    named = [sum_.alias(f"sum{number}") for number, sum_ in enumerate(sums)]
    # Grouped by its alias: PostgreSQL would take a repeated expression with bound values for another one.
    query = seen(user, wanted, key.alias("the_key"), *named).group_by(pw.SQL("the_key"))
    if dimension.name == "office":
        query = query.join_from(Opportunity, Team, pw.JOIN.LEFT_OUTER, on=(Opportunity.team == Team.id))
    if dimension.timely or dimension.name == "office":
        return [(key, key, *rest) for key, *rest in query.tuples()]
    part, names = query.alias("part"), dimension.model.alias("names")
    figures = [getattr(part.c, sum_.name) for sum_ in named]
    whole = pw.Select([part], [part.c.the_key, names.name, *figures])
    return list(
        whole.join(names, pw.JOIN.LEFT_OUTER, on=(names.id == part.c.the_key)).order_by(names.name).bind(db).tuples()
    )


def seen(user, wanted, *columns):
    """A query for `columns` of the opportunities of the Filter `wanted` that `user` may see (None: the system, all)."""
    if user is None:
        return wanted.apply(Opportunity.kept(*columns))
    return wanted.apply(Opportunity.visible_to(user).select(*columns))
