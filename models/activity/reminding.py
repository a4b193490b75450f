"""When the worker looks at a plan for the first time: a while before it is due, on the assignee's clock."""

import datetime as dt

from models.preference import Preference
from models.setting import zone_of

MORNING = dt.time(9)  # a plan for a day, without a time, counts as due then
NEVER = -1
KEY, USUAL = "remind.minutes", 15


def due_moment(row):
    """The moment (UTC) at which a plan is due: its time, else the morning of its day; None for one without a day."""
    if row.due_at or not row.due_on:
        return row.due_at
    morning = dt.datetime.combine(row.due_on, MORNING, zone_of(row.assignee))
    return morning.astimezone(dt.UTC).replace(tzinfo=None)


def remind_at(row):
    """When its assignee is to be reminded (UTC): the lead of the row, else the assignee's own, before it is due; None never."""
    due = due_moment(row)
    if due is None or row.assignee is None or row.done_at or row.deleted_at or row.remind_minutes == NEVER:
        return None
    lead = Preference.read(row.assignee, KEY, USUAL) if row.remind_minutes is None else row.remind_minutes
    return due - dt.timedelta(minutes=lead)
