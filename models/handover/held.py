"""What a colleague has in hand: opportunities, customers and plans, as flat rows."""

import peewee as pw

from models.access import CHANGES
from models.activity import Activity
from models.customer import Customer
from models.opportunity import Opportunity


def opportunities_of(by, user, closed=False):
    """(flat rows of opportunities that the colleague answers for and `by` may give, how many `by` may not)."""
    query = Opportunity.kept(
        Opportunity.id,
        Opportunity.customer.alias("customer_id"),
        Opportunity.stage.alias("stage_id"),
        Opportunity.pipeline.alias("pipeline_id"),
        Opportunity.team.alias("team_id"),
        Opportunity.outcome,
        Opportunity.base_amount,
        Opportunity.owner_seen_at,
        Opportunity.touched_on,
        Opportunity.version,
    ).where(Opportunity.owner == user)
    if not closed:
        query = query.where(Opportunity.outcome.is_null())
    rows = list(query.where(*_within(by, Opportunity)).order_by(Opportunity.id).namedtuples())
    return rows, query.count() - len(rows)


def _within(by, model):
    """Conditions: what a team lead may give is the team's, as `answered_for_by` says; a manager may give everything."""
    return () if by is None or CHANGES[by.role] == "all" else (model.team == by.team_id,)


def planned_by(user):
    """Flat rows of what the colleague has planned on somebody's behalf; plans without a customer are their own affair."""
    return list(
        Activity.kept(
            Activity.id,
            Activity.opportunity.alias("opportunity_id"),
            Activity.customer.alias("customer_id"),
            Activity.version,
            Opportunity.owner.alias("opportunity_owner_id"),
            Customer.owner.alias("customer_owner_id"),
        )
        .join(Opportunity, pw.JOIN.LEFT_OUTER, on=(Activity.opportunity == Opportunity.id))
        .join_from(Activity, Customer, pw.JOIN.LEFT_OUTER, on=(Activity.customer == Customer.id))
        .where(
            Activity.assignee == user,
            Activity.done_at.is_null(),
            Activity.opportunity.is_null(False) | Activity.customer.is_null(False),
        )
        .order_by(Activity.id)
        .namedtuples()
    )


def customers_of(by, user):
    """Flat rows of the customers that the colleague owns and `by` may give."""
    query = Customer.kept(Customer.id, Customer.team.alias("team_id"), Customer.version)
    query = query.where(Customer.owner == user, *_within(by, Customer))
    return list(query.order_by(Customer.id).namedtuples())


def counts_of(user):
    """{"opportunities", "customers", "activities": how many} the colleague has in hand: open ones, kept ones, planned ones."""
    planned = Activity.kept().where(Activity.assignee == user, Activity.done_at.is_null())
    mine = Opportunity.kept().where(Opportunity.owner == user, Opportunity.outcome.is_null())
    customers = Customer.kept().where(Customer.owner == user)
    return {"opportunities": mine.count(), "customers": customers.count(), "activities": planned.count()}
