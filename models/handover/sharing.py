"""Who gets what when a colleague's rows are handed over: decided without writing, so that it can be shown before."""

import collections
import dataclasses
import itertools

from models.handover.held import customers_of, opportunities_of, planned_by
from models.user import User

GROUPS = ("customer", "stage")


@dataclasses.dataclass(frozen=True)
class Wish:
    """What somebody wants: the rows `of` a User go to the Users `to`, customer by customer in turns, the largest first.

    `chosen` {id of a customer or stage: User} says otherwise for some groups of kind `by`. `closed` ones stay with the
    name of who closed them, unless they are asked for.
    """

    of: User
    to: tuple
    by: str = "customer"
    chosen: dict = dataclasses.field(default_factory=dict)
    closed: bool = False

    @property
    def everybody(self):
        """All who are to get something."""
        return list({user.id: user for user in (*self.to, *self.chosen.values())}.values())


@dataclasses.dataclass
class Share:
    """What one person gets; amounts in minor units of the base currency, of open ones what is expected, None where nothing is known."""

    user: User
    opportunities: list = dataclasses.field(default_factory=list)
    customers: list = dataclasses.field(default_factory=list)
    activities: list = dataclasses.field(default_factory=list)

    @property
    def open(self):
        return sum(row.outcome is None for row in self.opportunities)

    @property
    def amount(self):
        return expected(self.opportunities)

    @property
    def closed(self):
        return len(self.opportunities) - self.open


@dataclasses.dataclass
class Plan:
    """Shares by user, and what is there: flat rows of opportunities, customers and planned activities. `left`: out of reach; `staying`: plans that nobody gets."""

    shares: dict
    opportunities: list
    customers: list
    activities: list
    left: int
    staying: int = 0

    @property
    def count(self):
        return len(self.opportunities) + len(self.customers) + len(self.activities)

    @property
    def open(self):
        return sum(row.outcome is None for row in self.opportunities)

    @property
    def closed(self):
        return len(self.opportunities) - self.open

    @property
    def amount(self):
        """What the open ones are expected to bring."""
        return expected(self.opportunities)

    def groups(self, by):
        """[(id of the customer or stage or None, how many open, their amount)], the largest first."""
        found = collections.defaultdict(list)
        for row in self.opportunities:
            if row.outcome is None:
                found[getattr(row, f"{by}_id")].append(row)
        groups = ((key, len(rows), expected(rows)) for key, rows in found.items())
        return sorted(groups, key=lambda group: (-(group[2] or 0), -group[1], group[0] or 0))


def expected(rows):
    """What the open ones of the rows are expected to bring; None where no amount is known."""
    known = [row.base_amount for row in rows if row.outcome is None and row.base_amount is not None]
    return sum(known) if known else None


def look(by, wish):
    """The Plan of a Wish: what there is, and who would get it. Without recipients nobody gets anything."""
    rows, left = opportunities_of(by, wish.of, wish.closed)
    customers = customers_of(by, wish.of)
    activities = planned_by(wish.of)
    shares = {user.id: Share(user) for user in wish.everybody}
    plan = Plan(shares, rows, customers, activities, left)
    if shares and wish.to:
        _share(plan, wish)
    return plan


def _share(plan, wish):
    turns = itertools.cycle(wish.to)
    of_row, most, rest = {}, {}, []
    for row in plan.opportunities:
        if user := wish.chosen.get(getattr(row, f"{wish.by}_id")):
            of_row[row.id] = user
        else:
            rest.append(row)
    for rows in _by_customer(rest):
        user = next(turns)
        of_row |= {row.id: user for row in rows}
    for row in plan.opportunities:
        plan.shares[of_row[row.id].id].opportunities.append(row)
        most.setdefault(row.customer_id, collections.Counter())[of_row[row.id]] += 1
    of_customer = {key: counter.most_common(1)[0][0] for key, counter in most.items() if key}
    for row in plan.customers:
        chosen = wish.chosen.get(row.id) if wish.by == "customer" else None
        of_customer[row.id] = chosen or of_customer.get(row.id) or next(turns)
        plan.shares[of_customer[row.id].id].customers.append(row)
    doers = _doers(wish.of, plan.activities, of_row, of_customer)
    plan.staying = len(plan.activities) - len(doers)
    plan.activities = [row for row in plan.activities if row.id in doers]
    for row in plan.activities:
        user = doers[row.id]
        plan.shares.setdefault(user.id, Share(user)).activities.append(row)


def _by_customer(rows):
    """Lists of rows, those of one customer together, the largest amount first; rows without a customer each alone."""
    groups = collections.defaultdict(list)
    for row in rows:
        groups[row.customer_id or -row.id].append(row)
    worth = {key: sum(row.base_amount or 0 for row in of) for key, of in groups.items()}
    return [groups[key] for key in sorted(groups, key=lambda key: (-worth[key], key))]


def _doers(of, activities, of_row, of_customer):
    """{id of a planned activity: User}: who gets its opportunity or customer, else who answers for that; nobody, and it stays."""
    doers, others = {}, {}
    for row in activities:
        if row.opportunity_id:
            known, other = of_row.get(row.opportunity_id), row.opportunity_owner_id
        else:
            known, other = of_customer.get(row.customer_id), row.customer_owner_id
        if known:
            doers[row.id] = known
        else:
            others[row.id] = other
    users = User.by_ids(others.values())
    found = {row_id: users.get(user_id) for row_id, user_id in others.items()}
    return doers | {row_id: user for row_id, user in found.items() if user and not user.disabled_at and user != of}
