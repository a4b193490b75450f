"""Who may see and change which rows: the only place.

One table of reach by role, and the functions that turn it into SQL. `visible_to(user)` and `editable_by(user)` of
every owned row come from here; lists, boards, pages, reports and commands start there.
"""

import peewee as pw

from models.base import Within
from models.setting import Setting, today

SEES = {"administrator": "all", "manager": "all", "team_lead": "team", "salesperson": "own", "viewer": "all"}
CHANGES = {"administrator": "all", "manager": "all", "team_lead": "team", "salesperson": "own", "viewer": "none"}

# The tables by name: this floor lies below the models that it guards.
opportunities = pw.Table("opportunities", ("id", "owner_id", "team_id", "created_by_id", "customer_id", "deleted_at"))
collaborations = pw.Table("collaborations", ("opportunity_id", "user_id", "writes", "until_on"))
customers = pw.Table("customers", ("id", "owner_id", "team_id", "created_by_id"))


def sees(user):
    """The user's reach for seeing: all, team or own. The company may let salespeople see their team's rows."""
    reach = SEES[user.role]
    return "team" if reach == "own" and Setting.read("reach.salesperson") == "team" else reach


def _union(*parts):
    whole = parts[0]
    for part in parts[1:]:
        whole = whole | part
    return whole


def owned(table, user, reach, to):
    """The conditions, each enough, under which the user reaches a row of `table` by ownership."""
    yield table.owner_id == user.id
    if user.team_id and reach == "team":
        yield table.team_id == user.team_id
    if to == "see":
        yield table.created_by_id == user.id
        if user.team_id and reach != "team":
            yield table.owner_id.is_null() & (table.team_id == user.team_id)


def shared(user, to):
    """A query on the collaborations by which the user reaches an opportunity today."""
    found = collaborations.select(collaborations.opportunity_id).where(
        collaborations.user_id == user.id,
        collaborations.until_on.is_null() | (collaborations.until_on >= today()),
    )
    return found.where(collaborations.writes == True) if to == "change" else found  # noqa: E712


def _owned_ids(table, user, reach, to):
    """Ids of rows of `table` that the user reaches by ownership, as subselects to be joined by UNION.

    UNION and not OR: each arm walks its own index (half the time on 100,000 rows).
    """
    for condition in owned(table, user, reach, to):
        yield table.select(table.id).where(condition)


def _opportunity_ids(user, reach, to):
    return _union(*_owned_ids(opportunities, user, reach, to), shared(user, to))


def opportunities_within(user, to="see"):
    """What a query on opportunities has to add for this user: None (everything), or an expression on their id.

    `to` is "see" or "change".
    """
    from models.opportunity import Opportunity

    reach = sees(user) if to == "see" else CHANGES[user.role]
    if reach == "all":
        return None
    if reach == "none":
        return Opportunity.id.in_([])
    return Within(Opportunity.id, _opportunity_ids(user, reach, to))


def customers_within(user, to="see"):
    """The same for customers: seen by whoever sees one of their opportunities, changed by their owner's reach."""
    from models.customer import Customer

    reach = sees(user) if to == "see" else CHANGES[user.role]
    if reach == "all":
        return None
    if reach == "none":
        return Customer.id.in_([])
    return Within(Customer.id, _customer_ids(user, reach, to))


def _customer_ids(user, reach, to):
    arms = list(_owned_ids(customers, user, reach, to))
    if to == "see":
        arms.append(
            opportunities.select(opportunities.customer_id).where(
                opportunities.customer_id.is_null(False),
                opportunities.deleted_at.is_null(),
                Within(opportunities.id, _opportunity_ids(user, reach, to)),
            )
        )
    return _union(*arms)


def subjects_within(query, user, to):
    """A query on follow-ups or notes, of it those of opportunities, and else of customers, within the user's reach.

    Who made one or is to do it may change it where they see its subject. One without a subject is its maker's.
    """
    model = query.model
    reach = sees(user) if to == "see" else CHANGES[user.role]
    if reach == "all":
        return query
    if reach == "none":
        return query.where(model.id.in_([]))
    own = model.created_by == user.id
    if hasattr(model, "assignee"):
        own |= model.assignee == user.id
    seen = _under(model, user, sees(user), "see") | (model.opportunity.is_null() & model.customer.is_null() & own)
    if to == "see":
        return query.where(seen)
    return query.where(_under(model, user, reach, "change") | (seen & own))


def _under(model, user, reach, to):
    """The condition that a row's opportunity, or where there is none its customer, lies within the reach."""
    if reach == "all":
        return model.id.is_null(False)
    of_customer = model.opportunity.is_null() & Within(model.customer, _customer_ids(user, reach, to))
    return Within(model.opportunity, _opportunity_ids(user, reach, to)) | of_customer


def scoped(query, within):
    """`query` with what `…_within` says added."""
    return query if within is None else query.where(within)


def may_create(user):
    """May this user make customers, contacts and opportunities at all?"""
    return CHANGES[user.role] != "none"


def may_import(user, kind=None):
    """May this user bring in files; those of one kind, if given? People only administrators."""
    return CHANGES[user.role] == "all" and (kind != "users" or user.role == "administrator")


def assignable_by(user):
    """Users to whom this one may give rows: all with reach "all", else the own team's and oneself."""
    from models.user import User

    query = User.active().where(User.role != "viewer").order_by(User.name)
    if CHANGES[user.role] == "all":
        return query
    mine = User.id == user.id
    return query.where(mine | (User.team == user.team_id) if user.team_id else mine)


def owners_seen_by(user):
    """Users by whom this one may filter: all with reach "all" (left ones too), else the own team's and oneself."""
    from models.user import User

    query = User.select().order_by(User.name)
    reach = sees(user)
    if reach == "all":
        return query.where(User.role != "viewer")
    mine = User.id == user.id
    return query.where(mine | (User.team == user.team_id) if user.team_id and reach == "team" else mine)
