"""A colleague changes teams, and what they answer for comes along: open opportunities and customers, by the hundred."""

import peewee as pw

from models.base import now
from models.customer import Customer
from models.event import Event, packed
from models.opportunity import FieldChange, Opportunity
from models.pipeline import Pipeline
from models.setting import today

CHUNK = 400


def outside(user, team):
    """{noun: a query on (id, team id, customer id)} of what the user answers for and another team (or none) has."""
    open_ones = Opportunity.kept(Opportunity.id, Opportunity.team, Opportunity.customer).where(
        Opportunity.owner == user, Opportunity.outcome.is_null(), _elsewhere(Opportunity, team)
    )
    customers = Customer.kept(Customer.id, Customer.team, Customer.id).where(
        Customer.owner == user, _elsewhere(Customer, team)
    )
    return {"opportunity": open_ones, "customer": customers}


def would_come(user, team):
    """{noun: how many} rows would come along into the team (None: into none)."""
    return {noun: query.count() for noun, query in outside(user, team).items()}


def take_along(by, user, team):
    """Give those rows the team, with history and an event each, in the transaction that we are in. Returns `would_come`."""
    counts = {}
    for (noun, query), model in zip(outside(user, team).items(), (Opportunity, Customer), strict=True):
        rows = list(query.order_by(model.id).tuples())
        counts[noun] = len(rows)
        for some in pw.chunked(rows, CHUNK):
            _write(by, user, team, noun, model, some)
    if counts["opportunity"]:
        Pipeline.bump_all()
    return counts


def _elsewhere(model, team):
    if team is None:
        return model.team.is_null(False)
    return model.team.is_null() | (model.team != team)


def _write(by, user, team, noun, model, rows):
    moment, day, team_id = now(), today(), team.id if team else None
    model.update(version=model.version + 1, updated_at=moment, team=team_id).where(
        model.id.in_([row_id for row_id, _former, _customer in rows])
    ).execute()
    if noun == "opportunity":
        said = {"field": "team", "new": team_id and str(team_id), "at": moment}
        FieldChange.insert_many(
            [{"opportunity": row_id, "old": former and str(former), **said} for row_id, former, _customer in rows]
        ).execute()
    events = [
        {
            "name": f"{noun}.moved_along",
            "subject_type": noun,
            "subject_id": row_id,
            "actor_id": by.id if by else None,
            "at": moment,
            "happened_on": day,
            "facts_json": packed({"owner": user.id, "team": team_id, "former_team": former}),
            "opportunity_id": row_id if noun == "opportunity" else None,
            "customer_id": customer,
        }
        for row_id, former, customer in rows
    ]
    Event.insert_many(events).execute()
