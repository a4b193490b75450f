"""What to do now: open opportunities that ask for something, and follow-ups that are due, the most urgent ones first.

A row stands once, under its most urgent reason (`marked.REASONS`); among equals the largest amount goes first, then what
is due first. A follow-up stands by itself unless it is the next step of an opportunity that is on the list anyway.
"""

import dataclasses
import datetime as dt

import peewee as pw

from models.activity import Activity
from models.base import db
from models.contact import Contact
from models.customer import Customer
from models.opportunity import Opportunity
from models.opportunity.marked import REASONS
from models.pipeline import Stage
from models.user import User

MOST = 8  # things shown of a group before all of them are asked for
ALL = 100
LAST = dt.datetime(9999, 12, 31)  # when nothing says when


@dataclasses.dataclass(frozen=True)
class Thing:
    """One thing to do: an opportunity (as `cards` gives it), or a follow-up by itself (as `_due` gives it)."""

    opportunity: object = None
    activity: object = None
    rank: tuple = ()  # the lowest goes first among those of one reason


@dataclasses.dataclass(frozen=True)
class Group:
    """The things of one reason (one of REASONS) that are shown, how many there are, how many of them are opportunities."""

    name: str
    things: list
    count: int
    sales: int


def todo(user, wanted, only=None):
    """The Groups, as far as `user` sees, of whom the Filter `wanted` means (owner, team, or all of them) on its `day`.

    At most MOST things each; of the group `only` at most ALL, and no other one. Six queries, whatever there is.
    """
    most = ALL if only else MOST
    rows = Opportunity.scope(user, wanted, Opportunity.id, Opportunity.urgency(wanted.day).alias("place"))
    step = Activity.select(Activity.due_at).where(Activity.id == Opportunity.next_step_id)
    more = Opportunity.base_amount.alias("worth"), Opportunity.next_step_on.alias("due_on"), step.alias("due_at")
    rows = _ranked(rows.select_extend(*more), most)
    due = _ranked(_waiting(user, wanted), most)
    cards = {row.id: row for row in Opportunity.cards().where(Opportunity.id.in_([row.id for row in rows]))}
    acts = {row.id: row for row in _due([row.id for row in due])}
    groups = []
    for place, name in enumerate(REASONS):
        if only and name != only:
            continue
        things = [Thing(cards[row.id], None, _rank(row)) for row in rows if row.place == place and row.id in cards]
        things += [Thing(None, acts[row.id], _rank(row)) for row in due if row.place == place and row.id in acts]
        things.sort(key=lambda thing: thing.rank)
        sales = _many(rows, place)
        groups.append(Group(name, things[:most], sales + _many(due, place), sales))
    return groups


def _many(found, place):
    return next((row.many for row in found if row.place == place), 0)


def _rank(row):
    """What goes first among equals: amount, day, one with a time before one without, then the older one."""
    return 1 if row.worth is None else -row.worth, str(row.due_on or LAST), str(row.due_at or LAST), row.id


def _ranked(query, most):
    """The first rows of each place, as `_rank` says, with `many`, how many are in that place.

    The query is one on id, place, worth, due_on and due_at.
    """
    rows = query.alias("rows")
    first = (
        pw.fn.COALESCE(rows.c.worth, -1).desc(),
        pw.fn.COALESCE(rows.c.due_on, LAST.date()),
        pw.fn.COALESCE(rows.c.due_at, LAST),
        rows.c.id,
    )
    nth = pw.fn.ROW_NUMBER().over(partition_by=[rows.c.place], order_by=first)
    many = pw.fn.COUNT(rows.c.id).over(partition_by=[rows.c.place])
    told = rows.c.id, rows.c.place, rows.c.worth, rows.c.due_on, rows.c.due_at
    numbered = pw.Select([rows], [*told, nth.alias("nth"), many.alias("many")])
    numbered = numbered.where(rows.c.place.is_null(False)).alias("numbered")
    names = "id", "place", "worth", "due_on", "due_at", "many"
    found = pw.Select([numbered], [getattr(numbered.c, name) for name in names]).where(numbered.c.nth <= most)
    return list(found.bind(db).namedtuples())


def of_whom(wanted):
    """The condition that a follow-up is for whom the Filter means."""
    if wanted.owner:
        return Activity.assignee == wanted.owner
    if wanted.team:
        return Activity.assignee.in_(User.select(User.id).where(User.team == wanted.team))
    return Activity.assignee.is_null(False)


def _waiting(user, wanted):
    """Follow-ups that are due, of what is not lost, and that no opportunity on the list stands for."""
    own = Opportunity.owner == wanted.owner if wanted.owner else Opportunity.team == wanted.team
    shown = (Opportunity.next_step_id == Activity.id) & Opportunity.outcome.is_null()
    shown &= own if wanted.owner or wanted.team else Opportunity.id.is_null(False)
    query = Activity.visible_to(user).select(
        Activity.id,
        pw.Case(None, ((Activity.due_on < wanted.day, REASONS.index("overdue")),), REASONS.index("today")).alias(
            "place"
        ),
        Opportunity.base_amount.alias("worth"),
        Activity.due_on,
        Activity.due_at,
    )
    query = query.join(Opportunity, pw.JOIN.LEFT_OUTER, on=(Activity.opportunity == Opportunity.id))
    return query.where(
        Activity.done_at.is_null(),
        Activity.due_on <= wanted.day,
        of_whom(wanted),
        Opportunity.outcome.is_null() | (Opportunity.outcome == "won"),
        pw.Case(None, ((shown, 1),), 0) == 0,
    )


def _due(ids):
    """Flat rows of follow-ups with all that a line shows."""
    query = Activity.select(
        Activity.id,
        Activity.kind,
        Activity.subject,
        Activity.due_on,
        Activity.due_at,
        Activity.opportunity.alias("opportunity_id"),
        Activity.customer.alias("customer_id"),
        Activity.assignee.alias("assignee_id"),
        Opportunity.name.alias("opportunity_name"),
        Opportunity.amount,
        Opportunity.base_amount,
        Opportunity.currency,
        Opportunity.outcome,
        Stage.name.alias("stage_name"),
        Customer.name.alias("customer_name"),
        Contact.name.alias("contact_name"),
        User.name.alias("assignee_name"),
        User.hue.alias("assignee_hue"),
    )
    for model, field in (
        (Opportunity, Activity.opportunity),
        (Customer, Activity.customer),
        (Contact, Activity.contact),
        (User, Activity.assignee),
    ):
        query = query.join_from(Activity, model, pw.JOIN.LEFT_OUTER, on=(field == model.id))
    query = query.join_from(Opportunity, Stage, pw.JOIN.LEFT_OUTER)
    return query.where(Activity.id.in_(ids)).namedtuples()


def changeable(user, ids):
    """Those of the ids of follow-ups that the user may change, as a set."""
    if not ids:
        return set()
    query = Activity.editable_by(user).select(Activity.id).where(Activity.id.in_(list(ids)))
    return {row_id for (row_id,) in query.tuples()}
