"""What the follow-ups of an opportunity say about it: its next step, its last contact, the clock of neglect."""

import datetime as dt

import peewee as pw

from models.base import db
from models.setting import local

QUIET = dt.timedelta(days=30)  # a plan silences the clock of neglect no longer than this
CONTACTS = "('call', 'email', 'meeting', 'visit', 'message')"


def follow(opportunity_id):
    """Recompute next step, quiet time and last contact from the follow-ups, in the transaction that we are in.

    The row's version stays: nobody who edits the opportunity is disturbed by it. Live boards are told.
    """
    from models.opportunity import Opportunity

    if opportunity_id is None:
        return
    activities = pw.Table("activities", ("id", "kind", "opportunity_id", "due_on", "due_at", "done_at", "done_on"))
    activities = activities.bind(db)
    mine = (activities.opportunity_id == opportunity_id) & pw.SQL("deleted_at IS NULL")
    earliest = activities.select(activities.id, activities.kind, activities.due_on, pw.SQL("created_at")).where(
        mine, activities.done_at.is_null(), activities.due_on.is_null(False)
    )
    step = earliest.order_by(activities.due_on, activities.due_at.is_null(), activities.due_at, activities.id)
    planned = next(iter(step.limit(1).tuples()), (None, None, None, None))
    done = activities.select(pw.fn.MAX(activities.done_at), pw.fn.MAX(activities.done_on)).where(
        mine, activities.done_at.is_null(False), pw.SQL(f"kind IN {CONTACTS}")
    )
    last_at, last_on = (_moment(value) for value in next(iter(done.tuples())))
    row = Opportunity.select(Opportunity.opened_on, Opportunity.created_at, Opportunity.pipeline)
    row = row.where(Opportunity.id == opportunity_id).get()
    step_id, kind, due_on, planned_at = planned
    due_on, planned_at = _day(due_on), _moment(planned_at)
    Opportunity.update(
        next_step_id=step_id,
        next_step_kind=kind,
        next_step_on=due_on,
        quiet_until=min(due_on, local(planned_at).date() + QUIET) if due_on else None,
        last_contact_at=last_at,
        touched_on=max(day for day in (_started(opportunity_id, row), _day(last_on)) if day),
    ).where(Opportunity.id == opportunity_id).execute()
    row.pipeline.bump()


def go_along(opportunity_id, customer_id):
    """Its follow-ups and notes, and what was told of it, are this customer's now; in the transaction that we are in."""
    for name in ("activities", "notes", "events"):
        table = pw.Table(name, ("opportunity_id", "customer_id")).bind(db)
        table.update({table.customer_id: customer_id}).where(table.opportunity_id == opportunity_id).execute()


def _started(opportunity_id, row):
    """The day from which nobody was in touch: opened, brought in, assigned or claimed last."""
    return max(row.opened_on, local(row.created_at).date(), *_given(opportunity_id))


def _given(opportunity_id):
    """The days on which it was given to somebody; what was taken back never was."""
    from models.event import Event

    days = []
    told = Event.select(Event.name, Event.happened_on, Event.facts_json).where(
        Event.opportunity_id == opportunity_id, Event.name.in_((*STARTS, "opportunity.undone"))
    )
    for event in told.order_by(Event.id):
        if event.name in STARTS:
            days.append(event.happened_on)
        elif days and event.facts["what"] in GIVING:
            days.pop()
    return days


STARTS = ("opportunity.assigned", "opportunity.claimed", "opportunity.handed_over")
GIVING = ("assign", "hand_over")  # what batches call it


def _moment(value):
    return dt.datetime.fromisoformat(value) if isinstance(value, str) else value


def _day(value):
    value = _moment(value)
    return value.date() if isinstance(value, dt.datetime) else value


def hand_plans(opportunity, by, former, owner):
    """What the former owner (an id) had planned goes along to the new one, who is reminded of it from now on."""
    from models.activity import Activity

    planned = Activity.kept().where(
        Activity.opportunity == opportunity.id, Activity.assignee == former, Activity.done_at.is_null()
    )
    rows = list(planned)
    for row in rows:
        row.hand_to(by, owner)
    if rows:
        follow(opportunity.id)
