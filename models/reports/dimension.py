"""By what figures are grouped: the column, the names of its rows, and the filter that leads to each of them."""

import dataclasses

import peewee as pw

from models.base import N_, db
from models.currency import decimals
from models.customer import Customer
from models.opportunity import Opportunity
from models.opportunity.filter import NONE
from models.pipeline import CloseReason, Competitor, Source, Stage
from models.product import Product
from models.reports import line
from models.setting import Setting
from models.team import Team
from models.user import User


def unled(column):
    """SQL of a column that leads the database to no index: it would walk that of a key with few values, over all rows."""
    return pw.NodeList((pw.SQL("+"), column), "")


@dataclasses.dataclass(frozen=True)
class Dimension:
    """`title` heads its column, `nothing` names the row without a value (both msgids); `narrows` is a field of Filter."""

    name: str
    title: str
    nothing: str = ""
    column: str = ""  # of Opportunity
    model: type | None = None  # whose rows have the names
    rated: bool = True  # False: its values go with one outcome, so that a win rate would mean nothing
    narrows: str = ""  # the field of Filter, where it is not called so

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
        return dataclasses.replace(wanted, **{self.narrows or self.name: nothing if key is None else key})

    def key(self, on=Opportunity.closed_on):
        """SQL of the key of a row: an id, the name of an office, or on a time line a month (by week a day) of the day `on`."""
        if self.timely:
            return pw.fn.SUBSTR(on.cast("text"), 1, 10 if self.name == "week" else 7)
        if self.name == "office":
            return Team.office
        return unled(getattr(Opportunity, self.column))

    def names(self, keys):
        """{key: name} of these keys."""
        keys = [key for key in keys if key is not None]
        return self.model.names(keys) if self.model and self.name != "office" else {key: key for key in keys}


@dataclasses.dataclass(frozen=True)
class Size(Dimension):
    """Classes of what an opportunity is worth; the key is the amount, in whole units, with which a class begins."""

    def within(self, wanted, key):
        if key is None:
            return dataclasses.replace(wanted, amount="unknown")
        beyond = [limit for limit in sizes() if limit > key]
        least, most = (key or None), (beyond[0] - 1 if beyond else None)
        return dataclasses.replace(wanted, amount="known", amount_from=least, amount_to=most)

    def key(self, on=None):
        unit, limits = 10 ** decimals(Setting.read("company.currency")), sizes()
        worth = Opportunity.worth()
        classes = [(worth >= limit * unit, limit) for limit in reversed(limits)]
        return pw.Case(None, ((worth.is_null(), None), *classes), 0)


STEPS = (1, 5, 20, 100)
UNITS = {"CNY": 10_000, "HKD": 10_000, "TWD": 10_000, "JPY": 100_000, "KRW": 1_000_000, "INR": 100_000, "THB": 10_000, "VND": 10_000_000}  # fmt: skip
UNIT = 1_000  # of any other currency


def sizes():
    """Where the size classes begin, in whole units of the base currency: as the company set it, else by steps of 1 5 20 100."""
    chosen = sorted({int(word) for word in Setting.read("reports.sizes").split() if word.isdecimal() and int(word)})
    return chosen or usual_sizes()


def usual_sizes():
    """Where they begin unless the company says so: by the worth of its currency."""
    return [step * UNITS.get(Setting.read("company.currency"), UNIT) for step in STEPS]


DIMENSIONS = {
    dimension.name: dimension
    for dimension in (
        Dimension("week", N_("Week")),
        Dimension("month", N_("Month")),
        Dimension("quarter", N_("Quarter")),
        Dimension("year", N_("Year")),
        Dimension("stage", N_("Stage"), "", "stage", Stage),
        Dimension("stage_lost", N_("Stage lost"), "", "stage", Stage, rated=False, narrows="stage"),
        Dimension("reason", N_("Reason"), N_("No reason"), "close_reason", CloseReason, rated=False),
        Dimension("source", N_("Source"), N_("No source"), "source", Source),
        Dimension("owner", N_("Owner"), N_("Nobody"), "owner", User),
        Dimension("team", N_("Team"), N_("No team"), "team", Team),
        Dimension("office", N_("Office"), N_("No office"), "team", Team),
        Dimension("customer", N_("Customer"), N_("No customer"), "customer", Customer),
        Dimension("competitor", N_("Competitor"), N_("No competitor"), "competitor", Competitor, rated=False),
        Dimension("product", N_("Product"), N_("No product"), "product", Product),
        Size("size", N_("Size"), N_("Amount unknown")),
    )
}


def grouped(user, wanted, dimension, *sums, on=Opportunity.closed_on):
    """Tuples (key, name, *sums) of what `user` sees of the Filter `wanted`, in one query; on a time line by the day `on`.

    `user` None is the system, which sees all. The key is an id, a month ("2017-03"; by week a day), the name of an office,
    or None.
    """
    named = [sum_.alias(f"sum{number}") for number, sum_ in enumerate(sums)]
    query = _keyed(user, wanted, dimension, *named, on=on).group_by(pw.SQL("the_key"))
    if dimension.model is None or dimension.name == "office":
        return [(key, key, *rest) for key, *rest in query.tuples()]
    part, names = query.alias("part"), dimension.model.alias("names")
    figures = [getattr(part.c, sum_.name) for sum_ in named]
    whole = pw.Select([part], [part.c.the_key, names.name, *figures])
    return list(
        whole.join(names, pw.JOIN.LEFT_OUTER, on=(names.id == part.c.the_key)).order_by(names.name).bind(db).tuples()
    )


def counted(user, wanted, dimension, what, *more, on=Opportunity.closed_on):
    """Tuples (key, value of `what`, how many, *more) of the same, by a Dimension and by `what` at once."""
    query = _keyed(user, wanted, dimension, what.alias("what"), pw.fn.COUNT(Opportunity.id), *more, on=on)
    return query.group_by(pw.SQL("the_key"), pw.SQL("what")).tuples()


def _keyed(user, wanted, dimension, *columns, on):
    """A query for the key of a Dimension and `columns`, to be grouped by the alias "the_key": PostgreSQL would take a repeated
    expression with bound values for another one."""
    query = seen(user, wanted, dimension.key(on).alias("the_key"), *columns)
    if dimension.name == "office":
        query = query.join_from(Opportunity, Team, pw.JOIN.LEFT_OUTER, on=(Opportunity.team == Team.id))
    return query


def seen(user, wanted, *columns):
    """A query for `columns` of the opportunities of the Filter `wanted` that `user` may see (None: the system, all)."""
    if user is None:
        return wanted.apply(Opportunity.kept(*columns))
    return wanted.apply(Opportunity.visible_to(user).select(*columns))
